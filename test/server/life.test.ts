import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import type { CaseList, NowScreen } from "#wire/case.ts"
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
  assert.equal((await w.open("sam")).status, 204)
  const { life } = await w.screen("sam")
  assert.deepEqual(
    life?.failures.map(({ of, kind }) => [of, kind]),
    [
      ["first-contact", "promise-missed"],
      ["protection", "promise-missed"],
    ],
  )
  await w.advance("2d")
  const again = (await w.screen("sam")).life?.failures ?? []
  assert.equal(new Set(again.map(({ of }) => of)).size, again.length)
})

const kinds = (all: readonly { kind: string }[]) => all.map(({ kind }) => kind)
const problem = async (answer: Response) => [answer.status, await answer.json()]

test("whoever missed a promise is shown nothing of what is asked and decided about it, once others who may decide have the case", async () => {
  const outside = { people: ["orla"], kind: "outside" as const }
  const board = { people: ["kofi", "ito"], kind: "board" as const }
  await using w = await world({ path: [outside, ["mina"], board] })
  await w.report({ level: "e2" })
  await w.open("orla")
  await w.act("orla", "ties.declared", { ties: [] })
  const shown = async (name: string) => {
    const { life, owed, timeline, row } = await w.screen(name)
    const about = (one: object) => /failure/.test(JSON.stringify(one))
    return [
      life?.failures.map(({ of }) => of),
      owed.filter(about).length,
      timeline.filter(about).length,
      [life?.signing, row].filter((one) => one && about(one)).length,
    ]
  }
  const decides = (name: string, n: number) =>
    w.act(name, "failure.decided", { n, as: "retrained" })
  const closed = (guard: string) => [409, { problem: "not-now", fields: [guard] }]
  await w.advance("61m") // Mina is rung; nobody but Orla could decide, and it must not lie hidden with her
  assert.deepEqual(await shown("orla"), [["first-contact"], 1, 0, 0])
  assert.deepEqual(await problem(await decides("orla", 1)), closed("not-own-failure"))
  await w.advance("31m") // now the board has it
  assert.deepEqual(await shown("orla"), [[], 0, 0, 0])
  const never = await problem(await decides("orla", 9))
  assert.deepEqual(never, closed("failure-open"))
  assert.deepEqual(await problem(await decides("orla", 1)), never, "nor decides about herself")
  const answers = (n: number) => w.act("orla", "failure.answered", { n })
  assert.deepEqual(await problem(await answers(1)), await problem(await answers(9)))

  for (const name of ["mina", "kofi", "ito"]) {
    assert.equal((await w.open(name)).status, 204)
    await w.act(name, "ties.declared", { ties: [] })
  }
  assert.equal((await w.act("kofi", "failure.answered", { n: 1 })).status, 201)
  assert.equal((await decides("kofi", 1)).status, 202)
  assert.deepEqual(await shown("kofi"), [["first-contact"], 1, 2, 1])
  assert.deepEqual(await shown("orla"), [[], 0, 0, 0])
  await w.say("orla", "note", "What I know.")
  const { objects } = await w.screen("orla")
  const desk = objects.filter(({ room }) => room === "desk")
  assert.deepEqual(
    desk.map(({ withheld, by }) => withheld ?? by),
    [true, true, "orla"],
  )
  const [id] = await w.desk("orla")
  const read = async (which: string) =>
    (await w.request(`/desk/api/cases/${id}/objects/desk/${which}`, { as: "orla" })).status
  assert.deepEqual([await read("1"), await read("2-3"), await read("3")], [404, 404, 200])
  const more = { n: 2, kind: "obstruction", role: "leader" } as const
  assert.equal((await w.act("orla", "failure.recorded", more)).status, 201, "she notes others'")

  assert.equal((await decides("ito", 1)).status, 202, "what was signed once ended with that note")
  assert.equal((await decides("kofi", 1)).status, 201)
  assert.ok(kinds((await w.screen("kofi")).timeline).includes("failure.decided"))
  const after = await shown("orla")
  assert.deepEqual(after[0], [""], "what she noted herself, and nothing of her own")
})

test("what is overdue of a failure to act is in the lists of those who decide, and of whoever it is about in none", async () => {
  const outside = { people: ["orla"], kind: "outside" as const }
  await using w = await world({ path: [["noor"], outside] })
  await w.report({ level: "e2" })
  await w.open("noor")
  await w.advance("61m")
  assert.equal((await w.open("orla")).status, 204)
  const life = (await w.screen("orla")).life?.failures ?? []
  assert.deepEqual(
    life.map(({ of, person }) => [of, person]),
    [["first-contact", w.person("noor").id]],
  )
  await w.say("orla", "message", "I am here.")
  await w.sql("update deadline set met_at = tocsin_now() where kind !~ '^duty:failure'")
  await w.sql("update deadline set due_at = tocsin_now() where kind ~ '^duty:failure'")
  await w.sql("update timer set due_at = tocsin_now() where kind = 'deadline'")
  await w.advance("1m")
  const lists = async (as: string) => {
    const now = await w.json<NowScreen>("/desk/api/now", { as })
    const found = await w.json<CaseList>("/desk/api/cases?q=overdue", { as })
    const all = await w.json<CaseList>("/desk/api/cases?open=0", { as })
    return [...now.mine, ...now.others, ...found.cases, ...all.cases].map((row) => row.overdue)
  }
  assert.deepEqual(await lists("orla"), ["duty:failure-1", "duty:failure-1", "duty:failure-1"])
  assert.deepEqual(await lists("noor"), [null, null])
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
