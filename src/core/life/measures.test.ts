import assert from "node:assert/strict"
import { test } from "node:test"
import {
  cast,
  dayMs,
  hourMs,
  keyholder,
  protectedCase,
  staffed,
  start,
  story,
} from "../../../test/core/life-world.ts"
import { liftsAt } from "./measure.ts"
import { measureCodes } from "./word.ts"

const stateOf = (s: ReturnType<typeof story>, n: number) =>
  s.life.measures.find((one) => one.n === n)?.state

test("a yes to one measure never carries another: the number stays with its code", () => {
  const s = protectedCase()
  s.act("chen", "measure.proposed", { n: 2, code: "M07" })
  assert.equal(s.why("amina", "measure.ordered", { n: 2, code: "M01" }), "measure-open")
  s.act("yao", "measure.accepted", { n: 2 })
  assert.equal(s.why("amina", "measure.ordered", { n: 2, code: "M06" }), "measure-open")
  s.act("amina", "measure.ordered", { n: 2, code: "M07" })
  assert.equal(stateOf(s, 2), "ORDERED")
})

test("who orders what: the lead most of it, a responder what a person needs tonight, nobody what begins by itself", () => {
  const s = staffed()
  for (const code of measureCodes) {
    const why = s.why("chen", "measure.ordered", { n: 1, code })
    const tonight = ["M08", "M09", "M11"].includes(code)
    assert.equal(why, tonight ? "her-yes" : "orders-this", code)
  }
  assert.equal(s.why("amina", "measure.ordered", { n: 1, code: "M15" }), "orders-this")
  assert.equal(s.why("lex", "measure.ordered", { n: 1, code: "M01" }), "orders-this")
})

test("what begins by itself, and support of the person named, is not the affected person's to ask for or refuse", () => {
  const s = staffed()
  for (const code of ["M15", "M17"] as const) {
    assert.equal(s.why("yao", "measure.asked", { n: 1, code }), "not-theirs")
    assert.equal(s.why("chen", "measure.proposed", { n: 1, code }), "not-theirs")
  }
  const support = s.act("amina", "measure.ordered", { n: 1, code: "M17" })
  assert.ok(!support.keeps.includes("protection"), "it protects somebody else")
  assert.ok(s.act("amina", "measure.ordered", { n: 2, code: "M01" }).keeps.includes("protection"))
})

test("leave for the person named: the lead and legal; a second lead is not legal", () => {
  const s = protectedCase()
  s.people({ other: keyholder("other", "lead") })
  const facts = { n: 2, code: "M03" } as const
  assert.equal(s.act("amina", "measure.ordered", facts).waits, true)
  assert.equal(s.act("other", "measure.ordered", facts).waits, true)
  assert.equal(stateOf(s, 2), undefined)
  assert.equal(s.act("lex", "measure.ordered", facts).waits, false)
  assert.equal(stateOf(s, 2), "ORDERED")
})

test("legal is silent for two hours and it is urgent: the sponsor signs; what was signed waits through other acts", () => {
  const s = protectedCase("e2")
  s.people({ boss: keyholder("boss", "sponsor") })
  const facts = { n: 2, code: "M03" } as const
  s.act("amina", "measure.ordered", facts)
  s.act("chen", "police.offered")
  assert.equal(s.why("boss", "measure.ordered", facts), "orders-this")
  s.later(2 * hourMs)
  assert.equal(s.why("boss", "measure.ordered", { n: 2, code: "M01" }), "orders-this")
  assert.equal(s.act("boss", "measure.ordered", facts).waits, false)
  assert.equal(stateOf(s, 2), "ORDERED")
  const calm = staffed("e4")
  calm.people({ boss: keyholder("boss", "sponsor") })
  calm.act("amina", "measure.ordered", { n: 1, code: "M03" })
  calm.later(9 * hourMs)
  assert.equal(calm.why("boss", "measure.ordered", { n: 1, code: "M03" }), "orders-this")
})

test("other acts undo what was signed for a case as it then stood", () => {
  const s = protectedCase()
  s.act("amina", "override.tested", { grounds: ["repeat"] })
  s.act("chen", "police.offered")
  assert.equal(s.life.signing, null)
})

test("what is asked for can be taken back, and is answered with a no that says so", () => {
  const s = staffed()
  s.act("yao", "measure.asked", { n: 1, code: "M01" })
  assert.ok(s.act("yao", "measure.released", { n: 1 }).drops.includes("promise:measure-1"))
  s.act("yao", "measure.asked", { n: 2, code: "M06" })
  assert.deepEqual(s.act("amina", "measure.declined", { n: 2 }).keeps, ["promise:measure-2"])
  assert.equal(stateOf(s, 2), "DECLINED")
  s.act("chen", "measure.proposed", { n: 3, code: "M07" })
  assert.equal(s.why("yao", "measure.released", { n: 3 }), "measure-alive")
})

test("what changes their own days they end by a word; what binds somebody else, or goes to a client, they do not", () => {
  const s = protectedCase()
  assert.equal(s.why("yao", "measure.released", { n: 1 }), "on-her")
  s.act("yao", "measure.asked", { n: 2, code: "M13" })
  s.act("amina", "measure.ordered", { n: 2, code: "M13" })
  assert.equal(s.why("yao", "measure.released", { n: 2 }), "on-her")
  s.act("yao", "measure.asked", { n: 3, code: "M05" })
  s.act("amina", "measure.ordered", { n: 3, code: "M05" })
  s.act("yao", "measure.released", { n: 3 })
  assert.equal(stateOf(s, 3), "LIFTED")
})

test("words for managers are shown to the affected person before they are used", () => {
  const s = protectedCase()
  s.act("yao", "measure.asked", { n: 2, code: "M14" })
  assert.equal(s.why("amina", "measure.ordered", { n: 2, code: "M14" }), "seen-first")
  assert.equal(s.why("chen", "measure.proposed", { n: 2, code: "M01" }), "offer-number")
  assert.deepEqual(s.act("chen", "measure.proposed", { n: 2, code: "M14" }).keeps, [
    "promise:measure-2",
  ])
  s.act("amina", "measure.ordered", { n: 2, code: "M14" })
})

test("a review that lets it go on takes back what was said about its end", () => {
  const s = protectedCase()
  assert.equal(s.why("pia", "measure.reviewed", { n: 1 }), "measure-executed")
  s.act("chen", "measure.executed", { n: 1 })
  s.act("pia", "measure.lifting-told", { n: 1 })
  assert.equal(liftsAt(s.life.measures[0], s.moment()), start + 2 * dayMs)
  s.act("pia", "measure.reviewed", { n: 1 })
  assert.equal(liftsAt(s.life.measures[0], s.moment()), null)
  s.later(9 * dayMs)
  assert.equal(s.why("pia", "measure.lifted", { n: 1 }), "lifting-told")
})

test("what was broken is answered by a review; broken before it was carried out, it is still to be carried out", () => {
  const s = protectedCase()
  assert.deepEqual(
    s.act("yao", "measure.breached", { n: 1 }).owes.map(({ kind }) => kind),
    ["duty:measure-breach-1"],
  )
  s.act("chen", "measure.executed", { n: 1 })
  assert.equal(stateOf(s, 1), "BREACHED", "carried out, and still to be answered")
  assert.ok(s.act("amina", "measure.reviewed", { n: 1 }).keeps.includes("duty:measure-breach-1"))
  assert.equal(stateOf(s, 1), "REVIEWED")
})

test("what has ended is ordered anew under a number of its own", () => {
  const s = protectedCase()
  s.act("pia", "measure.lifting-told", { n: 1 })
  s.later(2 * dayMs)
  s.act("pia", "measure.lifted", { n: 1 })
  assert.equal(s.why("amina", "measure.ordered", { n: 1, code: "M01" }), "measure-open")
  s.act("amina", "measure.ordered", { n: 2, code: "M01" })
  assert.equal(stateOf(s, 2), "ORDERED")
})

test("somebody else's reporter neither asks for protection nor accepts it", () => {
  const s = story()
  s.people({ ...cast, friend: { person: null, is: ["reporter"], mailbox: 1 } })
  s.open()
  assert.equal(s.why("friend", "measure.asked", { n: 1, code: "M06" }), "role")
})
