/** Why something sealed did not open: another key, changed on the way, or written by a later version. */
export const cannotOpenReasons = ["wrong-key", "damaged", "unknown-version"] as const
export type CannotOpenReason = (typeof cannotOpenReasons)[number]

/** Something sealed did not open. It never carries any of the content, nor the error underneath. */
export class CannotOpen extends Error {
  override readonly name = "CannotOpen"
  readonly reason: CannotOpenReason

  constructor(reason: CannotOpenReason) {
    super(`cannot open: ${reason}`)
    this.reason = reason
  }
}
