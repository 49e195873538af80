import type { Anchors } from "./law.ts"
import type { ClockEvent } from "./pack.ts"

/** What every case knows of itself, whatever its laws call it. */
export const caseMoments = [
  "incident",
  "received",
  "acknowledged",
  "inquiry-begun",
  "notice-received",
  "inquiry-ended",
  "report-issued",
  "decided",
  "outcome-told",
] as const
export type CaseMoment = (typeof caseMoments)[number]

/** The dates of a case, as far as they are known. */
export type CaseMoments = { readonly [M in CaseMoment]?: Temporal.Instant | undefined }

/** When each law's clocks begin in a case. An event that is known by itself, `own`, stands before what the moments say. */
export function anchorsOf(moments: CaseMoments, own: Anchors = {}): Anchors {
  const known = caseMoments.flatMap((moment) => {
    const at = moments[moment]
    return at ? eventsOf[moment].map((event) => [event, at] as const) : []
  })
  const named = Object.entries(own).filter(([, at]) => at !== undefined)
  return Object.fromEntries([...known, ...named])
}

/**
 * What the laws call our moments. A report counts as the complaint, and as all the employer will ever know, because that
 * is the earliest it can be: a maximum is then never late. Who knows better says so by name.
 */
export const eventsOf: Readonly<Record<CaseMoment, readonly ClockEvent[]>> = {
  incident: [
    "incident",
    "last_incident",
    "act_complained_of",
    "discriminatory_act",
    "conduct",
    "rights_infringed_known",
  ],
  received: [
    "report_received",
    "alert_received",
    "complaint_received",
    "written_complaint_received",
    "grievance_received",
    "consultation_received",
    "report_or_knowledge",
    "report_of_sexual_harassment",
    "employer_full_knowledge",
  ],
  acknowledged: ["acknowledgement_sent"],
  "inquiry-begun": ["inquiry_initiated", "investigation_started"],
  // In the respondent's hands, not sent: the time to answer is theirs in full.
  "notice-received": ["copy_received_by_respondent", "charge_communicated"],
  "inquiry-ended": ["inquiry_completed", "fact_confirmed"],
  "report-issued": [
    "inquiry_report_received",
    "recommendation_received",
    "recommendation_communicated",
  ],
  decided: ["decision_made"],
  "outcome-told": ["outcome_notified", "decision_communicated"],
}

/** Events that only somebody who knows of them can name: no moment of a case implies them. */
export const eventsByName = [
  "aware_of_arrestable_offence_ch16",
  "interim_request",
  "cse_member_alert",
  "third_consecutive_absence",
  "preliminary_interview",
  "before_unilateral_dismissal",
  "right_to_sue_notice",
  "ombudsperson_complaint",
  "show_cause_received",
  "ombudsperson_decision",
  "calendar_year_end",
] as const satisfies readonly ClockEvent[]
