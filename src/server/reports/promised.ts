import type { CaseId } from "#core/ids.ts"
import type { Owed, Rung } from "#wire/report.ts"
import { firstNameOf } from "#server/people/first-name.ts"
import type { Tx } from "#server/runtime.ts"

/** What was promised in a case: the same rows, in the same order, for the reporter and for the desk. */
export async function owedFor(tx: Tx, id: CaseId): Promise<Owed[]> {
  const { rows } = await tx.client.query<{
    alert: Owed["alert"]
    kind: Owed["kind"]
    due_at: Date
    met_at: Date | null
    missed_at: Date | null
    name: string | null
  }>({
    name: "owed",
    text: `select a.kind as alert, d.kind, d.due_at, d.met_at, d.missed_at, p.name
           from deadline d join alert a on a.id = d.alert_id left join person p on p.id = d.met_by
           where d.case_id = $1 order by a.raised_at, d.due_at, array_position(array['opening','first-contact','protection','plan','outcome'], d.kind)`,
    values: [id],
  })
  return rows.map((r) => ({
    alert: r.alert,
    kind: r.kind,
    due: r.due_at.getTime(),
    met: r.met_at?.getTime() ?? null,
    missed: r.missed_at?.getTime() ?? null,
    by: r.name,
  }))
}

/** Payback that they told us of themselves brought a promise already: the same is not promised twice. */
export function promisedOnce(owed: readonly Owed[]): Owed[] {
  const promised = owed.some(({ alert, kind }) => alert === "retaliation" && kind === "protection")
  return owed.filter(
    ({ kind }) => !(promised && (kind === "duty:freeze" || kind === "duty:retaliation")),
  )
}

/** Everybody who was rung, with what is proved about it. One line for each person and step. */
export async function ladderFor(tx: Tx, id: CaseId): Promise<Rung[]> {
  const { rows } = await tx.client.query<{
    alert: Rung["alert"]
    tier: number
    name: string
    title: string
    outside: boolean
    board: boolean
    at: Date
    state: Rung["state"]
  }>({
    name: "rungs",
    text: `select a.kind as alert, coalesce(g.tier, 0) as tier, p.name, p.title, p.outside, p.board, min(o.made_at) as at,
                  case when bool_or(g.opened_at is not null) then 'opened' when bool_or(o.state = 'heard') then 'heard'
                       when bool_or(o.state = 'delivered') then 'delivered' when bool_or(o.state in ('handed')) then 'handed'
                       when bool_and(o.state = 'failed') then 'failed' else 'queued' end as state
           from outbox o join alert a on a.id = o.alert_id join person p on p.id = o.person_id
             left join standing_grant g on g.case_id = a.case_id and g.person_id = p.id
           where a.case_id = $1 and o.text_kind = 'ring'
           group by a.kind, a.raised_at, coalesce(g.tier, 0), p.id order by a.raised_at, min(o.made_at), coalesce(g.tier, 0), p.name`,
    values: [id],
  })
  return rows.map(({ name, at, ...r }) => ({
    ...r,
    firstName: firstNameOf(name),
    at: at.getTime(),
  }))
}
