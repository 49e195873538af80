import type { ActFacts, ActKind } from "./act.ts"
import type { Life } from "./life.ts"
import type { Rule } from "./rule.ts"

/** Says whether whoever reported is the person it is about. */
export function isOwnReport({ intake }: Pick<Life, "intake">): boolean {
  return intake === "self" || intake === "system"
}

/** The number of the mailbox in which the affected person reads: the reporter's, or one of their own; null while they have none. */
export function affectedBox(life: Life): number | null {
  if (isOwnReport(life)) return reporters
  return life.mailboxes.findLast(({ party, open }) => party === "affected" && open)?.n ?? null
}

/**
 * The number of the mailbox in which an act of the team is read; null where nobody has one who may read it. What concerns
 * the affected person is never put where somebody reads who only reported.
 */
export function readerOf<K extends ActKind>(
  life: Life,
  { kind, facts }: { readonly kind: K; readonly facts: ActFacts[K] },
  { paper }: Pick<Rule, "paper">,
): number | null {
  if (paper === "affected") return affectedBox(life)
  const said: Readonly<Record<string, unknown>> = { ...facts }
  if (kind === "promise.made") return said["to"] === "affected" ? affectedBox(life) : reporters
  if (kind === "last-word.asked") return affectedBox(life) ?? reporters
  if (kind === "retaliation.found") return toldUsOf(life)
  return reporters
}

/** Whose page shows that somebody is paid back: theirs who told us of it; what the team itself noticed, the affected person's or else the reporter's. */
export function readsPayback(life: Life, mailbox: number): boolean {
  const { of = [] } = life.retaliation
  return of.length === 0 ? mailbox === (affectedBox(life) ?? reporters) : of.includes(mailbox)
}

/** Since when there is payback that is not read in a mailbox; null while there is none. */
export function hiddenPayback(life: Life, mailbox: number): number | null {
  const { state, since } = life.retaliation
  return state === "CLEAR" || readsPayback(life, mailbox) ? null : (since ?? life.began)
}

/** Whoever told us last that they are paid back, and still has a mailbox. */
function toldUsOf(life: Life): number | null {
  const { of = [] } = life.retaliation
  if (of.length === 0) return affectedBox(life) ?? reporters
  const open = (n: number) =>
    n === reporters || life.mailboxes.some((one) => one.n === n && one.open)
  return of.findLast(open) ?? null
}

/** The mailbox of whoever reported. */
const reporters = 1
