export const owedKinds = ["opening", "first-contact", "protection", "plan", "outcome"] as const
export type OwedKind = (typeof owedKinds)[number]

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
