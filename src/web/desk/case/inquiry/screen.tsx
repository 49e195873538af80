import type { Case } from "#web/desk/case/case.ts"
import { Mailboxes } from "#web/desk/case/parties/mailboxes.tsx"
import { Allegations } from "./allegations.tsx"
import { Comments } from "./comments.tsx"
import { Findings } from "./findings.tsx"
import { Interviews } from "./interviews.tsx"
import { People } from "./people.tsx"
import { Plan } from "./plan.tsx"

export type PartProps = { readonly one: Case; readonly reload: () => void }

/** The investigation, from the plan to the findings: both sides are told, heard and answered before anybody finds anything. */
export function Inquiry(props: PartProps) {
  return (
    <div class="two-one part">
      <div class="stack">
        <People {...props} />
        <Allegations {...props} />
        <Interviews {...props} />
        <Findings {...props} />
      </div>
      <div class="stack">
        <Mailboxes {...props} />
        <Plan {...props} />
        <Comments {...props} />
      </div>
    </div>
  )
}
