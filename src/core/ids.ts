/** An id that cannot be mistaken for another noun's id. */
type Id<Noun extends string> = string & { readonly [noun]: Noun }
declare const noun: unique symbol

export type OrgId = Id<"org">
export type PersonId = Id<"person">
export type CaseId = Id<"case">
export type AlertId = Id<"alert">
export type PathId = Id<"path">
export type MailboxId = Id<"mailbox">
export type PageId = Id<"page">

/** Says that a text, already checked to have the form of an id, names this noun. */
export function idOf<T extends string>(text: string): T {
  return text as T // the one place where a checked text becomes an id
}
