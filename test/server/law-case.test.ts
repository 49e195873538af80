import assert from "node:assert/strict"
import { test } from "node:test"
import type { CaseLaw } from "#wire/law.ts"
import { world, type World } from "../world.ts"

/** A case that Noor has opened and leads in an organisation of a country. */
async function opened(country: string, zone = "Europe/London", level: "e2" | "e4" = "e4") {
  const w = await world()
  await w.sql("update organisation set country = $1, zone = $2", [country, zone])
  const { receipt } = await w.report({ level })
  assert.equal((await w.open("noor")).status, 204)
  return { w, receipt }
}

async function lawOf(w: World, name = "noor"): Promise<CaseLaw> {
  const [id] = await w.desk(name)
  return w.json(`/desk/api/cases/${id}/law`, { as: name })
}

const clocks = ({ lines }: CaseLaw) => lines.map(({ clock }) => clock)
const dayMs = 86_400_000

test("whoever opened a case reads what its law asks for, from where, and that no lawyer has looked at it", async () => {
  const { w } = await opened("FR", "Europe/Paris")
  await using _ = w
  const law = await lawOf(w)
  assert.deepEqual(law.places, ["FR"])
  assert.deepEqual(
    law.packs.map(({ id, review }) => [id, review.reviewed]),
    [
      ["EU", false],
      ["FR", false],
    ],
  )
  assert.deepEqual(clocks(law).toSorted(), [
    "EU.ack",
    "EU.feedback",
    "FR.ack",
    "FR.discipline",
    "FR.feedback",
  ])
  const ack = law.lines.find(({ clock }) => clock === "EU.ack")
  assert.deepEqual(
    [ack?.state, ack?.article, ack?.source, ack?.basis, ack?.done],
    ["ahead", "Art 9(1)(b)", "sourced", "law", null],
  )
  assert.ok(law.waits.some(({ clock }) => clock === "FR.sanction_min"))
  await w.say("noor", "message", "Thank you. I have read it and I call at six.")
  const after = (await lawOf(w)).lines.find(({ clock }) => clock === "EU.ack")
  assert.equal(after?.state, "kept")
})

test("who was rung and has not opened is refused; to everybody else there is no such case", async () => {
  await using w = await world()
  await w.report({ level: "e1" })
  await w.open("noor")
  await w.advance("30m")
  const [sams] = await w.desk("sam")
  const refused = await w.request(`/desk/api/cases/${sams}/law`, { as: "sam" })
  assert.deepEqual(await refused.json(), { problem: "not-now", fields: ["opening"] })
  const [noors] = await w.desk("noor")
  assert.equal((await w.request(`/desk/api/cases/${noors}/law`, { as: "sam" })).status, 404)
})

test("another country's law counts from the day it is named, and nothing becomes later by it", async () => {
  const { w, receipt } = await opened("GB")
  await using _ = w
  const before = (await w.screen("noor")).owed
  assert.deepEqual((await lawOf(w)).places, ["GB"])
  assert.equal((await w.act("noor", "law.applies", { countries: ["IN", "GB", "FR"] })).status, 201)
  const law = await lawOf(w)
  assert.deepEqual(law.places, ["GB", "IN", "FR"])
  assert.deepEqual(
    law.packs.map(({ id }) => id),
    ["EU", "IN", "GB", "FR"],
  )
  const after = (await w.screen("noor")).owed
  for (const one of before) {
    const now = after.find(({ kind }) => kind === one.kind)
    assert.ok(now && now.due <= one.due, one.kind)
  }
  assert.ok(after.some(({ kind }) => kind === "duty:feedback"))
  assert.deepEqual((await w.mine(receipt)).life.places, ["GB", "IN", "FR"])
  // Taken back, they are not later again: who was told a day keeps it.
  assert.equal((await w.act("noor", "law.applies", { countries: [] })).status, 201)
  assert.deepEqual((await w.screen("noor")).owed, after)
  assert.deepEqual((await lawOf(w)).places, ["GB"])
})

test("a step under way is due earlier once a stricter law is named", async () => {
  const { w, receipt } = await opened("GB")
  await using _ = w
  await w.act("noor", "ties.declared", { ties: [] })
  await w.act("noor", "options.opened")
  await w.choose(receipt, "wish.said", { path: "inquiry" })
  await w.act("noor", "respondent.recorded", { n: 1, standing: "employee", mailbox: null })
  await w.act("noor", "allegation.added", { n: 1, respondent: 1 })
  const planned = await w.act("noor", "plan.approved", { standard: "balance-of-probabilities" })
  assert.equal(planned.status, 201)
  const due = async () =>
    (await w.screen("noor")).owed.find(({ kind }) => kind === "duty:notice-1")?.due ?? 0
  const ours = await due()
  await w.act("noor", "law.applies", { countries: ["PK"] })
  const { began } = (await w.screen("noor")).life ?? { began: 0 }
  assert.equal(await due(), began + 3 * dayMs)
  assert.ok(began + 3 * dayMs < ours)
})

test("countries are of a closed list, and named once", async () => {
  const { w } = await opened("GB")
  await using _ = w
  for (const countries of [["XX"], ["IN", "IN"], ["india"]]) {
    const answer = await w.act("noor", "law.applies", { countries: countries as ["IN"] })
    assert.equal(answer.status, 400, countries.join())
  }
})

test("where a law asks for a report to the police, legal decides within a day, and the reporter is told first", async () => {
  const { w, receipt } = await opened("SG", "Asia/Singapore")
  await using _ = w
  const duty = async () =>
    (await w.screen("noor")).owed.find(({ kind }) => kind === "duty:police-report")
  const { now } = await w.screen("noor")
  const owed = await duty()
  assert.ok(owed && owed.due <= now + dayMs && owed.due > now + dayMs - 60_000)
  assert.ok(
    !(await w.mine(receipt)).owed.some(({ kind }) => kind === "duty:police-report"),
    "it is not a promise to the reporter",
  )
  await w.act("noor", "ties.declared", { ties: [] })
  await w.act("noor", "role.given", { role: "legal", person: w.person("noor").id as never })
  const early = await w.act("noor", "police.reported", { because: "law" })
  assert.deepEqual(await early.json(), { problem: "not-now", fields: ["told-first"] })
  assert.equal((await w.act("noor", "police.law-told")).status, 201)
  assert.ok((await w.mine(receipt)).timeline.some(({ kind }) => kind === "police.law-told"))
  assert.equal((await w.act("noor", "police.reported", { because: "law" })).status, 202)
  assert.equal((await duty())?.met, null, "one signature is not enough")
})

test("feedback keeps what a law asks for, and the outcome that was promised is still to come", async () => {
  const { w, receipt } = await opened("FR", "Europe/Paris")
  await using _ = w
  await w.act("noor", "ties.declared", { ties: [] })
  const owed = async (kind: string) => (await w.mine(receipt)).owed.find((one) => one.kind === kind)
  const promised = await owed("duty:feedback")
  assert.ok(promised, "the reporter sees by when")
  assert.equal((await w.act("noor", "feedback.given")).status, 201)
  assert.ok((await owed("duty:feedback"))?.met)
  assert.equal((await owed("outcome"))?.met, null)
  const law = await lawOf(w)
  assert.equal(law.lines.find(({ clock }) => clock === "EU.feedback")?.state, "kept")
})
