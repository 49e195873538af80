import { dutyOf, isOwedToReporter, type DutyKind, type OwedKind } from "#core/owed.ts"
import type { ActKind } from "./act.ts"
import type { State } from "./state.ts"

/**
 * What somebody who reported for another person may read of the acts in a case: what answers their own report. What the
 * affected person asked for, chose, accepted or refused is that person's, and so is how they are protected.
 */
export const bystanderReads = [
  "response.begun",
  "plan.told",
  "scope.refused",
  "scope.contested",
  "case.referred",
  "referral.decided",
  "promise.made",
  "promise.kept",
  "promise.denied",
  "promise.released",
  "outcome.notified",
  "retaliation.frozen",
  "retaliation.found",
  "check-in.answered",
  "check-ins.stopped",
  "check-ins.resumed",
  "case.reopened",
] as const satisfies readonly ActKind[]

/** Duties about the affected person: whether they are kept would say what that person wanted. */
const aboutAffected: readonly DutyKind[] = [
  "safety",
  "measure-done",
  "measure-review",
  "measure-breach",
  "informal",
  "carried-out",
  "check-in-flag",
]

/** Says whether it is owed to somebody who reported for another person: not how that person is protected. */
export function isOwedToBystander(kind: OwedKind): boolean {
  const duty = dutyOf(kind)
  return (
    isOwedToReporter(kind) &&
    kind !== "protection" &&
    !kind.startsWith("promise:measure-") &&
    (duty === null || !aboutAffected.includes(duty))
  )
}

/** Says whether it is owed to an affected person with a mailbox of their own: not what was promised to whoever reported. */
export function isOwedToAffected(kind: OwedKind): boolean {
  const early: readonly OwedKind[] = ["protection", "plan", "outcome"]
  if (early.includes(kind)) return true
  if (kind.startsWith("promise:")) return /^promise:(affected|measure)-/.test(kind)
  return kind !== "duty:feedback" && isOwedToReporter(kind) && kind.startsWith("duty:")
}

/** Where a case stands, as far as it answers the report; the way that the affected person chose is not said. */
export function stateForBystander(state: State): State {
  return plain.includes(state) ? state : "ACTIVE_RESPONSE"
}

const plain: readonly State[] = [
  "DRAFT",
  "RECEIVED",
  "TRIAGE",
  "ACTIVE_RESPONSE",
  "CLOSED",
  "REFERRED",
  "NOT_IN_SCOPE",
  "MERGED",
]
