import type { ClockEvent } from "./pack.ts"

/** The steps of a case on which a law may set a limit. */
export const lawSteps = [
  "acknowledgement",
  "respondent-notice",
  "answer",
  "interim-relief",
  "inquiry",
  "comment",
  "report",
  "decision",
  "outcome-letters",
  "feedback",
  "appeal-window",
  "police-report",
] as const
export type LawStep = (typeof lawSteps)[number]

/** Steps that are a time somebody is given: our own limit of them is a minimum too. Of every other step it is a maximum. */
export const windowSteps: readonly LawStep[] = ["answer", "comment", "appeal-window"]

/** Which steps of a case a clock of a law binds. A promise to the reporter may be a step too, counted from its own event. */
export const stepsOf: Readonly<Record<string, readonly LawStep[]>> = {
  "EU.ack": ["acknowledgement"], // Art 9(1)(b): the receipt is acknowledged to the reporter
  "FR.ack": ["acknowledgement"], // art 4: in writing
  "IN.forward": ["respondent-notice"], // Rule 7(2): one copy of the complaint goes to the respondent
  "PK.charge": ["respondent-notice"], // s.4(1)(a): the charges are communicated in writing
  "IN.reply": ["answer"], // Rule 7(3): the respondent has at least these days for the reply, documents and witnesses
  "PK.defence": ["answer"], // s.4(1)(b): at least these days for the written defence
  "IN.leave": ["interim-relief"], // s.12: leave as relief lasts up to three months beside what she is entitled to
  "KR.protect": ["interim-relief"], // Art 14(3): place of work, paid leave, while the investigation runs
  "IN.inquiry": ["inquiry"], // s.11(4): the inquiry is completed
  "IN.exparte": ["inquiry"], // Rule 7(5): not ended, nor decided in absence, before this notice has run
  "PK.findings": ["inquiry", "report"], // s.4(4): findings are with the Competent Authority, so the inquiry is over too
  "IN.report": ["report"], // s.13(1): the report is with the employer and with both parties
  "IN.act": ["decision"], // s.13(4): the employer acts on the recommendation
  "PK.penalty": ["decision"], // s.4(5): the penalty is imposed
  "KR.after": ["decision"], // Art 14(4)-(5): measures she asks for, discipline after hearing her
  "FR.discipline": ["decision"], // L1332-4: the disciplinary procedure is begun, or the right to sanction is lost
  "FR.sanction_min": ["decision"], // L1332-2: no sanction sooner after the interview
  "FR.sanction_max": ["decision"], // L1332-2: nor later
  "CN.written_result": ["outcome-letters"], // Art 23: the result is told in time and in writing
  "EU.feedback": ["feedback"], // Art 9(1)(f): what was planned or done, and why
  "FR.feedback": ["feedback"], // art 4: measures told in writing
  "KR.grievance": ["feedback"], // Decree Art 18: handled or referred, and the result told
  "GB.appeal": ["appeal-window"], // Acas: an appeal may still be made until then
  "SG.s424": ["police-report"], // CPC s.424: told at once, unless there is a reasonable excuse
}

/** Whom a clock binds that is neither a promise to the reporter nor a step of the case. */
export const elsewheres = [
  /** The reporter's own time to claim: a tribunal, an agency, a committee. */
  "claim",
  /** Either party's time to go on to an outside body after a decision. */
  "outside-appeal",
  /** A proceeding that an outside body leads. */
  "ombudsperson",
  /** The organisation, once a year. */
  "yearly-report",
  /** Whoever keeps what could be evidence, for so long. */
  "evidence",
  /** The organisation's plan of prevention, after a report. */
  "prevention-plan",
  /** The employer, ahead of a dismissal. */
  "dismissal",
  /** The employer, together with the staff's elected member who raised the alarm. */
  "staff-member-alarm",
] as const
export type Elsewhere = (typeof elsewheres)[number]

/** The clocks that bind somebody else, and whom. */
export const elsewhereOf: Readonly<Record<string, Elsewhere>> = {
  "IN.complaint": "claim", // s.9: to the committee
  "CN.arbitration": "claim", // Art 27: labour-dispute arbitration
  "GB.et_old": "claim", // EqA s.123: Acas, then the tribunal
  "GB.et_new": "claim", // ERA 2025 s.152: the same, once in force
  "US.eeoc180": "claim", // EEOC charge
  "US.eeoc300": "claim", // EEOC charge, where a state agency enforces a like law
  "US.rts": "claim", // to sue after the notice
  "US.fed": "claim", // federal employees: EEO counsellor
  "US.CA": "claim", // Civil Rights Department
  "US.NY": "claim", // Division of Human Rights
  "US.CHI": "claim", // Commission on Human Relations
  "AU.ahrc": "claim", // Human Rights Commission
  "AU.fwc": "claim", // Fair Work Commission
  "IN.appeal": "outside-appeal", // s.18: court or tribunal
  "PK.appeal": "outside-appeal", // s.6: Ombudsperson
  "PK.repr": "outside-appeal", // s.9: President or Governor
  "PK.ombuds_notice": "ombudsperson", // s.8(2): the Ombudsperson's own notice
  "PK.ombuds_defence": "ombudsperson", // s.8: the defence before the Ombudsperson
  "IN.annual": "yearly-report", // ss.21-22: to the employer and the District Officer
  "CN.cctv": "evidence", // Order 799: footage is kept not less than this
  "AU.QLD.review": "prevention-plan", // WHS Reg (Qld)
  "CN.union_notice": "dismissal", // Labour Contract Law Art 43: the union is told the reason first
  "FR.cse_alert": "staff-member-alarm", // L2312-59: a joint inquiry is begun at once
}

/**
 * Clocks that begin with one event and, as long as that has not happened, no later than the end of another clock:
 * where no receipt was acknowledged, feedback counts from the end of the time for doing so.
 */
export const beginsAtLatest: Readonly<Record<string, string>> = {
  "EU.feedback": "EU.ack",
  "FR.feedback": "FR.ack",
}

/** Clocks that are met when an event happens in time: an interview held proves that the procedure was begun. */
export const metBy: Readonly<Record<string, ClockEvent>> = {
  "FR.discipline": "preliminary_interview",
}

/** Clocks that are two readings of one limit. Both are shown; the earlier binds, since nobody here can say which applies. */
export const oneDoor: Readonly<Record<string, string>> = {
  "GB.et_old": "GB.et",
  "GB.et_new": "GB.et",
  "US.eeoc180": "US.eeoc",
  "US.eeoc300": "US.eeoc",
}

/** The order of two ids, the same in every language. */
export function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
