import { idOf, type AlertId } from "#core/ids.ts"
import type { Tiers } from "#wire/path.ts"
import type { Place } from "#server/calendar.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { alertFor, waits } from "./find.ts"
import type { Ladder, Rungs } from "./ladder.ts"

/** A path was signed: whatever rings already waits at each tier as briefly as the new path says, and never longer than before. */
export async function makeStricter(tx: Tx, tiers: Tiers): Promise<void> {
  const { rows } = await tx.client.query<Place & { id: string }>(
    `select a.id, o.country, o.zone from alert a join organisation o on o.id = a.org_id where a.state <> 'closed' order by a.id`,
  )
  for (const { id, ...org } of rows) await hastenOne(tx, idOf<AlertId>(id), tiers, org)
}

async function hastenOne(tx: Tx, id: AlertId, tiers: Tiers, org: Place): Promise<void> {
  const { alert, level, ladder } = await alertFor(tx, id)
  const stricter = stricterOf(ladder, tiers)
  if (!stricter) return
  await tx.client.query("update alert set ladder = $2 where id = $1", [
    id,
    JSON.stringify(stricter),
  ])
  if (alert.state !== "ringing") return
  const due = waits(level, stricter, org)(alert.tier, alert.steppedAt, alert.releases)
  const { rowCount } = await tx.client.query(
    "select 1 from timer where subject = $1 and kind = 'step' and due_at > $2",
    [id, due],
  )
  if (rowCount) await changeTimers(tx, id, alert.epoch, [{ set: "step", due }])
}

/** The ladder with the shorter of two waits everywhere; nothing when none is shorter. */
export function stricterOf(ladder: Ladder, tiers: Tiers): Ladder | null {
  const hastened = ladder.tiers.map((rung) => {
    const now = rung.tier > 0 ? tiers[rung.tier - 1] : undefined
    return now ? { ...rung, waits: shorter(rung.waits, now.waits) } : rung
  })
  const same = hastened.every((rung, i) => rung.waits === ladder.tiers[i]?.waits)
  return same ? null : { tiers: hastened }
}

/** What is not stated waits the whole time of its level, so that anything stated is at most as long. */
function shorter(before: Rungs["waits"], now: Tiers[number]["waits"]): Rungs["waits"] {
  const less = Object.entries(now).filter(
    ([level, minutes]) =>
      minutes !== undefined && minutes < (before[level as keyof Rungs["waits"]] ?? Infinity), // both have the schema's keys
  )
  return less.length ? { ...before, ...Object.fromEntries(less) } : before
}
