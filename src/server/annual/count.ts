import {
  boundsOf,
  countYear,
  yearFrom,
  type ActionTaken,
  type Complaint,
  type Counted,
} from "#core/annual.ts"
import type { Place } from "#server/calendar.ts"
import type { Tx } from "#server/runtime.ts"

/** Which year is counted: the one that begins in this month of it. */
export type Year = { readonly year: number; readonly begins: number }

/** The figures of a year under the law of each country that a case of it has; the organisation's own is always among them. */
export async function countsOf(
  tx: Tx,
  { country: home, zone }: Place,
  { year, begins }: Year,
): Promise<Record<string, Counted>> {
  const period = yearFrom(year, begins)
  const { start, end } = boundsOf(period, zone)
  const { rows } = await tx.client.query<Raw>({
    name: "annual cases",
    text: `${casesOfYear}
           select places, array_agg(received) as received, array_agg(ended) as ended, array_agg(done) as done from counted group by places`,
    values: [new Date(start), new Date(end)],
  })
  const of = new Map<string, Complaint[]>([[home, []]])
  for (const row of rows) {
    const complaints = row.received.map((at, n): Complaint => {
      const endedAt = row.ended[n] ?? null
      return { receivedAt: at, endedAt, actions: actionsIn(row.done[n] ?? "") }
    })
    for (const country of new Set([home, ...row.places.split(" ").filter(Boolean)]))
      of.set(country, (of.get(country) ?? []).concat(complaints))
  }
  return Object.fromEntries(
    [...of].map(([country, complaints]) => [country, countYear(complaints, { period, zone })]),
  )
}

/**
 * The cases that a year counts, `$1` to `$2`: received before its end and not ended before its beginning. A complaint has ended
 * when its outcome was told, when what was agreed was done, when it went to another body or on as support, or was closed.
 */
export const casesOfYear = `
  with file as (
    select id, extract(epoch from received_at) * 1000 as received, coalesce(life ->> 'closedFrom', state) as stood, life
    from case_file where received_at < $2),
  each as (
    select id, received, stood, life,
           least((life -> 'told' ->> 'reporter')::float8, (life -> 'told' ->> 'affected')::float8, (life ->> 'informalDone')::float8,
                 (life ->> 'closed')::float8, case when stood in ('REFERRED', 'SUPPORT_ONLY') then (life ->> 'since')::float8 end) as ended
    from file where stood not in ('MERGED', 'NOT_IN_SCOPE')),
  counted as (
    select id, received::float8, ended,
           coalesce((select string_agg(p, ' ' order by p) from jsonb_array_elements_text(life -> 'places') p), '') as places,
           case when ended is null then '' else concat_ws(' ',
             case when stood = 'SUPPORT_ONLY' then 'support' when stood = 'REFERRED' then 'referred' end,
             case when life ->> 'informalDone' is not null then 'informal' end,
             (select string_agg(distinct 'level-' || (r -> 'sanction' ->> 'level'), ' ') from jsonb_array_elements(life -> 'respondents') r
               where r -> 'sanction' ->> 'level' is not null),
             case when life -> 'police' ->> 'state' not in ('NOT_ASKED', 'OFFERED', 'DECLINED_FOR_NOW') then 'police' end) end as done
    from each where ended is null or ended >= extract(epoch from $1::timestamptz) * 1000)`

type Raw = { places: string; received: number[]; ended: (number | null)[]; done: string[] }

function actionsIn(done: string): ActionTaken[] {
  if (done === "") return ["none"]
  return done.split(" ") as ActionTaken[] // the query writes words of the list, and the life's levels are those of the list
}
