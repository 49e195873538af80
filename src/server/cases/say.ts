import type { PersonId } from "#core/ids.ts"
import type { Life } from "#core/life/life.ts"
import type { State } from "#core/life/state.ts"
import { partyIn, type RoomName } from "#core/mailbox.ts"
import { Refusal } from "#core/refusal.ts"
import type { ObjectKind } from "#wire/report.ts"
import type { Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"

/** Something sealed that somebody says in a case. */
export type Said = {
  readonly room: RoomName
  readonly seq: number
  readonly epoch: number
  readonly kind: ObjectKind
  readonly bytes: Buffer
}

/** A case as an act needs it, locked. */
export type CaseRow = {
  readonly id: string
  readonly level: "e1" | "e2" | "e3" | "e4"
  readonly kind: "report" | "help-now"
  readonly epoch: number
  readonly mailbox_seq: number
  readonly desk_seq: number
  readonly manifest_number: number
  readonly version_id: string
  readonly received_at: Date
  readonly state: State
  readonly life: Partial<Life>
}

/** The case, locked, with the clock read once the lock is held. Nothing here asks whose it is. */
export async function lockCase(tx: Tx, id: string): Promise<CaseRow> {
  const row = await locked(tx, id, "")
  if (!row) throw new Refusal("not-found")
  return row
}

/** The case, locked if nobody holds it; null while somebody does, or when there is none. */
export function tryLockCase(tx: Tx, id: string): Promise<CaseRow | null> {
  return locked(tx, id, " skip locked")
}

async function locked(tx: Tx, id: string, how: "" | " skip locked"): Promise<CaseRow | null> {
  const { rows } = await tx.client.query<CaseRow & { now: Date }>({
    name: `lock case${how}`,
    text: `with c as materialized (
             select id, level, kind, epoch, mailbox_seq, desk_seq, manifest_number, version_id, received_at, state, life
             from case_file where id = $1 for update${how})
           select c.*, tocsin_now() as now from c`,
    values: [id],
  })
  const row = rows[0]
  if (!row) return null
  tx.now = row.now
  return row
}

/** Keeps what was said, next in its room. Whoever was overtaken fetches what came between and seals again. */
export async function say(tx: Tx, found: CaseRow, said: Said, by: PersonId | null): Promise<void> {
  const number = partyIn(said.room)
  const at = number === null ? placeIn(found, said.room) : await placeOfParty(tx, found.id, number)
  if (said.seq !== at.seq + 1 || said.epoch !== at.epoch) throw new Refusal("bad-order")
  await tx.client.query({
    name: `say in ${number === null ? said.room : "party"}`,
    text: `with c as (${counting(said.room)})
           insert into sealed_object (case_id, org_id, room, seq, epoch, kind, sealed_bytes, sha256, by_person, at)
           values ($1, $2, $10, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      ...[found.id, tx.org, said.seq, said.epoch, said.kind, said.bytes, sha256(said.bytes)],
      ...[by, tx.now, said.room, ...(number === null ? [] : [number])],
    ],
  })
}

type Place = { readonly seq: number; readonly epoch: number }

function placeIn(found: CaseRow, room: RoomName): Place {
  return { seq: room === "mailbox" ? found.mailbox_seq : found.desk_seq, epoch: found.epoch }
}

/** Where somebody's mailbox stands. Nothing is said any more in one that was closed. */
async function placeOfParty(tx: Tx, caseId: string, number: number): Promise<Place> {
  const { rows } = await tx.client.query<Place & { closed: boolean }>({
    name: "place of a party",
    text: `select seq, epoch, closed_at is not null as closed from mailbox
           where case_id = $1 and number = $2 and party <> 'reporter' for update`,
    values: [caseId, number],
  })
  if (!rows[0]) throw new Refusal("not-found", "room")
  if (rows[0].closed) throw new Refusal("not-now", "mailbox")
  return rows[0]
}

function counting(room: RoomName): string {
  if (partyIn(room) !== null)
    return "update mailbox set seq = $3 where case_id = $1 and number = $11"
  return `update case_file set ${room === "desk" ? "desk_seq" : "mailbox_seq"} = $3 where id = $1`
}
