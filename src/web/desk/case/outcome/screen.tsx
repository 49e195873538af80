import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { Appeal } from "./appeal.tsx"
import { Failures } from "./failures.tsx"
import { OutcomeLetters } from "./letters.tsx"
import { Remedies } from "./remedies.tsx"
import { Sanctions } from "./sanctions.tsx"

/** What follows from the findings: decided by people who did not investigate, told to both, open to appeal, carried out. */
export function Outcome(props: PartProps) {
  return (
    <div class="two-one part">
      <div class="stack">
        <Sanctions {...props} />
        <Remedies {...props} />
        <Failures {...props} />
      </div>
      <div class="stack">
        <OutcomeLetters {...props} />
        <Appeal {...props} />
      </div>
    </div>
  )
}
