/** Every reason for which a well-formed request is answered with no. */
export const refusalCodes = [
  "not-found",
  "sign-in",
  "wrong-code",
  "wrong-key",
  "already-opened",
  "already-done",
  "not-now",
  "not-yours",
  "needs-second-person",
  "needs-two-ways",
  "path-changed",
  "path-unsafe",
  "door-closed",
  "company-code",
  "same-receipt",
  "bad-seal",
  "bad-signature",
  "bad-order",
  "unknown-version",
  "too-large",
  "too-many-parts",
  "quota",
  "disk-full",
  "work-needed",
  "link-used",
  "link-expired",
  "unlock-secret",
  "channel-untested",
  "last-admin",
  "no-calendar",
  "work-address",
  "daily-limit",
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** Well formed, but no: rolls the transaction back and becomes a sentence a person can act on. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly field: string | undefined
  constructor(code: RefusalCode, field?: string) {
    super(code)
    this.name = "Refusal"
    this.code = code
    this.field = field
  }
}

/** States what the code relies on; when it is false that is a bug of ours. */
export function invariant(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`invariant: ${what}`)
}
