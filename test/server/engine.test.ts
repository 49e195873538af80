import assert from "node:assert/strict"
import { setTimeout as pause } from "node:timers/promises"
import { after, before, beforeEach, test } from "node:test"
import { openDoorbell } from "#server/doorbell.ts"
import { serve } from "#server/serve.ts"
import { answerDue } from "#server/timers/loop.ts"
import { changeTimers } from "#server/timers/change.ts"
import { atomically } from "#server/runtime.ts"
import { world, type World } from "../world.ts"

let w: World
before(async () => {
  w = await world({ undelivered: true })
})
after(() => w.close())
beforeEach(async () => {
  await w.sql("update alert set state = 'closed'")
  await w.sql("delete from timer")
})

const until = async (done: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 500; turn += 1) {
    if (await done()) return
    await pause(10)
  }
  assert.fail("it never came")
}
const stepAt = (caseId: string) =>
  w.sql<{ wait: number; epoch: number }>(
    "select extract(epoch from t.due_at - tocsin_now())::float8 as wait, t.epoch from timer t join alert a on a.id = t.subject where a.case_id = $1 and t.kind = 'step'",
    [caseId],
  )

test("three nodes on one database make each step once", async () => {
  const cases: string[] = []
  for (let n = 0; n < 12; n += 1) cases.push((await w.report({ level: "e2" })).id)
  await w.sql("update timer set due_at = tocsin_now() where kind = 'step'")
  const nodes = await Promise.all(
    [1, 2, 3].map(() =>
      serve(w.runtime.config, {
        listen: false,
        allowLocal: true,
        prepare: () => Promise.resolve(),
        connections: 4,
      }),
    ),
  )
  const climbed = () =>
    w.sql<{ n: number }>(
      "select count(*)::int as n from event where kind = 'alert.climbed' and (facts->>'tier')::int = 1 and case_id = any($1::uuid[]) group by case_id",
      [cases],
    )
  await until(async () => (await climbed()).length === cases.length)
  for (const node of nodes) await node.close()
  assert.deepEqual(
    (await climbed()).filter(({ n }) => n !== 1),
    [],
  )
})

test("a step of an earlier epoch, months later, rings nobody", async () => {
  const { id } = await w.report({ level: "e2" })
  assert.equal((await w.open("noor")).status, 204)
  const rung = (await w.rung()).length
  await w.sql(
    "insert into timer (subject, kind, org_id, epoch, due_at) select a.id, 'step', a.org_id, 1, tocsin_now() from alert a where a.case_id = $1",
    [id],
  )
  await answerDue(w.runtime)
  assert.equal((await w.rung()).length, rung)
  assert.deepEqual(await stepAt(id), [])
})

test("somebody is at the alert when its step is due: the step steps back instead of waiting in a circle", async () => {
  const { id } = await w.report({ level: "e2" })
  await w.sql("update timer set due_at = tocsin_now() where kind = 'step'")
  const client = await w.owner.connect()
  await client.query("begin")
  await client.query("select 1 from alert where case_id = $1 for update", [id])
  await answerDue(w.runtime)
  // What an act does next: it waits for nobody.
  await client.query("delete from timer where kind = 'step'")
  await client.query("rollback")
  client.release()
  const [step] = await stepAt(id)
  assert.ok(step && step.wait < 0.1)
  await until(async () => {
    await answerDue(w.runtime)
    return ((await stepAt(id))[0]?.wait ?? 0) > 1700
  })
})

test("an organisation has its hourly and its daily timer from its first day, and again after a start that finds them gone", async () => {
  const node = await serve(w.runtime.config, { listen: false, loops: false })
  await node.close()
  const kinds = await w.sql<{ kind: string }>(
    "select kind from timer where subject = $1 order by kind",
    [w.org],
  )
  assert.deepEqual(
    kinds.map((k) => k.kind),
    ["expire", "look-ahead"],
  )
  await answerDue(w.runtime)
  const later = await w.sql<{ kind: string; wait: number }>(
    "select kind, round(extract(epoch from due_at - tocsin_now()) / 3600)::int as wait from timer where subject = $1 order by kind",
    [w.org],
  )
  assert.deepEqual(later, [
    { kind: "expire", wait: 1 },
    { kind: "look-ahead", wait: 24 },
  ])
})

test("a gap in the next five weeks is told to the administrators", async () => {
  await w.sql(
    "update channel_address set tested_at = tocsin_now() - interval '31 days' where person_id = $1",
    [w.person("orla").id],
  )
  await atomically(w.runtime, w.org, (tx) =>
    changeTimers(tx, w.org, 0, [{ set: "look-ahead", due: tx.now }]),
  )
  await answerDue(w.runtime)
  const told = await w.sql<{ name: string }>(
    "select p.name from outbox o join person p on p.id = o.person_id where o.text_kind = 'gap'",
  )
  assert.deepEqual(
    told.map((t) => t.name),
    ["noor"],
  )
  const gaps = await w.sql<{ tier: number }>(
    "select (facts->>'tier')::int as tier from event where kind = 'roster.gap'",
  )
  assert.deepEqual(gaps, [{ tier: 3 }])
})

test("a signed path makes what rings quicker, and never slower", async () => {
  const { id } = await w.report({ level: "e2" })
  const sign = async (minutes: number) => {
    await w.sql(
      "update path_version set tiers = (select jsonb_agg(jsonb_set(t, '{waits}', jsonb_build_object('e2', $1::int))) from jsonb_array_elements(tiers::jsonb) t) where state = 'in-force'",
      [minutes],
    )
    // What signing does in its own transaction.
    await atomically(w.runtime, w.org, (tx) =>
      changeTimers(tx, w.org, 0, [{ set: "look-ahead", due: tx.now }]),
    )
    await answerDue(w.runtime)
    return Math.round(((await stepAt(id))[0]?.wait ?? 0) / 60)
  }
  assert.equal(await sign(10), 10)
  assert.equal(await sign(20), 10, "an alert that rings is not slowed down")
  assert.equal(await sign(5), 5)
  await w.advance("5m")
  assert.ok((await w.rung()).includes("sam"))
})

test("health is proved by a beat, and said to be lost without one", async () => {
  await w.sql("delete from beat")
  assert.equal((await w.request("/health")).status, 503)
  const node = await serve(w.runtime.config, {
    listen: false,
    prepare: () => Promise.resolve(),
    connections: 4,
  })
  await until(async () => (await w.request("/health")).status === 200)
  const said = await w.json<object>("/health")
  assert.deepEqual(Object.keys(said), ["ok", "beatAgeMs", "overdueMs"])
  await node.close()
  await w.sql("update beat set at = at - interval '4 seconds'")
  assert.equal((await w.request("/health")).status, 503)
})

test("the bell between nodes comes back after its connection was lost, and says that everybody must look again", async () => {
  const said: string[] = []
  const heard: string[] = []
  const bell = await openDoorbell(w.runtime.config.databaseUrl ?? "", (sentence) =>
    said.push(sentence),
  )
  bell.listen((org, topic) => heard.push(`${org} ${topic}`))
  const mine =
    "select pid from pg_stat_activity where application_name = 'tocsin doorbell' and datname = current_database()"
  const before = (await w.sql(mine)).length
  await w.sql(`select pg_terminate_backend(pid) from (${mine}) x`)
  await until(() => Promise.resolve(heard.includes("* *")))
  await until(async () => (await w.sql(mine)).length === before)
  bell.ring(w.org, ["case:x"])
  await until(() => Promise.resolve(heard.includes(`${w.org} case:x`)))
  await bell.close()
  await until(async () => (await w.sql(mine)).length === before - 1)
})
