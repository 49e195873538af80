import type { State } from "./state.ts"

type Move = { readonly from: State; readonly to: State }

/** Every move a case can make (domain, section 2.1, with product, settled question 23). A test holds the acts to it. */
export const moves: readonly Move[] = (
  [
    ["DRAFT", "RECEIVED"],
    ["RECEIVED", "TRIAGE", "SUPPORT_ONLY"],
    ["TRIAGE", "ACTIVE_RESPONSE", "OPTIONS", "NOT_IN_SCOPE", "MERGED", "REFERRED", "SUPPORT_ONLY"],
    ["ACTIVE_RESPONSE", "OPTIONS", "SUPPORT_ONLY"],
    ["OPTIONS", "SUPPORT_ONLY", "INFORMAL", "PLANNED"],
    ["SUPPORT_ONLY", "PLANNED", "MONITORING"],
    ["INFORMAL", "PLANNED", "MONITORING", "SUPPORT_ONLY"],
    ["PLANNED", "INVESTIGATING", "SUPPORT_ONLY"],
    ["INVESTIGATING", "POLICE_COORD", "PARTIES_COMMENT", "SUPPORT_ONLY"],
    ["POLICE_COORD", "INVESTIGATING", "SUPPORT_ONLY"],
    ["PARTIES_COMMENT", "FINDINGS", "SUPPORT_ONLY"],
    ["FINDINGS", "DECISION", "SUPPORT_ONLY"],
    ["DECISION", "OUTCOME_NOTIFIED", "SUPPORT_ONLY"],
    ["OUTCOME_NOTIFIED", "APPEAL", "MONITORING", "SUPPORT_ONLY"],
    ["APPEAL", "OUTCOME_NOTIFIED", "SUPPORT_ONLY"],
    ["MONITORING", "CLOSED"],
    ["CLOSED", "TRIAGE"],
    ["NOT_IN_SCOPE", "TRIAGE", "CLOSED"],
    ["MERGED", "TRIAGE", "CLOSED"],
    ["REFERRED", "MONITORING"],
  ] as const
).flatMap(([from, ...to]) => to.map((one) => ({ from, to: one })))
