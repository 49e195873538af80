import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import type { Event } from "#core/event.ts"
import { Refusal } from "#core/refusal.ts"
import type { InstructionState } from "#wire/instruction.ts"
import { record } from "#server/events.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import type { Tx } from "#server/runtime.ts"
import { mustBeSealed } from "./send.ts"

/** Somebody of HR operations has read what they are asked to do; the case sees when. */
export async function markOpened(tx: Tx, id: string, me: PersonId): Promise<void> {
  const found = await lock(tx, id, me)
  if (found.state !== "sent") return
  await tx.client.query("update instruction set state = 'opened', opened_at = $2 where id = $1", [
    id,
    tx.now,
  ])
  await tell(tx, found, { kind: "instruction.opened", facts: { person: me } })
}

/** They did it, or cannot: once. What they say about it only the case opens. */
export async function answer(
  tx: Tx,
  id: string,
  { as, bytes, me }: { as: "done" | "cannot"; bytes: Buffer; me: PersonId },
): Promise<void> {
  mustBeSealed(bytes)
  const found = await lock(tx, id, me)
  if (found.state === "done" || found.state === "cannot") throw new Refusal("already-done")
  await tx.client.query(
    `update instruction set state = $2, answered_at = $3, opened_at = coalesce(opened_at, $3), sealed_answer = $4,
       answer_vk = (select vk from keyholder where person_id = $5) where id = $1`,
    [id, as, tx.now, bytes, me],
  )
  await tell(tx, found, { kind: "instruction.answered", facts: { person: me, as } })
  const person = await whoWaits(tx, found)
  if (person) await queueMessage(tx, { personId: person, textKind: "ring" })
}

type Found = {
  readonly case_id: CaseId
  readonly measure: number
  readonly by_person: PersonId
  readonly state: InstructionState
}

/** The instruction, locked. Somebody else's and one that never was are one answer. */
async function lock(tx: Tx, id: string, me: PersonId): Promise<Found> {
  const { rows } = await tx.client.query<Found & { now: Date }>({
    name: "lock instruction",
    text: `with i as materialized (
             select case_id, measure, by_person, state from instruction where id = $1 and to_person = $2 for update)
           select i.*, tocsin_now() as now from i`,
    values: [id, me],
  })
  const row = rows[0]
  if (!row) throw new Refusal("not-found")
  tx.now = row.now
  return row
}

/** The case hears of it; to whoever carries it out their own list moves. */
async function tell(tx: Tx, { case_id, measure }: Found, { kind, facts }: Event): Promise<void> {
  await record(tx, case_id, [{ kind, facts: { n: measure, ...facts } }])
  tx.ring(`person:${String(facts["person"])}`)
}

/** Whoever sent it, while the case is in their hands; else the person who answers now. */
async function whoWaits(tx: Tx, { case_id, by_person }: Found): Promise<PersonId | null> {
  const { rows } = await tx.client.query<{ person: string | null }>(
    `select coalesce(
       (select g.person_id from grant_in_hand g join person p on p.id = g.person_id and p.left_at is null
         where g.case_id = $1 and g.person_id = $2 limit 1),
       (select a.owner_id from alert a where a.case_id = $1 and a.kind = 'report')) as person`,
    [case_id, by_person],
  )
  const person = rows[0]?.person
  return person ? idOf<PersonId>(person) : null
}
