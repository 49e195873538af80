import { useState } from "preact/hooks"
import { standards, type Standard } from "#core/life/word.ts"
import { now } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"
import { Button } from "#web/ui/button.tsx"
import { Select } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { closedAct, lifeWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { papersOf } from "#web/desk/case/papers-of.ts"
import { Kept } from "./kept.tsx"
import type { PartProps } from "./screen.tsx"
import { inquiryWords } from "./words.ts"

/** What is looked into, how and by when, and the standard of proof. */
export function Plan({ one, reload }: PartProps) {
  const say = inquiryWords().plan
  const [writing, write] = useState(false)
  const plan = one.screen.life?.plan
  const why = closedAct(one, "plan.approved", { standard: "balance-of-probabilities" })
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{say.title}</h2>
      {plan ? (
        <p class="second">
          {fill(say.since, {
            time: when(plan.at, now.value),
            standard: lifeWords().standard[plan.standard],
          })}
        </p>
      ) : (
        <p class="empty">{say.none}</p>
      )}
      <Kept papers={papersOf(one, "plan.approved")} />
      <Button kind="quiet" why={why} onPress={() => write(true)}>
        {plan ? say.again : say.approve}
      </Button>
      {writing ? <Approve one={one} reload={reload} onClose={() => write(false)} /> : null}
    </section>
  )
}

function Approve(props: ActProps) {
  const say = inquiryWords().plan
  const [standard, choose] = useState<Standard>("balance-of-probabilities")
  return (
    <PaperForm
      {...props}
      kind="plan.approved"
      facts={{ standard }}
      title={say.approve}
      blanks={Object.entries(say.blanks).map(([id, label]) => ({
        id,
        label,
        optional: id === "police",
      }))}
    >
      <Select
        label={say.standard}
        help={say.standardHelp}
        value={standard}
        options={standards.map((one) => [one, lifeWords().standard[one]] as const)}
        onChange={(code) => choose(standards.find((one) => one === code) ?? standard)}
      />
    </PaperForm>
  )
}
