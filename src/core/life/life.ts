import type { Answerable } from "#core/answerable.ts"
import type { PersonId } from "#core/ids.ts"
import type { LawCountry } from "#core/law-place.ts"
import type { ActKind } from "./act.ts"
import type { LastWord, Outside, Retaliation } from "./box.ts"
import type { ActorKind, Declared, Hand, OutsideParty, RoleHeld } from "./role.ts"
import type { AppealState, HoldState, MeasureState, PoliceState, State } from "./state.ts"
import type {
  AppealGround,
  AppealResult,
  CheckInFlag,
  FailureKind,
  FailureOutcome,
  FailureRole,
  Finding,
  Flag,
  Floor,
  Ground,
  Intake,
  LetterKind,
  Standard,
  Standing,
  Wish,
} from "./word.ts"

/**
 * All that the server knows of the work on a case: where it stands, who has which part in it, and what was done when.
 * Closed words, numbers, ids and instants (milliseconds since 1970) only; what anybody wrote is in sealed papers.
 */
export type Life = {
  readonly state: State
  /** When this state began. */
  readonly since: number
  /** When the report came in. */
  readonly began: number
  readonly intake: Intake
  /** Whether an organisation outside was asked back on a number that the team found itself, and what it said. */
  readonly source: { readonly at: number; readonly confirmed: boolean } | null
  readonly flags: readonly Flag[]
  /** Countries whose law applies beside the organisation's own: of the workplace, of the event, of the contract. */
  readonly places: readonly LawCountry[]
  /** The mailboxes of people outside, beside the reporter's. */
  readonly mailboxes: readonly Outside[]
  readonly roles: readonly RoleHeld[]
  readonly declared: readonly Declared[]
  /** Keyholders who are too close to whom this is about; to whom, and how, stands in a sealed paper. */
  readonly aside: readonly PersonId[]
  readonly hands: Readonly<Partial<Record<Hand, readonly PersonId[]>>>
  /** Who said that it belongs elsewhere: where the reporter says that it does not, others look again. */
  readonly refusedBy?: readonly PersonId[]
  /** An act that waits for a second signature. */
  readonly signing: Signing | null
  readonly safetyPlan: number | null
  readonly hold: HoldState
  readonly letters: readonly Letter[]
  readonly police: Police
  /** Where a law asks for a report to the police: when the reporter was told of that first, and when it was decided not to. */
  readonly policeLaw: { readonly told: number | null; readonly excused: number | null }
  readonly measures: readonly Measure[]
  /** When the affected person said that they want no protection. */
  readonly refused: number | null
  readonly promises: readonly Promised[]
  readonly wish: { readonly path: Wish; readonly at: number } | null
  readonly withdrawn: number | null
  readonly override: Override | null
  /** When the affected person confirmed that what was agreed was done. */
  readonly informalDone: number | null
  readonly plan: { readonly at: number; readonly standard: Standard } | null
  readonly respondents: readonly Respondent[]
  readonly allegations: readonly Allegation[]
  readonly heard: readonly Heard[]
  readonly comment: Comment | null
  readonly quality: { readonly by: PersonId; readonly at: number } | null
  readonly remedies: readonly Remedy[]
  /** When each outside person was told the outcome in writing. */
  readonly told: Readonly<Partial<Record<OutsideParty, number>>>
  /** When the reporter was last told in writing what was done and is planned, as a law may ask. */
  readonly feedback: number | null
  readonly appeal: Appeal
  readonly retaliation: Retaliation
  readonly checkIns: readonly CheckIn[]
  /** Whatever was not done in time or not done at all, each with an answer and a decision. */
  readonly failures: readonly Failure[]
  /** Those about whoever this is shown to, who is shown no more of them than this; never stored. */
  readonly failuresElsewhere?: { readonly all: number; readonly open: boolean }
  readonly lastWord: LastWord
  readonly lessons: number | null
  readonly closed: number | null
  /** Where it stood before it was closed. */
  readonly closedFrom: State | null
}

export type Signing = {
  readonly act: ActKind
  readonly by: PersonId
  readonly as: readonly ActorKind[]
  readonly at: number
  /** The same facts must be signed twice: what the first one meant. */
  readonly facts: string
}
export type Letter = {
  readonly n: number
  readonly to: LetterKind
  readonly sent: number
  readonly answered: { readonly as: "kept" | "refused" | "gone"; readonly at: number } | null
}
export type Police = {
  readonly state: PoliceState
  readonly offered: readonly number[]
  /** When the police or a prosecutor asked in writing that we wait, and when that was last looked at. */
  readonly waiting: { readonly since: number; readonly reviewed: number } | null
}
export type Measure = {
  readonly n: number
  readonly code: string
  readonly state: MeasureState
  readonly at: number
  readonly orderedAt: number | null
  readonly reviewAt: number | null
  /** When the affected person was told that it is to be lifted. */
  readonly liftTold: number | null
}
export type Promised = {
  /** Counted from 1 for each of those to whom something was promised. */
  readonly n: number
  /** Made to the affected person in a mailbox of their own; absent when it was made to whoever reported. */
  readonly to?: "affected" | undefined
  readonly due: number
  readonly state: "owed" | "kept" | "released"
}
export type Override = {
  readonly grounds: readonly Ground[]
  readonly at: number
  readonly told: number | null
}
export type Respondent = {
  readonly n: number
  readonly standing: Standing
  /** The number of their mailbox, when they have one. */
  readonly mailbox: number | null
  readonly noticed: number | null
  readonly delayed: number | null
  readonly answered: number | null
  readonly agreed: number | null
  readonly sanction: Sanction | null
  readonly told: number | null
}
export type Sanction = {
  readonly level: number | "T"
  readonly floor: Floor | null
  readonly deviates: boolean
  readonly at: number
  readonly done: number | null
  /** When it was entered that they are not taken on again; null before, and when that was erased. */
  readonly noRehire?: number | null
}
export type Allegation = {
  readonly n: number
  readonly respondent: number
  /** When it was written: whoever is named is told and heard after that. */
  readonly at: number
  readonly finding: Finding | null
  /** How many pieces of evidence the finding rests on. */
  readonly evidence: number
  readonly grade: Floor | null
}
/** `who` is `affected`, `respondent 1`, `witness 3`. */
export type Heard = {
  readonly who: string
  readonly as: "heard" | "refused"
  readonly at: number
}
export type Comment = {
  readonly opened: number
  readonly ends: number
  readonly waived: readonly string[]
  readonly made: readonly string[]
}
export type Remedy = {
  readonly n: number
  readonly code: string
  readonly wanted: boolean
  readonly decided: "yes" | "no" | null
  readonly done: number | null
}
export type Appeal = {
  readonly state: AppealState
  readonly until: number | null
  /** Who has used theirs: `affected`, `reporter`, `respondent 1`. */
  readonly filed: readonly string[]
  /** When the last one was filed. */
  readonly at: number | null
  readonly by: "reporter" | "affected" | "respondent" | null
  readonly ground: AppealGround | null
  readonly result: AppealResult | null
  readonly decidedAt: number | null
}
/** One time that somebody is asked how it goes, some days after the report, the outcome, or the opening of their own mailbox. */
export type CheckIn = {
  /** Counted from 1 in each mailbox. */
  readonly n: number
  /** Whose mailbox it is in; 1 is the reporter's. */
  readonly mailbox: number
  readonly day: number
  readonly from: "report" | "outcome" | "mailbox"
  readonly due: number
  readonly as: "answered" | "tried" | "silent" | "stopped" | null
  readonly flags: readonly CheckInFlag[]
}

/** `of` is what was missed: a kind of promise or duty; empty for what the team found out. */
export type Failure = {
  readonly n: number
  readonly kind: FailureKind
  readonly of: string
  readonly role: FailureRole | Answerable
  /** Whose part it was at that moment, or who answered for the case; null when nobody did. */
  readonly person: PersonId | null
  readonly at: number
  readonly answered: number | null
  readonly outcome: FailureOutcome | null
  readonly decidedAt: number | null
}

/** Before anybody can appeal. */
export const noAppeal: Appeal = {
  ...{ state: "NOT_OPEN", until: null, filed: [], at: null },
  ...{ by: null, ground: null, result: null, decidedAt: null },
}

/** A case as its report comes in. */
export function newLife(state: State, began: number): Life {
  return {
    state,
    since: began,
    began,
    ...{ intake: "self", source: null },
    flags: [],
    places: [],
    mailboxes: [],
    ...{ roles: [], declared: [], aside: [], hands: {} },
    signing: null,
    safetyPlan: null,
    hold: "NONE",
    letters: [],
    police: { state: "NOT_ASKED", offered: [], waiting: null },
    policeLaw: { told: null, excused: null },
    measures: [],
    refused: null,
    promises: [],
    wish: null,
    withdrawn: null,
    override: null,
    informalDone: null,
    plan: null,
    respondents: [],
    allegations: [],
    heard: [],
    comment: null,
    quality: null,
    remedies: [],
    told: {},
    feedback: null,
    appeal: noAppeal,
    retaliation: { state: "CLEAR", frozen: null },
    checkIns: [],
    failures: [],
    lastWord: { asked: null, given: null },
    lessons: null,
    closed: null,
    closedFrom: null,
  }
}
