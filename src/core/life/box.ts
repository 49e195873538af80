import type { Party } from "#core/mailbox.ts"
import type { RetaliationState } from "./state.ts"

/** A mailbox of somebody outside who is not the reporter, by its number. */
export type Outside = {
  readonly n: number
  readonly party: Party
  readonly open: boolean
  /** The one of the same person in whose place it came, when its code was lost. */
  readonly instead?: number | undefined
}

/** Somebody is paid back; `of` are the mailboxes of those who told us of it, since when the first of them did. */
export type Retaliation = {
  readonly state: RetaliationState
  readonly frozen: number | null
  readonly of?: readonly number[] | undefined
  readonly since?: number | undefined
}
/** What the affected person says at the end, or whoever reported where that person has no mailbox. */
export type LastWord = {
  readonly asked: number | null
  readonly given: number | null
  readonly of?: "reporter" | "affected" | undefined
  /** When an affected person who did not report gave theirs. */
  readonly own?: number | undefined
}
