import { Hono } from "hono"
import type { PersonId } from "#core/ids.ts"
import { isOwedOutside, type OwedKind } from "#core/owed.ts"
import { onCall } from "#core/roster.ts"
import { after, instantOf } from "#core/time.ts"
import type { NowScreen, RingingCase } from "#wire/case.ts"
import type { Tiers } from "#wire/path.ts"
import { isReportDue } from "#server/annual/due.ts"
import type { Env } from "#server/http/env.ts"
import { testLasts } from "#server/people/list.ts"
import { namesOf } from "#server/people/names.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"
import { ladderView } from "./ladder-view.ts"
import { openRaws } from "./list.ts"
import { rowsFor } from "./rows.ts"

/** More alerts than this at once are in the list of cases; the first are the ones to open. */
const mostRinging = 20

/** What needs me now, and what happens if nobody does anything. */
export const now = new Hono<Env>().get("/now", async (c) => {
  const { runtime, org, me } = c.var
  return c.json(await atomically(runtime, org, (tx) => screen(tx, me.id)))
})

async function screen(tx: Tx, me: PersonId): Promise<NowScreen> {
  await provedByDesk(tx, me)
  const raws = await openRaws(tx, me)
  const loud = raws.filter((raw) => raw.state === "ringing").slice(0, mostRinging)
  const calm = raws.filter((raw) => raw.state !== "ringing")
  const ringing: RingingCase[] = []
  for (const [i, row] of (await rowsFor(tx, me, loud)).entries()) {
    ringing.push({ ...row, ladder: await ladderView(tx, loud[i]?.alert_id ?? "") })
  }
  const mine = calm.filter((raw) => raw.owner_id === me).slice(0, 100)
  const others = calm.filter((raw) => raw.owner_id !== me).slice(0, 100)
  return {
    ringing,
    mine: await rowsFor(tx, me, mine),
    others: await rowsFor(tx, me, others),
    overdue: await overdueBells(tx, me),
    onCall: await onCallNow(tx),
    warnings: await warnings(tx, me),
    beat: await beat(tx),
    now: tx.now.getTime(),
  }
}

/** The open desk has shown it: that is a proof of delivery for the desk's own pages. */
async function provedByDesk(tx: Tx, me: PersonId): Promise<void> {
  await tx.client.query({
    name: "proved by desk",
    text: `update outbox set state = 'delivered', delivered_at = $2 where person_id = $1 and channel = 'desk' and state in ('queued', 'leased', 'handed')`,
    values: [me, tx.now],
  })
}

/** Bells about somebody's missed promise, for whoever was rung about it: role, deadline and lateness, never a case. Whoever has the case reads it there. */
async function overdueBells(tx: Tx, me: PersonId): Promise<NowScreen["overdue"]> {
  const { rows } = await tx.client.query<{ id: string; kind: OwedKind; due_at: Date; at: Date }>({
    name: "overdue bells",
    text: `select a.id, d.kind, d.due_at, max(o.made_at) as at from outbox o join alert a on a.id = o.alert_id and a.state <> 'closed'
             join deadline d on d.alert_id = a.id and d.missed_at is not null and d.met_at is null and d.kind not in ('opening', 'first-contact')
           where o.person_id = $1 and o.text_kind = 'overdue' and o.state <> 'cancelled'
             and not exists (select 1 from grant_in_hand g where g.case_id = a.case_id and g.person_id = $1)
           group by a.id, d.kind, d.due_at order by d.due_at limit 50`,
    values: [me],
  })
  const rung = rows.filter(({ kind }) => isOwedOutside(kind))
  return rung.map((r) => ({
    id: opaque(tx.runtime.secret, `${me} bell`, r.id),
    kind: r.kind,
    lateMs: tx.now.getTime() - r.due_at.getTime(),
    at: r.at.getTime(),
  }))
}

async function onCallNow(tx: Tx): Promise<NowScreen["onCall"]> {
  const { rows } = await tx.client.query<{ tiers: Tiers }>({
    name: "tiers in force",
    text: "select tiers from path_version where state = 'in-force'",
  })
  const at = instantOf(tx.now)
  const shifts = (rows[0]?.tiers ?? []).map((t) => ({
    tier: t.name,
    people: onCall(t.schedule, at),
  }))
  const names = await namesOf(
    tx,
    shifts.flatMap((s) => s.people),
  )
  return shifts.map((s) => ({ tier: s.tier, names: s.people.map((p) => names.get(p) ?? "") }))
}

async function warnings(tx: Tx, me: PersonId): Promise<NowScreen["warnings"]> {
  const { rows } = await tx.client.query<
    Record<"untested" | "missing" | "gap" | "dead" | "one_way" | "mail" | "check", boolean>
  >({
    name: "warnings",
    text: `select not exists (select 1 from channel_address where person_id = $1 and dead_at is null and tested_at > $3) as untested,
             not exists (select 1 from path_version where state = 'in-force') as missing,
             exists (select 1 from event e where e.case_id is null and e.kind = 'roster.gap' and e.at > $2::timestamptz - interval '26 hours') as gap,
             exists (select 1 from channel_address where person_id = $1 and dead_at is not null) as dead,
             (select count(*) < 2 from way_in where person_id = $1 and verified_at is not null) as one_way,
             exists (select 1 from outbox where made_at > $2::timestamptz - interval '10 minutes' and channel = 'email' and text_kind <> 'reminder' and tries > 0 and why is not null) as mail,
             exists (select 1 from protection_copy m join protection_check c on c.id = m.check_id join person p on p.id = m.person_id and not p.hr where m.person_id = $1 and m.said is null and c.release_at > $2) as check`,
    values: [me, tx.now, after(tx.now, -testLasts)],
  })
  const w = rows[0]
  if (!w) return []
  const names = {
    untested: "channel-untested",
    missing: "path-missing",
    gap: "gap",
    dead: "channel-dead",
    one_way: "one-way",
    mail: "mail-down",
    check: "check-waits",
  } as const
  const keys = Object.keys(names) as (keyof typeof names)[] // the keys of a constant
  const mine: NowScreen["warnings"] = keys.filter((k) => w[k]).map((k) => names[k])
  return (await isReportDue(tx, me)) ? [...mine, "report-due"] : mine
}

async function beat(tx: Tx): Promise<NowScreen["beat"]> {
  const { rows } = await tx.client.query<{ age: number | null; overdue: number | null }>({
    name: "beat age",
    text: "select (extract(epoch from clock_timestamp() - max(at)) * 1000)::float8 as age, max(oldest_overdue_ms) filter (where at > clock_timestamp() - interval '10 seconds') as overdue from beat",
  })
  return { ageMs: Math.round(rows[0]?.age ?? Infinity), overdueMs: rows[0]?.overdue ?? 0 }
}
