/** Where a case stands. `DRAFT` is on the reporter's side only: the organisation does not see it. */
export const states = [
  "DRAFT",
  "RECEIVED",
  "TRIAGE",
  "ACTIVE_RESPONSE",
  "OPTIONS",
  "SUPPORT_ONLY",
  "INFORMAL",
  "PLANNED",
  "INVESTIGATING",
  "POLICE_COORD",
  "PARTIES_COMMENT",
  "FINDINGS",
  "DECISION",
  "OUTCOME_NOTIFIED",
  "APPEAL",
  "MONITORING",
  "CLOSED",
  "REFERRED",
  "NOT_IN_SCOPE",
  "MERGED",
] as const
export type State = (typeof states)[number]

/** Somebody of ours has opened it and it is not over: most of what protects a person is possible in each of these. */
export const inWork = states.filter(
  (state) => state !== "DRAFT" && state !== "RECEIVED" && state !== "CLOSED",
)

/** The formal part, from the plan to the outcome. */
export const formal = [
  "PLANNED",
  "INVESTIGATING",
  "POLICE_COORD",
  "PARTIES_COMMENT",
  "FINDINGS",
  "DECISION",
] as const satisfies readonly State[]

/** Whoever reported may take it back in each of these; it then goes on as support (product, settled question 23). */
export const withdrawable = [
  "TRIAGE",
  "ACTIVE_RESPONSE",
  "OPTIONS",
  "INFORMAL",
  ...formal,
  "OUTCOME_NOTIFIED",
  "APPEAL",
] as const satisfies readonly State[]

/** Tracks that run beside the state, each with a state of its own. */
export const measureStates = [
  "ASKED",
  "DECLINED",
  "PROPOSED",
  "CONSENTED",
  "REFUSED",
  "ORDERED",
  "IN_FORCE",
  "REVIEWED",
  "LIFTED",
  "BREACHED",
] as const
export type MeasureState = (typeof measureStates)[number]

export const holdStates = [
  "NONE",
  "REQUESTED",
  "ISSUED",
  "CONFIRMED",
  "WAIVED",
  "RELEASED",
] as const
export type HoldState = (typeof holdStates)[number]

export const policeStates = [
  "NOT_ASKED",
  "OFFERED",
  "DECLINED_FOR_NOW",
  "REPORTED_BY_AFFECTED",
  "REPORTED_BY_ORG",
  "INVESTIGATION_OPEN",
  "CHARGED",
  "NO_CHARGE",
  "ADMIN_PENALTY",
  "CONVICTED",
  "ACQUITTED",
] as const
export type PoliceState = (typeof policeStates)[number]

export const retaliationStates = [
  "CLEAR",
  "CONCERN",
  "SUBCASE_OPEN",
  "SUBSTANTIATED",
  "NOT_SUBSTANTIATED",
] as const
export type RetaliationState = (typeof retaliationStates)[number]

export const appealStates = ["NOT_OPEN", "OPEN", "EXPIRED", "USED"] as const
export type AppealState = (typeof appealStates)[number]
