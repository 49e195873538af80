import type { Alert } from "#core/ladder.ts"
import type { Decision } from "#core/decision.ts"
import type { PersonId } from "#core/ids.ts"
import type { Level } from "#core/level.ts"
import type { OwedKind } from "#core/owed.ts"
import { after } from "#core/time.ts"
import { record } from "#server/events.ts"
import { page } from "#server/outbox/page.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"

/** How long a tier's pages may stay without proof of delivery before that is acted on. */
export const proofWithin = 45_000

/** Writes what was decided about an alert: the row, its promises, its timers, the keys handed out, the pages, the record. */
export async function save(
  tx: Tx,
  level: Level,
  decision: Decision<Alert>,
  by: { person: PersonId | null; seq: number | null } = { person: null, seq: null },
): Promise<void> {
  const { next, events } = decision
  await tx.client.query({
    name: "save alert",
    text: `update alert set state = $2, tier = $3, loop = $4, epoch = $5, releases = $6, overdue = $7, owner_id = $8,
             lapsed_owners = $9::uuid[], opened_at = $10, stepped_at = $11 where id = $1`,
    values: [
      next.id,
      next.state,
      next.tier,
      next.loop,
      next.epoch,
      next.releases,
      next.overdue,
      next.ownerId,
      [...next.lapsedOwners],
      next.openedAt,
      next.steppedAt,
    ],
  })
  await saveOwed(tx, decision, by)
  if (decision.releases.length) await release(tx, next, decision.releases)
  if (decision.cancelsPages) await cancelPages(tx, next)
  const climbed = decision.rings.length > 0 && next.state === "ringing"
  const proof = climbed ? [{ set: "unproved", due: after(tx.now, proofWithin) } as const] : []
  await changeTimers(tx, next.id, next.epoch, [...decision.timers, ...proof])
  const queued = await page(tx, next, level, decision.rings)
  // Nobody of these tiers can be reached by anything: the next is rung now, as past an empty one.
  if (climbed && !queued && next.loop === 0)
    await changeTimers(tx, next.id, next.epoch, [{ set: "step", due: tx.now }])
  const rung = [...new Set(decision.rings.map((r) => r.person))]
  const told = rung.map((person) => ({
    kind: "alert.rung" as const,
    facts: { alert: next.kind, person, tier: next.tier, loop: next.loop, about: next.overdue },
  }))
  await record(tx, next.caseId, [...events, ...told])
}

async function saveOwed(
  tx: Tx,
  { next, events }: Decision<Alert>,
  by: { person: PersonId | null; seq: number | null },
): Promise<void> {
  const kinds = (what: "deadline.kept" | "deadline.missed") =>
    events.filter((e) => e.kind === what).map((e) => e.facts["deadline"] as OwedKind) // core writes it so
  const kept = kinds("deadline.kept")
  const missed = kinds("deadline.missed")
  if (kept.length) {
    await tx.client.query({
      name: "kept",
      text: `update deadline set met_at = $3, met_by = $4, met_seq = $5 where alert_id = $1 and kind = any($2::text[]) and met_at is null`,
      values: [next.id, kept, tx.now, by.person, by.seq],
    })
  }
  if (missed.length) {
    await tx.client.query({
      name: "missed",
      text: `update deadline set missed_at = $3 where alert_id = $1 and kind = any($2::text[]) and missed_at is null`,
      values: [next.id, missed, tx.now],
    })
  }
}

/** From now on these people may fetch their sealed keys; before, the case did not exist for them. */
async function release(tx: Tx, { caseId }: Alert, people: readonly PersonId[]): Promise<void> {
  await tx.client.query({
    name: "release",
    text: `update key_grant set released_at = $3 where case_id = $1 and person_id = any($2::uuid[]) and released_at is null and revoked_at is null`,
    values: [caseId, [...people], tx.now],
  })
}

/** Whoever opened it answers now: what has not been sent is not sent any more, and what is under way is not tried again. */
async function cancelPages(tx: Tx, { id }: Alert): Promise<void> {
  await tx.client.query({
    name: "cancel pages",
    text: `update outbox set state = case state when 'queued' then 'cancelled' else state end,
             due_at = case state when 'queued' then due_at else 'infinity' end where alert_id = $1 and state in ('queued', 'leased')`,
    values: [id],
  })
}
