import type { Case } from "./case.ts"
import { AddKey } from "./add-key.tsx"
import { Call, Plan } from "./contact.tsx"
import { Hand, Recuse } from "./hand.tsx"
import { ChangeLevel } from "./level.tsx"
import { TriageForm } from "./triage-form.tsx"
import { Order } from "./order.tsx"

/** The acts of a case that have a form of their own. `note` has its place beside the mailbox. */
export type ActName =
  | "call"
  | "measure"
  | "plan"
  | "note"
  | "hand"
  | "raise"
  | "lower"
  | "key"
  | "recuse"
  | "triage"

/** What every form of an act is given. */
export type ActProps = {
  readonly one: Case
  readonly reload: () => void
  readonly onClose: () => void
}

/** The form of one act. */
export function ActDialog({ name, ...rest }: ActProps & { readonly name: ActName }) {
  if (name === "call") return <Call {...rest} />
  if (name === "measure") return <Order {...rest} />
  if (name === "plan") return <Plan {...rest} />
  if (name === "hand") return <Hand {...rest} />
  if (name === "raise") return <ChangeLevel {...rest} up />
  if (name === "lower") return <ChangeLevel {...rest} up={false} />
  if (name === "key") return <AddKey {...rest} />
  if (name === "triage") return <TriageForm {...rest} />
  return name === "recuse" ? <Recuse {...rest} /> : null
}
