import * as v from "valibot"
import {
  type Closer,
  firstParty,
  lastParty,
  mostParties,
  parties,
  type Party,
  partyIn,
  type PartyRoom,
} from "#core/mailbox.ts"
import { base64, count, hex32, uuid } from "./form.ts"
import type { Heard } from "./heard.ts"
import type {
  KeyShown,
  ObjectView,
  Owed,
  Quiet,
  ReminderView,
  ReporterCase,
  ReporterLife,
} from "./report.ts"

/** The room of a mailbox that is not the reporter's. */
export const partyRoomName = v.custom<PartyRoom>(
  (room) => typeof room === "string" && partyIn(room) !== null,
  "room",
)
/** The place of a mailbox among those of its case. */
export const partyNumber = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(firstParty),
  v.maxValue(lastParty),
)

/** An object of the desk that comes with a change of mailboxes, next in its order. */
const deskObject = v.strictObject({ seq: count, epoch: count, sealed: base64(1_100_000) })

/** `POST /desk/api/cases/:id/mailboxes`: a mailbox for somebody outside, with the desk's own paper about its keys. */
export const mailboxOpening = v.strictObject({
  /** The id that its papers name. */
  id: uuid,
  number: partyNumber,
  party: v.picklist(parties),
  /** The mailbox of the same person whose code was lost: it ends, and what runs for them runs on in this one. */
  instead: v.optional(partyNumber),
  locator: hex32,
  auth: hex32,
  sig: hex32,
  grant: base64(8192),
  paper: deskObject,
})
export type MailboxOpening = v.InferInput<typeof mailboxOpening>

/** New keys for the mailboxes of a case, as a part of new keys for the case. */
export const partiesRolled = v.strictObject({
  /** What the desk keeps of them; none when every mailbox ends. */
  paper: v.optional(deskObject),
  grants: v.pipe(
    v.array(v.strictObject({ number: partyNumber, epoch: count, sealed: base64(8192) })),
    v.maxLength(mostParties),
  ),
  /** Mailboxes whose papers do not check out: they end. */
  ended: v.pipe(v.array(partyNumber), v.maxLength(mostParties)),
})
export type PartiesRolled = v.InferInput<typeof partiesRolled>

/** `PUT /api/mailbox/code`: the code that takes the place of the one they were given, and their word for it. */
export const codeChange = v.strictObject({
  locator: hex32,
  auth: hex32,
  sig: hex32,
  /** The keys, sealed to the new code; they are those of this epoch. */
  epoch: count,
  grant: base64(8192),
  seq: count,
  /** The object that says so, sealed to the mailbox and signed with the code of before. */
  sealed: base64(65_536),
})
export type CodeChange = v.InferInput<typeof codeChange>

/** `GET /api/mailbox`: all that somebody who is not the reporter sees. Nothing of the case, nobody else, no count. */
export type PartyCase = {
  /** The id that the papers of this mailbox name. */
  mailbox: string
  epoch: number
  grant: string
  /** When they put a code of their own in the place of the one they were given. */
  takenAt: number | null
  closedAt: number | null
  closedBy: Closer | null
  /** It came in the place of one whose code was lost: what was said there is not read here. */
  after: boolean
  /** Who answers them. */
  answers: { firstName: string; title: string } | null
  life: PartyLife
  objects: Omit<ObjectView, "room">[]
  /** The keys of everybody of the team who wrote here. */
  signers: string[]
  now: number
}

/** What somebody who is not the reporter may do now and by when: of the case itself they are told nothing here. */
export type PartyLife = Heard & {
  party: Party
  /** The number of a respondent, which their acts name. */
  n: number | null
  /** When a respondent was told in writing what is said; before that nothing here tells them. */
  noticed: number | null
  /** When their time to answer ends; null while it does not run. */
  answerBy: number | null
  /** The days on which an affected person or a witness is asked how it goes. */
  checkIns: ReporterLife["checkIns"]
  /** What an affected person who did not report decides about themselves; null for everybody else. */
  own: AffectedLife | null
}

/** What an affected person who did not report reads of their case, in the same words as one who did. */
export type AffectedLife = {
  life: ReporterLife
  /** What is owed to them and by when. */
  owed: Owed[]
  receivedAt: number
  level: ReporterCase["level"]
  state: ReporterCase["state"]
  next: ReporterCase["next"]
  quiet: Quiet[]
  keys: KeyShown[]
  reminder: ReminderView
}

/** A mailbox on the desk, in the clear. Whose it is stands in the desk's own paper about it. */
export type PartyView = {
  number: number
  party: Party
  id: string
  epoch: number
  sigVk: string
  last: { seq: number; sha256: string | null }
  unread: number
  madeAt: number
  takenAt: number | null
  closedAt: number | null
  closedBy: Closer | null
}
