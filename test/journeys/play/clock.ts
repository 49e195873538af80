import type { Runtime } from "#server/runtime.ts"
import { answerDue } from "#server/timers/loop.ts"

/**
 * Lets days pass, stopping at every instant at which something of a case falls due. The hourly sweeping and the daily
 * look at the rosters wait for the next stop: a year would be thousands of them.
 */
export async function pass(runtime: Runtime, ms: number): Promise<void> {
  const end = (await ahead(runtime)) + ms
  for (;;) {
    while ((await answerDue(runtime)) > 0);
    const here = await ahead(runtime)
    const next = await untilNext(runtime)
    if (next === null || here + next >= end) break
    await set(runtime, here + Math.max(1000, Math.ceil(next)))
  }
  await set(runtime, end)
  while ((await answerDue(runtime)) > 0);
}

async function ahead(runtime: Runtime): Promise<number> {
  const { rows } = await runtime.pool.query<{ ms: number }>(
    "select extract(epoch from ahead)::float8 * 1000 as ms from demo_clock",
  )
  return rows[0]?.ms ?? 0
}

async function set(runtime: Runtime, ms: number): Promise<void> {
  await runtime.pool.query("update demo_clock set ahead = $1 * interval '1 millisecond'", [ms])
}

async function untilNext(runtime: Runtime): Promise<number | null> {
  const client = await runtime.pool.connect()
  try {
    await client.query("begin; set local role tocsin_engine")
    const { rows } = await client.query<{ ms: number | null }>(
      "select extract(epoch from min(due_at) - tocsin_now())::float8 * 1000 as ms from timer where kind not in ('expire', 'look-ahead')",
    )
    return rows[0]?.ms ?? null
  } finally {
    await client.query("commit")
    client.release()
  }
}
