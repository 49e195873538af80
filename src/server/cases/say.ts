import type { PersonId } from "#core/ids.ts"
import type { Life } from "#core/life/life.ts"
import type { State } from "#core/life/state.ts"
import { Refusal } from "#core/refusal.ts"
import type { ObjectKind } from "#wire/report.ts"
import type { Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"

/** Something sealed that somebody says in a case. */
export type Said = {
  readonly room: "mailbox" | "desk"
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
  const last = said.room === "mailbox" ? found.mailbox_seq : found.desk_seq
  if (said.seq !== last + 1 || said.epoch !== found.epoch) throw new Refusal("bad-order")
  await tx.client.query({
    name: `say in ${said.room}`,
    text: `with c as (update case_file set ${said.room}_seq = $3 where id = $1)
           insert into sealed_object (case_id, org_id, room, seq, epoch, kind, sealed_bytes, sha256, by_person, at)
           values ($1, $2, '${said.room}', $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      found.id,
      tx.org,
      said.seq,
      said.epoch,
      said.kind,
      said.bytes,
      sha256(said.bytes),
      by,
      tx.now,
    ],
  })
}
