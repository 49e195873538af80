import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { world } from "../world.ts"

/** A case that Noor has opened and leads, since nobody else was named. */
async function opened(level: "e2" | "e3" = "e2") {
  const w = await world({ officers: ["pia"] })
  const { receipt } = await w.report({ level })
  await w.open("noor")
  return { w, receipt }
}

test("asked, ordered, carried out, looked at, told, and ended after two working days", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  // A lead who was named stays it when the bell rings again meanwhile.
  await w.act("noor", "ties.declared", { ties: [] })
  await w.act("noor", "role.given", { role: "lead", person: idOf<PersonId>(w.person("noor").id) })
  await w.choose(receipt, "measure.asked", { n: 1, code: "M01" })
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  assert.equal((await w.act("noor", "measure.executed", { n: 1 })).status, 201)
  assert.equal((await w.mine(receipt)).life.measures[0]?.state, "IN_FORCE")
  await w.act("noor", "measure.reviewed", { n: 1 })
  const early = await w.act("noor", "measure.lifted", { n: 1 })
  assert.deepEqual(await early.json(), { problem: "not-now", fields: ["lifting-told"] })
  await w.act("noor", "measure.lifting-told", { n: 1 })
  const ends = (await w.mine(receipt)).life.measures[0]?.ends
  assert.ok(ends, "the reporter sees the day")
  assert.equal((await w.screen("noor")).measuresEnd[1], ends, "and the desk the same")
  await w.advance(`${Math.ceil((ends - (await w.screen("noor")).now) / 60_000) + 1}m`)
  assert.equal((await w.act("noor", "measure.lifted", { n: 1 })).status, 201)
  assert.equal((await w.mine(receipt)).life.measures[0]?.state, "LIFTED")
})

test("what was broken is owed an answer within a day, which rings when it is missed; a review is the answer", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  await w.say("noor", "message", "I am here.")
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  await w.act("noor", "measure.executed", { n: 1 })
  assert.equal((await w.choose(receipt, "measure.breached", { n: 1 })).status, 204)
  const due = (await w.mine(receipt)).owed.find(({ kind }) => kind === "duty:measure-breach-1")
  assert.ok(due && due.met === null)
  await w.act("noor", "measure.reviewed", { n: 1 })
  const kept = (await w.mine(receipt)).owed.find(({ kind }) => kind === "duty:measure-breach-1")
  assert.ok(kept?.met)
})

test("appraisals are protected from the day of the report; nobody orders it, and it counts as no measure", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  const { life, receivedAt } = await w.mine(receipt)
  const until = new Date(life.appraisals)
  const began = new Date(receivedAt)
  assert.equal(until.getUTCFullYear() - began.getUTCFullYear(), 2)
  assert.equal((await w.screen("noor")).appraisals, life.appraisals)
  const ordered = await w.act("noor", "measure.ordered", { n: 1, code: "M15" })
  assert.deepEqual(await ordered.json(), { problem: "not-now", fields: ["orders-this"] })
})

test("support of the person named is read by the affected person once it stands, and keeps no promise to them", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  assert.equal((await w.act("noor", "measure.ordered", { n: 1, code: "M17" })).status, 201)
  const { life, owed } = await w.mine(receipt)
  assert.deepEqual(
    life.measures.map(({ code }) => code),
    ["M17"],
  )
  assert.equal(owed.find(({ kind }) => kind === "protection")?.met, null)
  assert.equal(life.nextMeasure, 2)
})

test("whoever reported for somebody else sees promises and not how that person is protected", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  await w.act("noor", "intake.sorted", { intake: "third-party", flags: [] })
  await w.act("noor", "promise.made", { n: 1, due: (await w.mine(receipt)).now + 3_600_000 })
  const { life } = await w.mine(receipt)
  assert.deepEqual([life.affected, life.measures], [false, []])
  assert.equal(life.promises.length, 1)
  const asked = await w.choose(receipt, "measure.asked", { n: 2, code: "M06" })
  assert.equal(asked.status, 403)
})

test("a promise made of a message carries its words sealed; it is denied, and released by the one it was made to", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  const due = (await w.mine(receipt)).now + 3_600_000
  const made = await w.act(
    "noor",
    "promise.made",
    { n: 1, due },
    { room: "mailbox", text: "I call the hotel." },
  )
  assert.equal(made.status, 201)
  assert.equal((await w.mine(receipt)).objects.at(-1)?.kind, "paper")
  await w.act("noor", "promise.kept", { n: 1 })
  assert.equal((await w.choose(receipt, "promise.denied", { n: 1 })).status, 204)
  assert.equal((await w.mine(receipt)).life.promises[0]?.state, "owed")
  assert.equal((await w.choose(receipt, "promise.released", { n: 1 })).status, 204)
  assert.ok(!(await w.mine(receipt)).owed.some(({ kind }) => kind === "promise:1"))
})

test("leave for the person named: the words for the reporter come with the second signature, never before", async () => {
  const { w, receipt } = await opened()
  await using _ = w
  await w.act("noor", "measure.ordered", { n: 1, code: "M03" }, { room: "desk" })
  assert.equal((await w.mine(receipt)).objects.length, 1, "only the report itself")
  assert.equal((await w.mine(receipt)).life.measures.length, 0)
})
