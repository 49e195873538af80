import assert from "node:assert/strict"
import { test } from "node:test"
import { world } from "../world.ts"

test("a report rings the first tier; silence climbs, and at the top it rings for ever", async () => {
  await using w = await world()
  const { status, accepted } = await w.report({ level: "e2" })
  assert.equal(status, 201)
  assert.deepEqual(
    accepted.deadlines.map((d) => d.kind),
    ["opening", "first-contact", "protection", "plan", "outcome"],
  )
  assert.deepEqual(await w.rung(), ["noor"])
  await w.advance("30m")
  assert.deepEqual(new Set((await w.rung()).slice(1)), new Set(["noor", "sam", "ravi"]))
  await w.advance("60m")
  const all = ["ito", "noor", "orla", "ravi", "sam"]
  assert.deepEqual([...new Set(await w.rung())].toSorted(), all)
  const before = (await w.events("alert.looped")).length
  await w.advance("1d")
  const loops = (await w.events("alert.looped")).length - before
  assert.equal(loops, 96, "every fifteen minutes for a day")
})

test("to the tiers above the case does not exist until they are rung", async () => {
  await using w = await world()
  await w.report()
  assert.deepEqual((await w.desk("noor")).length, 1)
  assert.deepEqual(await w.desk("sam"), [])
  await w.advance("30m")
  assert.equal((await w.desk("sam")).length, 1)
  assert.deepEqual(await w.desk("orla"), [])
})

test("opening is proved, rests the ladder, and is a lease until first contact is owed", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  assert.equal((await w.open("noor")).status, 204)
  await w.advance("45m")
  assert.deepEqual([...new Set(await w.rung())], ["noor"], "nobody else is rung while it is opened")
  assert.equal((await w.mine(receipt)).state, "opened")
  await w.advance("15m")
  const mine = await w.mine(receipt)
  assert.equal(mine.state, "ringing")
  const contact = mine.owed.find((o) => o.kind === "first-contact")
  assert.ok(contact?.missed)
  assert.equal(
    (await w.desk("sam")).length,
    1,
    "a missed first contact releases the next tier's keys",
  )
})

test("a message keeps first contact; the miss before it stays for ever", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  await w.open("noor")
  await w.advance("61m")
  assert.equal(await w.say("noor", "message", "Thank you for telling us."), 201)
  const mine = await w.mine(receipt)
  assert.equal(mine.state, "engaged")
  const contact = mine.owed.find((o) => o.kind === "first-contact")
  assert.ok(contact?.met && contact.missed)
  assert.ok(contact.met > contact.missed)
})

test("a later promise missed rings with its lateness only: no key is handed out", async () => {
  await using w = await world()
  await w.report()
  await w.open("noor")
  await w.say("noor", "message", "I am here.")
  await w.advance("2h")
  const overdue = await w.sql<{ name: string }>(
    "select p.name from outbox o join person p on p.id = o.person_id where o.text_kind = 'overdue' order by p.name",
  )
  assert.deepEqual(
    overdue.map((r) => r.name),
    ["noor", "ravi", "sam"],
  )
  assert.deepEqual(await w.desk("sam"), [], "sam is told of a lateness, not of a case")
  const now = await w.json<{ overdue: { kind: string; lateMs: number }[]; ringing: unknown[] }>(
    "/desk/api/now",
    { as: "sam" },
  )
  assert.deepEqual(
    now.overdue.map((o) => o.kind),
    ["protection"],
  )
  assert.deepEqual(now.ringing, [])
})

test("in danger two tiers are rung at once and the rest two minutes apart", async () => {
  await using w = await world()
  await w.report({ level: "e1" })
  assert.deepEqual((await w.rung()).toSorted(), ["noor", "ravi", "sam"])
  await w.advance("2m")
  assert.equal((await w.desk("orla")).length, 1)
  await w.advance("2m")
  assert.equal((await w.desk("ito")).length, 1)
})

test("nobody has contacted me: the next tier is rung now", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e3" })
  await w.open("noor")
  await w.advance("5m")
  assert.equal((await w.reporter(receipt, "/case/neglect")).status, 204)
  assert.equal((await w.desk("sam")).length, 1)
  assert.equal((await w.mine(receipt)).state, "ringing")
})

test("the same submission twice is one case; another under the same code is refused", async () => {
  await using w = await world()
  const { body, id } = await w.report()
  const again = await w.request("/api/reports", { method: "POST", body: body as BodyInit })
  assert.equal(again.status, 200)
  assert.equal(((await again.json()) as { case: string }).case, id)
  assert.equal((await w.sql("select 1 from case_file")).length, 1)
})

test("the database itself refuses an alert without a timer", async () => {
  await using w = await world()
  await w.report()
  await assert.rejects(
    w.sql("delete from timer where kind in ('step', 'deadline')"),
    /rings without a step/,
  )
  await assert.rejects(
    w.sql("update timer set due_at = due_at + interval '1 year' where kind = 'step'"),
    /rings without a step/,
  )
  await assert.rejects(w.sql("update event set kind = 'alert.opened'"), /append-only/)
  await assert.rejects(w.sql("delete from event"), /append-only/)
})

test("opening at the very instant of the next step: one of them wins, and no tier is rung after an opening", async () => {
  await using w = await world()
  for (let round = 0; round < 10; round += 1) {
    await w.report({ level: "e2" })
    await w.owner.query("update timer set due_at = tocsin_now() where kind = 'step'")
    const [opened] = await Promise.all([w.open("noor"), w.advance("0s")])
    assert.equal(opened.status, 204)
    const [row] = await w.sql<{ state: string; owner_id: string | null; steps: number }>(
      "select a.state, a.owner_id, (select count(*)::int from timer t where t.subject = a.id and t.kind = 'step') as steps from alert a order by raised_at desc limit 1",
    )
    assert.ok(row)
    assert.ok(row.state === "opened" ? row.steps === 0 : row.steps === 1, JSON.stringify(row))
    await w.sql("update alert set state = 'closed' where state <> 'closed'")
  }
})

test("a person who leaves is not rung; the ladder goes on", async () => {
  await using w = await world()
  await w.report()
  await w.sql("update person set left_at = tocsin_now() where name in ('sam', 'ravi')")
  await w.advance("30m")
  assert.deepEqual(
    [...new Set(await w.rung())].toSorted(),
    ["noor", "orla"],
    "the emptied tier is passed at once",
  )
  assert.equal((await w.events("tier.passed")).length, 1)
})

test("something changed: the protection officer is rung beside whatever runs", async () => {
  await using w = await world({ officers: ["ravi"] })
  const { receipt } = await w.report({ level: "e3" })
  await w.open("noor")
  assert.equal((await w.reporter(receipt, "/case/retaliation")).status, 204)
  assert.equal((await w.desk("ravi")).length > 0, true)
  const mine = await w.mine(receipt)
  assert.ok(mine.owed.some((o) => o.alert === "retaliation" && o.kind === "opening"))
})

test("a level raised by the reporter hastens what is owed, and cannot be lowered by them", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e4" })
  const before = (await w.mine(receipt)).owed
  assert.equal((await w.reporter(receipt, "/case/level", { level: "e2" }, "PUT")).status, 204)
  const after = (await w.mine(receipt)).owed
  assert.ok(after.every((o, i) => o.due <= (before[i]?.due ?? 0)))
  assert.equal((await w.reporter(receipt, "/case/level", { level: "e3" }, "PUT")).status, 409)
})

test("did they reach you? no: the promise is missed if it is late", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  assert.equal(await w.say("noor", "call", "Rang at 10."), 201)
  const asked = (await w.mine(receipt)).asked
  assert.equal(asked.length, 1)
  await w.advance("90m")
  assert.equal(
    (await w.reporter(receipt, "/case/contact-answers", { seq: asked[0]?.seq, reached: false }))
      .status,
    204,
  )
  const mine = await w.mine(receipt)
  assert.equal(mine.state, "ringing")
  assert.ok(mine.owed.find((o) => o.kind === "first-contact")?.missed)
  assert.deepEqual(mine.asked, [])
})
