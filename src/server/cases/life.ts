import { close, owe, reopen } from "#core/owing.ts"
import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import type { ActKind } from "#core/life/act.ts"
import { type Asked, type LifeDecision, claimed, decide } from "#core/life/decide.ts"
import { stepIn } from "#core/law-case.ts"
import { type Life, newLife } from "#core/life/life.ts"
import type { LifeMoment } from "#core/life/rule.ts"
import { alertOf, openAlertsOf } from "#server/alerts/find.ts"
import { save } from "#server/alerts/save.ts"
import { plus, placeOf } from "#server/calendar.ts"
import { record } from "#server/events.ts"
import { lawMomentFor, placesOf } from "./law-moment.ts"
import { planErasure } from "./plan-erasure.ts"
import { lawAt, targets } from "#server/law.ts"
import type { OwedKind } from "#core/owed.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import type { CaseRow } from "./say.ts"

/** The life of a case as it is stored; what an older version did not know yet is as at the beginning. */
export function lifeOf(found: Pick<CaseRow, "state" | "life" | "received_at">): Life {
  return {
    ...newLife(found.state, found.received_at.getTime()),
    ...found.life,
    state: found.state,
  }
}

/** Somebody opened a case that nobody had yet: it comes to be sorted. */
export async function claim(tx: Tx, found: CaseRow): Promise<void> {
  const life = lifeOf(found)
  const decision = claimed(life, await momentFor(tx, found, life))
  if (decision.events.length) await saveLife(tx, idOf<CaseId>(found.id), decision)
}

/** Decides an act in a case that is locked and writes all that follows from it. */
export async function doAct<K extends ActKind>(
  tx: Tx,
  found: CaseRow,
  asked: Asked<K>,
  seq: number | null,
): Promise<LifeDecision> {
  const life = lifeOf(found)
  const decision = decide(life, asked, await momentFor(tx, found, life))
  const paper = seq === null ? {} : { seq }
  const events = decision.events.map((event, at) =>
    at === 0 ? { ...event, facts: { ...event.facts, ...paper } } : event,
  )
  await saveLife(
    tx,
    idOf<CaseId>(found.id),
    { ...decision, events },
    { person: asked.by.person, seq },
  )
  return decision
}

/** Writes a decision on a life: the life, what is due, what happened, and the bell with it. */
export async function saveLife(
  tx: Tx,
  caseId: CaseId,
  decision: LifeDecision,
  by: { person: PersonId | null; seq: number | null } = { person: null, seq: null },
): Promise<void> {
  const { next, events } = decision
  await tx.client.query({
    name: "save life",
    text: "update case_file set life = $2, state = $3 where id = $1",
    values: [caseId, JSON.stringify(next), next.state],
  })
  await record(tx, caseId, events)
  if (next.state === "CLOSED") {
    const place = await placeOf(tx)
    const ends: LifeMoment["plus"] = (from, amount) => plus(place, amount, new Date(from)).getTime()
    await planErasure(tx, caseId, next, ends)
    return closeAlerts(tx, caseId)
  }
  await changeDue(tx, caseId, decision, by)
  const { facts } = events.find(({ kind }) => kind === "state.changed") ?? {}
  if (facts?.["from"] === "CLOSED") await openAgain(tx, caseId, by.person)
}

/** What became of a mailbox of somebody outside: the life, and what is due with it. In a case that is over nothing is due. */
export async function saveBoxes(tx: Tx, caseId: CaseId, decision: LifeDecision): Promise<void> {
  const { next } = decision
  if (next.state !== "CLOSED") return saveLife(tx, caseId, decision)
  await tx.client.query({
    name: "save boxes",
    text: "update case_file set life = $2 where id = $1",
    values: [caseId, JSON.stringify(next)],
  })
}

/** A case that is opened again is not erased, and its bell wakes somebody. */
async function openAgain(tx: Tx, caseId: CaseId, by: PersonId | null): Promise<void> {
  await changeTimers(tx, caseId, 0, [{ cancel: "erase" }])
  const { alert, level, moment } = await alertOf(tx, caseId)
  await save(tx, level, reopen(alert, by, moment))
}

/** What an act needs to know of the world: the clock, the working days of this organisation, who comes from outside. */
export async function momentFor(
  tx: Tx,
  found: Pick<CaseRow, "id" | "level">,
  life: Life,
): Promise<LifeMoment> {
  const place = await placeOf(tx)
  const outside = await outsideOf(tx, found.id)
  const ends: LifeMoment["plus"] = (from, amount) => plus(place, amount, new Date(from)).getTime()
  return {
    now: tx.now.getTime(),
    level: found.level,
    plus: ends,
    protectWithin: targets[found.level].protect,
    isOutside: (person) => outside.has(person),
    step: stepIn(lawAt(placesOf(place, life.places), life, tx.now)),
    law: await lawMomentFor(tx, found, { life, home: place }),
  }
}

/** New promises and duties become rows; what is kept or has no reason any more ends; the bell waits for what comes next. */
async function changeDue(
  tx: Tx,
  caseId: CaseId,
  { owes, keeps, drops }: LifeDecision,
  by: { person: PersonId | null; seq: number | null },
): Promise<void> {
  if (!owes.length && !keeps.length && !drops.length) return
  const { alert, level, moment } = await alertOf(tx, caseId)
  await tx.client.query({
    name: "owe",
    text: `insert into deadline (alert_id, org_id, case_id, kind, due_at, basis)
           select $1, $2, $3, o.kind, o.due, o.basis from unnest($4::text[], $5::timestamptz[], $6::text[]) o(kind, due, basis)
           on conflict (alert_id, kind) do update set due_at = excluded.due_at, basis = excluded.basis,
             met_at = null, met_by = null, met_seq = null, missed_at = null, dropped = false`,
    values: [
      ...[alert.id, tx.org, caseId, owes.map((o) => o.kind)],
      ...[owes.map((o) => new Date(o.due)), owes.map((o) => o.basis ?? "product")],
    ],
  })
  // A miss is never taken off the record: what was missed and has lost its reason stays, marked as that.
  await tx.client.query({
    name: "drop",
    text: `with gone as (delete from deadline where alert_id = $1 and kind = any($2::text[]) and met_at is null and missed_at is null)
           update deadline set met_at = $3, dropped = true
           where alert_id = $1 and kind = any($2::text[]) and met_at is null and missed_at is not null`,
    values: [alert.id, drops, tx.now],
  })
  const change = { owes: owes.map(({ kind, due }) => ({ kind, due: new Date(due) })), keeps, drops }
  await save(tx, level, owe(alert, change, moment), by)
  await keepPayback(tx, caseId, keeps, by)
}

/** The bell for payback brought promises of its own: what keeps the team's duty keeps them too. */
async function keepPayback(
  tx: Tx,
  caseId: CaseId,
  kept: LifeDecision["keeps"],
  by: { person: PersonId | null; seq: number | null },
): Promise<void> {
  const keeps: OwedKind[] = []
  if (kept.includes("duty:freeze")) keeps.push("protection")
  if (kept.includes("duty:retaliation")) keeps.push("plan", "outcome")
  if (!keeps.length) return
  const found = (await openAlertsOf(tx, caseId)).find(({ alert }) => alert.kind === "retaliation")
  if (!found) return
  const { alert, level, moment } = found
  await save(tx, level, owe(alert, { owes: [], keeps, drops: [] }, moment), by)
}

async function closeAlerts(tx: Tx, caseId: CaseId): Promise<void> {
  await tx.client.query(
    `with gone as (delete from deadline where case_id = $1 and met_at is null and missed_at is null)
     update deadline set met_at = $2, dropped = true where case_id = $1 and met_at is null and missed_at is not null`,
    [caseId, tx.now],
  )
  for (const { alert, level } of await openAlertsOf(tx, caseId)) await save(tx, level, close(alert))
}

/** Keyholders of a case who come from outside the organisation. */
export async function outsideOf(tx: Tx, caseId: string): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>({
    name: "outside people",
    text: `select p.id from person p where p.outside
             and exists (select 1 from key_grant g where g.case_id = $1 and g.person_id = p.id)`,
    values: [caseId],
  })
  return new Set(rows.map(({ id }) => id))
}
