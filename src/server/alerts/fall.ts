import { fall } from "#core/alert.ts"
import type { AlertId } from "#core/ids.ts"
import { isOwedOutside, missedAt } from "#core/owed.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import type { Due } from "#server/timers/due.ts"
import { alertFor } from "./find.ts"
import { save } from "./save.ts"

/** Nobody acted in time: what is missed is missed, and the next tier is rung. */
export async function fallDue(tx: Tx, id: AlertId, dues: readonly Due[]): Promise<void> {
  const { alert, level, moment } = await alertFor(tx, id)
  if (alert.state === "closed") return
  const missed = missedAt(moment.owed, moment.now)
  const has = (kind: Due["kind"]) => dues.some((d) => d.kind === kind)
  // A bell that rests for a promise ahead owes no step; one that is quiet about a late promise climbs each day.
  const resting = alert.state !== "ringing" && alert.releases && !alert.overdue
  // A step set under an earlier epoch is stale: whoever opened has already put the ladder to rest.
  const step = dues.some((d) => d.kind === "step" && (d.epoch === alert.epoch || !resting))
  const climbs =
    (step && !resting) ||
    (has("unproved") && alert.state === "ringing" && (await unproved(tx, id, level)))
  await save(tx, level, fall(alert, climbs, missed, moment))
  // Noted by a timer of its own: whoever holds the case locks it before its alert, and so must we.
  if (missed.some(({ kind }) => isOwedOutside(kind)))
    await changeTimers(tx, alert.caseId, 0, [{ set: "failure", due: tx.now }])
  // A claimed timer that led to no step of its own is put back as it was owed.
  if (alert.state === "ringing" && !climbs && !missed.length && has("step")) {
    await changeTimers(tx, id, alert.epoch, [
      { set: "step", due: moment.waitEnds(alert.tier, moment.now, alert.releases) },
    ])
  }
}

/** Whether a tier has to be counted as unreached: nothing was taken by any provider, or in danger nothing is proved. */
async function unproved(tx: Tx, id: AlertId, level: string): Promise<boolean> {
  const { rows } = await tx.client.query<{
    proved: number
    taken: number
    case_id: string
    tier: number
  }>({
    name: "unproved",
    text: `select count(*) filter (where o.state in ('delivered', 'heard'))::int as proved,
                  count(*) filter (where o.state in ('handed', 'delivered', 'heard'))::int as taken, a.case_id, a.tier
           from alert a left join outbox o on o.alert_id = a.id and o.epoch = a.epoch and o.tier = a.tier and o.loop = a.loop
           where a.id = $1 group by a.case_id, a.tier`,
    values: [id],
  })
  const row = rows[0]
  if (!row || row.proved > 0) return false
  tx.runtime.log({ what: "pages-unproved", alert: id, tier: row.tier, taken: row.taken })
  await record(tx, row.case_id, [
    { kind: "page.unproved", facts: { tier: row.tier, taken: row.taken } },
  ])
  return row.taken === 0 || level === "e1"
}
