import { setTimeout as pause } from "node:timers/promises"
import { elsewhere, percentile, progress, type Figure, type Group } from "./figure.ts"
import { startGateway, type Receipt } from "./gateway.ts"
import { openLine, sealMany, send, type Sealed } from "./load.ts"
import { startNode } from "./node.ts"
import { benchWorld, type BenchWorld } from "./place.ts"
import { quiet } from "./submit.ts"

/** From a report that is taken to the first page in the provider's hands. */
export const page: Group = { name: "page", run }

const perSecond = 20
const seconds = 20

async function* run(): AsyncGenerator<Figure> {
  const it = await benchWorld("page")
  const gateway = await startGateway({ wait: 20, confirm: true })
  const node = await startNode({ url: it.url, env: gateway.env })
  const line = openLine(node.base, 256)
  const take = async (one: Sealed) => {
    const { status, text } = await send(line, one)
    if (status !== 201) throw new Error(`A report was not taken: ${status} ${text}`)
  }
  try {
    progress("  sealing 650 reports …")
    const told = { receivers: await it.receivers(), org: it.org }
    const sealed = await sealMany(told, 50 + perSecond * seconds + 200)
    await Promise.all(sealed.splice(0, 50).map(take))
    await quiet(it)
    const steady = await steadily(sealed.splice(0, perSecond * seconds), take)
    await quiet(it)
    const lag = await lags(it, steady, await gateway.received())
    const what = `received_at, read inside the transaction, to the provider's receipt; ${lag.length} raises; ${elsewhere}`
    yield {
      name: "page.first.p50",
      value: percentile(lag, 0.5),
      unit: "s",
      target: 0.1,
      reference: { what, peer: 5.5 },
    }
    yield {
      name: "page.first.p99",
      value: percentile(lag, 0.99),
      unit: "s",
      target: 1,
      reference: { what, peer: 10 },
    }
    const from = Date.now()
    await Promise.all(sealed.map(take))
    await quiet(it)
    const first = await firsts(it, sealed, await gateway.received())
    yield {
      name: "page.burst200",
      value: (Math.max(...first.values()) - from) / 1000,
      unit: "s",
      target: 2,
      reference: {
        what: `200 sent at one instant to the last first page; 100, ${elsewhere}`,
        peer: 117,
      },
    }
  } finally {
    line.close()
    await node.end()
    await gateway.close()
    await it.end()
  }
}

/** Sends at a fixed pace whether or not earlier ones were answered. */
async function steadily(many: Sealed[], act: (one: Sealed) => Promise<unknown>): Promise<Sealed[]> {
  const from = performance.now()
  const under: Promise<unknown>[] = []
  for (const [at, one] of many.entries()) {
    const wait = from + (at * 1000) / perSecond - performance.now()
    if (wait > 0) await pause(wait)
    under.push(act(one))
  }
  await Promise.all(under)
  return many
}

/** When the first page of each case was received; one that never was is an error, not a gap. */
async function firsts(
  it: BenchWorld,
  sealed: readonly Sealed[],
  received: readonly Receipt[],
): Promise<Map<string, number>> {
  const rows = await it.sql<{ id: string; case_id: string }>(
    "select o.id, a.case_id from outbox o join alert a on a.id = o.alert_id where a.case_id = any($1::uuid[])",
    [sealed.map((one) => one.caseId)],
  )
  const caseOf = new Map(rows.map((row) => [row.id, row.case_id]))
  const first = new Map<string, number>()
  for (const { id, at } of received) {
    const of = caseOf.get(id)
    if (of) first.set(of, Math.min(first.get(of) ?? Infinity, at))
  }
  if (first.size !== sealed.length)
    throw new Error(`${sealed.length - first.size} reports of ${sealed.length} rang nobody.`)
  return first
}

async function lags(
  it: BenchWorld,
  sealed: readonly Sealed[],
  received: readonly Receipt[],
): Promise<number[]> {
  const first = await firsts(it, sealed, received)
  const rows = await it.sql<{ id: string; at: number }>(
    "select id, extract(epoch from received_at)::float8 * 1000 as at from case_file where id = any($1::uuid[])",
    [[...first.keys()]],
  )
  return rows.map((row) => ((first.get(row.id) ?? Infinity) - row.at) / 1000)
}
