import { setTimeout as pause } from "node:timers/promises"
import { percentile, progress, type Figure, type Group } from "./figure.ts"
import { startGateway } from "./gateway.ts"
import { startNode, type Node } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"
import { ringMany } from "./ringing.ts"

/** How late what falls due is answered. */
export const timer: Group = {
  name: "timer",
  async *run() {
    yield* claims()
    yield* climbs()
  },
}

const bare = 100_000

/** A hundred thousand timers within a minute that nothing answers to: the claim alone. Each claim writes down how late it was. */
async function* claims(): AsyncGenerator<Figure> {
  const it = await benchWorld("claim")
  await it.owner.query(`
    create table bench_claimed (late_ms float8 not null);
    create function bench_claim() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin insert into bench_claimed select extract(epoch from clock_timestamp() - due_at) * 1000 from gone where kind = 'bare'; return null; end $$;
    create trigger bench_claim after delete on timer referencing old table as gone for each statement execute function bench_claim()`)
  await it.owner.query(
    `insert into timer (subject, kind, org_id, due_at)
     select gen_random_uuid(), 'bare', $1, clock_timestamp() + interval '8 seconds' + random() * interval '60 seconds' from generate_series(1, $2)`,
    [it.org, bare],
  )
  const node = await startNode({ url: it.url })
  try {
    progress("  100,000 timers within a minute …")
    await pause(70_000)
    await until(it, "select 1 from timer where kind = 'bare' limit 1")
    const rows = await it.sql<{ late_ms: number }>("select late_ms from bench_claimed")
    if (rows.length !== bare) throw new Error(`${rows.length} of ${bare} were claimed.`)
    const late = rows.map((row) => row.late_ms)
    yield {
      name: "timer.claim.p99",
      value: percentile(late, 0.99),
      unit: "ms",
      target: 150,
      reference: {
        what: "from its instant to its claim, one node; median; peer polls its queue, ms",
        value: Math.round(percentile(late, 0.5)),
        peer: 10_000,
      },
    }
  } finally {
    await node.end()
    await it.end()
  }
}

const steps = 6000
const perSecond = 200

/** Alerts that nobody opened, each with its next tier due at an instant of its own, answered by three nodes. */
async function* climbs(): AsyncGenerator<Figure> {
  const it = await benchWorld("climb", { path: [["ann"], ["bea"], ["cleo"], ["dan"]] })
  const gateway = await startGateway({ wait: 20, confirm: false })
  const nodes: Node[] = []
  try {
    for (let n = 0; n < 3; n += 1) nodes.push(await startNode({ url: it.url, env: gateway.env }))
    progress("  200 tier steps a second on three nodes …")
    await ringMany(it, { count: steps, withinMs: (steps / perSecond) * 1000, afterMs: 3000 })
    await pause((steps / perSecond) * 1000 + 3000)
    await until(it, "select 1 from timer where kind = 'step' and due_at < now() limit 1")
    const rows = await it.sql<{ late_ms: number | null; times: number }>(
      `select extract(epoch from min(e.at) - d.due_at)::float8 * 1000 as late_ms, count(e.id)::int as times
       from bench_due d left join event e on e.case_id = d.case_id and e.kind = 'alert.climbed' group by d.case_id, d.due_at`,
    )
    const wrong = rows.filter((row) => row.times !== 1)
    const late = rows.map((row) => row.late_ms ?? Infinity)
    yield {
      name: "timer.climb.p99",
      value: percentile(late, 0.99),
      unit: "ms",
      target: 250,
      reference: {
        what: "from its instant to the step in the case's record; median",
        value: Math.round(percentile(late, 0.5)),
      },
    }
    yield {
      name: "timer.double",
      value: wrong.length,
      unit: "steps",
      target: 0,
      reference: { what: "done twice or not at all, of", value: rows.length },
    }
  } finally {
    for (const node of nodes) await node.end()
    await gateway.close()
    await it.end()
  }
}

/** Waits, at most a minute, until a question finds nothing any more. */
async function until(it: BenchWorld, nothing: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await it.sql(nothing)).length === 0) return
    await pause(200)
  }
}
