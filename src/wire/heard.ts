import type { ActKind } from "#core/life/act.ts"

/** What anybody who is heard does on their page, besides writing. */
export const partyActs = [
  "answer.given",
  "interview.read-back",
  "comment.made",
  "comment.waived",
  "appeal.filed",
] as const satisfies readonly ActKind[]
export type PartyAct = (typeof partyActs)[number]

/** What somebody may say to what was found and decided, and by when. */
export type Heard = {
  /** How their acts name them: `respondent 1`, `affected`, `witness 3`; null for whoever is asked nothing. */
  who: string | null
  /** What the table lets them do at this moment. */
  may: PartyAct[]
  /** When their time to comment and to appeal ends; null while it does not run. */
  commentBy: number | null
  appealBy: number | null
  /** Whether they said that they have nothing to say to the draft. */
  waived: boolean
  /** The number of the next thing that they ask to be made good; null while they cannot ask. */
  remedy: number | null
}
