import type { PartProps } from "#web/desk/case/inquiry/screen.tsx"
import { CheckIns } from "./check-ins.tsx"
import { Ending } from "./ending.tsx"
import { Payback } from "./payback.tsx"

/** The year after: how somebody is, whether there is payback, and what is still open before a case can end. */
export function After(props: PartProps) {
  return (
    <div class="two-one part">
      <div class="stack">
        <CheckIns {...props} />
      </div>
      <div class="stack">
        <Payback {...props} />
        <Ending one={props.one} />
      </div>
    </div>
  )
}
