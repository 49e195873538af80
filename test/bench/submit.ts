import { openBare } from "./bare.ts"
import { elsewhere, percentile, progress, type Figure, type Group } from "./figure.ts"
import { startGateway } from "./gateway.ts"
import { atOnce, openLine, sealMany, send, type Answer, type Sealed } from "./load.ts"
import { startNode, type Node } from "./node.ts"
import { benchWorld, postgresCpu, type BenchWorld } from "./place.ts"

/** How fast sealed reports are taken, durably, with their pages on the way out at the same time. */
export const submit: Group = { name: "submit", run }

const counts = { 1: 500, 16: 1000, 64: 1000 } as const
const targets = { 1: 150, 16: 250, 64: 250 } as const

async function* run(): AsyncGenerator<Figure> {
  const it = await benchWorld("submit")
  const gateway = await startGateway({ wait: 20, confirm: true })
  const node = await startNode({ url: it.url, env: gateway.env })
  try {
    progress("  sealing 2,600 reports …")
    const sealed = await sealMany({ receivers: await it.receivers(), org: it.org }, 2600)
    const share = (count: number) => sealed.splice(0, count)
    const early = share(100)
    const answers: Answer[] = []
    const load = async (many: readonly Sealed[], lanes: number) => {
      const line = openLine(node.base, lanes)
      const done = await atOnce(many, lanes, (one) => send(line, one))
      line.close()
      answers.push(...done.answers)
      return { ...done, rate: done.answers.filter(taken).length / done.seconds }
    }
    const first = await load(early, 4) // these warm the server up, and are the hundred from one address
    yield figure("submit.one_address", first.answers.slice(5).filter(taken).length, "of 95", 95, {
      what: `sixth to hundredth report within the hour from one address; ${elsewhere}`,
      peer: 0,
    })
    await quiet(it)
    const ones = share(counts[1])
    const alone = await load(ones, 1)
    await quiet(it)
    yield figure("submit.rate.1", alone.rate, "per second", targets[1], {
      what: `value: bare pg, the same bytes one at a time; peer: with the hash made cheap; ${elsewhere}`,
      value: Math.round(await bareAlone(it, ones)),
      peer: 39.8,
    })
    await quiet(it)
    yield* sixteen({ it, node, load }, share(counts[16]))
    await quiet(it)
    const many = await load(share(counts[64]), 64)
    yield figure("submit.rate.64", many.rate, "per second", targets[64])
    const refused = answers.filter((answer) => !taken(answer))
    yield figure("submit.refused", refused.length, "reports", 0, {
      what: `of ${answers.length}; four at once, ${elsewhere}`,
      peer: "43 %",
    })
  } finally {
    await node.end()
    await gateway.close()
    await it.end()
  }
}

async function bareAlone(it: BenchWorld, many: readonly Sealed[]): Promise<number> {
  const bare = await openBare(it.url, it.org)
  const rate = await bare.run(many, 1)
  await bare.close()
  return rate
}

type Loaded = { answers: Answer[]; rate: number }
type Running = {
  it: BenchWorld
  node: Node
  load: (many: readonly Sealed[], lanes: number) => Promise<Loaded>
}

/** The floor is measured before and after, so that a neighbour's load falls on both. */
async function* sixteen({ it, node, load }: Running, many: Sealed[]): AsyncGenerator<Figure> {
  const bare = await openBare(it.url, it.org)
  await bare.run(many.slice(0, 100), 16)
  const before = await bare.run(many.slice(0, 500), 16)
  const cpu = { app: node.cpu(), postgres: await postgresCpu(it.url) }
  const { answers, rate } = await load(many, 16)
  const app = (node.cpu() - cpu.app) / many.length
  const postgres = ((await postgresCpu(it.url)) - cpu.postgres) / many.length
  await quiet(it)
  const after = await bare.run(many.slice(500), 16)
  await bare.close()
  const floor = (before + after) / 2
  yield figure("submit.rate.16", rate, "per second", targets[16], {
    what: "bare pg, the same bytes, before and after",
    value: [before, after].map(Math.round),
  })
  yield figure("submit.vs_pg", rate / floor, "share", 0.35, {
    what: "bare pg, a second",
    value: Math.round(floor),
  })
  const times = answers.map((answer) => answer.ms)
  yield figure("submit.p99.16", percentile(times, 0.99), "ms", 200, {
    what: "median, ms",
    value: Math.round(percentile(times, 0.5)),
  })
  yield figure("submit.cpu", app, "ms", 5, {
    what: `CPU of the app alone, pages included; value: PostgreSQL's beside it; ${elsewhere}, its database in the process, hash made cheap`,
    value: Number(postgres.toFixed(2)),
    peer: 19,
  })
}

const taken = (answer: Answer): boolean => answer.status === 201

/** Waits until every page has left, so that one run is not the next one's load. */
export async function quiet(it: BenchWorld): Promise<void> {
  for (;;) {
    const [row] = await it.sql<{ n: number }>(
      "select count(*)::int as n from outbox where state in ('queued', 'leased') and due_at < now() + interval '1 second'",
    )
    if (!row?.n) return
    await new Promise((go) => setTimeout(go, 200))
  }
}

function figure(
  name: string,
  value: number,
  unit: string,
  target: number,
  reference?: Figure["reference"],
): Figure {
  return { name, value, unit, target, ...(reference ? { reference } : {}) }
}
