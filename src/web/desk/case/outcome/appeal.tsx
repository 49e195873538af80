import { useState } from "preact/hooks"
import { appealResults, type AppealResult } from "#core/life/word.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill, listed } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { Kept } from "#web/desk/case/inquiry/kept.tsx"
import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { whoWords } from "#web/desk/case/inquiry/words.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { readerName } from "#web/desk/case/reader.ts"
import { outcomeWords } from "./words.ts"

/** The time to appeal, an appeal heard by people who were not involved before, and the end of the formal part. */
export function Appeal({ one, reload }: PartProps) {
  const say = outcomeWords().appeal
  const [doing, begin] = useState<"decide" | "carried" | null>(null)
  const { appeal, state } = one.screen.life ?? {}
  const close = { one, reload, onClose: () => begin(null) }
  return (
    <section aria-labelledby="appeal">
      <h2 id="appeal">{say.title}</h2>
      <Stands one={one} />
      <Kept
        named
        papers={[...papersOf(one, "appeal.filed"), ...papersOf(one, "appeal.decided")]}
        from={({ view }) => readerName(one, view.room)}
      />
      <div class="acts">
        {state === "APPEAL" ? (
          <Button
            why={closedAct(one, "appeal.decided", { as: "upheld" })}
            onPress={() => begin("decide")}
          >
            {say.decide}
          </Button>
        ) : null}
        {appeal && appeal.state !== "NOT_OPEN" ? (
          <Button
            kind="quiet"
            why={closedAct(one, "outcome.carried-out", {})}
            onPress={() => begin("carried")}
          >
            {say.carried}
          </Button>
        ) : null}
      </div>
      {doing === "decide" ? <Decide {...close} /> : null}
      {doing === "carried" ? (
        <PaperForm
          {...close}
          kind="outcome.carried-out"
          facts={{}}
          title={say.carried}
          blanks={[{ id: "shows", label: say.shows, rows: 4 }]}
        />
      ) : null}
    </section>
  )
}

function Stands({ one }: { readonly one: PartProps["one"] }) {
  const say = outcomeWords().appeal
  const appeal = one.screen.life?.appeal
  if (!appeal || appeal.state === "NOT_OPEN" || appeal.until === null)
    return <p class="empty">{say.none}</p>
  const until = { time: when(appeal.until, now.value) }
  if (appeal.filed.length === 0)
    return <p class="second">{fill(appeal.until > now.value ? say.open : say.over, until)}</p>
  // Each side may appeal, and both are decided together: why stands with the words of each.
  const filed = fill(say.filed, { who: listed(appeal.filed.map(voiceWords)) })
  const decided =
    appeal.result && appeal.decidedAt
      ? fill(say.decided, {
          result: lifeWords().appealResult[appeal.result],
          time: when(appeal.decidedAt, now.value),
        })
      : ""
  return (
    <p class="second">
      {filed} {decided}
    </p>
  )
}

function voiceWords(who: string): string {
  return who === "reporter" ? lifeWords().role.reporter : whoWords(who)
}

function Decide(props: ActProps) {
  const say = outcomeWords().appeal
  const [as, choose] = useState<AppealResult>("upheld")
  return (
    <PaperForm
      {...props}
      kind="appeal.decided"
      facts={{ as }}
      title={say.decide}
      blanks={[{ id: "reasons", label: say.reasons, rows: 6 }]}
    >
      <Select
        label={say.result}
        value={as}
        options={appealResults.map((one) => [one, lifeWords().appealResult[one]] as const)}
        onChange={(code) => choose(appealResults.find((one) => one === code) ?? as)}
      />
    </PaperForm>
  )
}
