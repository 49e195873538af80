import assert from "node:assert/strict"
import { test } from "node:test"
import type { ActFacts, ActKind } from "#core/life/act.ts"
import { actAs, actTo, makeMailbox, type Outside, readBy, seenBy } from "../world/party.ts"
import { world, type World } from "../world.ts"

/** Somebody reported for another person. */
async function told() {
  const w = await world()
  const { receipt } = await w.report({ level: "e3", text: "told by somebody else" })
  await w.open("noor")
  const sorted = await w.act("noor", "intake.sorted", { intake: "third-party", flags: [] })
  assert.equal(sorted.status, 201)
  return { w, receipt }
}

async function does<K extends ActKind>(w: World, who: Outside, kind: K, facts: ActFacts[K]) {
  assert.equal((await actAs(w, who, { kind, facts })).status, 204, kind)
}

/** The same with words of one's own. */
async function writes<K extends ActKind>(w: World, who: Outside, kind: K, facts: ActFacts[K]) {
  assert.equal((await actAs(w, who, { kind, facts, text: kind })).status, 204, kind)
}

async function tells<K extends ActKind>(w: World, to: Outside, kind: K, facts: ActFacts[K]) {
  assert.equal((await actTo(w, "noor", to, { kind, facts })).status, 201, kind)
}

const problem = async (answer: Response) => [answer.status, await answer.json()]
const closed = (guard: string) => [409, { problem: "not-now", fields: [guard] }]
const soon = () => Date.now() + 3 * 86_400_000

test("nothing for an affected person is told while they have no mailbox, and never in the reporter's", async () => {
  const { w, receipt } = await told()
  await using _ = w
  const acts = [
    ["measure.proposed", { n: 1, code: "M06" }],
    ["measure.ordered", { n: 1, code: "M01" }],
    ["safety-plan.agreed", {}],
    ["police.law-told", {}],
  ] as const
  const before = await w.mine(receipt)
  for (const [kind, facts] of acts)
    assert.deepEqual(await problem(await w.act("noor", kind, facts)), closed("affected-box"), kind)
  const after = await w.mine(receipt)
  assert.deepEqual(after.objects, before.objects, "nothing is half written")
  const affected = await makeMailbox(w, "noor", "affected")
  const wrong = [403, { problem: "not-yours", fields: ["room"] }]
  for (const [kind, facts] of acts) {
    assert.deepEqual(await problem(await w.act("noor", kind, facts)), wrong, kind)
    const atDesk = await w.act("noor", kind, facts, { room: "desk" })
    assert.deepEqual(await problem(atDesk), wrong, `${kind} at the desk`)
  }
  const due = soon()
  const hers = await w.act("noor", "promise.made", { n: 1, due, to: "affected" }, {})
  assert.deepEqual(await problem(hers), wrong)
  const witness = await makeMailbox(w, "noor", "witness")
  const offer = { kind: "measure.proposed", facts: { n: 1, code: "M06" } } as const
  assert.deepEqual(await problem(await actTo(w, "noor", witness, offer)), wrong)
  await tells(w, affected, "measure.proposed", { n: 1, code: "M06" })
  assert.deepEqual(await readBy(w, affected), ["measure.proposed"])
})

test("whoever reported sees no difference by anything that the affected person is offered, promised, asked or chooses", async () => {
  const { w, receipt } = await told()
  await using _ = w
  const seen = async () => {
    const { life, timeline, owed, quiet, ladder, objects, level, state } = await w.mine(receipt)
    // Each look of the desk at its case is told to the reporter, whatever it was for.
    const events = timeline.filter(({ kind }) => kind !== "case.opened")
    return { life, events, owed, quiet, ladder, objects, level, state }
  }
  const before = await seen()
  const affected = await makeMailbox(w, "noor", "affected")
  await tells(w, affected, "measure.proposed", { n: 1, code: "M06" })
  await does(w, affected, "measure.accepted", { n: 1 })
  await does(w, affected, "measure.asked", { n: 2, code: "M01" })
  await tells(w, affected, "measure.ordered", { n: 2, code: "M01" })
  await does(w, affected, "measure.breached", { n: 2 })
  await does(w, affected, "wish.said", { path: "inquiry" })
  await does(w, affected, "police.chosen", { as: "DECLINED_FOR_NOW" })
  const due = soon()
  await tells(w, affected, "promise.made", { n: 1, due, to: "affected" })
  await writes(w, affected, "promise.made", { n: 2, due, to: "affected" })
  assert.equal((await w.act("noor", "promise.kept", { n: 1, to: "affected" })).status, 201)
  await does(w, affected, "promise.denied", { n: 1, to: "affected" })
  await does(w, affected, "promise.released", { n: 2, to: "affected" })
  await does(w, affected, "check-ins.stopped", {})
  await does(w, affected, "protection.refused", {})
  assert.deepEqual(await seen(), before)
  const theirs = (await seenBy(w, affected)).life.own
  assert.deepEqual(
    theirs?.life.promises.map(({ n, state }) => [n, state]),
    [
      [1, "owed"],
      [2, "released"],
    ],
  )
  assert.deepEqual(
    theirs.life.measures.map(({ code, state }) => [code, state]),
    [
      ["M06", "CONSENTED"],
      ["M01", "BREACHED"],
    ],
  )
  assert.ok(theirs.owed.some(({ kind }) => kind === "promise:affected-1"))
  assert.ok(
    !theirs.owed.some(({ kind }) => kind === "first-contact"),
    "the reporter's stays theirs",
  )
  // Each is asked for what was promised to them: nobody takes up the other's.
  const other = await actAs(w, affected, { kind: "promise.released", facts: { n: 1 } })
  assert.deepEqual(await problem(other), closed("promise-side"))
  assert.equal((await w.choose(receipt, "promise.released", { n: 1, to: "affected" })).status, 409)
  assert.equal((await w.choose(receipt, "measure.asked", { n: 3, code: "M07" })).status, 403)
})

test("an affected person is paid back, says a last word and takes it back, and whoever reported reads none of it", async () => {
  const { w, receipt } = await told()
  await using _ = w
  const affected = await makeMailbox(w, "noor", "affected")
  const tellsUs = await w.reporter(affected.code, "/mailbox/retaliation", undefined, "POST")
  assert.equal(tellsUs.status, 204)
  const desk = await w.screen("noor")
  assert.deepEqual(
    [desk.life?.retaliation.state, desk.life?.retaliation.of],
    ["SUBCASE_OPEN", [affected.file.number]],
  )
  assert.ok(
    desk.owed.some(({ alert }) => alert === "retaliation"),
    "it rings as for the reporter",
  )
  const own = (await seenBy(w, affected)).life.own
  assert.equal(own?.life.retaliation, "SUBCASE_OPEN")
  assert.ok(own.owed.some(({ alert, kind }) => alert === "retaliation" && kind === "protection"))
  const hers = await w.mine(receipt)
  assert.equal(hers.life.retaliation, "CLEAR")
  assert.ok(!JSON.stringify(hers).includes("retaliation.raised"))
  assert.ok(![...hers.owed, ...hers.ladder, ...hers.quiet].some((one) => one.alert !== "report"))
  await w.sql("update case_file set state = 'MONITORING'")
  await tells(w, affected, "last-word.asked", {})
  assert.equal((await w.mine(receipt)).life.lastWord.asked, null)
  assert.ok((await seenBy(w, affected)).life.own?.life.lastWord.asked)
  assert.equal((await w.choose(receipt, "last-word.given")).status, 409)
  await writes(w, affected, "last-word.given", {})
  assert.ok((await seenBy(w, affected)).life.own?.life.lastWord.given)
  await w.sql("update case_file set state = 'INVESTIGATING'")
  await does(w, affected, "report.withdrawn", {})
  assert.equal((await w.screen("noor")).life?.state, "SUPPORT_ONLY")
  const { life, timeline } = await w.mine(receipt)
  assert.deepEqual([life.withdrawn, life.wish, life.lastWord.given], [null, null, null])
  assert.ok(!timeline.some(({ kind }) => /withdrawn|last-word|retaliation/.test(kind)))
})

test("a witness is asked how it goes, by numbers of their own; payback on them rings, and nobody else reads of it", async () => {
  const w = await world({ officers: ["pia"], path: [["noor", "pia"]] })
  await using _ = w
  const { receipt } = await w.report({ level: "e3" })
  await w.open("noor")
  const respondent = await makeMailbox(w, "noor", "respondent")
  const witness = await makeMailbox(w, "noor", "witness")
  const days = (await seenBy(w, witness)).life.checkIns
  assert.deepEqual(
    days.map(({ n, day }) => [n, day]),
    [7, 14, 30, 60, 90, 180, 365].map((day, at) => [at + 1, day]),
  )
  assert.deepEqual((await seenBy(w, respondent)).life.checkIns, [])
  assert.equal((await w.mine(receipt)).life.checkIns.length, 7)
  const answer = { kind: "check-in.answered", facts: { n: 1, flags: ["changed"] } } as const
  const early = await actAs(w, witness, { ...answer, text: "well" })
  assert.deepEqual(await problem(early), closed("check-in-due"))
  await w.advance("8d")
  const before = await w.mine(receipt)
  assert.equal((await actAs(w, respondent, { ...answer, text: "well" })).status, 403)
  assert.equal((await actAs(w, witness, { ...answer, text: "They cut my shifts." })).status, 204)
  const { life, owed } = await w.screen("noor")
  assert.deepEqual(
    life?.checkIns.filter(({ as }) => as === "answered").map(({ mailbox, n }) => [mailbox, n]),
    [[witness.file.number, 1]],
  )
  assert.equal(life?.retaliation.state, "SUBCASE_OPEN")
  assert.ok(owed.some(({ kind }) => kind === "duty:check-in-flag-301"))
  const after = await w.mine(receipt)
  for (const part of ["life", "timeline", "owed", "quiet", "ladder"] as const)
    assert.deepEqual(after[part], before[part], part)
  const mine = { kind: "retaliation.found", facts: { as: "SUBSTANTIATED" } } as const
  const protector = "pia"
  await w.open(protector)
  await w.act(protector, "ties.declared", { ties: [] })
  const toReporter = await w.act(protector, mine.kind, mine.facts)
  assert.deepEqual(await problem(toReporter), [403, { problem: "not-yours", fields: ["room"] }])
  assert.equal((await actTo(w, protector, witness, mine)).status, 201)
  const unsafe = { kind: "check-in.answered", facts: { n: 2, flags: ["unsafe"] } } as const
  await w.advance("7d")
  assert.equal((await actAs(w, witness, { ...unsafe, text: "I am afraid." })).status, 204)
  assert.equal((await w.mine(receipt)).level, "e2")
  const told = JSON.stringify((await w.mine(receipt)).timeline)
  assert.ok(!told.includes("danger.told") && !told.includes("level.raised"))
})

test("somebody who lost the code has a new one: what they were told and their days stay, the old code opens nothing", async () => {
  const w = await world()
  await using _ = w
  await w.report({ level: "e3" })
  await w.open("noor")
  const before = await makeMailbox(w, "noor", "respondent")
  const { number } = before.file
  for (const [kind, facts] of [
    ["ties.declared", { ties: [] }],
    ["safety-plan.agreed", {}],
    ["hold.issued", {}],
    ["respondent.recorded", { n: 1, standing: "employee", mailbox: number }],
  ] as const)
    assert.equal((await w.act("noor", kind, facts)).status, 201, kind)
  await w.sql("update case_file set state = 'PLANNED'")
  await tells(w, before, "notice.given", { n: 1 })
  const told = (await seenBy(w, before)).life
  assert.ok(told.noticed && told.answerBy)
  const moved = { n: 1, standing: "employee", mailbox: 9 } as const
  const byHand = await w.act("noor", "respondent.recorded", moved)
  assert.deepEqual(await problem(byHand), closed("mailbox-free"), "no act moves a notice")
  const anew = await makeMailbox(w, "noor", "respondent", number)
  const gone = await w.reporter(before.code, "/mailbox", undefined, "GET")
  assert.equal(gone.status, 404, "whoever finds the paper reads nothing")
  const seen = await seenBy(w, anew)
  assert.deepEqual(
    [seen.life.n, seen.life.noticed, seen.life.answerBy, seen.after, seen.objects],
    [1, told.noticed, told.answerBy, true, []],
  )
  await writes(w, anew, "answer.given", { n: 1 })
  const desk = await w.screen("noor")
  assert.equal(desk.life?.respondents[0]?.mailbox, anew.file.number)
  assert.ok(desk.life?.respondents[0]?.answered)
  assert.ok(desk.parties[0]?.closedAt)
  assert.equal(desk.objects.filter(({ room }) => room === `party-${number}`).length, 1)
})

test("a new code is for the same kind of person, once, and carries a witness's days", async () => {
  const w = await world()
  await using _ = w
  await w.report({ level: "e3" })
  await w.open("noor")
  const witness = await makeMailbox(w, "noor", "witness")
  const { number } = witness.file
  await assert.rejects(makeMailbox(w, "noor", "respondent", number), /404/)
  await w.advance("8d")
  const first = { kind: "check-in.answered", facts: { n: 1, flags: [] } } as const
  assert.equal((await actAs(w, witness, { ...first, text: "Well." })).status, 204)
  const anew = await makeMailbox(w, "noor", "witness", number)
  await assert.rejects(makeMailbox(w, "noor", "witness", number), /409/)
  const days = (await seenBy(w, anew)).life.checkIns
  assert.deepEqual(days.map(({ n, as }) => [n, as]).slice(0, 2), [
    [1, "answered"],
    [2, null],
  ])
  const { owed } = await w.screen("noor")
  assert.ok(owed.some(({ kind }) => kind === "duty:check-in-302"))
  assert.ok(!owed.some(({ kind }) => kind === "duty:check-in-202"))
})
