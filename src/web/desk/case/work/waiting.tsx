import { useState } from "preact/hooks"
import type { ActFacts } from "#core/life/act.ts"
import { Select } from "#web/ui/field.tsx"
import type { ActProps } from "#web/desk/case/act-props.ts"
import { actWords } from "#web/desk/case/life.ts"
import { PaperForm } from "#web/desk/case/paper-form.tsx"
import { workWords } from "./words.ts"

/** The police ask in writing that parts of an investigation wait: what that means for everybody is said before. */
export function Wait(props: ActProps) {
  const say = workWords().waiting
  return (
    <PaperForm
      {...props}
      kind="police.waiting-asked"
      facts={{}}
      title={actWords()["police.waiting-asked"]}
      note={say.how}
      blanks={[{ id: "text", label: say.asked, rows: 6 }]}
    />
  )
}

const ends = [
  "released",
  "limit",
] as const satisfies readonly ActFacts["police.waiting-ended"]["as"][]

/** The waiting ends: the police say so, or its time is over and the sponsor decides. Which of them it was is kept. */
export function GoOn(props: ActProps) {
  const say = workWords()
  const sponsor = props.one.screen.is.includes("sponsor")
  const [as, choose] = useState<(typeof ends)[number]>("released")
  return (
    <PaperForm
      {...props}
      kind="police.waiting-ended"
      facts={{ as }}
      title={actWords()["police.waiting-ended"]}
      blanks={[{ id: "text", label: say.text, rows: 6 }]}
    >
      {sponsor ? (
        <Select
          label={say.waiting.why}
          value={as}
          options={ends.map((one) => [one, say.waiting[one]] as const)}
          onChange={(code) => choose(ends.find((one) => one === code) ?? as)}
        />
      ) : (
        <p class="second">{say.waiting.released}.</p>
      )}
    </PaperForm>
  )
}
