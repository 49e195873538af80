import assert from "node:assert/strict"
import { test } from "node:test"
import { cast, declaredBy, keyholder, p, refuses, staffed } from "../../../test/core/life-world.ts"

test("whom a tie keeps away has no part any more, and is given none", () => {
  const s = staffed()
  s.act("amina", "conflict.checked", { aside: [p("ito"), p("pia")] })
  assert.deepEqual(s.life.aside, [p("ito"), p("pia")])
  assert.ok(!s.life.roles.some(({ person }) => person === p("ito") || person === p("pia")))
  assert.equal(s.life.hands.acted?.includes(p("amina")) ?? false, false, "checking is no work")
  refuses("not-now", "no-conflict", () =>
    s.act("amina", "role.given", { role: "panel", person: p("ito") }),
  )
  s.act("amina", "conflict.checked", { aside: [p("ito")] })
  assert.deepEqual(s.life.aside, [p("ito"), p("pia")], "nobody stands in it twice")
})

test("a check that finds nobody leaves the case as it is, what waits for a second signature too", () => {
  const s = staffed()
  s.act("amina", "scope.refused")
  const before = s.life
  s.act("chen", "conflict.checked", { aside: [] })
  assert.deepEqual(s.life, before)
})

test("what somebody signed who is too close is not half of anything", () => {
  const s = staffed()
  s.act("amina", "scope.refused")
  s.act("chen", "conflict.checked", { aside: [p("ito")] })
  assert.equal(s.life.signing?.by, p("amina"), "what others signed stands")
  s.act("chen", "conflict.checked", { aside: [p("amina")] })
  assert.equal(s.life.signing, null)
})

test("a signature is taken back by whoever gave it, before the second; then it is as if it was not given", () => {
  const s = staffed()
  refuses("not-now", "signed-mine", () => s.act("amina", "signature.withdrawn"))
  s.act("amina", "scope.refused")
  refuses("not-now", "signed-mine", () => s.act("chen", "signature.withdrawn"))
  s.act("amina", "signature.withdrawn")
  assert.equal(s.life.signing, null)
  assert.equal(s.state, "TRIAGE")
  assert.equal(s.act("amina", "scope.refused").waits, true, "it may be signed anew")
})

test("who said that it belongs elsewhere does not say so again after the reporter's no; others look", () => {
  const s = staffed()
  const others = ["su", "wei"]
  s.people({ ...cast, su: keyholder("su", "lead"), wei: keyholder("wei", "lead") })
  s.set({ declared: [...s.life.declared, ...others.map(declaredBy)] })
  s.act("amina", "scope.refused")
  s.act("su", "scope.refused")
  assert.equal(s.state, "NOT_IN_SCOPE")
  s.act("yao", "scope.contested")
  assert.equal(s.state, "TRIAGE")
  assert.equal(s.why("amina", "scope.refused"), "others-look")
  assert.equal(s.why("su", "scope.refused"), "others-look")
  assert.equal(s.why("wei", "scope.refused"), null)
})
