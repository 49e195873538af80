import type { AlertKind } from "#core/ladder.ts"
import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import { isOwedOutside } from "#core/owed.ts"
import type { Quiet } from "#wire/report.ts"
import { firstNameOf } from "#server/people/first-name.ts"
import type { Tx } from "#server/runtime.ts"
import type { Found } from "./find.ts"
import { reachOf, type Ladder } from "./ladder.ts"

/** What is late in a case while somebody answers, and who is told that and no more, for the reporter to decide about. */
export async function quietFor(tx: Tx, caseId: CaseId): Promise<Quiet[]> {
  const { rows } = await tx.client.query<Bell>({
    name: "quiet bells",
    text: `select a.id, a.kind as alert, a.overdue as kind, a.tier, a.ladder, d.missed_at,
                  case when a.releases then (select max(e.at) from event e where e.case_id = a.case_id and e.kind = 'content.allowed'
                    and e.facts->>'alert' = a.kind and e.facts->>'deadline' = a.overdue) end as allowed_at
           from alert a join deadline d on d.alert_id = a.id and d.kind = a.overdue
           where a.case_id = $1 and a.state in ('opened', 'engaged') and a.overdue not in ('opening', 'first-contact')
           order by a.raised_at`,
    values: [caseId],
  })
  const quiet: Quiet[] = []
  for (const bell of rows) {
    const { alert, kind, allowed_at } = bell
    if (!isOwedOutside(kind)) continue
    const people = await peopleOf(tx, caseId, bell)
    quiet.push({ alert, kind, allowedAt: allowed_at?.getTime() ?? null, people })
  }
  return quiet
}

/** Keyholders of the tiers rung so far to whom the case has not been given. */
export async function waitingOf(tx: Tx, { alert, moment }: Found): Promise<PersonId[]> {
  const holders = moment.reach.slice(0, alert.tier + 1).flatMap((r) => r.holders)
  const { rows } = await tx.client.query<{ person_id: string }>({
    name: "waiting",
    text: `select distinct g.person_id from ringable_grant g
           where g.case_id = $1 and g.person_id = any($2::uuid[]) and g.released_at is null`,
    values: [alert.caseId, holders],
  })
  return rows.map((r) => idOf<PersonId>(r.person_id))
}

type Bell = {
  id: string
  alert: AlertKind
  kind: Quiet["kind"]
  tier: number
  ladder: Ladder
  missed_at: Date | null
  allowed_at: Date | null
}

/** Those of the tiers rung so far whom her yes would give the case, or has given it. */
async function peopleOf(tx: Tx, caseId: CaseId, bell: Bell): Promise<Quiet["people"]> {
  const { rows: held } = await tx.client.query<{
    tier: number
    slot: number
    person_id: string
    name: string
    title: string
    released_at: Date | null
    told: boolean
  }>({
    name: "held by the quiet",
    text: `select g.tier, g.slot, g.person_id, g.name, g.title, g.released_at,
                  exists (select 1 from outbox o where o.alert_id = $2 and o.person_id = g.person_id and o.text_kind = 'overdue'
                    and o.state not in ('cancelled', 'failed') and o.made_at >= $3) as told
           from ringable_grant g where g.case_id = $1 order by g.slot`,
    values: [caseId, bell.id, bell.missed_at],
  })
  const holdings = held.map((h) => ({ tier: h.tier, personId: idOf<PersonId>(h.person_id) }))
  const rung = new Set<string>(
    reachOf(bell.ladder, holdings, tx.now)
      .slice(0, bell.tier + 1)
      .flatMap((r) => r.holders),
  )
  const since = bell.allowed_at
  const named = held.filter(
    ({ person_id, released_at }) =>
      rung.has(person_id) &&
      (since ? released_at !== null && released_at >= since : released_at === null),
  )
  return [...new Map(named.toReversed().map((h) => [h.person_id, h])).values()]
    .toReversed()
    .map(({ slot, name, title, told }) => ({ slot, firstName: firstNameOf(name), title, told }))
}
