/** What is promised to the reporter as a report comes in. */
export const promisedKinds = ["opening", "first-contact", "protection", "plan", "outcome"] as const
export type PromisedKind = (typeof promisedKinds)[number]
/** What the team must have done by a time that a rule or a law gives; some are counted: `measure-review-2`. */
export const dutyKinds = [
  "sorted",
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

/** Says whether it is owed to the reporter: every promise, and the duties that are about them. Their page shows it, and a miss rings. */
export function isOwedToReporter(kind: OwedKind): boolean {
  const duty = dutyOf(kind)
  return duty === null ? !kind.startsWith("duty:") : !inside.includes(duty)
}

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
