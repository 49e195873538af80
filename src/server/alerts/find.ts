import type { Alert, AlertKind, AlertState, Moment } from "#core/ladder.ts"
import { idOf, type AlertId, type CaseId, type PersonId } from "#core/ids.ts"
import type { Level } from "#core/level.ts"
import type { Owed, OwedKind } from "#core/owed.ts"
import { Refusal } from "#core/refusal.ts"
import { after, minute } from "#core/time.ts"
import { targetsOf } from "#server/law.ts"
import { plus, type Place } from "#server/calendar.ts"
import type { Tx } from "#server/runtime.ts"
import { reachOf, type Ladder } from "./ladder.ts"

/** An alert, locked, with what a decision about it needs. */
export type Found = {
  alert: Alert
  level: Level
  ladder: Ladder
  moment: Moment
}

/** The alert of this id, locked until the transaction ends; the clock is read once the lock is held. */
export async function alertFor(tx: Tx, id: AlertId): Promise<Found> {
  return found(tx, "a.id = $1", id)
}

/** The alert that a case rings with, locked. */
export async function alertOf(tx: Tx, caseId: CaseId, kind: AlertKind = "report"): Promise<Found> {
  return found(
    tx,
    kind === "report"
      ? "a.case_id = $1 and a.kind = 'report'"
      : "a.case_id = $1 and a.kind = 'retaliation'",
    caseId,
  )
}

type Row = {
  id: string
  case_id: string
  kind: AlertKind
  level: Level
  state: AlertState
  tier: number
  loop: number
  epoch: number
  releases: boolean
  overdue: OwedKind | null
  ladder: Ladder
  owner_id: string | null
  lapsed_owners: string[]
  raised_at: Date
  opened_at: Date | null
  stepped_at: Date
  now: Date
}

async function found(tx: Tx, where: string, id: string): Promise<Found> {
  const { rows } = await tx.client.query<Row>({
    name: `alert ${where}`,
    // The clock is read above the lock: whoever waited for it must not decide by an older instant.
    text: `with l as materialized (select a.* from alert a where ${where} for update) select l.*, tocsin_now() as now from l`,
    values: [id],
  })
  const row = rows[0]
  if (!row) throw new Refusal("not-found")
  tx.now = row.now
  const alert: Alert = {
    id: idOf<AlertId>(row.id),
    caseId: idOf<CaseId>(row.case_id),
    kind: row.kind,
    state: row.state,
    tier: row.tier,
    loop: row.loop,
    epoch: row.epoch,
    releases: row.releases,
    overdue: row.overdue,
    ownerId: row.owner_id ? idOf<PersonId>(row.owner_id) : null,
    lapsedOwners: row.lapsed_owners.map((p) => idOf<PersonId>(p)),
    raisedAt: row.raised_at,
    openedAt: row.opened_at,
    steppedAt: row.stepped_at,
  }
  return {
    alert,
    level: row.level,
    ladder: row.ladder,
    moment: await momentFor(tx, alert, row.level, row.ladder),
  }
}

async function momentFor(tx: Tx, alert: Alert, level: Level, ladder: Ladder): Promise<Moment> {
  const { rows } = await tx.client.query<{
    held: { t: number; p: string }[] | null
    owed: { kind: OwedKind; due: string; met: string | null; missed: string | null }[] | null
    country: string
    zone: string
  }>({
    name: "moment",
    text: `select
      (select json_agg(json_build_object('t', g.tier, 'p', g.person_id) order by g.slot)
         from ringable_grant g where g.case_id = $1) as held,
      (select json_agg(json_build_object('kind', d.kind, 'due', d.due_at, 'met', d.met_at, 'missed', d.missed_at) order by d.due_at)
         from deadline d where d.alert_id = $2) as owed,
      o.country, o.zone
      from case_file c join organisation o on o.id = c.org_id where c.id = $1`,
    values: [alert.caseId, alert.id],
  })
  const row = rows[0]
  if (!row) throw new Refusal("not-found")
  const holdings = (row.held ?? []).map(({ t, p }) => ({ tier: t, personId: idOf<PersonId>(p) }))
  const owed: Owed[] = (row.owed ?? []).map((d) => ({
    kind: d.kind,
    due: new Date(d.due),
    metAt: d.met ? new Date(d.met) : null,
    missedAt: d.missed ? new Date(d.missed) : null,
  }))
  return {
    now: tx.now,
    reach: reachOf(ladder, holdings, tx.now),
    owed,
    tiersAtStart: targetsOf(level).tiersAtStart,
    danger: level === "e1",
    waitEnds: waits(level, ladder, row),
  }
}

/** How long each tier is waited for: the path's own shorter wait, else the level's opening time; at the top its repeat. */
export function waits(level: Level, ladder: Ladder, org: Place): Moment["waitEnds"] {
  const targets = targetsOf(level)
  return (tier, from, loud) => {
    // A quiet bell about a later promise climbs a day at a time, and is never faster than the alarm itself.
    if (!loud) return after(from, 24 * 60 * minute)
    if (tier >= ladder.tiers.length - 1) return plus(org, targets.topRepeat, from)
    if (level === "e1") return after(from, 2 * minute)
    const shorter = ladder.tiers[tier]?.waits[level]
    const whole = plus(org, targets.open, from)
    if (!shorter) return whole
    const end = after(from, shorter * minute)
    return end < whole ? end : whole
  }
}

/** Every alert of a case that is not closed, locked, oldest first. */
export async function openAlertsOf(tx: Tx, caseId: CaseId): Promise<Found[]> {
  const { rows } = await tx.client.query<{ id: string }>({
    name: "open alerts",
    text: "select id from alert where case_id = $1 and state <> 'closed' order by raised_at, id",
    values: [caseId],
  })
  const all: Found[] = []
  for (const { id } of rows) all.push(await alertFor(tx, idOf<AlertId>(id)))
  return all
}
