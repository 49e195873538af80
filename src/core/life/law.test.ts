import assert from "node:assert/strict"
import { test } from "node:test"
import { cast, dayMs, keyholder, start, story } from "../../../test/core/life-world.ts"

const withLaw = () => {
  const s = story("e3")
  s.people({ ...cast, lex: keyholder("lex", "legal") })
  s.open()
  for (const who of ["amina", "lex"]) s.act(who, "ties.declared", { ties: [] })
  return s
}

test("a law that is named adds what it asks for, once; the organisation's own is never listed twice", () => {
  const s = withLaw()
  const { owes } = s.act("lex", "law.applies", { countries: ["CN", "SG"] })
  assert.deepEqual(s.life.places, ["SG"])
  assert.deepEqual(owes, [{ kind: "duty:police-report", due: start + dayMs, basis: "SG.s424" }])
  assert.deepEqual(s.act("amina", "law.applies", { countries: ["SG", "IN"] }).owes, [])
  assert.deepEqual(s.life.places, ["SG", "IN"])
})

test("a law named after the police know asks nothing more about them", () => {
  const s = withLaw()
  s.act("yao", "police.chosen", { as: "REPORTED_BY_AFFECTED" })
  assert.deepEqual(s.act("lex", "law.applies", { countries: ["SG"] }).owes, [])
})

test("not telling the police has reasons and two signatures, and is decided once", () => {
  const s = withLaw()
  s.act("lex", "law.applies", { countries: ["SG"] })
  const facts = { because: "reasonable-excuse" } as const
  assert.ok(s.act("lex", "police.not-reported", facts).waits)
  assert.equal(s.life.policeLaw.excused, null)
  assert.throws(() => s.act("lex", "police.not-reported", facts), { code: "needs-second-person" })
  assert.deepEqual(s.act("amina", "police.not-reported", facts).keeps, ["duty:police-report"])
  assert.notEqual(s.life.policeLaw.excused, null)
  assert.equal(s.why("lex", "police.not-reported", facts), "police-open")
})

test("a report that a law asks for is told to the reporter first", () => {
  const s = withLaw()
  assert.equal(s.why("lex", "police.reported", { because: "law" }), "told-first")
  s.act("amina", "police.law-told")
  assert.equal(s.why("lex", "police.reported", { because: "law" }), null)
  assert.equal(s.why("lex", "police.reported", { because: "override" }), "told-first")
})

test("an open window stays open longer under a longer minimum, and never closes earlier", () => {
  const s = withLaw()
  s.set({
    state: "OUTCOME_NOTIFIED",
    since: start,
    appeal: { ...s.life.appeal, state: "OPEN", until: start + 10 * dayMs },
  })
  s.act("lex", "law.applies", { countries: ["IN"] })
  assert.equal(s.life.appeal.until, start + 20 * dayMs)
  s.set({ appeal: { ...s.life.appeal, until: start + 30 * dayMs } })
  s.act("lex", "law.applies", { countries: [] })
  assert.equal(s.life.appeal.until, start + 30 * dayMs)
  // What is over stays over.
  s.set({ appeal: { ...s.life.appeal, until: start - 1 } })
  s.act("lex", "law.applies", { countries: ["IN"] })
  assert.equal(s.life.appeal.until, start - 1)
})

test("feedback keeps what a law asks for and not the outcome that was promised", () => {
  const s = withLaw()
  assert.deepEqual(s.act("amina", "feedback.given").keeps, ["duty:feedback"])
})
