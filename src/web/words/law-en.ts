import { outsideEn } from "./outside-en.ts"

/** What the laws of a case ask, in words for the desk; the limits of the reporter's own are said to them too. */
export const lawEn = {
  clock: {
    ...outsideEn.clock,
    "EU.ack": "Tell the reporter that the report has arrived.",
    "EU.feedback": "Tell the reporter what was done or is planned, and why.",
    "IN.forward": "Give the respondent a copy of the complaint.",
    "IN.reply":
      "The respondent has at least this long to reply, with documents and names of witnesses.",
    "IN.inquiry": "Finish the inquiry.",
    "IN.report": "Give the report to the employer and to both parties.",
    "IN.act": "Act on what the committee recommends.",
    "IN.leave": "By this law, leave given as relief lasts up to here, beside all other leave.",
    "IN.exparte":
      "Somebody stayed away three times. Nothing is ended or decided without them before this notice has run.",
    "IN.annual": "Send the yearly report to the employer and the District Officer.",
    "CN.written_result": "Tell the reporter the result, in writing.",
    "CN.union_notice": "Tell the trade union the reason, before the dismissal.",
    "CN.cctv":
      "Ask in writing that camera recordings are kept. Small places delete sooner, so ask on the first day.",
    "GB.nodelay": "Hold the first meeting.",
    "GB.appeal": "An appeal can be made at least until here.",
    "JP.prompt": "Begin to establish the facts.",
    "KR.investigate": "Begin the investigation.",
    "KR.protect":
      "If it is needed, change the place of work or give paid leave. Never against the wish of the person protected.",
    "KR.after":
      "On request, change the place of work or give paid leave. Discipline only after hearing the person harmed.",
    "KR.grievance":
      "Deal with the grievance, or pass it to the labour-management council, and tell the result.",
    "AU.QLD.review": "Queensland: review the prevention plan.",
    "PK.charge": "Tell the respondent in writing what was reported.",
    "PK.defence": "The respondent has at least this long for a written defence.",
    "PK.findings": "Give findings and recommendations to the Competent Authority.",
    "PK.penalty": "Carry out the penalty that was recommended.",
    "PK.ombuds_notice": "The Ombudsperson calls on the respondent to answer.",
    "PK.ombuds_defence": "The respondent has at least this long to answer the Ombudsperson.",
    "SG.s424":
      "Tell the police at once, unless there is a reasonable excuse. Tell the reporter first.",
    "FR.ack": "Tell the reporter in writing that the report has arrived.",
    "FR.feedback": "Tell the reporter in writing what was done.",
    "FR.discipline": "Begin the disciplinary procedure. After this the right to sanction is lost.",
    "FR.sanction_min": "Too soon after the interview: no sanction before this.",
    "FR.sanction_max": "Too long after the interview: no sanction after this.",
    "FR.cse_alert": "Begin an inquiry together with the staff representative who raised the alarm.",
  },
  step: {
    acknowledgement: "Receipt confirmed",
    "respondent-notice": "Respondent notified",
    answer: "Respondent's written answer",
    "interim-relief": "Interim relief",
    inquiry: "Inquiry finished",
    comment: "Time to comment",
    report: "Findings to both parties",
    decision: "Decision",
    "outcome-letters": "Outcome letters",
    feedback: "Feedback to the reporter",
    "appeal-window": "Time to appeal",
    "police-report": "Report to the police",
  },
  owner: {
    channel_operator: "whoever receives reports",
    case_lead: "the lead",
    duty_responder: "the responder on duty",
    consultation_desk: "the consultation desk",
    employer: "the employer",
    IC: "the Internal Committee",
    "IC/employer": "the Internal Committee and the employer",
    inquiry_committee: "the Inquiry Committee",
    competent_authority: "the Competent Authority",
    ombudsperson: "the Ombudsperson",
    reporter: "the reporter",
    respondent: "the respondent",
    either_party: "either party",
    any_person: "anybody who knows of it",
  },
  kind: { max: "by {due}", min: "not before {due}", cap: "up to {due}", before: "before {due}" },
  basis: {
    law: "the number is in the law",
    custom: "the number is custom",
    product_default: "the law says “promptly”; the number is ours",
  },
  source: {
    sourced: "read in a source",
    secondary: "read in a second-hand source only",
    knowledge: "not checked in any source",
  },
  police: {
    reporter_choice: "Whether the police are told is the reporter's choice.",
    reporter_choice_employer_must_assist:
      "Whether the police are told is the reporter's choice. The employer has to help with it.",
    reporter_choice_except_public_bodies:
      "Whether the police are told is the reporter's choice. A public body tells its ministry, unless the person harmed objects.",
    reporter_choice_except_NSW:
      "Whether the police are told is the reporter's choice. In New South Wales a lawyer looks at it first.",
    mandatory_unless_reasonable_excuse:
      "Certain crimes are reported to the police at once, unless there is a reasonable excuse. Write down the reasons for not doing so.",
    "n/a": "This standard says nothing about the police.",
  },
  ours: "our own limit",
  /** `{min}` and `{max}` are what each asks. */
  conflict:
    "Two rules cannot both be kept. One gives time until {minDue}: {min} The other ends sooner, at {maxDue}: {max} A lawyer decides.",
  waits: "This is also counted from something that has not happened yet.",
  review: {
    none: "Not reviewed by a lawyer.",
    done: "Reviewed by {name} on {day}.",
    overdue: "This was to be reviewed again by {day}. Check it before you rely on it.",
  },
}

/** The words of the law in any language. */
export type LawWords = typeof lawEn
