import { answerables, dutyIsOf, laterPromiseIsOf, promiseIsOf } from "#core/answerable.ts"
import {
  boardPromises,
  failureEnds,
  recordOf,
  shareEnds,
  shares,
  spanEnds,
  spans,
  type BoardPromise,
  type PromiseTally,
  type Tally,
} from "#core/board.ts"
import type { Tx } from "#server/runtime.ts"

/**
 * Counts what was owed, missed and decided between two instants, over every case alike. What happened after the end does
 * not count: asked late, the answer is the same. The exact numbers go no further than the transaction.
 */
export async function tallyOf({ client, org }: Tx, from: Date, to: Date): Promise<Tally> {
  const { rows } = await client.query<Row>({
    name: "board tally",
    text: tallying,
    values: [org, from, to, shareEnds, spanEnds, boardPromises, parts.of, parts.who],
  })
  const sum = (what: Row["what"], key: string) =>
    rows.reduce((all, row) => (row.what === what && row.key === key ? all + row.n : all), 0)
  const promises = rows.filter(({ what }) => what === "promise")
  return {
    reports: sum("reports", ""),
    promises: recordOf(boardPromises, (kind) =>
      promiseTally(promises.filter(({ key }) => key === kind)),
    ),
    missed: recordOf(answerables, (role) => sum("missed", role)),
    ends: recordOf(failureEnds, (end) => sum("end", end)),
  }
}

type Row = {
  readonly what: "reports" | "promise" | "missed" | "end"
  readonly key: BoardPromise | (string & {})
  readonly share: number | null
  readonly span: number | null
  readonly late: boolean | null
  readonly n: number
}

/** Whose part each kind is, its number left out: a later promise is any that has none of these names. */
const parts = (() => {
  const all = [
    ...Object.entries(promiseIsOf),
    ...Object.entries(dutyIsOf).map(([duty, who]) => [`duty:${duty}`, who] as const),
    ["promise", laterPromiseIsOf] as const,
  ]
  return { of: all.map(([kind]) => kind), who: all.map(([, who]) => who) }
})()

/** Missed, or not kept in time: also a moment ago, before the engine wrote it down. */
const late = "(d.missed_at is not null or coalesce(d.met_at, 'infinity') > d.due_at)"

const tallying = `
  with owed as (
    select d.kind, ${late} as late, date_part('epoch', d.due_at - a.raised_at) as allowed,
      case when not d.dropped and d.met_at < $3 then date_part('epoch', d.met_at - a.raised_at) else 'infinity' end as took
    from deadline d join alert a on a.id = d.alert_id
    where d.org_id = $1 and d.due_at >= $2 and d.due_at < $3 and a.kind = 'report' and d.kind = any($6::text[])),
  missed as (
    select distinct p.who, d.case_id from deadline d join unnest($7::text[], $8::text[]) p(kind, who)
      on p.kind = case when d.kind like 'promise:%' then 'promise' else rtrim(d.kind, '-0123456789') end
    where d.org_id = $1 and d.due_at >= $2 and d.due_at < $3 and ${late}),
  failed as (
    select c.id, coalesce(case when (f->>'decidedAt')::float8 < t.ends then f->>'outcome' end, 'waiting') as ended,
      case when (f->>'decidedAt')::float8 < t.ends then (f->>'decidedAt')::float8 else (f->>'at')::float8 end as at, t.*
    from case_file c, jsonb_array_elements(c.life->'failures') f,
      (select date_part('epoch', $2::timestamptz) * 1000 as begins, date_part('epoch', $3::timestamptz) * 1000 as ends) t
    where c.org_id = $1 and jsonb_array_length(c.life->'failures') > 0)
  select 'reports' as what, '' as key, null::int as share, null::int as span, null::boolean as late, count(*)::int as n
    from case_file where org_id = $1 and received_at >= $2 and received_at < $3
  union all
  select 'promise', kind, width_bucket(took / greatest(allowed, 1), $4::float8[]), width_bucket(took, $5::float8[]), late, count(*)::int
    from owed group by 2, 3, 4, 5
  union all
  select 'missed', who, null, null, null, count(*)::int from missed group by 2
  union all
  select 'end', ended, null, null, null, count(distinct id)::int from failed where at >= begins and at < ends group by 2`

function promiseTally(rows: readonly Row[]): PromiseTally {
  const count = (is: (row: Row) => boolean) =>
    rows.reduce((all, row) => (is(row) ? all + row.n : all), 0)
  return {
    late: count(({ late }) => late === true),
    shares: shares.map((_, at) => count(({ share }) => share === at)),
    spans: spans.map((_, at) => count(({ span }) => span === at)),
  }
}
