import type { CaseRole } from "./life/role.ts"
import { type DutyKind, dutyOf, type OwedKind, type PromisedKind, promisedKinds } from "./owed.ts"

/** The parts in a case that something can be owed by. */
export const answerables = [
  "duty",
  "lead",
  "care",
  "protection",
  "legal",
  "investigator",
  "panel",
  "appeal",
  "watch",
] as const satisfies readonly ("duty" | CaseRole)[]
export type Answerable = (typeof answerables)[number]

/** Whose part it is to keep what the reporter was promised at the beginning. */
export const promiseIsOf = {
  opening: "duty",
  "first-contact": "duty",
  protection: "duty",
  plan: "lead",
  outcome: "lead",
} as const satisfies Record<PromisedKind, Answerable>

/** A promise made later is the lead's to keep, whoever wrote it. */
export const laterPromiseIsOf: Answerable = "lead"

/** Whose part each duty is: whoever may do the act that keeps it, and of several the one whose work it is. */
export const dutyIsOf = {
  sorted: "duty",
  source: "duty",
  ties: "lead",
  safety: "duty",
  hold: "legal",
  "hold-confirmed": "legal",
  letter: "duty",
  "police-offer": "care",
  "police-report": "legal",
  "police-review": "legal",
  "police-limit": "legal",
  "measure-done": "protection",
  "measure-review": "protection",
  "measure-breach": "protection",
  "plan-approved": "lead",
  notice: "lead",
  "override-told": "lead",
  "inquiry-begun": "investigator",
  inquiry: "investigator",
  findings: "investigator",
  quality: "panel",
  decision: "panel",
  "carried-out": "lead",
  "year-begun": "lead",
  appeal: "appeal",
  informal: "lead",
  referral: "lead",
  retaliation: "protection",
  freeze: "protection",
  legal: "legal",
  failure: "watch",
  feedback: "lead",
  "check-in": "protection",
  "check-in-flag": "protection",
  ended: "lead",
} as const satisfies Record<DutyKind, Answerable>

/** Whose part it was to keep this; by what they are in the case, never by name. */
export function answerableFor(kind: OwedKind): Answerable {
  const duty = dutyOf(kind)
  if (duty) return dutyIsOf[duty]
  const promise = promisedKinds.find((one) => one === kind)
  return promise ? promiseIsOf[promise] : laterPromiseIsOf
}
