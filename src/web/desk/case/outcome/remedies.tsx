import { useState } from "preact/hooks"
import type { Remedy } from "#core/life/life.ts"
import { remedyCodes, type RemedyCode } from "#core/life/word.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { outcomeWords } from "./words.ts"

type Doing = { readonly act: "ask" | "yes" | "no" | "done"; readonly n: number }

/** What makes the affected person whole: asked, decided, done. */
export function Remedies({ one, reload }: PartProps) {
  const say = outcomeWords().remedies
  const [doing, begin] = useState<Doing | null>(null)
  const remedies = one.screen.life?.remedies ?? []
  const close = { one, reload, onClose: () => begin(null) }
  const next = remedies.length + 1
  return (
    <section aria-labelledby="remedies">
      <h2 id="remedies">{say.title}</h2>
      {remedies.length === 0 ? <p class="empty">{say.none}</p> : null}
      <ul class="promises">
        {remedies.map((remedy) => (
          <Line key={remedy.n} {...close} remedy={remedy} begin={begin} />
        ))}
      </ul>
      <Button
        kind="quiet"
        why={closedAct(one, "remedy.asked", { n: next, code: "apology" })}
        onPress={() => begin({ act: "ask", n: next })}
      >
        {say.add}
      </Button>
      {doing?.act === "ask" ? <Ask {...close} n={doing.n} /> : null}
      {doing?.act === "yes" || doing?.act === "no" ? (
        <PaperForm
          {...close}
          kind="remedy.decided"
          facts={{ n: doing.n, as: doing.act }}
          title={say[doing.act]}
          blanks={[{ id: "why", label: say.why, rows: 4 }]}
        />
      ) : null}
      {doing?.act === "done" ? (
        <PaperForm
          {...close}
          kind="remedy.done"
          facts={{ n: doing.n }}
          title={say.done}
          blanks={[{ id: "shows", label: say.shows, rows: 3 }]}
        />
      ) : null}
    </section>
  )
}

type LineProps = ActProps & { readonly remedy: Remedy; readonly begin: (doing: Doing) => void }
function Line({ one, remedy, begin }: LineProps) {
  const say = outcomeWords().remedies
  const { n, decided, done } = remedy
  const name = lifeWords().remedy[remedyCodes.find((code) => code === remedy.code) ?? "other"]
  const stands = done
    ? fill(say.finished, { time: when(done, now.value) })
    : decided === "yes"
      ? say.granted
      : decided === "no"
        ? say.refused
        : say.asked
  const open = closedAct(one, "remedy.decided", { n, as: "yes" }) === null
  return (
    <li>
      <span>
        {n}. {name}
      </span>
      <span class="due" data-s={done ? "kept" : "ahead"}>
        {stands}
      </span>
      <Kept papers={papersOf(one, "remedy.asked", n)} />
      <span class="acts">
        {open
          ? (["yes", "no"] as const).map((act) => (
              <Button
                key={act}
                kind="bare"
                label={`${say[act]}: ${name}`}
                onPress={() => begin({ act, n })}
              >
                {say[act]}
              </Button>
            ))
          : null}
        {closedAct(one, "remedy.done", { n }) === null ? (
          <Button
            kind="bare"
            label={`${say.done}: ${name}`}
            onPress={() => begin({ act: "done", n })}
          >
            {say.done}
          </Button>
        ) : null}
      </span>
    </li>
  )
}

function Ask({ n, ...props }: ActProps & { readonly n: number }) {
  const say = outcomeWords().remedies
  const [code, choose] = useState<RemedyCode>("apology")
  return (
    <PaperForm
      {...props}
      kind="remedy.asked"
      facts={{ n, code }}
      title={say.add}
      blanks={[{ id: "about", label: say.about, rows: 3 }]}
    >
      <Select
        label={say.what}
        value={code}
        options={remedyCodes.map((one) => [one, lifeWords().remedy[one]] as const)}
        onChange={(next) => choose(remedyCodes.find((one) => one === next) ?? code)}
      />
    </PaperForm>
  )
}
