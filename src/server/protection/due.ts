import { idOf, type PersonId } from "#core/ids.ts"
import { type CheckAnswer, outcomeOf } from "#core/protection.ts"
import { recordUnheard } from "#server/events.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"

/** On the last morning whoever has not answered is rung again; at the end of the day the word stands, whatever it is. */
export async function checkDue(tx: Tx, id: string): Promise<void> {
  const { rows } = await tx.client.query<Due>({
    name: "check due",
    text: `select by_person, audited, release_at,
             array(select said from protection_copy where check_id = $1) as said,
             array(select person_id from protection_copy where check_id = $1 and said is null order by person_id) as silent
           from protection_check where id = $1 and released_at is null for update`,
    values: [id],
  })
  const [check] = rows
  if (!check) return
  if (tx.now >= check.release_at) return release(tx, id, check)
  await ring(tx, check.silent)
  await changeTimers(tx, id, 0, [{ set: "protection", due: check.release_at }])
}

type Due = {
  by_person: string
  audited: boolean
  release_at: Date
  said: (CheckAnswer | null)[]
  silent: string[]
}

/** Nobody answered: that is recorded for ever, those who were asked are rung, and it is frozen. */
async function release(tx: Tx, id: string, check: Due): Promise<void> {
  const answer = outcomeOf(check.audited, check.said)
  const missed = check.said.every((said) => said === null)
  await tx.sql
    .updateTable("protectionCheck")
    .set({ answer, releasedAt: tx.now })
    .where("id", "=", id)
    .execute()
  if (missed) await ring(tx, check.silent)
  const facts = { check: id }
  const events = [...(missed ? (["check.missed"] as const) : []), "check.released"] as const
  await recordUnheard(
    tx,
    null,
    events.map((kind) => ({ kind, facts })),
  )
  tx.ring(`person:${check.by_person}`)
}

/** The same neutral words as for everything else: what they are about stands only in the app. */
async function ring(tx: Tx, people: readonly string[]): Promise<void> {
  for (const id of people) {
    await queueMessage(tx, { personId: idOf<PersonId>(id), textKind: "ring", urgent: true })
    tx.ring(`person:${id}`)
  }
}
