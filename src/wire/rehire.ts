import * as v from "valibot"
import { comparableName, comparableNumber, isDay } from "#core/identity.ts"
import {
  appealStates,
  checkAnswers,
  contestOutcomes,
  reviewOutcomes,
  type CentralWord,
  type CheckState,
} from "#core/rehire.ts"
import { hex32, line, personId, type At } from "./form.ts"

/** A name with a letter in it. */
const name = v.pipe(
  line(100),
  v.check((typed) => comparableName(typed) !== "", "empty"),
)

/** One person, exactly: a check without a whole date of birth is not well formed. The clock's part is the server's. */
export const identity = v.strictObject({
  family: name,
  given: name,
  born: v.pipe(
    v.string(),
    v.check((typed) => isDay(typed) && typed >= "1900-01-01", "day"),
  ),
  number: v.optional(
    v.pipe(
      line(40),
      v.check((typed) => comparableNumber(typed).length >= 4, "number"),
    ),
  ),
})
export type IdentityTyped = v.InferInput<typeof identity>

/** `POST /desk/api/recruiter-checks` and `POST /hook/recruiter-checks`: the same answer at once, whoever it is about. */
export type Asked = { id: string; at: At; by: At }

/** `GET /desk/api/recruiter-checks`: a recruiter's own, without whom they were about. */
export type RecruiterChecks = {
  /** Whom to call. */
  desk: { name: string; email: string }[]
  aDay: number
  today: number
  checks: { id: string; at: At; by: At; through: string | null; state: CheckState }[]
  next: string | null
}

/** What the case writes when a decision says that somebody is not taken on again. Only ever about a respondent. */
export const noRehireEntry = v.strictObject({
  standing: v.literal("respondent"),
  /** Every way of writing this person that must be found: other spelling, other script, with and without a number. */
  forms: v.pipe(v.array(identity), v.minLength(1, "empty"), v.maxLength(16, "too many")),
  /** SHA-256 of the code that the case's paper and the person's letter hold. */
  referenceHash: hex32,
  legalEntity: line(200),
  basisClause: v.pipe(v.string(), v.regex(/^[0-9A-Za-z][0-9A-Za-z.()-]{0,39}$/, "clause")),
  findingLevel: v.literal(6),
  decidedBy: v.pipe(
    v.strictTuple([personId, personId]),
    v.check(([one, other]) => one !== other, "two people"),
  ),
  decidedAt: v.date(),
  toldAt: v.date(),
  contestUntil: v.date(),
  appealState: v.picklist(appealStates),
})
export type NoRehireEntry = v.InferOutput<typeof noRehireEntry>

/** The code of an entry: sixteen symbols, in the letter in groups of four. */
export const reference = v.pipe(
  v.string(),
  v.transform((typed) => typed.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "")),
  v.regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, "code"),
)

export const contestMade = v.strictObject({ reference })
export const answerSaid = v.strictObject({ word: v.picklist(checkAnswers) })
export const contestSaid = v.strictObject({ word: v.picklist(contestOutcomes) })
export const reviewSaid = v.strictObject({ word: v.picklist(reviewOutcomes) })

/** What one of the two has said. */
export type Said = { word: CentralWord; by: string; mine: boolean; at: At } | null
export type Mark = { id: string; mark: string; deciders: string[] }
export type CentralHit = Mark & {
  at: At
  by: At
  recruiter: string
  email: string
  byNumber: boolean
  contested: boolean
  said: Said
}
export type CentralContest = Mark & { contestedAt: At; mayDecide: boolean; said: Said }
export type CentralReview = Mark & { reviewAt: At; stopsAt: At; said: Said }

/** `GET /desk/api/central-desk`: what waits for the central desk, and nothing of the list besides. */
export type CentralTasks = {
  /** How many people the central desk has; below two nothing can be asked or answered. */
  people: number
  hits: CentralHit[]
  contests: CentralContest[]
  reviews: CentralReview[]
  unusual: { recruiter: string; checks: number }[]
  now: At
}

export const tokenMade = v.strictObject({ person: personId, label: line(60) })
export type TokenView = {
  id: string
  label: string
  recruiter: string
  madeAt: At
  /** The day of its last use, `YYYY-MM-DD`. */
  usedOn: string | null
  revoked: boolean
}
/** Whose name a token may ask in: the recruiters. */
export type Tokens = { tokens: TokenView[]; recruiters: { id: string; name: string }[] }
/** Shown once. */
export type TokenShown = { token: string; view: TokenView }

/** `POST /desk/api/cases/:id/no-rehire`: what only the case's browser knows of an entry; who decided and when, the case knows. */
export const noRehireAsked = v.strictObject({
  n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)),
  forms: noRehireEntry.entries.forms,
  referenceHash: hex32,
  basisClause: noRehireEntry.entries.basisClause,
})
export type NoRehireAsked = v.InferInput<typeof noRehireAsked>
/** `POST /desk/api/cases/:id/no-rehire/erasures` */
export const noRehireErased = v.strictObject({ n: noRehireAsked.entries.n, reference })
