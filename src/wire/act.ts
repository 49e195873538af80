import * as v from "valibot"
import { type ActFacts, type ActKind, actKinds } from "#core/life/act.ts"
import { lawCountries } from "#core/law-place.ts"
import { caseRoles, ties } from "#core/life/role.ts"
import { policeStates } from "#core/life/state.ts"
import {
  appealGrounds,
  appealResults,
  bodies,
  checkInFlags,
  failureOutcomes,
  failureRoles,
  findings,
  flags,
  floorKinds,
  grounds,
  holdReasons,
  intakes,
  letterKinds,
  measureCodes,
  remedyCodes,
  standards,
  standings,
  wishes,
} from "#core/life/word.ts"
import { lastParty } from "#core/mailbox.ts"
import { personId } from "./form.ts"

const n = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999))
const numbered = { n }
/** A promise is counted among those to the reporter, or those to an affected person with a mailbox of their own. */
const promised = { ...numbered, to: v.optional(v.literal("affected")) }
const mailbox = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(lastParty))
const set = <const T extends readonly string[]>(list: T) =>
  v.pipe(
    v.array(v.picklist(list)),
    v.maxLength(list.length),
    v.check((all) => new Set(all).size === all.length, "twice"),
  )
/** `affected`, `respondent 1`, `witness 3`: who was heard or speaks. */
const who = v.pipe(
  v.string(),
  v.regex(/^(affected|reporter|(respondent|witness|third-party) [1-9]\d{0,2})$/, "who"),
)
const item = v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,40}\.\d{1,2}$/, "item"))
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))

const nothing = v.strictObject({})

/** What each act says in the clear. */
export const actFacts = {
  "intake.sorted": v.strictObject({ intake: v.picklist(intakes), flags: set(flags) }),
  "law.applies": v.strictObject({ countries: set(lawCountries) }),
  "card.ticked": v.strictObject({ item, as: v.picklist(["done", "not-needed"]) }),
  "role.given": v.strictObject({ role: v.picklist(caseRoles), person: personId }),
  "role.ended": v.strictObject({ role: v.picklist(caseRoles), person: personId }),
  "ties.declared": v.strictObject({ ties: set(ties) }),
  "tie.waived": v.strictObject({ person: personId }),
  "conflict.checked": v.strictObject({ aside: v.pipe(v.array(personId), v.maxLength(256)) }),
  "case.referred": v.strictObject({
    body: v.picklist(bodies),
    because: v.picklist(["law", "top-management"]),
  }),
  "hold.waived": v.strictObject({ because: v.picklist(holdReasons) }),
  "letter.sent": v.strictObject({ ...numbered, to: v.picklist(letterKinds) }),
  "letter.answered": v.strictObject({ ...numbered, as: v.picklist(["kept", "refused", "gone"]) }),
  "police.chosen": v.strictObject({
    as: v.picklist(["DECLINED_FOR_NOW", "REPORTED_BY_AFFECTED"]),
  }),
  "police.reported": v.strictObject({ because: v.picklist(["override", "law"]) }),
  "police.not-reported": v.strictObject({ because: v.literal("reasonable-excuse") }),
  "police.moved": v.strictObject({ to: v.picklist(policeStates) }),
  "police.waiting-ended": v.strictObject({ as: v.picklist(["released", "limit"]) }),
  "measure.asked": v.strictObject({ ...numbered, code: v.picklist(measureCodes) }),
  "measure.declined": v.strictObject(numbered),
  "measure.proposed": v.strictObject({ ...numbered, code: v.picklist(measureCodes) }),
  "measure.accepted": v.strictObject(numbered),
  "measure.refused": v.strictObject(numbered),
  "measure.ordered": v.strictObject({ ...numbered, code: v.picklist(measureCodes) }),
  "measure.executed": v.strictObject(numbered),
  "measure.reviewed": v.strictObject(numbered),
  "measure.lifting-told": v.strictObject(numbered),
  "measure.lifted": v.strictObject(numbered),
  "measure.released": v.strictObject(numbered),
  "measure.breached": v.strictObject(numbered),
  "promise.made": v.strictObject({ ...promised, due: instant }),
  "promise.kept": v.strictObject(promised),
  "promise.denied": v.strictObject(promised),
  "promise.released": v.strictObject(promised),
  "wish.said": v.strictObject({ path: v.picklist(wishes) }),
  "override.tested": v.strictObject({ grounds: v.pipe(set(grounds), v.minLength(1, "empty")) }),
  "informal.agreed": v.strictObject(numbered),
  "respondent.recorded": v.strictObject({
    ...numbered,
    standing: v.picklist(standings),
    mailbox: v.nullable(n),
  }),
  "allegation.added": v.strictObject({ ...numbered, respondent: n }),
  "plan.approved": v.strictObject({ standard: v.picklist(standards) }),
  "notice.given": v.strictObject(numbered),
  "notice.delayed": v.strictObject(numbered),
  "interview.held": v.strictObject({ who, recorded: v.boolean(), consent: v.boolean() }),
  "interview.refused": v.strictObject({ who }),
  "interview.read-back": v.strictObject({ who, as: v.picklist(["confirmed", "corrected"]) }),
  "answer.given": v.strictObject(numbered),
  "comment.made": v.strictObject({ who }),
  "comment.waived": v.strictObject({ who }),
  "finding.recorded": v.strictObject({
    ...numbered,
    finding: v.picklist(findings),
    evidence: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
    grade: v.nullable(v.picklist(floorKinds)),
  }),
  "sanction.decided": v.strictObject({
    ...numbered,
    level: v.union([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)), v.literal("T")]),
    floor: v.nullable(v.picklist(floorKinds)),
    deviates: v.boolean(),
  }),
  "sanction.done": v.strictObject(numbered),
  "remedy.asked": v.strictObject({ ...numbered, code: v.picklist(remedyCodes) }),
  "remedy.decided": v.strictObject({ ...numbered, as: v.picklist(["yes", "no"]) }),
  "remedy.done": v.strictObject(numbered),
  "outcome.told": v.strictObject({
    to: v.picklist(["reporter", "affected", "respondent"]),
    n: v.nullable(n),
  }),
  "no-rehire.entered": v.strictObject(numbered),
  "no-rehire.erased": v.strictObject(numbered),
  "appeal.filed": v.strictObject({ ground: v.picklist(appealGrounds) }),
  "appeal.decided": v.strictObject({ as: v.picklist(appealResults) }),
  "retaliation.found": v.strictObject({ as: v.picklist(["SUBSTANTIATED", "NOT_SUBSTANTIATED"]) }),
  "check-in.answered": v.strictObject({ ...numbered, flags: set(checkInFlags) }),
  "check-in.tried": v.strictObject({
    ...numbered,
    mailbox,
    by: v.picklist(["other-channel", "support-person"]),
  }),
  "check-in.silent": v.strictObject({ ...numbered, mailbox }),
  "check-in.followed": v.strictObject({ ...numbered, mailbox }),
  "check-ins.stopped": nothing,
  "check-ins.resumed": nothing,
  "failure.recorded": v.strictObject({
    ...numbered,
    kind: v.picklist(["late-log", "sat-on-it", "obstruction", "identity-leaked"]),
    role: v.picklist(failureRoles),
  }),
  "failure.answered": v.strictObject(numbered),
  "failure.decided": v.strictObject({ ...numbered, as: v.picklist(failureOutcomes) }),
  "case.reopened": v.strictObject({
    because: v.picklist(["new-facts", "retaliation", "sanction-broken"]),
  }),
  "protection.refused": nothing,
  "signature.withdrawn": nothing,
  "response.begun": nothing,
  "options.opened": nothing,
  "plan.told": nothing,
  "source.checked": v.strictObject({ confirmed: v.boolean() }),
  "safety-plan.agreed": nothing,
  "scope.refused": nothing,
  "scope.contested": nothing,
  "case.merged": nothing,
  "case.unmerged": nothing,
  "referral.decided": nothing,
  "hold.requested": nothing,
  "hold.issued": nothing,
  "hold.confirmed": nothing,
  "hold.released": nothing,
  "police.offered": nothing,
  "police.law-told": nothing,
  "police.waiting-asked": nothing,
  "police.waiting-reviewed": nothing,
  "report.withdrawn": nothing,
  "override.told": nothing,
  "informal.begun": nothing,
  "informal.confirmed": nothing,
  "informal.done": nothing,
  "informal.ended": nothing,
  "support.settled": nothing,
  "inquiry.begun": nothing,
  "comment.opened": nothing,
  "findings.issued": nothing,
  "quality.reviewed": nothing,
  "decision.begun": nothing,
  "outcome.notified": nothing,
  "feedback.given": nothing,
  "outcome.carried-out": nothing,
  "retaliation.suspected": nothing,
  "retaliation.frozen": nothing,
  "last-word.asked": nothing,
  "last-word.given": nothing,
  "lessons.recorded": nothing,
  "case.closed": nothing,
} as const satisfies { readonly [K in ActKind]: v.GenericSchema<unknown, ActFacts[K]> }

/** The header `x-tocsin-act`, as JSON: what somebody does. Its facts are read by the schema of the kind. */
export const actHead = v.strictObject({
  kind: v.picklist(actKinds),
  facts: v.optional(v.record(v.string(), v.unknown()), {}),
})
