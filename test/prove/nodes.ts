import { setTimeout as pause } from "node:timers/promises"
import { serve, type Served } from "#server/serve.ts"
import { testDatabase } from "../database.ts"
import { world, type World } from "../world.ts"

/** What three nodes on one database did with the same instants. */
export type NodeFigures = {
  rounds: number
  openingWon: number
  stepWon: number
  refused: number
  pagesAfterOpening: number
  stepsAtOnce: number
  stepsDoubled: number
  stepsLost: number
}

/** Three nodes on one database: an opening in the same millisecond as the step, and many steps at one instant. */
export async function proveNodes(rounds: number, together: number): Promise<NodeFigures> {
  await using database = await testDatabase()
  const own = { prepare: () => Promise.resolve() }
  const w = await world({ url: database.url, undelivered: true, serving: own })
  const nodes = await Promise.all([1, 2, 3].map(() => node(database.url, w)))
  const figures: NodeFigures = {
    ...{ rounds, openingWon: 0, stepWon: 0, refused: 0, pagesAfterOpening: 0 },
    ...{ stepsAtOnce: together, stepsDoubled: 0, stepsLost: 0 },
  }
  try {
    for (let n = 0; n < rounds; n += 1) await race(w, figures, n)
    await allAtOnce(w, figures)
    return figures
  } finally {
    for (const one of nodes) await one.close()
    await w.close()
  }
}

async function node(url: string, w: World): Promise<Served> {
  const { config } = w.runtime
  return serve({ ...config, databaseUrl: url }, { listen: false, allowLocal: true, connections: 6 })
}

/** The step falls due as the opening is on its way; whichever is first, the other yields. */
async function race(w: World, figures: NodeFigures, n: number): Promise<void> {
  await w.report({ level: "e2" })
  const [alert] = await w.sql<{ id: string }>(
    "select id from alert order by raised_at desc limit 1",
  )
  await w.sql(
    "update timer set due_at = clock_timestamp() + $2 * interval '1 millisecond' where subject = $1 and kind = 'step'",
    [alert?.id, 5 + ((n * 7) % 250)],
  )
  const opened = await w.open("noor")
  if (opened.status !== 204) figures.refused += 1
  await settled(w)
  const [row] = await w.sql<{ state: string; tier: number; late: number }>(
    `select a.state, a.tier, (select count(*)::int from outbox o where o.alert_id = a.id and a.opened_at is not null and o.made_at > a.opened_at) as late
     from alert a where a.id = $1`,
    [alert?.id],
  )
  if (row?.tier === 0) figures.openingWon += 1
  else figures.stepWon += 1
  figures.pagesAfterOpening += row?.state === "opened" ? row.late : 0
  await w.sql("update alert set state = 'closed' where state <> 'closed'")
  await w.sql("delete from timer where kind in ('step', 'deadline', 'unproved')")
}

/** Many alerts whose next step falls due at the same instant: each makes it once, by one node. */
async function allAtOnce(w: World, figures: NodeFigures): Promise<void> {
  for (let n = 0; n < figures.stepsAtOnce; n += 1) await w.report({ level: "e2" })
  await w.sql(
    "update timer set due_at = clock_timestamp() + interval '300 milliseconds' where kind = 'step'",
  )
  await pause(300)
  await settled(w)
  const made = await w.sql<{ n: number }>(
    `select count(e.id)::int as n from alert a left join event e on e.case_id = a.case_id and e.kind = 'alert.climbed' and (e.facts->>'tier')::int > 0
     where a.state = 'ringing' group by a.id`,
  )
  figures.stepsLost = made.filter(({ n }) => n === 0).length
  figures.stepsDoubled = made.filter(({ n }) => n > 1).length
}

async function settled(w: World): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) {
    const [row] = await w.sql<{ n: number }>(
      "select count(*)::int as n from timer where kind = 'step' and due_at <= clock_timestamp() + interval '60 milliseconds'",
    )
    if (row?.n === 0) return
    await pause(5)
  }
  throw new Error("A step that was due was never made.")
}
