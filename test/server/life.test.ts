import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { world } from "../world.ts"

/** A case that Noor has opened and leads, since nobody else was named. */
async function opened(level: "e2" | "e3" = "e2") {
  const w = await world()
  const { receipt } = await w.report({ level })
  assert.equal((await w.open("noor")).status, 204)
  return { w, receipt }
}

test("opening a case brings it to be sorted, and an act moves it on with what is due", async () => {
  const { w } = await opened()
  await using _ = w
  assert.equal((await w.screen("noor")).life?.state, "TRIAGE")
  assert.equal((await w.act("noor", "response.begun")).status, 201)
  const seen = await w.screen("noor")
  assert.equal(seen.life?.state, "ACTIVE_RESPONSE")
  const due = seen.owed.map(({ kind, met }) => [kind, met !== null])
  assert.deepEqual(
    due.filter(([kind]) => /^duty:(?!police|check-in)/.test(String(kind))),
    [
      ["duty:sorted", true],
      ["duty:safety", false],
    ],
  )
  const told = seen.timeline.map(({ kind }) => kind)
  assert.ok(told.includes("response.begun") && told.includes("state.changed"))
})

test("a guard that does not hold is named, and nothing is half written", async () => {
  const { w } = await opened()
  await using _ = w
  await w.act("noor", "response.begun")
  const before = await w.screen("noor")
  const refused = await w.act("noor", "options.opened")
  assert.deepEqual(
    [refused.status, await refused.json()],
    [409, { problem: "not-now", fields: ["safety-plan"] }],
  )
  const notice = await w.act("noor", "measure.ordered", { n: 1, code: "M07" })
  assert.deepEqual(await notice.json(), { problem: "not-now", fields: ["her-yes"] })
  const after = await w.screen("noor")
  assert.deepEqual([after.last, after.life, after.owed], [before.last, before.life, before.owed])
})

test("facts that are not of their form are named; an act without its paper is refused", async () => {
  const { w } = await opened()
  await using _ = w
  const wrong = await w.act("noor", "measure.ordered", { n: 0, code: "M99" as "M01" })
  assert.deepEqual(await wrong.json(), { problem: "malformed", fields: ["n", "code"] })
  const [id] = await w.desk("noor")
  const bare = await w.request(`/desk/api/cases/${id}/acts`, {
    method: "POST",
    as: "noor",
    headers: { "x-tocsin-act": `{"kind":"safety-plan.agreed"}` },
  })
  assert.deepEqual(await bare.json(), { problem: "not-now", fields: ["paper"] })
  const elsewhere = await w.act("noor", "safety-plan.agreed", {}, { room: "desk" })
  assert.deepEqual(await elsewhere.json(), { problem: "not-yours", fields: ["room"] })
})

test("whoever reported asks for protection with a clock, and both sides see the same promise", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  assert.equal((await w.choose(receipt, "measure.asked", { n: 1, code: "M06" })).status, 204)
  const mine = await w.mine(receipt)
  const promise = mine.owed.find(({ kind }) => kind === "promise:measure-1")
  assert.ok(promise)
  assert.deepEqual(
    (await w.screen("noor")).owed.find(({ kind }) => kind === "promise:measure-1"),
    promise,
  )
  assert.equal((await w.act("noor", "measure.ordered", { n: 1, code: "M06" })).status, 201)
  const kept = (await w.mine(receipt)).owed.find(({ kind }) => kind === "promise:measure-1")
  assert.ok(kept?.met)
  assert.deepEqual(
    (await w.mine(receipt)).life.measures.map(({ code, state }) => [code, state]),
    [["M06", "ORDERED"]],
  )
})

test("a promise made in a message that is broken is recorded for ever and climbs by itself", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  await w.say("noor", "message", "I will call the hotel today.")
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  const due = (await w.mine(receipt)).now + 3_600_000
  assert.equal((await w.act("noor", "promise.made", { n: 1, due })).status, 201)
  const rung = (await w.rung()).length
  await w.advance("61m")
  const late = (await w.mine(receipt)).owed.find(({ kind }) => kind === "promise:1")
  assert.ok(late?.missed)
  assert.ok((await w.rung()).length > rung, "somebody else was rung")
  assert.equal((await w.act("noor", "promise.kept", { n: 1 })).status, 201)
  const kept = (await w.mine(receipt)).owed.find(({ kind }) => kind === "promise:1")
  assert.ok(kept?.met && kept.missed)
})

test("the reporter's page shows the duties that are about them and none of the others", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  await w.act("noor", "hold.requested")
  const mine = await w.mine(receipt)
  assert.deepEqual(
    mine.owed.filter(({ kind }) => kind.startsWith("duty:")),
    [],
  )
  assert.ok(!mine.timeline.some(({ kind }) => kind === "hold.requested"))
  await w.act("noor", "response.begun")
  assert.deepEqual(
    (await w.mine(receipt)).owed.filter(({ kind }) => kind.startsWith("duty:")).map((o) => o.kind),
    ["duty:safety"],
  )
})

test("withdrawing never closes: the case goes on as support, and before anybody opened it, it still rings", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  assert.equal((await w.choose(receipt, "report.withdrawn")).status, 204)
  assert.equal((await w.mine(receipt)).state, "ringing")
  await w.open("noor")
  assert.equal((await w.screen("noor")).life?.state, "SUPPORT_ONLY")
})

test("two people sign what needs two: the first alone changes nothing", async () => {
  const { w } = await opened()
  await using _ = w
  const early = await w.act("noor", "measure.ordered", { n: 1, code: "M03" })
  assert.deepEqual(await early.json(), { problem: "not-yours", fields: ["room"] })
  const first = await w.act("noor", "measure.ordered", { n: 1, code: "M03" }, { room: "desk" })
  assert.deepEqual([first.status, await first.json()], [202, { waits: true }])
  assert.equal((await w.screen("noor")).life?.measures.length, 0)
  const again = await w.act("noor", "measure.ordered", { n: 1, code: "M03" }, { room: "desk" })
  assert.equal(again.status, 409)
})

test("what a person is in a case is for the case to say: others may not do what a role does", async () => {
  await using w = await world()
  await w.report({ level: "e1" }) // two tiers are rung at once and receive their keys
  await w.open("noor")
  assert.equal((await w.open("sam")).status, 204)
  const seen = await w.screen("sam")
  assert.ok(!seen.is.includes("lead"))
  const refused = await w.act("sam", "role.given", {
    role: "care",
    person: idOf<PersonId>(w.person("sam").id),
  })
  assert.deepEqual(
    [refused.status, await refused.json()],
    [403, { problem: "not-yours", fields: ["role"] }],
  )
})

test("a missed promise is a failure that somebody has to answer for, once, and it keeps the case from closing", async () => {
  const { w } = await opened()
  await using _ = w
  await w.advance("3h") // first contact and protection were owed by now
  const { life } = await w.screen("noor")
  assert.deepEqual(
    life?.failures.map(({ of, kind }) => [of, kind]),
    [
      ["first-contact", "promise-missed"],
      ["protection", "promise-missed"],
    ],
  )
  await w.advance("2d")
  const again = (await w.screen("noor")).life?.failures ?? []
  assert.equal(new Set(again.map(({ of }) => of)).size, again.length)
})

test("a closed case is erased when its time is over: keys first, and nothing sealed is left; a hold stands above it", async () => {
  await using w = await world()
  const { receipt, id } = await w.report({ level: "e3" })
  await w.open("noor")
  await w.act("noor", "hold.issued")
  const before = (await w.screen("noor")).life
  const close = async (life: object) => {
    const whole = { ...before, ...life }
    await w.sql("update case_file set life = $2, state = $3 where id = $1", [
      id,
      JSON.stringify(whole),
      "CLOSED",
    ])
    await w.sql("update alert set state = 'closed' where case_id = $1", [id])
    await w.sql(
      `insert into timer (subject, kind, org_id, due_at)
       select $1, 'erase', org_id, tocsin_now() + interval '1 day' from case_file where id = $1`,
      [id],
    )
  }
  const closed = (await w.mine(receipt)).now
  await close({ state: "CLOSED", closed: closed - 3 * 365 * 86_400_000, hold: "ISSUED" })
  await w.advance("2d")
  assert.equal((await w.mine(receipt)).life.erases, null, "evidence has to be kept")
  assert.ok((await w.mine(receipt)).objects.length > 0)
  await close({ state: "CLOSED", closed: closed - 3 * 365 * 86_400_000, hold: "RELEASED" })
  assert.ok((await w.mine(receipt)).life.erases)
  await w.advance("2d")
  const left = await w.sql(
    `select (select count(*)::int from key_grant where case_id = $1) as grants,
       (select count(*)::int from sealed_object where case_id = $1) as objects,
       (select count(*)::int from mailbox where case_id = $1) as mailboxes,
       (select erased_at is not null from case_file where id = $1) as erased`,
    [id],
  )
  assert.deepEqual(left, [{ grants: 0, objects: 0, mailboxes: 0, erased: true }])
  assert.deepEqual(await w.desk("noor"), [])
  assert.equal((await w.reporter(receipt, "/case", undefined, "GET")).status, 404)
})
