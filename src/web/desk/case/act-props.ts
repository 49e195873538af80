import type { Case } from "./case.ts"

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
