/** How a report came to us. */
export const intakes = [
  "self",
  "third-party",
  "bystander",
  "manager",
  "public-act",
  "system",
  "external",
  "self-report",
] as const
export type Intake = (typeof intakes)[number]

/** What the first talk showed that decides which ways are open. */
export const flags = [
  "risk",
  "sexual-contact",
  "coercion",
  "power",
  "retaliation",
  "minor",
  "others-at-risk",
  "top-management",
  "manager-told",
] as const
export type Flag = (typeof flags)[number]

/** Where a respondent stands. An outsider is somebody's else employee, a client or a guest. */
export const standings = ["employee", "executive", "hr", "responder", "outsider"] as const
export type Standing = (typeof standings)[number]
/** Somebody whom nobody inside may investigate. */
export const isHigh = (standing: Standing): boolean =>
  standing === "executive" || standing === "hr" || standing === "responder"

/** What the affected person wants to happen. */
export const wishes = ["support", "informal", "inquiry"] as const
export type Wish = (typeof wishes)[number]

/** Why the organisation may act against the affected person's wish. One is enough. */
export const grounds = ["imminent-harm", "dependent", "repeat", "vulnerable-group", "law"] as const
export type Ground = (typeof grounds)[number]

export const holdReasons = ["no-traces", "already-kept", "not-ours"] as const
export type HoldReason = (typeof holdReasons)[number]

/** Who is asked to keep something. */
export const letterKinds = ["hotel", "restaurant", "ride", "building", "own-it", "other"] as const
export type LetterKind = (typeof letterKinds)[number]

export const standards = ["balance-of-probabilities", "high-probability"] as const
export type Standard = (typeof standards)[number]

/** What the evidence allows to say of one allegation. Never about guilt in law. */
export const findings = [
  "SUBSTANTIATED",
  "NOT_SUBSTANTIATED",
  "UNFOUNDED",
  "INCONCLUSIVE",
  "OTHER_BREACH",
  "NO_JURISDICTION",
] as const
export type Finding = (typeof findings)[number]

/** What a substantiated allegation was, and between which levels its sanction lies. `T` stands for people who do not work for us. */
export const floors = {
  assault: [6, 6],
  incapacitated: [6, 6],
  drugging: [6, 6],
  quid_pro_quo: [6, 6],
  images: [6, 6],
  stalking: [6, 6],
  retaliation_superior: [6, 6],
  touching: [3, 6],
  advances_superior: [3, 6],
  press_alcohol: [2, 4],
  jokes_first: [1, 2],
} as const satisfies Record<string, readonly [number, number]>
export type Floor = keyof typeof floors
export const floorKinds = Object.keys(floors) as Floor[] // the keys of a constant

export const appealGrounds = ["procedure", "new-evidence", "bias", "disproportion"] as const
export type AppealGround = (typeof appealGrounds)[number]
export const appealResults = ["upheld", "varied", "overturned"] as const
export type AppealResult = (typeof appealResults)[number]

/** What can be made whole for the affected person. */
export const remedyCodes = [
  "apology",
  "leave",
  "pay",
  "medical",
  "legal-costs",
  "relocation",
  "transfer",
  "appraisals",
  "rumours",
  "clients",
  "compensation",
  "reference",
  "other",
] as const
export type RemedyCode = (typeof remedyCodes)[number]

/** What an answer at a check-in shows that somebody has to act on. */
export const checkInFlags = ["unsafe", "contacted", "changed", "broken"] as const
export type CheckInFlag = (typeof checkInFlags)[number]

/** Days after the report, and again after the outcome, on which somebody is asked how it goes (domain, section 2.11). */
export const checkInDays = [7, 14, 30, 60, 90, 180, 365] as const

/** How somebody failed to act: a promise that was missed, or what the team found out. */
export const failureKinds = [
  "promise-missed",
  "late-log",
  "sat-on-it",
  "obstruction",
  "identity-leaked",
] as const
export type FailureKind = (typeof failureKinds)[number]

/** Whose failure it was, by what they are; never by name in the clear. */
export const failureRoles = [
  "responder",
  "receiver",
  "hr",
  "leader",
  "executive",
  "anyone",
] as const
export type FailureRole = (typeof failureRoles)[number]

/** What followed from a failure to act. Levels of the ladder stand in `content/sanctions.json`. */
export const failureOutcomes = [
  "no-fault",
  "system-mended",
  "retrained",
  "off-the-roster",
  "sanctioned",
] as const
export type FailureOutcome = (typeof failureOutcomes)[number]

/** The other bodies that a law can give a case to. */
export const bodies = [
  "local-committee",
  "ombudsperson",
  "client-employer",
  "other-entity",
] as const
export type Body = (typeof bodies)[number]

/** Interim measures, and how long each may stand before it is looked at again (days; null is as long as the case). */
export const measureReview = {
  M01: 14,
  M02: 7,
  M03: 14,
  M04: null,
  M05: null,
  M06: 14,
  M07: 30,
  M08: 14,
  M09: null,
  M10: 14,
  M11: 7,
  M12: null,
  M13: null,
  M14: 14,
  M15: null,
  M16: null,
  M17: null,
} as const satisfies Record<string, number | null>
export type MeasureCode = keyof typeof measureReview
export const measureCodes = Object.keys(measureReview) as MeasureCode[] // the keys of a constant

/** Measures that change something for the affected person: never without their yes. */
export const needsYes: readonly MeasureCode[] = [
  "M05",
  "M06",
  "M07",
  "M08",
  "M09",
  "M10",
  "M11",
  "M12",
  "M13",
  "M16",
]
