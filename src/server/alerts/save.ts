import type { Alert } from "#core/ladder.ts"
import type { Decision, TimerChange } from "#core/decision.ts"
import type { Event } from "#core/event.ts"
import type { PersonId } from "#core/ids.ts"
import type { Level } from "#core/level.ts"
import { after } from "#core/time.ts"
import type { Promised } from "#server/law.ts"
import { withdrawn } from "#server/outbox/withdraw.ts"
import { pagesFor, pageColumns } from "#server/outbox/page.ts"
import type { Tx } from "#server/runtime.ts"
import type { Ladder } from "./ladder.ts"

/** How long a tier's pages may stay without proof of delivery before that is acted on. */
export const proofWithin = 45_000

/**
 * Writes what was decided about an alert, in one statement: the row, its promises, its timers, the keys handed out,
 * the pages, the record. One round trip, because a bell that climbs must not wait for ten.
 */
export async function save(
  tx: Tx,
  level: Level,
  decision: Decision<Alert>,
  by: { person: PersonId | null; seq: number | null } = { person: null, seq: null },
): Promise<void> {
  const facts = (kind: Event["kind"]) =>
    decision.events.filter((e) => e.kind === kind).map((e) => e.facts["deadline"])
  const statement = await statementFor(tx, level, decision, (timers) => ({
    name: "save alert",
    text: changed,
    values: [
      ...[facts("deadline.kept"), facts("deadline.missed"), by.person, by.seq],
      ...[decision.cancelsPages, timers.flatMap((t) => ("cancel" in t ? [t.cancel] : []))],
    ],
  }))
  await tx.client.query(statement)
}

/** Writes an alert that is new, with what it owes, as `save` writes one that changes. Not awaited: the commit follows it. */
export async function saveNew(
  tx: Tx,
  level: Level,
  decision: Decision<Alert>,
  { ladder, promised }: { ladder: Ladder; promised: readonly Promised[] },
): Promise<void> {
  const statement = await statementFor(tx, level, decision, () => ({
    name: "raise alert",
    text: raised,
    values: [
      ...[decision.next.kind, level, JSON.stringify(ladder), decision.next.raisedAt],
      ...[promised.map((p) => p.kind), promised.map((p) => p.due), promised.map((p) => p.basis)],
    ],
  }))
  tx.holdsIf(tx.client.query(statement))
}

type Statement = { name: string; text: string; values: unknown[] }

/** Rings what will have to look again, and gives back the statement with the values that it needs. */
async function statementFor(
  tx: Tx,
  level: Level,
  decision: Decision<Alert>,
  own: (timers: readonly TimerChange[]) => Statement,
): Promise<Statement> {
  const { next } = decision
  const pages = await pagesFor(tx, next, level, decision.rings)
  const timers = timersOf(tx, decision, pages.length > 0)
  const set = timers.flatMap((t) => ("set" in t ? [t] : []))
  const events = [...decision.events, ...told(decision)]
  const { name, text, values } = own(timers)
  if (pages.length) tx.ring("outbox")
  if (set.length) tx.ring("timer")
  tx.ring(`case:${next.caseId}`)
  return {
    name,
    text,
    values: [
      ...[next.id, next.state, next.tier, next.loop, next.epoch, next.releases, next.overdue],
      ...[next.ownerId, [...next.lapsedOwners], next.openedAt, next.steppedAt, next.caseId],
      ...[tx.org, tx.now, [...decision.releases], set.map((t) => t.set), set.map((t) => t.due)],
      ...[events.map((e) => e.kind), events.map((e) => JSON.stringify(e.facts))],
      level === "e1" || level === "e2" || level === "r",
      ...pageColumns(pages),
      ...values,
    ],
  }
}

/** What every decision writes beside the alert itself. Each part touches other rows, so their order does not matter. */
const common = `
  released as (update key_grant set released_at = $14
    where case_id = $12 and person_id = any($15::uuid[]) and released_at is null and revoked_at is null),
  timers as (insert into timer (subject, kind, org_id, epoch, due_at)
    select $1, kind, $13, $5, due from unnest($16::text[], $17::timestamptz[]) t(kind, due)
    on conflict (subject, kind) do update set epoch = excluded.epoch, due_at = excluded.due_at, tries = 0),
  pages as (insert into outbox (id, org_id, person_id, channel, address, address_id, text_kind, lang, ref, urgent,
      alert_id, epoch, tier, loop, due_at, made_at)
    select r.id, $13, r.person, r.channel, r.address, r.address_id, r.text, r.lang, r.ref, $20, $1, $5, r.tier, $4, r.due, $14
    from unnest($21::uuid[], $22::uuid[], $23::text[], $24::text[], $25::uuid[], $26::text[], $27::text[], $28::text[],
      $29::int[], $30::timestamptz[]) r(id, person, channel, address, address_id, text, lang, ref, tier, due)
    on conflict (alert_id, epoch, tier, loop, person_id, channel, address, attempt) where alert_id is not null do nothing)
  insert into event (org_id, case_id, kind, at, facts)
    select $13, $12, e.kind, $14, e.facts::jsonb
    from unnest($18::text[], $19::text[]) with ordinality e(kind, facts, n) order by n`

/** Pages cancelled are those from before this statement. */
const changed = `with
  a as (update alert set state = $2, tier = $3, loop = $4, epoch = $5, releases = $6, overdue = $7, owner_id = $8,
    lapsed_owners = $9::uuid[], opened_at = $10, stepped_at = $11 where id = $1),
  kept as (update deadline set met_at = $14, met_by = $33, met_seq = $34
    where alert_id = $1 and kind = any($31::text[]) and met_at is null),
  missed as (update deadline set missed_at = $14
    where alert_id = $1 and kind = any($32::text[]) and not kind = any($31::text[]) and missed_at is null),
  -- Whoever opened it answers now.
  cancelled as (update outbox set ${withdrawn}
    where $35 and alert_id = $1 and state in ('queued', 'leased')),
  off as (delete from timer where subject = $1 and kind = any($36::text[])),${common}`

const raised = `with
  a as (insert into alert (id, org_id, case_id, kind, level, state, tier, loop, epoch, releases, overdue, owner_id,
      lapsed_owners, ladder, raised_at, opened_at, stepped_at)
    values ($1, $13, $12, $31, $32, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $33, $34, $10, $11)),
  owed as (insert into deadline (alert_id, org_id, case_id, kind, due_at, basis)
    select $1, $13, $12, d.kind, d.due, d.basis from unnest($35::text[], $36::timestamptz[], $37::text[]) d(kind, due, basis)),${common}`

/** The timers of a decision, one for each kind, and the check that what was sent arrives. */
function timersOf(
  tx: Tx,
  { next, rings, timers }: Decision<Alert>,
  queued: boolean,
): TimerChange[] {
  const climbed = rings.length > 0 && next.state === "ringing"
  const proof: TimerChange[] = climbed ? [{ set: "unproved", due: after(tx.now, proofWithin) }] : []
  // Nobody of these tiers can be reached by anything: the next is rung now, as past an empty one.
  const hurry: TimerChange[] =
    climbed && !queued && next.loop === 0 ? [{ set: "step", due: tx.now }] : []
  const last = new Map(
    [...timers, ...proof, ...hurry].map((t) => ["set" in t ? t.set : t.cancel, t]),
  )
  return [...last.values()]
}

/** Who was rung, for the record. */
function told({ next, rings }: Decision<Alert>): Event[] {
  return [...new Set(rings.map((r) => r.person))].map((person) => ({
    kind: "alert.rung",
    facts: {
      alert: next.kind,
      person,
      tier: next.tier,
      loop: next.loop,
      about: next.releases ? null : next.overdue,
    },
  }))
}
