import * as v from "valibot"
import {
  type AnswererRole,
  type CheckAnswer,
  type CheckKind,
  checkAnswers,
  checkKinds,
  mostAskedAtOnce,
} from "#core/protection.ts"
import { type At, base64, hex32, line, personId, uuid } from "./form.ts"

/** So many signs of reasons fit into a copy, in every script. */
export const mostReasons = 3500

/** HR asks: whom it concerns stands only in the sealed copies. The asking side makes the id. */
export const checkMade = v.strictObject({
  id: uuid,
  kind: v.picklist(checkKinds, "kind"),
  /** One for each person who is asked, sealed to their key; `to` is the SHA-256 of that key as text. */
  copies: v.pipe(
    v.array(v.strictObject({ person: personId, to: hex32, sealed: base64(20_000) })),
    v.maxLength(mostAskedAtOnce, "too many"),
  ),
})
export type CheckMade = v.InferOutput<typeof checkMade>

/** The words inside the seal: somebody of the directory by their id, else only a name. */
export const checkBody = v.object({
  v: v.literal(1),
  person: v.nullable(personId),
  name: line(200),
  on: v.pipe(v.string(), v.isoDate("date")),
  reasons: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, "empty"),
    v.maxLength(mostReasons, "too long"),
  ),
})
export type CheckBody = v.InferOutput<typeof checkBody>

export const checkAnswered = v.strictObject({ answer: v.picklist(checkAnswers, "answer") })

/** A check as HR sees it. Before `answerAt` it is the same whoever it concerns; after it there is one word more. */
export type CheckView = {
  id: string
  kind: CheckKind
  askedAt: At
  answerAt: At
  answer: CheckAnswer | null
}
/** `GET /desk/api/protection/checks`: one's own, the newest 200. */
export type CheckList = { checks: CheckView[]; now: At }

/** Whom a check is sealed to: officers first; those from outside and the board when no officer may be asked. */
export type Answerer = {
  person: string
  name: string
  title: string
  outside: boolean
  role: AnswererRole
  recipient: string
}
export type Answerers = { answerers: Answerer[]; now: At }

/** A check as somebody sees it who was asked. What others said, and the lot, are nobody's to see. */
export type CheckDuty = {
  /** Opaque, for addresses; `check` is the id inside the seal. */
  id: string
  check: string
  kind: CheckKind
  askedAt: At
  answerAt: At
  reviewAt: At
  by: { name: string; vk: string | null; system: boolean }
  /** Everybody who was asked, by their person ids. */
  also: string[]
  said: CheckAnswer | null
  /** I have said that the freeze may end. */
  saidMayEnd: boolean
  /** What HR reads now. */
  word: CheckAnswer | null
}
/** `GET /desk/api/protection/duties`: what waits for an answer, the oldest first, then what was answered, the newest first. */
export type CheckDuties = { duties: CheckDuty[]; now: At }

/** A key with which an HR system asks in somebody's name. */
export const tokenMade = v.strictObject({ label: line(60) })
export type TokenView = { id: string; label: string; madeAt: At; usedAt: At | null }
export type TokenShown = TokenView & { token: string }
