import { setTimeout as pause } from "node:timers/promises"
import { percentile, progress, type Figure, type Group } from "./figure.ts"
import { startGateway, type Gateway } from "./gateway.ts"
import { openLine, sealMany, send, type Sealed } from "./load.ts"
import { freePort, startNode } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"
import { ringMany } from "./ringing.ts"

/** The server is killed at two hundred points while reports come in and tiers fall due: nothing acknowledged or owed is lost. */
export const crash: Group = { name: "crash", run }

const kills = 200
const reportsEach = 3
const stepsEach = 6

async function* run(): AsyncGenerator<Figure> {
  const it = await benchWorld("crash", { path: [["ann"], ["bea"], ["cleo"], ["dan"]] })
  const gateway = await startGateway({ wait: 5, confirm: false })
  try {
    progress(`  sealing ${kills * reportsEach} reports …`)
    const told = { receivers: await it.receivers(), org: it.org }
    const sealed = await sealMany(told, kills * reportsEach)
    const port = await freePort()
    const starting = { url: it.url, port, env: gateway.env }
    const acknowledged: Sealed[] = []
    const recovered: number[] = []
    for (let n = 0; n < kills; n += 1) {
      const from = Date.now()
      const node = await startNode(starting)
      if (n > 0) recovered.push((await nextPage(gateway, from)) / 1000)
      const mine = sealed.slice(n * reportsEach, (n + 1) * reportsEach)
      // These fall due around the kill, and while nobody runs: the next start finds them.
      await ringMany(it, { count: stepsEach, withinMs: 500, afterMs: 50 })
      const sending = Promise.all(mine.map((one) => deliver(node.base, one, acknowledged)))
      await pause(Math.random() * 400)
      await node.end("SIGKILL")
      await sending
      if (n % 20 === 19) progress(`  killed ${n + 1} times`)
    }
    const last = await startNode(starting)
    await settled(it)
    await last.end()
    yield* verdict(it, acknowledged, recovered)
  } finally {
    await gateway.close()
    await it.end()
  }
}

/** Sends one report; it counts once the server has said that it has it. */
async function deliver(base: string, one: Sealed, acknowledged: Sealed[]): Promise<void> {
  const line = openLine(base)
  try {
    await pause(Math.random() * 200)
    const { status } = await send(line, one)
    if (status === 200 || status === 201) acknowledged.push(one)
  } catch {
    // the server was killed before it answered: nothing was promised
  } finally {
    line.close()
  }
}

/** Milliseconds until the provider has a page that it received after `from`. */
async function nextPage(gateway: Gateway, from: number): Promise<number> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    const next = (await gateway.received()).map((r) => r.at).filter((at) => at > from)
    if (next.length) return Math.min(...next) - from
    await pause(20)
  }
  return Infinity
}

/** Everything owed by now has been done, and nothing is on its way. */
async function settled(it: BenchWorld): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const rows = await it.sql(
      `select 1 from timer where due_at < now() and kind = 'step'
       union all select 1 from outbox where state in ('queued', 'leased') and due_at < now() limit 1`,
    )
    if (!rows.length) return
    await pause(200)
  }
}

async function* verdict(
  it: BenchWorld,
  acknowledged: readonly Sealed[],
  recovered: readonly number[],
): AsyncGenerator<Figure> {
  const ids = acknowledged.map((one) => one.caseId)
  // There once and whole: its sealed report, every grant, the bell that rang and the page that left.
  const whole = await it.sql<{ id: string }>(
    `select c.id from case_file c join alert a on a.case_id = c.id
     where c.id = any($1::uuid[]) and (select count(*) from key_grant g where g.case_id = c.id) = 4
       and exists (select 1 from sealed_object o where o.case_id = c.id and length(o.sealed_bytes) > 65536)
       and exists (select 1 from outbox o where o.alert_id = a.id and o.state = 'handed')
       and (select count(*) from event e where e.case_id = c.id and e.kind = 'alert.climbed') = 1`,
    [ids],
  )
  const steps = await it.sql<{ times: number; rung: number }>(
    `select (select count(*)::int from event e where e.case_id = d.case_id and e.kind = 'alert.climbed') as times,
            (select count(*)::int from outbox o where o.alert_id = d.alert_id and o.tier = 1 and o.state = 'handed') as rung
     from bench_due d`,
  )
  const wrong = steps.filter((step) => step.times !== 1 || step.rung !== 2).length
  yield {
    name: "crash.lost",
    value: ids.length - whole.length + wrong,
    unit: "reports or steps",
    target: 0,
    reference: {
      what: `${kills} kills; looked at`,
      value: { reports: ids.length, steps: steps.length },
    },
  }
  yield {
    name: "crash.recover",
    value: Math.max(...recovered),
    unit: "s",
    target: 5,
    reference: {
      what: "from the restart of the process to the next page at the provider, the longest; median",
      value: Number(percentile(recovered, 0.5).toFixed(2)),
    },
  }
}
