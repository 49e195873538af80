import type { PersonId } from "#core/ids.ts"
import type { LawCountry } from "#core/law-place.ts"
import type { CaseRole, Tie } from "./role.ts"
import type { PoliceState, RetaliationState } from "./state.ts"
import type {
  AppealGround,
  AppealResult,
  Body,
  CheckInFlag,
  FailureKind,
  FailureOutcome,
  FailureRole,
  Finding,
  Flag,
  Floor,
  Ground,
  HoldReason,
  Intake,
  LetterKind,
  MeasureCode,
  RemedyCode,
  Standard,
  Standing,
  Wish,
} from "./word.ts"

/** Everything that anybody does in the life of a case, named like the event it leaves. */
export const actKinds = [
  "intake.sorted",
  "source.checked",
  "law.applies",
  "card.ticked",
  "role.given",
  "role.ended",
  "ties.declared",
  "tie.waived",
  "conflict.checked",
  "signature.withdrawn",
  "response.begun",
  "options.opened",
  "plan.told",
  "safety-plan.agreed",
  "scope.refused",
  "scope.contested",
  "case.merged",
  "case.unmerged",
  "case.referred",
  "referral.decided",
  "hold.requested",
  "hold.issued",
  "hold.confirmed",
  "hold.waived",
  "hold.released",
  "letter.sent",
  "letter.answered",
  "police.offered",
  "police.chosen",
  "police.law-told",
  "police.reported",
  "police.not-reported",
  "police.moved",
  "police.waiting-asked",
  "police.waiting-reviewed",
  "police.waiting-ended",
  "measure.asked",
  "measure.declined",
  "measure.proposed",
  "measure.accepted",
  "measure.refused",
  "measure.ordered",
  "measure.executed",
  "measure.reviewed",
  "measure.lifting-told",
  "measure.lifted",
  "measure.released",
  "measure.breached",
  "protection.refused",
  "promise.made",
  "promise.kept",
  "promise.denied",
  "promise.released",
  "wish.said",
  "report.withdrawn",
  "override.tested",
  "override.told",
  "informal.agreed",
  "informal.begun",
  "informal.confirmed",
  "informal.done",
  "informal.ended",
  "support.settled",
  "respondent.recorded",
  "allegation.added",
  "plan.approved",
  "notice.given",
  "notice.delayed",
  "inquiry.begun",
  "interview.held",
  "interview.refused",
  "interview.read-back",
  "answer.given",
  "comment.opened",
  "comment.made",
  "comment.waived",
  "finding.recorded",
  "findings.issued",
  "quality.reviewed",
  "decision.begun",
  "sanction.decided",
  "sanction.done",
  "remedy.asked",
  "remedy.decided",
  "remedy.done",
  "outcome.told",
  "outcome.notified",
  "feedback.given",
  "appeal.filed",
  "appeal.decided",
  "outcome.carried-out",
  "no-rehire.entered",
  "no-rehire.erased",
  "retaliation.suspected",
  "retaliation.frozen",
  "retaliation.found",
  "check-in.answered",
  "check-in.tried",
  "check-in.silent",
  "check-in.followed",
  "check-ins.stopped",
  "check-ins.resumed",
  "failure.recorded",
  "failure.answered",
  "failure.decided",
  "last-word.asked",
  "last-word.given",
  "lessons.recorded",
  "case.closed",
  "case.reopened",
] as const
export type ActKind = (typeof actKinds)[number]

/** What each act says in the clear; an act that is not here says nothing. `n` counts from 1 in its own list. */
type Said = {
  /** Whether the organisation that is said to have written says so too. */
  "source.checked": { confirmed: boolean }
  "intake.sorted": { intake: Intake; flags: readonly Flag[] }
  "law.applies": { countries: readonly LawCountry[] }
  "card.ticked": { item: string; as: "done" | "not-needed" }
  "role.given": { role: CaseRole; person: PersonId }
  "role.ended": { role: CaseRole; person: PersonId }
  "ties.declared": { ties: readonly Tie[] }
  "tie.waived": { person: PersonId }
  "conflict.checked": { aside: readonly PersonId[] }
  "case.referred": { body: Body; because: "law" | "top-management" }
  "hold.waived": { because: HoldReason }
  "letter.sent": { n: number; to: LetterKind }
  "letter.answered": { n: number; as: "kept" | "refused" | "gone" }
  "police.chosen": { as: "DECLINED_FOR_NOW" | "REPORTED_BY_AFFECTED" }
  "police.reported": { because: "override" | "law" }
  "police.not-reported": { because: "reasonable-excuse" }
  "police.moved": { to: PoliceState }
  "police.waiting-ended": { as: "released" | "limit" }
  "measure.asked": { n: number; code: MeasureCode }
  "measure.declined": { n: number }
  "measure.proposed": { n: number; code: MeasureCode }
  "measure.accepted": { n: number }
  "measure.refused": { n: number }
  "measure.ordered": { n: number; code: MeasureCode }
  "measure.executed": { n: number }
  "measure.reviewed": { n: number }
  "measure.lifting-told": { n: number }
  "measure.lifted": { n: number }
  "measure.released": { n: number }
  "measure.breached": { n: number }
  "promise.made": { n: number; due: number; to?: "affected" | undefined }
  "promise.kept": PromiseFacts
  "promise.denied": PromiseFacts
  "promise.released": PromiseFacts
  "wish.said": { path: Wish }
  "override.tested": { grounds: readonly Ground[] }
  "informal.agreed": { n: number }
  "respondent.recorded": { n: number; standing: Standing; mailbox: number | null }
  "allegation.added": { n: number; respondent: number }
  "plan.approved": { standard: Standard }
  "notice.given": { n: number }
  "notice.delayed": { n: number }
  "interview.held": { who: string; recorded: boolean; consent: boolean }
  "interview.refused": { who: string }
  "interview.read-back": { who: string; as: "confirmed" | "corrected" }
  "answer.given": { n: number }
  "comment.made": { who: string }
  "comment.waived": { who: string }
  "finding.recorded": { n: number; finding: Finding; evidence: number; grade: Floor | null }
  "sanction.decided": {
    n: number
    level: number | "T"
    floor: Floor | null
    deviates: boolean
  }
  "sanction.done": { n: number }
  "remedy.asked": { n: number; code: RemedyCode }
  "remedy.decided": { n: number; as: "yes" | "no" }
  "remedy.done": { n: number }
  "outcome.told": { to: "reporter" | "affected" | "respondent"; n: number | null }
  "no-rehire.entered": { n: number }
  "no-rehire.erased": { n: number }
  "appeal.filed": { ground: AppealGround }
  "appeal.decided": { as: AppealResult }
  "retaliation.found": { as: Extract<RetaliationState, "SUBSTANTIATED" | "NOT_SUBSTANTIATED"> }
  "check-in.answered": { n: number; flags: readonly CheckInFlag[] }
  "check-in.tried": { n: number; mailbox: number; by: "other-channel" | "support-person" }
  "check-in.silent": { n: number; mailbox: number }
  "check-in.followed": { n: number; mailbox: number }
  "failure.recorded": {
    n: number
    kind: Exclude<FailureKind, "promise-missed">
    role: FailureRole
  }
  "failure.answered": { n: number }
  "failure.decided": { n: number; as: FailureOutcome }
  "case.reopened": { because: "new-facts" | "retaliation" | "sanction-broken" }
}
/** One of the promises to the reporter, or of those to an affected person with a mailbox of their own. */
type PromiseFacts = { n: number; to?: "affected" | undefined }
type Nothing = { readonly [key: string]: never }
export type ActFacts = { readonly [K in ActKind]: K extends keyof Said ? Said[K] : Nothing }
