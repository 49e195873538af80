import type { AnnualRule } from "./annual.ts"
import type { Clock, Pack } from "./deadline.ts"

/** What starts a clock of a law. A clock whose event is not known yet is not running. */
export const clockEvents = [
  // what happened
  "incident",
  "last_incident",
  "act_complained_of",
  "discriminatory_act",
  "conduct",
  "rights_infringed_known",
  // somebody told, and was answered
  "report_received",
  "alert_received",
  "complaint_received",
  "written_complaint_received",
  "grievance_received",
  "consultation_received",
  "report_or_knowledge",
  "report_of_sexual_harassment",
  "aware_of_arrestable_offence_ch16",
  "acknowledgement_sent",
  "interim_request",
  "cse_member_alert",
  // the inquiry
  "copy_received_by_respondent",
  "charge_communicated",
  "inquiry_initiated",
  "investigation_started",
  "third_consecutive_absence",
  "fact_confirmed",
  "employer_full_knowledge",
  "inquiry_completed",
  // the decision
  "inquiry_report_received",
  "recommendation_received",
  "recommendation_communicated",
  "preliminary_interview",
  "before_unilateral_dismissal",
  "decision_made",
  "decision_communicated",
  "outcome_notified",
  // outside bodies, and the year
  "right_to_sue_notice",
  "ombudsperson_complaint",
  "show_cause_received",
  "ombudsperson_decision",
  "calendar_year_end",
] as const
export type ClockEvent = (typeof clockEvents)[number]

/** Who has to act before a clock of a law runs out. */
export const clockOwners = [
  "channel_operator",
  "case_lead",
  "duty_responder",
  "consultation_desk",
  "employer",
  "IC",
  "IC/employer",
  "inquiry_committee",
  "competent_authority",
  "ombudsperson",
  "reporter",
  "respondent",
  "either_party",
  "any_person",
] as const
export type ClockOwner = (typeof clockOwners)[number]

/** Where a number comes from: the text of the law, custom, or ourselves where the law says only "promptly". */
export const numberBases = ["law", "custom", "product_default"] as const
export type NumberBasis = (typeof numberBases)[number]

/** How far a statement was checked. What is only `knowledge` is never shown to a reporter as law. */
export const sourceStates = ["sourced", "secondary", "knowledge"] as const
export type SourceState = (typeof sourceStates)[number]

/** What happens when a clock of a law runs out. */
export const breachActs = ["escalate"] as const
export type BreachAct = (typeof breachActs)[number]

/** Who decides whether the police are told. */
export const policeModes = [
  "reporter_choice",
  "reporter_choice_employer_must_assist",
  "reporter_choice_except_public_bodies",
  "reporter_choice_except_NSW",
  "mandatory_unless_reasonable_excuse",
  "n/a",
] as const
export type PoliceMode = (typeof policeModes)[number]

/** What a pack is for: a country, a region laid under its members' own law, or a standard laid over any. */
export const packPlaces = ["country", "region", "overlay"] as const
export const reviewStatuses = ["UNREVIEWED", "REVIEWED"] as const
export const numberKinds = [
  "police",
  "ambulance",
  "emergency",
  "women_helpline",
  "rape_crisis",
  "legal_aid",
  "labour",
  "mental_health",
  "web",
] as const
export const numberChannels = ["voice", "sms", "whatsapp", "web"] as const

/** Where a statement of a pack can be read, and whether anybody did. */
export type Source = {
  readonly state: SourceState
  readonly url: string | null
  readonly also?: string | undefined
  readonly note?: string | undefined
  readonly date_status?: string | undefined
}

/** One time limit of a law with everything a screen has to say about it. */
export type LawClock = Clock & {
  readonly event: ClockEvent
  readonly owner: ClockOwner
  readonly action: string
  readonly article: string
  readonly number_basis: NumberBasis
  readonly on_breach: BreachAct
  readonly source: Source
  /** To which acts it applies, where that is not all of them. */
  readonly applies?: string | undefined
  readonly shown_to?: readonly ("reporter" | "respondent")[] | undefined
  /** The law says "immediately". */
  readonly at_once?: boolean | undefined
  readonly before_event?: boolean | undefined
  /** The item of `content/evidence_windows.json` that it is the law behind. */
  readonly evidence_window?: string | undefined
}

/** One rule in words, with its source. */
export type PackRule = {
  readonly rule: string
  readonly law?: string | undefined
  readonly source: Source
}

/** What a screen shows of a pack, in our words and not in the law's: in both languages. */
export type InTwo = { readonly en: string; readonly zh: string }

/** One rule that somebody reads at the desk. */
export type ShownRule = Omit<PackRule, "rule"> & { readonly rule: InTwo }

/** One rule on reports that the organisation makes; `annual` where it is made every year. */
export type PackReport = ShownRule & { readonly annual?: AnnualRule | undefined }

/** A number that helps in a country. */
export type PackNumber = {
  readonly id: string
  readonly kind: (typeof numberKinds)[number]
  readonly label: InTwo
  readonly dial: string | null
  readonly national: string | null
  readonly url: string | null
  readonly channel: (typeof numberChannels)[number]
  readonly hours: string
  readonly languages: readonly string[]
  readonly run_by: string
  readonly area: string
  readonly emergency: boolean
  readonly sourced: boolean
  readonly source: { readonly url: string | null; readonly note: string | null }
  readonly tested_at: string | null
}

/** Whether a lawyer has read a pack: who, and when. */
export type LegalReview = {
  readonly by: string | null
  readonly date: string | null
  readonly status: (typeof reviewStatuses)[number]
}

/** A jurisdiction's rules as data, the whole of it. */
export type LawPack = Omit<Pack, "clocks" | "calendar"> & {
  readonly name: InTwo
  readonly full_name: string
  readonly place: (typeof packPlaces)[number]
  readonly languages: readonly string[]
  readonly pack_version: string
  readonly review_due: string
  readonly legal_review: LegalReview
  readonly calendar: Pack["calendar"] & {
    readonly country: string | null
    /** The parts of the country whose holidays count; null for all that the library knows. */
    readonly subdivisions: readonly string[] | null
    readonly holidays: string
    readonly note: string
    readonly source: Source
  }
  readonly instruments: readonly { readonly cite_as: string; readonly source: Source }[]
  readonly scope_warning?: string | undefined
  readonly thresholds: readonly PackRule[]
  readonly clocks: readonly LawClock[]
  readonly roles: readonly {
    readonly role: string
    readonly law?: string | undefined
    readonly source: Source
  }[]
  readonly training: readonly PackRule[]
  readonly records: readonly PackRule[]
  readonly reports: readonly PackReport[]
  readonly special: readonly ShownRule[]
  readonly police: {
    readonly mode: PoliceMode
    readonly note: InTwo | null
    readonly source: Source
  }
  readonly numbers: readonly PackNumber[]
}
