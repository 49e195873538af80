import { useState } from "preact/hooks"
import { acts } from "#core/life/decide.ts"
import type { Respondent } from "#core/life/life.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import type { Case } from "#web/desk/case/case.ts"
import { nameOf } from "#web/desk/case/inquiry/named.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { closedAct } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { levelName } from "./ladder.ts"
import { Signing } from "#web/desk/case/work/signing.tsx"
import { EraseForm, RehireForm } from "./rehire-form.tsx"
import { SanctionForm } from "./sanction-form.tsx"
import { outcomeWords } from "./words.ts"

type Doing = { readonly act: "begin" | "decide" | "done" | "rehire" | "erase"; readonly n: number }

/** Who decides, and what follows for each person named. */
export function Sanctions({ one, reload }: PartProps) {
  const say = outcomeWords()
  const [doing, begin] = useState<Doing | null>(null)
  const { roles = [], respondents = [], state } = one.screen.life ?? {}
  const panel = roles.filter(({ role }) => role === "panel")
  const close = { one, reload, onClose: () => begin(null) }
  return (
    <section aria-labelledby="sanctions">
      <h2 id="sanctions">{say.sanction.title}</h2>
      <p class="second">
        {panel.length === 0
          ? say.panel.none
          : `${say.panel.title}: ${fill(say.panel.who, { names: listed(panel.map(({ person }) => one.screen.names[person] ?? "")) })}`}
      </p>
      {state === "FINDINGS" ? (
        <Button
          why={closedAct(one, "decision.begun", {})}
          onPress={() => begin({ act: "begin", n: 0 })}
        >
          {say.panel.begin}
        </Button>
      ) : null}
      {one.screen.life?.signing?.act === "sanction.decided" ? (
        <Signing one={one} reload={reload} />
      ) : null}
      {respondents.length === 0 ? <p class="empty">{say.sanction.none}</p> : null}
      <ul class="promises">
        {respondents.map((person) => (
          <Line key={person.n} one={one} person={person} begin={begin} />
        ))}
      </ul>
      {doing?.act === "begin" ? (
        <PaperForm
          {...close}
          kind="decision.begun"
          facts={{}}
          title={say.panel.begin}
          blanks={[]}
        />
      ) : null}
      {doing?.act === "decide" ? <SanctionForm {...close} n={doing.n} /> : null}
      {doing?.act === "rehire" ? <RehireForm {...close} n={doing.n} /> : null}
      {doing?.act === "erase" ? <EraseForm {...close} n={doing.n} /> : null}
      {doing?.act === "done" ? (
        <PaperForm
          {...close}
          kind="sanction.done"
          facts={{ n: doing.n }}
          title={say.sanction.done}
          blanks={[{ id: "shows", label: say.sanction.evidence, rows: 4 }]}
        />
      ) : null}
    </section>
  )
}

type LineProps = {
  readonly one: Case
  readonly person: Respondent
  readonly begin: (doing: Doing) => void
}
function Line({ one, person, begin }: LineProps) {
  const say = outcomeWords().sanction
  const { n, sanction } = person
  const decide = closedAct(one, "sanction.decided", { n, level: 0, floor: null, deviates: true })
  const open = acts["sanction.decided"].in.some((state) => state === one.screen.life?.state)
  const done = closedAct(one, "sanction.done", { n })
  return (
    <li>
      <span>
        {n}. {nameOf(one, n)}
      </span>
      <span class="second">
        {sanction
          ? fill(say.standing, { level: String(sanction.level), name: levelName(sanction.level) })
          : ""}
        {sanction?.deviates ? ` · ${say.outside}` : ""}
        {sanction?.noRehire
          ? ` · ${fill(outcomeWords().rehire.stands, { time: when(sanction.noRehire, now.value) })}`
          : ""}
        {sanction?.done ? ` · ${fill(say.carried, { time: when(sanction.done, now.value) })}` : ""}
      </span>
      {/* What one of two signed is read where the second signs: it is not decided. */}
      {sanction ? <Kept papers={papersOf(one, "sanction.decided", n)} /> : null}
      <span class="acts">
        {open ? (
          <Button
            kind="quiet"
            why={decide}
            label={`${say.decide}, ${n}`}
            onPress={() => begin({ act: "decide", n })}
          >
            {say.decide}
          </Button>
        ) : null}
        {(["rehire", "erase"] as const).map((act) =>
          closedAct(one, `no-rehire.${act === "rehire" ? "entered" : "erased"}`, { n }) === null ? (
            <Button
              key={act}
              kind="quiet"
              label={`${outcomeWords().rehire[act === "rehire" ? "act" : "erase"]}, ${n}`}
              onPress={() => begin({ act, n })}
            >
              {outcomeWords().rehire[act === "rehire" ? "act" : "erase"]}
            </Button>
          ) : null,
        )}
        {done === null ? (
          <Button
            kind="quiet"
            label={`${say.done}, ${n}`}
            onPress={() => begin({ act: "done", n })}
          >
            {say.done}
          </Button>
        ) : null}
      </span>
    </li>
  )
}
