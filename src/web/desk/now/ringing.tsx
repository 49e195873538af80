import { useState } from "preact/hooks"
import { now } from "#web/lib/clock.ts"
import { post } from "#web/lib/api.ts"
import { clockSeconds, countdown, lasting } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Dialog } from "#web/ui/dialog.tsx"
import { Field } from "#web/ui/field.tsx"
import type { RingingCase } from "#wire/case.ts"
import { useAct } from "#web/desk/act.ts"
import { takeCase } from "#web/desk/case/take.ts"
import { caseLink } from "#web/desk/cases/table.tsx"
import { Level, listWords, shortId } from "#web/desk/parts.tsx"
import { go } from "#web/desk/router.ts"
import { words } from "#web/desk/say.ts"
import { useShortcuts } from "#web/desk/shortcuts.ts"

type Props = { readonly row: RingingCase; readonly first: boolean }

/** An alert that rings me: how long is left, the one act that ends it, and who else is being rung. */
export function Ringing({ row, first }: Props) {
  const say = listWords().ring
  const act = useAct()
  const [heard, setHeard] = useState(false)
  const take = async () => {
    const taken = await act.run(async () => {
      await takeCase(row.id)
    })
    if (taken) go(caseLink(row))
  }
  useShortcuts(
    first
      ? [
          { key: "o", label: say.take, act: () => void take() },
          { key: "h", label: say.heard, act: () => setHeard(true) },
        ]
      : [],
  )
  const id = `ring-${row.id}`
  return (
    <section class="ringing" aria-labelledby={`${id} ${id}-which`}>
      <div>
        <p class="acts">
          <Level of={row.level} />
          <span class="id" id={`${id}-which`}>
            {shortId(row.id)}
          </span>
        </p>
        <h2 class="ask" id={id}>
          {say[row.kind]}
        </h2>
        <TimeLeft row={row} />
        <div class="acts">
          <Button kind="lamp" {...(first ? { cap: "o" } : {})} onPress={() => void take()}>
            {act.busy ? say.taking : say.take}
          </Button>
        </div>
        <div class="acts">
          <Button
            kind="quiet"
            {...(first ? { cap: "h" } : {})}
            note={say.heardWhy}
            onPress={() => setHeard(true)}
          >
            {say.heard}
          </Button>
        </div>
        {act.error ? <Banner alert>{act.error}</Banner> : null}
      </div>
      <div>
        <h2>
          {say.who}{" "}
          <span class="meta">{fill(say.raised, { time: clockSeconds(row.receivedAt) })}</span>
        </h2>
        <Ladder of={row.ladder} />
      </div>
      {heard ? <Heard onClose={() => setHeard(false)} /> : null}
    </section>
  )
}

function TimeLeft({ row }: { readonly row: RingingCase }) {
  const say = listWords().ring
  const due = row.next && row.next.what !== "climb" ? row.next.at : null
  const at = due ?? row.next?.at
  if (at === undefined) return null
  const left = at - now.value
  return (
    <>
      <span class="left" role="timer">
        {countdown(Math.abs(left))}
      </span>
      <p>{fill(left >= 0 ? say.left : say.over, { time: clockSeconds(at) })}</p>
    </>
  )
}

function Ladder({ of }: { readonly of: RingingCase["ladder"] }) {
  const say = listWords().ring
  return (
    <ol class="line ladder">
      {of.map((rung) => (
        <li key={rung.tier} data-s={rung.state === "gap" ? "late" : rung.state}>
          <time>{rung.at === null ? "" : clockSeconds(rung.at)}</time>
          <b>{rung.tier === 0 ? say.protection : `${rung.tier} ${rung.name}`}</b>
          <span class="ch">
            {rung.people.length === 0 ? <span>{say.nobody}</span> : null}
            {rung.people.map((person) => (
              <span key={person.name}>
                <b>{person.name}</b> {sentTo(person.channels)}
                {person.channels.length === 0 && rung.at !== null && rung.at > now.value
                  ? fill(say.in, { time: lasting(rung.at - now.value) })
                  : null}
              </span>
            ))}
          </span>
        </li>
      ))}
      <li data-s="owed">
        <span class="mono">{say.afterwards}</span>
        <b>{say.all}</b>
        <span class="ch">{say.forEver}</span>
      </li>
    </ol>
  )
}

function sentTo(channels: RingingCase["ladder"][number]["people"][number]["channels"]): string {
  const { channel, sent } = listWords()
  const named = (names: Record<string, string>, code: string) => names[code] ?? code
  return channels
    .map((one) => `${named(channel, one.channel)} ${named(sent, one.state)}`)
    .join(", ")
}

function Heard({ onClose }: { readonly onClose: () => void }) {
  const say = listWords().ring
  const [code, setCode] = useState("")
  const act = useAct()
  const ready = /^[0-9a-z]{6}$/i.test(code.trim())
  const quiet = async () => {
    if (await act.run(() => post("/heard", { ref: code.trim().toUpperCase() }))) onClose()
  }
  return (
    <Dialog title={say.heardTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void quiet()
        }}
      >
        <Field
          label={say.heardCode}
          help={say.heardWhy}
          error={act.error}
          value={code}
          onInput={setCode}
          max={8}
          plain
        />
        <div class="acts">
          <Button type="submit" why={ready ? null : say.heardOpens}>
            {say.heardGo}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {words().cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
