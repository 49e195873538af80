import type { AlertState } from "#core/ladder.ts"
import type { OwedKind } from "#core/owed.ts"
import type { CaseRow } from "#wire/case.ts"
import type { Tx } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"

export type Raw = {
  case_id: string
  alert_id: string
  alert_kind: "report" | "retaliation"
  level: CaseRow["level"]
  kind: "report" | "help-now"
  state: AlertState
  owner_id: string | null
  owner: string | null
  received_at: Date
  step_at: Date | null
  owed_kind: OwedKind | null
  owed_at: Date | null
  overdue: OwedKind | null
  unread: number
  opened: boolean
}

/** One row for each alert of the cases in my hands, as SQL that the lists share. `$1` is me. */
export const rowsOfMine = `
  select c.id as case_id, a.id as alert_id, a.kind as alert_kind, a.level, c.kind, a.state, a.owner_id, p.name as owner, c.received_at,
         s.due_at as step_at, d.kind as owed_kind, d.due_at as owed_at, d.missed as overdue,
         (select count(*)::int from sealed_object o where o.case_id = c.id and o.room = 'mailbox' and o.by_person is null and o.read_at is null and g.opened) as unread,
         g.opened
  from g join case_file c on c.id = g.case_id join alert a on a.case_id = c.id
    left join person p on p.id = a.owner_id
    left join timer s on s.subject = a.id and s.kind = 'step'
    left join lateral (select (array_agg(kind order by due_at) filter (where missed_at is null))[1] as kind,
        min(due_at) filter (where missed_at is null) as due_at, (array_agg(kind order by due_at) filter (where missed_at is not null))[1] as missed
      from deadline where alert_id = a.id and met_at is null) d on true`

/** A row as this person sees it: their own id for the case, and what happens if nobody does anything. */
export function rowFor(tx: Tx, me: string, raw: Raw): CaseRow {
  const step =
    raw.state === "ringing" && raw.step_at
      ? { what: "climb" as const, at: raw.step_at.getTime() }
      : null
  const owed =
    raw.owed_kind && raw.owed_at ? { what: raw.owed_kind, at: raw.owed_at.getTime() } : null
  return {
    id: opaque(tx.runtime.secret, me, raw.case_id),
    level: raw.level,
    kind: raw.alert_kind === "retaliation" ? "retaliation" : raw.kind,
    state: raw.state,
    owner: raw.owner,
    mine: raw.owner_id === me,
    receivedAt: raw.received_at.getTime(),
    next: step && owed ? (step.at <= owed.at ? step : owed) : (step ?? owed),
    overdue: raw.overdue,
    unread: raw.unread,
    openedByMe: raw.opened,
  }
}

/** What comes first: what is overdue, then what rings, then what is due soonest. */
export function firstThings(one: CaseRow, other: CaseRow): number {
  return (
    rank(one) - rank(other) ||
    (one.next?.at ?? Infinity) - (other.next?.at ?? Infinity) ||
    other.receivedAt - one.receivedAt
  )
}

const rank = (row: CaseRow) => (row.overdue ? 0 : row.state === "ringing" ? 1 : row.next ? 2 : 3)
