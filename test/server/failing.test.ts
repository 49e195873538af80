import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import { answerDue } from "#server/timers/loop.ts"
import { world, type World } from "../world.ts"

let w: World
before(async () => {
  w = await world({ undelivered: true })
})
after(() => w.close())
beforeEach(async () => {
  await w.sql("update alert set state = 'closed'")
  await w.sql("delete from timer")
  await w.sql("update organisation set operators_rung_at = null")
})

const stepAt = (caseId: string) =>
  w.sql<{ wait: number }>(
    "select extract(epoch from t.due_at - tocsin_now())::float8 as wait from timer t join alert a on a.id = t.subject where a.case_id = $1 and t.kind = 'step'",
    [caseId],
  )

test("a timer that cannot be answered delays no other, and is tried again", async () => {
  const bad = await w.report({ level: "e2", text: "marzipan" })
  const good = await w.report({ level: "e2" })
  await w.sql('update alert set ladder = \'{"tiers": "marzipan"}\' where case_id = $1', [bad.id])
  await w.sql("update timer set due_at = tocsin_now() where kind = 'step'")
  const before = w.logged.length
  await answerDue(w.runtime)
  assert.equal((await w.events("alert.climbed")).length > 0, true)
  const [ahead] = await stepAt(good.id)
  assert.ok(ahead && ahead.wait > 1700, "the good one has made its step")
  const [again] = await stepAt(bad.id)
  assert.ok(again && again.wait > 4 && again.wait <= 5, "the other is due again in five seconds")
  const line = w.logged.slice(before).find((l) => l.what === "timer-failed")
  assert.ok(line)
  assert.ok(!JSON.stringify(w.logged).includes("marzipan"), "and the log says where, not what")
})

/** Until it is lifted, the step of one alert is not written: only the commit finds that the alert rings without one. */
async function withoutStep(caseId: string): Promise<() => Promise<void>> {
  const [alert] = await w.sql<{ id: string }>("select id from alert where case_id = $1", [caseId])
  assert.ok(alert)
  await w.sql(`create function no_step() returns trigger language plpgsql as $$ begin return null; end $$;
    create trigger no_step before insert on timer for each row
      when (new.subject = '${alert.id}' and new.kind = 'step') execute function no_step()`)
  return async () => void (await w.sql("drop function no_step cascade"))
}

test("a fault that only the commit finds delays none of the others of its batch, and is tried again", async () => {
  const bad = await w.report({ level: "e2" })
  const good: string[] = []
  for (let n = 0; n < 8; n += 1) good.push((await w.report({ level: "e2" })).id)
  await w.sql("update timer set due_at = tocsin_now() where kind = 'step'")
  const lift = await withoutStep(bad.id)
  const before = w.logged.length
  try {
    await answerDue(w.runtime)
    for (const id of good) {
      const [ahead] = await stepAt(id)
      assert.ok(ahead && ahead.wait > 1700, "each of the others has made its step")
    }
    const [again] = await stepAt(bad.id)
    assert.ok(again && again.wait > 4 && again.wait <= 5, "this one is due again in five seconds")
    const failures = w.logged.slice(before).filter((l) => l.what === "timer-failed")
    assert.equal(failures.length, 1)
    assert.match(String(failures[0]?.["why"]), /23514/)
  } finally {
    await lift()
  }
  await w.advance("6s")
  const [step] = await stepAt(bad.id)
  assert.ok(step && step.wait > 1700, "once it can be answered it is")
})

test("a timer that fails three times in a row is told to the administrators, once an hour, until it is answered", async () => {
  const { id } = await w.report({ level: "e2" })
  await w.sql("delete from timer where kind <> 'step'")
  await w.sql("update timer set due_at = tocsin_now() where kind = 'step'")
  const rung = () =>
    w.sql<object>(
      "select p.name, o.text_kind, o.facts, o.alert_id, o.urgent from outbox o join person p on p.id = o.person_id where o.text_kind = 'operator' order by o.made_at",
    )
  const tries = () => w.sql("select tries from timer where kind = 'step'")
  const shown = (as: string) => w.request("/desk/api/engine", { as })
  const lift = await withoutStep(id)
  try {
    await answerDue(w.runtime)
    await w.advance("5s")
    assert.deepEqual(await tries(), [{ tries: 2 }])
    assert.deepEqual(await rung(), [])
    assert.deepEqual(await (await shown("noor")).json(), { failing: false })
    await w.advance("5s")
    const told = { name: "noor", text_kind: "operator", facts: {}, alert_id: null, urgent: true }
    assert.deepEqual(await rung(), [told], "the administrator, and nothing of what it is about")
    assert.deepEqual(await (await shown("noor")).json(), { failing: true })
    assert.equal((await shown("sam")).status, 404, "others are not administrators")
    const earlier = "update organisation set operators_rung_at = operators_rung_at - interval '59m'"
    await w.sql(earlier)
    await w.advance("5s")
    assert.equal((await rung()).length, 1, "not again within the hour")
    await w.sql(earlier)
    await w.advance("5s")
    assert.equal((await rung()).length, 2)
  } finally {
    await lift()
  }
  await w.advance("6s")
  assert.deepEqual(await tries(), [{ tries: 0 }], "answered: the count is gone")
  assert.deepEqual(await (await shown("noor")).json(), { failing: false })
})

test("failures of an act itself are counted like those of a commit, and stop nobody else's answer", async () => {
  const bad = await w.report({ level: "e2" })
  await w.sql("update alert set ladder = '{\"tiers\": 0}' where case_id = $1", [bad.id])
  await w.sql(
    "update timer set due_at = tocsin_now(), tries = 2 where kind = 'step' and subject in (select id from alert where case_id = $1)",
    [bad.id],
  )
  const good = await w.report({ level: "e2" })
  await w.sql(
    "update timer set due_at = tocsin_now() where kind = 'step' and subject in (select id from alert where case_id = $1)",
    [good.id],
  )
  const before = w.logged.length
  while ((await answerDue(w.runtime)) > 0);
  const [ahead] = await stepAt(good.id)
  assert.ok(ahead && ahead.wait > 1700)
  const failures = w.logged.slice(before).filter((l) => l.what === "timer-failed")
  assert.deepEqual(
    failures.map((l) => l["tries"]),
    [3],
  )
  assert.equal(
    (await w.json<{ failing: boolean }>("/desk/api/engine", { as: "noor" })).failing,
    true,
  )
  const [rang] = await w.sql<{ ago: number }>(
    "select extract(epoch from tocsin_now() - operators_rung_at)::float8 as ago from organisation",
  )
  assert.ok(rang && rang.ago < 5)
})
