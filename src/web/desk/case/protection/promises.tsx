import { useState } from "preact/hooks"
import type { Promised } from "#core/life/life.ts"
import type { RoomName } from "#core/mailbox.ts"
import { day, hour } from "#core/time.ts"
import { now } from "#web/lib/clock.ts"
import { when, zone } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Banner } from "#web/ui/banner.tsx"
import { Button } from "#web/ui/button.tsx"
import { Field } from "#web/ui/field.tsx"
import { toast } from "#web/ui/toast.tsx"
import { useAct } from "#web/desk/act.ts"
import { ActForm } from "#web/desk/case/act-form.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { affectedRoom, readerName } from "#web/desk/case/reader.ts"
import type { Said } from "#web/desk/case/said.ts"
import { doIn } from "#web/desk/case/say.ts"
import { atWall, wallOf } from "./clock.ts"
import { measureWords } from "./words.ts"

type Props = { readonly one: Case; readonly reload: () => void }

/** Beside a message of ours: a button that makes a promise of it, with a date. */
export function PromiseOf({ said, one, reload }: Props & { readonly said: Said }) {
  const say = measureWords().promises
  const [open, begin] = useState(false)
  const { view, fault } = said
  const read = view.room === "mailbox" || view.room === affectedRoom(one)
  const ours = read && view.room !== "desk" && view.by !== null && view.kind !== "paper"
  const next = { ...nextPromise(one, view.room), due: now.value + hour }
  if (!ours || fault || closedAct(one, "promise.made", next) !== null) return null
  return (
    <>
      <Button
        kind="bare"
        label={`${say.make}: ${said.text.slice(0, 60)}`}
        onPress={() => begin(true)}
      >
        {say.make}
      </Button>
      {open ? (
        <MakeForm said={said} one={one} reload={reload} onClose={() => begin(false)} />
      ) : null}
    </>
  )
}

type FormProps = Props & { readonly said: Said; readonly onClose: () => void }
function MakeForm({ said, one, reload, onClose }: FormProps) {
  const say = measureWords().promises
  const [text, setText] = useState(said.text.slice(0, 1000))
  const [wall, setWall] = useState(() => wallOf(now.value + day))
  const due = atWall(wall)
  const ready = text.trim() !== "" && due !== null && due > now.value
  const make = async () => {
    const { room, seq } = said.view
    const facts = { ...nextPromise(one, room), due: due ?? 0 }
    const form = { fields: { message: String(seq) } }
    await doIn(one.id, { kind: "promise.made", facts, paper: { room, text, form } })
    return say.made
  }
  return (
    <ActForm
      title={say.formTitle}
      go={say.make}
      why={ready ? null : say.opens}
      act={make}
      text={text}
      onDone={reload}
      onClose={onClose}
    >
      <Field label={say.words} rows={4} max={1000} value={text} onInput={setText} />
      <Field
        label={say.due}
        type="datetime-local"
        help={fill(say.zone, { zone: zone.value })}
        value={wall}
        onInput={setWall}
      />
    </ActForm>
  )
}

/** What was promised in messages: by when, by whom, and what happens if it is missed. */
export function PromisesMade({ one, reload }: Props) {
  const say = measureWords().promises
  const promises = one.screen.life?.promises ?? []
  if (promises.length === 0) return null
  const owner = one.screen.row.owner ?? say.nobody
  return (
    <section class="stack" aria-labelledby="promises-made">
      <h2 id="promises-made">{say.title}</h2>
      <ul class="promises">
        {promises.map((promised) => (
          <Line key={`${promised.to} ${promised.n}`} of={promised} one={one} reload={reload} />
        ))}
      </ul>
      <p class="meta">{fill(say.owner, { name: owner })}</p>
    </section>
  )
}

function Line({ of, one, reload }: Props & { readonly of: Promised }) {
  const say = measureWords().promises
  const act = useAct()
  const late = of.state === "owed" && of.due <= now.value
  const keep = async () => {
    const kept = await act.run(
      async () => void (await doIn(one.id, { kind: "promise.kept", facts: numberOf(of) })),
    )
    if (!kept) return
    toast(say.keptDone)
    reload()
  }
  const words = wordsOf(one, of) ?? fill(say.noWords, { n: of.n })
  return (
    <li>
      <span dir="auto">{words}</span>
      {of.to ? (
        <span class="second">{fill(say.to, { name: readerName(one, affectedRoom(one)) })}</span>
      ) : null}
      <span class="due" data-s={late ? "over" : of.state === "kept" ? "kept" : "ahead"}>
        {of.state === "owed"
          ? fill(late ? say.late : say.by, { time: when(of.due, now.value) })
          : say.state[of.state]}
      </span>
      {of.state === "owed" ? (
        <span class="second">
          <Button kind="quiet" label={`${say.kept}: ${words}`} onPress={() => void keep()}>
            {say.kept}
          </Button>
        </span>
      ) : null}
      {act.error ? <Banner alert>{act.error}</Banner> : null}
    </li>
  )
}

/** The words of a promise, from its sealed paper. */
function wordsOf(one: Case, { n, to }: Promised): string | null {
  const paper = papersOf(one, "promise.made", n).find(({ form }) => form.facts?.["to"] === to)
  return paper && paper.text !== "" ? paper.text : null
}

function numberOf({ n, to }: Promised): { n: number; to?: "affected" } {
  return to ? { n, to } : { n }
}

/** The next promise to whoever reads in a room: those to an affected person with a mailbox of their own are counted apart. */
function nextPromise({ screen }: Case, room: RoomName): { n: number; to?: "affected" } {
  const to = room === "mailbox" ? undefined : "affected"
  const before = screen.life?.promises.filter((one) => one.to === to).length ?? 0
  return { n: before + 1, ...(to ? { to } : {}) }
}
