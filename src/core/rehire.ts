import { after, day, hour } from "./time.ts"

/** What the central desk tells a recruiter, and nothing else: the words are closed. */
export const checkAnswers = ["nothing", "call"] as const
export type CheckAnswer = (typeof checkAnswers)[number]

/** How a contest ends. Overturned, the entry is erased with the second signature. */
export const contestOutcomes = ["upheld", "overturned"] as const
export type ContestOutcome = (typeof contestOutcomes)[number]

/** What a review finds: still needed, or not. */
export const reviewOutcomes = ["keep", "erase"] as const
export type ReviewOutcome = (typeof reviewOutcomes)[number]

export const appealStates = ["none", "upheld"] as const

/** What two people of the central desk say together, by what it is about. */
export const centralWords = {
  answer: checkAnswers,
  contest: contestOutcomes,
  review: reviewOutcomes,
} as const
export type Central = keyof typeof centralWords
export type CentralWord = CheckAnswer | ContestOutcome | ReviewOutcome

/** How many a recruiter may ask about in a day, said on the screen: so the list cannot be read by asking. */
export const checksADay = 200
/** So many in a day are told to the central desk. */
export const unusualChecks = 50
/** Keyed hashes of whom was asked about go after two years. */
export const hashesKept = 730 * day
/** A review is put before the central desk so long ahead. */
export const reviewAhead = 90 * day
/** Not reviewed so long after its day, an entry answers no more. */
export const reviewGrace = 30 * day

/** An entry whose review was due before this and was not made answers no more. */
export function lapsedBefore(now: Date): Date {
  return after(now, -reviewGrace)
}

/** Five years on, to the day: the latest that a review may be. */
export function fiveYearsAfter(at: Date): Date {
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO("UTC")
  return new Date(wall.add({ years: 5 }).epochMilliseconds)
}

/** What a recruiter reads about one of their checks. */
export type CheckState = "asked" | CheckAnswer

/**
 * The same for somebody who is not on the list and for somebody about whom the central desk has nothing to say. A hit
 * left unanswered asks to be called about: silence must not pass for an answer.
 */
export function stateOfCheck(
  check: {
    readonly dueAt: Date
    readonly open: boolean
    readonly answer: CheckAnswer | null
  },
  now: Date,
): CheckState {
  if (check.answer === "call") return "call"
  if (now < check.dueAt) return "asked"
  return check.open ? "call" : "nothing"
}

/** Whether the central desk is rung again about something that waits: twice a day while there is time, then every four hours. */
export function ringsAgain(
  { rungAt, dueAt }: { readonly rungAt: Date | null; readonly dueAt: Date },
  now: Date,
): boolean {
  return rungAt === null || now >= after(rungAt, now < dueAt ? 12 * hour : 4 * hour)
}
