import * as v from "valibot"
import type { Life } from "#core/life/life.ts"
import type { ActorKind } from "#core/life/role.ts"
import type { State } from "#core/life/state.ts"
import type { Floor } from "#core/life/word.ts"
import { base64, personId } from "./form.ts"
import type { PartyView } from "./party.ts"
import type { DeadlineKind, ManifestView, ObjectView, Owed } from "./report.ts"

/** A responder's proof of opening: the preimage only the grant reveals, under their own signature. */
export const opening = v.strictObject({
  epoch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  slot: v.pipe(v.number(), v.integer(), v.minValue(0)),
  ack: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "hex")),
  signature: base64(4096),
})
export const handover = v.strictObject({ to: personId })
export const levelChange = v.strictObject({ level: v.picklist(["e1", "e2", "e3", "e4"]) })

/** One row of the desk's lists. Closed words and times only. */
export type CaseRow = {
  id: string
  level: "e1" | "e2" | "e3" | "e4" | "r"
  kind: "report" | "help-now" | "retaliation"
  state: "ringing" | "opened" | "engaged" | "closing" | "closed"
  /** Where the work on it stands; null where somebody has opened it and I have not. */
  stands: State | null
  owner: string | null
  mine: boolean
  receivedAt: number
  /** The next thing that happens if nobody does anything. */
  next: { what: "climb" | DeadlineKind; at: number } | null
  overdue: DeadlineKind | null
  unread: number
  openedByMe: boolean
}
/** `GET /desk/api/now`: what needs me now. */
export type NowScreen = {
  ringing: RingingCase[]
  mine: CaseRow[]
  others: CaseRow[]
  /** Rung about somebody's missed promise: role, deadline and lateness, never a case. */
  overdue: { id: string; kind: DeadlineKind; lateMs: number; at: number }[]
  onCall: { tier: string; names: string[] }[]
  warnings: (
    | "channel-untested"
    | "path-missing"
    | "gap"
    | "channel-dead"
    | "one-way"
    | "mail-down"
    | "check-waits"
    | "report-due"
  )[]
  beat: { ageMs: number; overdueMs: number }
  now: number
}
export type RingingCase = CaseRow & {
  ladder: {
    tier: number
    name: string
    at: number | null
    people: { name: string; channels: { channel: string; state: string }[] }[]
    state: "done" | "ring" | "soon" | "owed" | "gap"
  }[]
}
/** `GET /desk/api/cases?after=&open=&state=&q=`: paged, what is overdue first. */
export type CaseList = { cases: CaseRow[]; next: string | null; open: number }

/** `GET /desk/api/cases/:id` */
export type CaseScreen = {
  row: CaseRow
  /** The id inside the signed papers; known only to who holds a key. */
  caseId: string
  epoch: number
  /** The last object of each room: the next one counts from `seq` and signs `sha256` as `prev`. */
  last: Record<"mailbox" | "desk", { seq: number; sha256: string | null }>
  grant: { epoch: number; slot: number; sealed: string; opened: boolean }[]
  owed: Owed[]
  /** Mailboxes of people outside beside the reporter's. */
  parties: PartyView[]
  objects: ObjectView[]
  manifests: ManifestView[]
  keys: {
    slot: number
    epoch: number
    tier: number
    person: string
    name: string
    recipient: string
    vk: string
    released: boolean
    openedAt: number | null
    mine: boolean
    /** From outside or of the board: one of them keeps a key. */
    apart: boolean
  }[]
  /** Verify keys of everybody who ever held a key, whoever has left since included: what they signed still holds. */
  signers: string[]
  /** Keyholders who could be added or handed to. */
  people: {
    id: string
    name: string
    title: string
    recipient: string
    vk: string
    holds: boolean
  }[]
  /** Where the case stands and what was done in it, in closed words; null until I have opened it. */
  life: Life | null
  /** What I am in this case. */
  is: ActorKind[]
  /** When a measure whose end was told may end, by its number. */
  measuresEnd: Record<string, number>
  /** Until when appraisals and dismissals wait for an independent check. */
  appraisals: number
  /** Keyholders of the case who come from outside the organisation. */
  outside: string[]
  /** Names of everybody the life speaks of. */
  names: Record<string, string>
  timeline: {
    kind: string
    at: number
    by: string | null
    facts: Record<string, string | number | boolean | null>
  }[]
  now: number
}

/** `GET /desk/api/cases/:id/precedents`: what was decided on each kind of breach, counted; kinds with fewer than five are left out. */
export type Precedents = { floors: { floor: Floor; levels: { level: string; count: number }[] }[] }
