import { elsewhere, percentile, progress, type Figure, type Group } from "./figure.ts"
import { openLine, type Line } from "./load.ts"
import { startNode } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"

/** The desk of an organisation with a long history: a hundred thousand cases, two thousand of them open. */
export const desk: Group = { name: "desk", run }

const cases = 100_000
const open = 2000
const ringing = 100

async function* run(): AsyncGenerator<Figure> {
  const it = await benchWorld("desk")
  try {
    progress("  a hundred thousand cases …")
    const from = performance.now()
    await seed(it, { cases, open, ringing })
    progress(`  written in ${Math.round((performance.now() - from) / 1000)} s`)
    const node = await startNode({ url: it.url })
    const line = openLine(node.base)
    try {
      const ask = asking(line, it.person("ann").cookie)
      const lists: number[] = []
      const opens: number[] = []
      for (let turn = 0; turn < 3; turn += 1) {
        const ids = await leaf(ask, lists)
        for (const id of ids) opens.push(await openOne(ask, id))
      }
      const nows = [await ask("/desk/api/now"), await ask("/desk/api/now")].map((a) => a.ms)
      yield {
        name: "desk.list.p95",
        value: percentile(lists, 0.95),
        unit: "ms",
        target: 100,
        reference: {
          what: `${lists.length} pages of 50, open, all and by state; the first screen, ms, as value; 5,000 cases: ${elsewhere}`,
          value: Math.round(Math.min(...nows)),
          peer: 2070,
        },
      }
      yield {
        name: "desk.open.p50",
        value: percentile(opens, 0.5),
        unit: "ms",
        target: 20,
        reference: { what: `the case and its sealed report; ${elsewhere}`, peer: 23 },
      }
      const { rss, pss } = node.memory()
      yield {
        name: "memory.100k",
        value: rss,
        unit: "MB",
        target: 250,
        reference: {
          what: `resident after all of the above; value: its share of it; 5,000 cases: ${elsewhere}`,
          value: Math.round(pss),
          peer: 180,
        },
      }
    } finally {
      line.close()
      await node.end()
    }
  } finally {
    await it.end()
  }
}

type Ask = (path: string) => Promise<{ ms: number; text: string }>

const asking =
  (line: Line, cookie: string): Ask =>
  async (path) => {
    const answer = await line.ask(path, { headers: { cookie: `tocsin_desk=${cookie}` } })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    return answer
  }

type Page = { cases: { id: string }[]; next: string | null }

/** Leafs through the open cases, through all, and by state, as somebody looking for one does. */
async function leaf(ask: Ask, times: number[]): Promise<string[]> {
  const ids: string[] = []
  for (const which of ["open=1", "open=0", "state=TRIAGE", "state=CLOSED"]) {
    let after: string | null = ""
    for (let n = 0; n < (which.startsWith("open") ? 20 : 5) && after !== null; n += 1) {
      const answer = await ask(`/desk/api/cases?${which}${after ? `&after=${after}` : ""}`)
      times.push(answer.ms)
      const page = JSON.parse(answer.text) as Page // the list's own type
      if (which === "open=1") ids.push(...page.cases.slice(0, 5).map((c) => c.id))
      after = page.next
    }
  }
  return ids
}

async function openOne(ask: Ask, id: string): Promise<number> {
  const from = performance.now()
  await ask(`/desk/api/cases/${id}`)
  await ask(`/desk/api/cases/${id}/objects/mailbox/1`)
  return performance.now() - from
}

/** How many cases there are, how many of them are open, and how many of those ring. */
export type Sizes = { readonly cases: number; readonly open: number; readonly ringing: number }

/** Closed cases keep a short stand-in for their sealed bytes, open ones their true size: nothing reads the closed ones here. */
export async function seed(it: BenchWorld, { cases, open, ringing }: Sizes): Promise<void> {
  const client = await it.owner.connect()
  try {
    await client.query("begin")
    await client.query("set local session_replication_role = replica").catch(async () => {
      await client.query("rollback") // not a superuser: the checks are made, and it takes longer
      await client.query("begin")
    })
    await client.query(
      `create temp table fresh on commit drop as
       select gen_random_uuid() as case_id, gen_random_uuid() as alert_id, n, n <= $2 as open, n <= $3 as rings,
              clock_timestamp() - n * interval '5 minutes' as at
       from generate_series(1, $1::int) n`,
      [cases, open, ringing],
    )
    for (const text of seeds) await client.query(text, [it.org])
    await client.query("commit")
    for (const table of ["case_file", "key_grant", "alert", "deadline", "sealed_object", "event"])
      await client.query(`vacuum analyze ${table}`)
  } finally {
    client.release()
  }
}

const seeds = [
  `insert into case_file (id, org_id, version_id, state, level, kind, received_at, receipt_hash)
   select case_id, $1, (select id from path_version where state = 'in-force'), case when rings then 'RECEIVED' when open then 'TRIAGE' else 'CLOSED' end,
          'e' || (1 + n % 4), 'report', at, sha256(case_id::text::bytea) from fresh`,
  `insert into key_grant (case_id, org_id, epoch, slot, tier, person_id, sealed_grant, ack_hash, received_at, released_at, opened_at)
   select f.case_id, $1, 1, s.slot, s.tier, s.person_id, decode(repeat('5a', case when open then 3707 else 64 end), 'hex'), sha256('a'), f.at,
          case when s.slot = 1 then f.at end, case when s.slot = 1 and not rings then f.at end
   from fresh f cross join path_slot s`,
  `insert into manifest (case_id, org_id, number, epoch, text, signature, sha256, at)
   select case_id, $1, 1, 1, decode(repeat('5a', case when open then 2600 else 64 end), 'hex'), decode(repeat('5a', 300), 'hex'), sha256(case_id::text::bytea), at from fresh`,
  `insert into sealed_object (case_id, org_id, seq, epoch, room, kind, sealed_bytes, sha256, at)
   select case_id, $1, 1, 1, 'mailbox', 'report', decode(repeat('5a', case when open then 69259 else 64 end), 'hex'), sha256(case_id::text::bytea), at from fresh`,
  `insert into alert (id, org_id, case_id, kind, level, state, tier, ladder, raised_at, stepped_at, owner_id)
   select alert_id, $1, case_id, 'report', 'e' || (1 + n % 4), case when rings then 'ringing' when open then 'engaged' else 'closed' end, 0,
          (select json_build_object('tiers', (select json_agg(json_build_object('tier', x.n, 'name', t->>'name', 'kind', t->>'kind', 'waits', t->'waits', 'schedule', t->'schedule') order by x.n)
             from json_array_elements(v.tiers::json) with ordinality x(t, n))) from path_version v where v.state = 'in-force'),
          at, at, case when open and not rings then (select person_id from path_slot order by slot limit 1) end from fresh`,
  `insert into deadline (alert_id, org_id, case_id, kind, due_at, basis, met_at)
   select alert_id, $1, case_id, k.kind, case when open then clock_timestamp() + k.n * interval '1 day' else at + k.n * interval '1 day' end, 'bench',
          case when not open or (not rings and k.n < 3) then at + interval '10 minutes' end
   from fresh cross join unnest(array['opening', 'first-contact', 'protection', 'plan', 'outcome']) with ordinality k(kind, n)`,
  `insert into timer (subject, kind, org_id, epoch, due_at)
   select alert_id, case when rings then 'step' else 'deadline' end, $1, 1, clock_timestamp() + interval '14 minutes' from fresh where open`,
  `insert into event (org_id, case_id, kind, at, facts)
   select $1, case_id, k, at, '{}' from fresh cross join unnest(array['report.received', 'alert.climbed', 'alert.rung', 'alert.opened']) k`,
]
