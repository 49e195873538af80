import * as v from "valibot"
import type { CheckIn, Measure, Promised, Remedy } from "#core/life/life.ts"
import type { Tie } from "#core/life/role.ts"
import type { AppealState, PoliceState, RetaliationState, State } from "#core/life/state.ts"
import type { Wish } from "#core/life/word.ts"
import { type OwedKind, promisedKinds, type PromisedKind } from "#core/owed.ts"
import type { RoomName } from "#core/mailbox.ts"
import { partiesRolled, partyRoomName } from "./party.ts"
import type { Heard } from "./heard.ts"
import { base64, email, hex32, language, pathId, personId, uuid, zone, type Lang } from "./form.ts"

/** `case.json`: the only words of a submission that are not sealed. First entry of the tar of `POST /api/reports`. */
export const caseHead = v.strictObject({
  v: v.literal(1),
  case: uuid,
  path: pathId,
  kind: v.picklist(["report", "help-now"]),
  level: v.picklist(["e1", "e2", "e3", "e4"]),
  /** The mailbox that her code opens: login key, signing key. */
  auth: hex32,
  sig: hex32,
  /** Uploads named by her sealed list, so that they are kept. */
  uploads: v.pipe(v.array(uuid), v.maxLength(100)),
})
export type CaseHead = v.InferInput<typeof caseHead>

/** Answer to `POST /api/reports` (201, or 200 for the same submission again). */
export type Accepted = {
  case: string
  receivedAt: number
  deadlines: (Owed & { kind: PromisedKind })[]
  rung: Rung[]
  now: number
}

export type DeadlineKind = OwedKind
const deadlineKind = v.custom<DeadlineKind>(
  (kind) =>
    typeof kind === "string" &&
    (promisedKinds.some((one) => one === kind) || /^(promise|duty):[a-z0-9-]{1,40}$/.test(kind)),
  "deadline",
)
/** One promise, the same on both sides. */
export type Owed = {
  alert: "report" | "retaliation"
  kind: DeadlineKind
  due: number
  met: number | null
  missed: number | null
  by: string | null
}
/** One person on the ladder: names and proved facts only. */
export type Rung = {
  alert: "report" | "retaliation"
  tier: number
  firstName: string
  title: string
  outside: boolean
  board: boolean
  at: number
  state: "queued" | "handed" | "delivered" | "heard" | "failed" | "opened"
}

/** A promise is late while somebody answers: people above are told that and no more, until she says yes. */
export type Quiet = {
  alert: Owed["alert"]
  kind: DeadlineKind
  /** When she let them read it; null before her yes. */
  allowedAt: number | null
  /** Before her yes, who would read it with it; after it, who can since. `told` were rung about the lateness. */
  people: { slot: number; firstName: string; title: string; told: boolean }[]
}

/** A sealed draft, replaced whole; saved under the code's own session. */
export const draftSave = v.strictObject({ sealed: base64(2_000_000) })
export type DraftView = { sealed: string; savedAt: number; expiresAt: number }

/** Begins an upload; answers which parts are already here. Reporter: under a code's session. */
export const uploadStart = v.strictObject({
  id: uuid,
  parts: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
})
export type UploadView = {
  id: string
  have: { number: number; sha256: string }[]
  expiresAt: number | null
}
/** Largest sealed part: 8 MiB of plaintext and the seal around it. */
export const maxPartBytes = 8 * 1024 * 1024 + 64 * 1024

export type ObjectKind =
  | "report"
  | "help-now"
  | "addition"
  | "message"
  | "call"
  | "measure"
  | "plan"
  | "note"
  | "list"
  | "handover"
  | "paper"
  | "party"
  | "code"
/** One sealed object of a case; the bytes are fetched by seq. */
export type ObjectView = {
  seq: number
  epoch: number
  room: RoomName
  kind: ObjectKind
  sha256: string
  bytes: number
  at: number
  by: string | null
  readAt: number | null
  /** Of the desk, about whoever asks: it keeps its place, and its bytes are not given to them. */
  withheld?: true
}
export type ManifestView = {
  number: number
  epoch: number
  text: string
  signature: string
  by: string | null
  at: number
}

/** `GET /api/case`: everything the reporter's return page shows. */
export type ReporterCase = {
  case: string
  level: "e1" | "e2" | "e3" | "e4"
  kind: "report" | "help-now"
  receivedAt: number
  grant: string
  owed: Owed[]
  ladder: Rung[]
  /** Who rings next if nobody acts, and when; null while nothing rings. */
  next: { at: number; firstNames: string[]; top: boolean } | null
  state: "ringing" | "opened" | "engaged" | "closing" | "closed"
  /** What is late while somebody answers, one for each alert; empty while the bell is loud or nothing is late. */
  quiet: Quiet[]
  owner: string | null
  objects: ObjectView[]
  manifests: ManifestView[]
  keys: (KeyShown & { tier: number; sha256: string; vk: string })[]
  /** Everybody whose signature counts in this case, also those who have since stepped aside. */
  signers: string[]
  /** Calls logged by a responder that she has not answered "Did they reach you?" about. */
  asked: { seq: number; at: number }[]
  reminder: ReminderView
  life: ReporterLife
  heard: Heard
  timeline: { kind: string; at: number; facts: Record<string, string | number | boolean | null> }[]
  now: number
}

/** Somebody who has a key of the case, and whether they have opened it. */
export type KeyShown = {
  slot: number
  epoch: number
  person: string
  name: string
  title: string
  released: boolean
  openedAt: number | null
}

/** Where a case stands, as its reporter sees it. */
export type ReporterLife = {
  state: State
  since: number
  /** It is about the person behind this code: the choices are theirs. */
  affected: boolean
  wish: Wish | null
  withdrawn: number | null
  refused: number | null
  /** What protects them, with when it may end once its end was told, and whether they end it by a word of theirs. */
  measures: (Measure & { ends: number | null; theirs: boolean })[]
  /** The number that the next measure gets; some are not about them and not listed here. */
  nextMeasure: number
  /** Until when decisions about their job wait for an independent check. */
  appraisals: number
  promises: Promised[]
  police: { state: PoliceState; offered: number }
  /** When they were told that something has to be done against their wish. */
  told: number | null
  comment: { ends: number; waived: boolean } | null
  /** Countries whose law applies, the organisation's own first. */
  places: string[]
  remedies: Remedy[]
  appeal: { state: AppealState; until: number | null }
  /** When everything in it is erased; null while it is open or evidence has to be kept. */
  erases: number | null
  retaliation: RetaliationState
  /** The days on which they are asked how it goes. */
  checkIns: Omit<CheckIn, "mailbox">[]
  lastWord: { asked: number | null; given: number | null }
  /** People of the team with a tie to this case, who ask to be let in all the same. */
  ties: { person: string; name: string; ties: Tie[] }[]
}

/** What the reporter may do, each a POST under `/api/case/…`. */
export const levelRaise = v.strictObject({ level: v.picklist(["e1", "e2", "e3"]) })
/** Her yes, about the one promise she was shown. */
export const allowance = v.strictObject({
  alert: v.picklist(["report", "retaliation"]),
  deadline: deadlineKind,
})
/** Somebody who has a key must not see it: from now on nothing of the case reaches them. Their id, as `keys` names it. */
export const exclusion = v.strictObject({ person: personId })
export const contactAnswer = v.strictObject({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  reached: v.boolean(),
})
export const reads = v.strictObject({
  seqs: v.pipe(v.array(v.pipe(v.number(), v.integer())), v.maxLength(500)),
})
/** The same at the desk, which reads more than one mailbox. */
export const readsIn = v.strictObject({ ...reads.entries, room: v.optional(partyRoomName) })
/** A room of a case, as the desk names it. To an outside person their own mailbox is `mailbox`. */
export const roomName = v.union([v.picklist(["mailbox", "desk"]), partyRoomName])
/** Sent beside the sealed bytes as the header `x-tocsin-object`, as JSON. */
export const objectHead = v.strictObject({
  room: roomName,
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  epoch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: v.picklist([
    "addition",
    "message",
    "call",
    "measure",
    "plan",
    "note",
    "list",
    "handover",
    "paper",
  ]),
  uploads: v.pipe(v.array(uuid), v.maxLength(100)),
})
export const maxObjectBytes = 1_048_576 + 65_536

/** Where and when she wants to be reminded that something waits: the hour of the day in her zone. */
export const reminderWanted = v.strictObject({
  address: email,
  lang: language,
  zone,
  hour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23)),
})
export type ReminderWanted = v.InferOutput<typeof reminderWanted>
export type ReminderView = {
  /** The sender as it will show; null where no mail can be sent. */
  from: string | null
  /** All that a reminder says. */
  words: Record<Lang, { subject: string; text: string }>
  /** What she asked for, and whether the latest one could not be delivered. */
  asked: (ReminderWanted & { failed: boolean }) | null
}

/** A new manifest with its grants: insurance grants, an added keyholder, a rolled desk key, a new epoch. */
export const keysChange = v.strictObject({
  manifest: base64(65_536),
  signature: base64(4096),
  grants: v.pipe(
    v.array(
      v.strictObject({
        slot: v.pipe(v.number(), v.integer(), v.minValue(0)),
        person: v.optional(uuid),
        sealed: base64(8192),
      }),
    ),
    v.maxLength(300),
  ),
  /** In a new epoch: the reporter's own new grant. */
  reporter: v.optional(v.nullable(base64(8192))),
  /** In a new epoch: new keys for every other mailbox that is open, or its end. */
  parties: v.optional(partiesRolled),
})
export type KeysChange = v.InferInput<typeof keysChange>
