import type { TimerKind } from "#core/decision.ts"

/** A timer whose instant has come. */
export type Due = {
  readonly subject: string
  readonly kind: TimerKind
  readonly epoch: number
  readonly dueAt: Date
  /** How often in a row it could not be answered. */
  readonly tries: number
}
