import type { ActName, ActProps } from "./act-props.ts"
import { AddKey } from "./add-key.tsx"
import { Call, Plan } from "./contact.tsx"
import { Hand, Recuse } from "./hand.tsx"
import { ChangeLevel } from "./level.tsx"
import { TriageForm } from "./first-hour/triage-form.tsx"
import { Offer } from "./protection/offer.tsx"

/** The form of one act. */
export function ActDialog({ name, ...rest }: ActProps & { readonly name: ActName }) {
  if (name === "call") return <Call {...rest} />
  if (name === "measure") return <Offer {...rest} />
  if (name === "plan") return <Plan {...rest} />
  if (name === "hand") return <Hand {...rest} />
  if (name === "raise") return <ChangeLevel {...rest} up />
  if (name === "lower") return <ChangeLevel {...rest} up={false} />
  if (name === "key") return <AddKey {...rest} />
  if (name === "triage") return <TriageForm {...rest} />
  return name === "recuse" ? <Recuse {...rest} /> : null
}
