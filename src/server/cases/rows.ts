import type { AlertState } from "#core/ladder.ts"
import type { State } from "#core/life/state.ts"
import type { OwedKind } from "#core/owed.ts"
import type { CaseRow } from "#wire/case.ts"
import { namesOf } from "#server/people/names.ts"
import { withheldFailures } from "./own-failure.ts"
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
  received_at: Date
  step_at: Date | null
  owed_kind: OwedKind | null
  owed_at: Date | null
  overdue: OwedKind | null
  opened: boolean
  stands: State | null
}

/** One row for each alert of the cases in my hands, as SQL that the lists share. `$1` is me. */
export const rowsOfMine = `
  select c.id as case_id, a.id as alert_id, a.kind as alert_kind, a.level, c.kind, a.state, a.owner_id, c.received_at,
         s.due_at as step_at, d.kind as owed_kind, d.due_at as owed_at, d.missed as overdue,
         g.opened, case when g.opened or c.state = 'RECEIVED' then c.state end as stands
  from g join case_file c on c.id = g.case_id join alert a on a.case_id = c.id
    left join timer s on s.subject = a.id and s.kind = 'step'
    left join lateral (select (array_agg(kind order by due_at) filter (where missed_at is null))[1] as kind,
        min(due_at) filter (where missed_at is null) as due_at, (array_agg(kind order by kind like 'duty:%', due_at) filter (where missed_at is not null))[1] as missed
      from deadline where alert_id = a.id and met_at is null
        and not (kind like 'duty:failure-%' and exists (select 1 from (${withheldFailures}) w where w.case_id = c.id and kind = 'duty:failure-' || w.n))) d on true`

/** Rows as this person sees them: their own id for the case, who answers, what is unread. */
export async function rowsFor(tx: Tx, me: string, raws: readonly Raw[]): Promise<CaseRow[]> {
  const opened = [...new Set(raws.filter((r) => r.opened).map((r) => r.case_id))]
  const { rows: unread } = await tx.client.query<{ case_id: string; n: number }>({
    name: "unread",
    text: `select case_id, count(*)::int as n from sealed_object
           where case_id = any($1::uuid[]) and room <> 'desk' and kind <> 'code' and by_person is null and read_at is null group by case_id`,
    values: [opened],
  })
  const names = await namesOf(
    tx,
    raws.flatMap((r) => r.owner_id ?? []),
  )
  const counts = new Map(unread.map((u) => [u.case_id, u.n]))
  return raws.map((raw) => ({
    id: opaque(tx.runtime.secret, me, raw.case_id),
    level: raw.level,
    kind: raw.alert_kind === "retaliation" ? "retaliation" : raw.kind,
    state: raw.state,
    stands: raw.stands,
    owner: names.get(raw.owner_id ?? "") ?? null,
    mine: raw.owner_id === me,
    receivedAt: raw.received_at.getTime(),
    next: nextOf(raw),
    overdue: raw.overdue,
    unread: counts.get(raw.case_id) ?? 0,
    openedByMe: raw.opened,
  }))
}

/** What comes first: what is overdue, then what rings, then what is due soonest. */
export function firstThings(one: Raw, other: Raw): number {
  return (
    rank(one) - rank(other) ||
    (nextOf(one)?.at ?? Infinity) - (nextOf(other)?.at ?? Infinity) ||
    other.received_at.getTime() - one.received_at.getTime()
  )
}

const rank = (raw: Raw) => (raw.overdue ? 0 : raw.state === "ringing" ? 1 : nextOf(raw) ? 2 : 3)

/** What happens if nobody does anything: the ladder's next step or the next promise missed, whichever is sooner. */
function nextOf(raw: Raw): CaseRow["next"] {
  const step =
    raw.state === "ringing" && raw.step_at
      ? { what: "climb" as const, at: raw.step_at.getTime() }
      : null
  const owed =
    raw.owed_kind && raw.owed_at ? { what: raw.owed_kind, at: raw.owed_at.getTime() } : null
  return step && owed ? (step.at <= owed.at ? step : owed) : (step ?? owed)
}
