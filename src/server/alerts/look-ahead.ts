import { idOf, type PersonId } from "#core/ids.ts"
import { lookAheadDays } from "#core/path.ts"
import { shiftsBetween } from "#core/roster.ts"
import { after, day, instantOf } from "#core/time.ts"
import type { Tiers } from "#wire/path.ts"
import { record } from "#server/events.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import { testLasts } from "#server/people/list.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { makeStricter } from "./stricter.ts"

/** Once a day and whenever a path is signed: what rings is made as quick as the path; and is there a shift in the next 35 days in which nobody who can be rung is on call? The administrators hear of it now. */
export async function lookAhead(tx: Tx): Promise<void> {
  const { rows } = await tx.client.query<{ tiers: Tiers }>(
    "select tiers from path_version where state = 'in-force'",
  )
  const tiers = rows[0]?.tiers ?? []
  await makeStricter(tx, tiers)
  const ready = await reachable(tx)
  const from = instantOf(tx.now)
  const to = from.add({ hours: lookAheadDays * 24 })
  const gaps = tiers.flatMap(({ schedule }, i) => {
    const shifts = shiftsBetween(schedule, from, to)
    return shifts.every((shift) => shift.people.some((p) => ready.has(p))) ? [] : [i + 1]
  })
  if (gaps.length) {
    await record(
      tx,
      null,
      gaps.map((tier) => ({ kind: "roster.gap", facts: { tier } })),
    )
    const { rows: admins } = await tx.client.query<{ id: string }>(
      "select id from person where admin and left_at is null",
    )
    for (const { id } of admins)
      await queueMessage(tx, { personId: idOf<PersonId>(id), textKind: "gap", urgent: true })
  }
  await changeTimers(tx, tx.org, 0, [{ set: "look-ahead", due: after(tx.now, day) }])
}

/** People with a key and a channel whose test still counts. */
async function reachable(tx: Tx): Promise<Set<PersonId>> {
  const { rows } = await tx.client.query<{ person_id: string }>(
    `select distinct a.person_id from channel_address a join keyholder k on k.person_id = a.person_id and k.retired_at is null
     join person p on p.id = a.person_id and p.left_at is null
     where a.dead_at is null and a.tested_at > $1`,
    [after(tx.now, -testLasts)],
  )
  return new Set(rows.map((r) => idOf<PersonId>(r.person_id)))
}
