import { Hono } from "hono"
import * as v from "valibot"
import { type State, states } from "#core/life/state.ts"
import type { CaseList, CaseRow } from "#wire/case.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { opaque, unopaque } from "#server/secret.ts"
import { firstThings, rowsFor, rowsOfMine, type Raw } from "./rows.ts"

const pageSize = 50
const asked = v.strictObject({
  after: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
  open: v.optional(v.picklist(["0", "1"])),
  state: v.optional(v.picklist(states.filter((one) => one !== "DRAFT"))),
  q: v.optional(v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(40))),
})

/** The cases in my hands, a page at a time: open ones with what is overdue first, closed ones newest first. */
export const listing = new Hono<Env>().get("/cases", async (c) => {
  const { runtime, org, me } = c.var
  const { after, open = "1", ...want } = parse(asked, c.req.query())
  // Whatever is not closed has an open bell: a state in work is looked for among those few.
  const few = want.state ? want.state !== "CLOSED" : open === "1"
  return c.json(
    await atomically(runtime, org, (tx) =>
      few ? openCases(tx, me.id, after, want) : allCases(tx, me.id, after, want),
    ),
  )
})

/** From the few open alerts to my grant of each; from my grants it would be every case I ever held. `$1` is me. */
const myOpen = `
  select o.case_id, k.opened from (select distinct case_id from alert where state <> 'closed') o
    cross join lateral (select bool_or(opened_at is not null) as opened from grant_in_hand
      where case_id = o.case_id and person_id = $1 having count(*) > 0) k`

/** Every open case of mine, in order: few enough to be put in order as a whole, and only those shown are looked into. */
export async function openRaws(tx: Tx, me: string): Promise<Raw[]> {
  const { rows } = await tx.client.query<Raw>({
    name: "open rows",
    text: `with g as (${myOpen})
           ${rowsOfMine} where a.state <> 'closed'`,
    values: [me],
  })
  return rows.toSorted(firstThings)
}

type Want = { readonly q?: string | undefined; readonly state?: State | undefined }

async function openCases(
  tx: Tx,
  me: string,
  after: string | undefined,
  { q, state }: Want,
): Promise<CaseList> {
  const every = await openRaws(tx, me)
  const open = new Set(every.map((r) => r.case_id)).size
  const all = state ? every.filter(({ stands }) => stands === state) : every
  if (q) {
    const found = (await rowsFor(tx, me, all)).filter((row) => matches(row, q))
    const start = after ? found.findIndex((row) => row.id === after) + 1 : 0
    const cases = found.slice(start, start + pageSize)
    const more = start + pageSize < found.length
    return { cases, next: more ? (cases.at(-1)?.id ?? null) : null, open }
  }
  const last = after ? unopaque(tx.runtime.secret, me, after) : null
  const start = last ? all.findLastIndex((raw) => raw.case_id === last) + 1 : 0
  const cases = await rowsFor(tx, me, all.slice(start, start + pageSize))
  const more = start + pageSize < all.length
  return { cases, next: more ? (cases.at(-1)?.id ?? null) : null, open }
}

async function allCases(
  tx: Tx,
  me: string,
  after: string | undefined,
  { q, state }: Want,
): Promise<CaseList> {
  const from = after ? unopaque(tx.runtime.secret, me, after) : null
  const { rows } = await tx.client.query<Raw>({
    name: "all rows",
    text: `with at as (select received_at from grant_in_hand where case_id = $2 and person_id = $1 limit 1),
           page as (select distinct on (received_at, case_id) case_id, received_at from grant_in_hand i
             where person_id = $1
               and ($3::text is null or exists (select 1 from case_file f where f.id = i.case_id and f.state = $3
                 and exists (select 1 from grant_in_hand o where o.case_id = i.case_id and o.person_id = $1 and o.opened_at is not null)))
               and received_at <= coalesce((select received_at from at), 'infinity')
               and ($2::uuid is null or (received_at, case_id) < ((select received_at from at), $2))
             order by received_at desc, case_id desc limit ${pageSize + 1}),
           g as (select page.case_id, k.opened from page cross join lateral (select bool_or(opened_at is not null) as opened from grant_in_hand
             where case_id = page.case_id and person_id = $1) k)
           ${rowsOfMine} order by c.received_at desc, c.id desc, a.raised_at`,
    values: [me, from, state ?? null],
  })
  const ids = [...new Set(rows.map((r) => r.case_id))]
  const more = ids.length > pageSize
  const shown = new Set(ids.slice(0, pageSize))
  const cases = await rowsFor(
    tx,
    me,
    rows.filter((r) => shown.has(r.case_id)),
  )
  const last = ids[pageSize - 1]
  const { rows: counted } = await tx.client.query<{ n: number }>({
    name: "open count",
    text: `select count(*)::int as n from (${myOpen}) g`,
    values: [me],
  })
  const found = q ? cases.filter((row) => matches(row, q)) : cases
  return {
    cases: found,
    next: more && last ? opaque(tx.runtime.secret, me, last) : null,
    open: counted[0]?.n ?? 0,
  }
}

/** Search covers closed words and ids only: nothing else is known here. */
function matches(row: CaseRow, q: string): boolean {
  const words = [
    row.level,
    row.state,
    row.stands?.toLowerCase() ?? "",
    row.kind,
    row.overdue ? "overdue" : "",
    row.owner?.toLowerCase() ?? "",
  ]
  return row.id.startsWith(q) || words.some((word) => word.includes(q))
}
