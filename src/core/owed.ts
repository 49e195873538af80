/** What is promised to the reporter as a report comes in. */
export const promisedKinds = ["opening", "first-contact", "protection", "plan", "outcome"] as const
export type PromisedKind = (typeof promisedKinds)[number]
/** What the team must have done by a time that a rule or a law gives; some are counted: `measure-review-2`. */
export const dutyKinds = [
  "sorted",
  "source",
  "ties",
  "safety",
  "hold",
  "hold-confirmed",
  "letter",
  "police-offer",
  "police-report",
  "police-review",
  "police-limit",
  "measure-done",
  "measure-review",
  "measure-breach",
  "plan-approved",
  "notice",
  "override-told",
  "inquiry-begun",
  "inquiry",
  "findings",
  "quality",
  "decision",
  "carried-out",
  "year-begun",
  "appeal",
  "informal",
  "referral",
  "retaliation",
  "freeze",
  "legal",
  "failure",
  "check-in",
  "check-in-flag",
  "ended",
  "feedback",
] as const
export type DutyKind = (typeof dutyKinds)[number]
/** Those of the beginning, whatever else was promised to the reporter since, and the duties of the team. */
export type OwedKind =
  | PromisedKind
  | `promise:${string}`
  | `duty:${DutyKind}`
  | `duty:${DutyKind}-${number}`

/** What the team owes to itself or to the other side: overdue at the desk and on the record, but nobody is rung about it. */
const inside: readonly DutyKind[] = [
  "sorted",
  "source",
  "ties",
  "hold",
  "hold-confirmed",
  "letter",
  "police-offer",
  "police-report",
  "police-review",
  "police-limit",
  "notice",
  "override-told",
  "quality",
  "year-begun",
  "legal",
  "failure",
  "check-in",
  "ended",
]

/** Which duty a kind names, without its number; null for a promise. */
export function dutyOf(kind: OwedKind): DutyKind | null {
  if (!kind.startsWith("duty:")) return null
  const name = kind.slice(5).replace(/-\d+$/, "")
  return dutyKinds.find((one) => one === name) ?? null
}

/** Says whether it is owed to somebody outside: every promise, and the duties that are about them. A miss rings. */
export function isOwedOutside(kind: OwedKind): boolean {
  const duty = dutyOf(kind)
  return duty === null ? !kind.startsWith("duty:") : !inside.includes(duty)
}

/** Says whether it is owed to the reporter, whose page shows it: not what was promised to somebody else in a mailbox of their own. */
export function isOwedToReporter(kind: OwedKind): boolean {
  return isOwedOutside(kind) && !isOfOthers(kind)
}

/** The duty to look after a check-in, or after what was said at one: by its number, and whose mailbox it is in. */
export function checkInDuty(
  duty: "check-in" | "check-in-flag",
  { mailbox, n }: { readonly mailbox: number; readonly n: number },
): OwedKind {
  return `duty:${duty}-${mailbox === 1 ? n : mailbox * perMailbox + n}`
}

/** A promise, by its number among those made to the same person. */
export function promiseKind({
  n,
  to,
}: {
  readonly n: number
  readonly to?: "affected" | undefined
}): OwedKind {
  return to ? `promise:${to}-${n}` : `promise:${n}`
}

/** Owed to somebody in a mailbox of their own: nobody else reads of it. */
function isOfOthers(kind: OwedKind): boolean {
  return owedIn(kind).to !== null
}

/** Which of its kind it is, and to whom it is owed in a mailbox of their own: the number of the mailbox, or the affected person. */
export function owedIn(kind: OwedKind): {
  readonly n: number
  readonly to: number | "affected" | null
} {
  const n = Number(/(\d+)$/.exec(kind)?.[1] ?? 0)
  if (kind.startsWith("promise:affected-")) return { n, to: "affected" }
  const isCheckIn = /^duty:check-in(?:-flag)?-\d+$/.test(kind) && n > perMailbox
  return isCheckIn ? { n: n % perMailbox, to: Math.floor(n / perMailbox) } : { n, to: null }
}

/** More check-ins than any mailbox has. */
const perMailbox = 100

/** One promise to the reporter: by when, and whether it was met. A miss stays, also when it is met later. */
export type Owed = {
  kind: OwedKind
  due: Date
  metAt: Date | null
  missedAt: Date | null
}

/** The promises that can still be missed. */
export function nextOwed(owed: readonly Owed[]): Owed[] {
  return owed.filter((o) => !o.metAt && !o.missedAt)
}

/** The promises that are missed at this instant. */
export function missedAt(owed: readonly Owed[], now: Date): Owed[] {
  return nextOwed(owed).filter((o) => o.due <= now)
}
