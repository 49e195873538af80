import assert from "node:assert/strict"
import { test } from "node:test"
import {
  cast,
  dayMs,
  declaredBy,
  decidedCase,
  foundCase,
  heardCase,
  hourMs,
  keyholder,
  monitored,
  p,
  protectedCase,
  refuses,
  staffed,
  start,
  story,
} from "../../../test/core/life-world.ts"

test("a case goes from its report to its last word, and each step leaves its due dates", () => {
  const s = monitored()
  assert.equal(s.state, "MONITORING")
  refuses("not-now", "last-word", () => s.act("amina", "case.closed"))
  s.act("pia", "last-word.asked")
  s.act("yao", "last-word.given")
  refuses("not-now", "monitored", () => s.act("amina", "case.closed"))
  s.later(180 * dayMs)
  refuses("not-now", "measures-ended", () => s.act("amina", "case.closed"))
  s.act("pia", "measure.lifting-told", { n: 1 })
  s.later(2 * dayMs)
  s.act("pia", "measure.lifted", { n: 1 })
  refuses("not-now", "lessons-recorded", () => s.act("amina", "case.closed"))
  s.act("amina", "lessons.recorded")
  assert.equal(s.act("amina", "case.closed").waits, true)
  assert.equal(s.state, "MONITORING")
  refuses("needs-second-person", "signed", () => s.act("amina", "case.closed"))
  assert.equal(s.act("pia", "case.closed").waits, false)
  assert.equal(s.state, "CLOSED")
  s.act("yao", "case.reopened", { because: "new-facts" })
  assert.equal(s.state, "TRIAGE")
})

test("forbidden: closing without asking for the last word", () => {
  const s = monitored()
  s.set({ lessons: start, measures: [] })
  s.later(400 * dayMs)
  assert.equal(s.why("amina", "case.closed"), "last-word")
  s.act("chen", "last-word.asked")
  assert.equal(s.why("amina", "case.closed"), "last-word")
  s.later(10 * dayMs) // silence is an answer after ten working days, never before
  assert.equal(s.why("amina", "case.closed"), null)
})

test("forbidden: two signatures of one side, or of one person", () => {
  const s = monitored()
  s.later(400 * dayMs)
  s.set({ lessons: start, measures: [], lastWord: { asked: start, given: start } })
  s.people({ both: keyholder("both", "lead", "protection"), other: keyholder("other", "lead") })
  s.set({
    declared: [...s.life.declared, ...["both", "other"].map((name) => declaredBy(name))],
  })
  s.act("amina", "case.closed")
  assert.equal(
    s.act("other", "case.closed").waits,
    true,
    "a second lead does not stand for protection",
  )
  assert.equal(s.state, "MONITORING")
  assert.equal(s.act("both", "case.closed").waits, false)
})

test("forbidden: a decision by somebody who investigated", () => {
  const s = foundCase()
  s.people({ orla: keyholder("orla", "investigator", "panel") })
  refuses("not-now", "did-not-investigate", () =>
    s.act("orla", "sanction.decided", { n: 1, level: 6, floor: null, deviates: false }),
  )
  assert.equal(s.why("amina", "role.given", { role: "panel", person: p("orla") }), "role-free")
  assert.equal(s.why("amina", "role.given", { role: "appeal", person: p("ito") }), "role-free")
  assert.equal(s.why("amina", "role.given", { role: "appeal", person: p("new") }), null)
})

test("forbidden: telling the person named before safety and evidence are set", () => {
  const s = staffed("e3")
  s.act("amina", "options.opened")
  s.act("yao", "wish.said", { path: "inquiry" })
  s.act("amina", "respondent.recorded", { n: 1, standing: "employee", mailbox: null })
  s.act("amina", "allegation.added", { n: 1, respondent: 1 })
  s.act("amina", "plan.approved", { standard: "balance-of-probabilities" })
  refuses("not-now", "safety-plan", () => s.act("amina", "notice.given", { n: 1 }))
  s.act("amina", "safety-plan.agreed")
  refuses("not-now", "hold-set", () => s.act("amina", "notice.given", { n: 1 }))
  s.act("amina", "hold.waived", { because: "no-traces" })
  s.act("amina", "notice.given", { n: 1 })
  refuses("not-now", "notice-open", () => s.act("amina", "notice.given", { n: 1 }))
})

test("forbidden: withdrawing never closes; it goes on as support, and an unopened case stays as it is", () => {
  const unopened = story()
  unopened.people(cast)
  unopened.act("yao", "report.withdrawn")
  assert.equal(unopened.state, "RECEIVED")
  unopened.open()
  assert.equal(unopened.state, "SUPPORT_ONLY")
  for (const made of [staffed, protectedCase, heardCase, foundCase, decidedCase]) {
    const s = made()
    s.act("yao", "report.withdrawn")
    assert.equal(s.state, "SUPPORT_ONLY", made.name)
    assert.ok(!s.decided.at(-1)?.next.closed)
  }
  const unasked = story()
  unasked.people(cast)
  unasked.open()
  const { drops, keeps } = unasked.act("yao", "report.withdrawn")
  assert.ok(drops.includes("duty:sorted") && !keeps.includes("duty:sorted"), "let go, not answered")
})

test("forbidden: a measure is lifted only two working days after the affected person was told", () => {
  const s = protectedCase()
  refuses("not-now", "lifting-told", () => s.act("amina", "measure.lifted", { n: 1 }))
  s.act("amina", "measure.lifting-told", { n: 1 })
  s.later(2 * dayMs - 1)
  refuses("not-now", "lifting-told", () => s.act("amina", "measure.lifted", { n: 1 }))
  s.later(1)
  s.act("amina", "measure.lifted", { n: 1 })
  refuses("not-now", "measure-stands", () => s.act("amina", "measure.lifted", { n: 1 }))
})

test("what changes something for the affected person needs their yes; what they refuse is recorded and keeps the promise", () => {
  const s = protectedCase()
  refuses("not-now", "her-yes", () => s.act("amina", "measure.ordered", { n: 2, code: "M07" }))
  s.act("chen", "measure.proposed", { n: 2, code: "M07" })
  refuses("not-now", "her-yes", () => s.act("amina", "measure.ordered", { n: 2, code: "M07" }))
  assert.deepEqual(s.act("yao", "measure.refused", { n: 2 }).keeps, ["protection"])
  s.act("yao", "measure.asked", { n: 3, code: "M06" })
  assert.deepEqual(s.decided.at(-1)?.owes, [{ kind: "promise:measure-3", due: start + 2 * hourMs }])
  assert.ok(
    s.act("amina", "measure.ordered", { n: 3, code: "M06" }).keeps.includes("promise:measure-3"),
  )
})

test("leave for the person named is the last resort: two sign", () => {
  const s = protectedCase()
  assert.equal(s.act("amina", "measure.ordered", { n: 2, code: "M03" }).waits, true)
  assert.equal(s.life.measures.length, 1)
  assert.equal(s.act("lex", "measure.ordered", { n: 2, code: "M03" }).waits, false)
  assert.equal(s.life.measures[1]?.state, "ORDERED")
})

test("a signature counts for what was signed: another wording begins anew", () => {
  const s = protectedCase()
  s.act("amina", "override.tested", { grounds: ["repeat"] })
  s.people({ second: keyholder("second", "lead") })
  s.set({ declared: [...s.life.declared, declaredBy("second")] })
  assert.equal(s.act("second", "override.tested", { grounds: ["law"] }).waits, true)
  assert.equal(s.act("amina", "override.tested", { grounds: ["law"] }).waits, false)
  assert.deepEqual(s.life.override?.grounds, ["law"])
})

test("help with the police is offered three times; three offers on one day are one, and going there ends it", () => {
  const s = story()
  s.people(cast)
  s.open()
  assert.deepEqual(s.act("amina", "police.offered").keeps, ["duty:police-offer-1"])
  assert.deepEqual(s.act("amina", "police.offered").keeps, ["duty:police-offer-1"])
  s.later(dayMs)
  assert.deepEqual(s.act("amina", "police.offered").keeps.length, 2)
  s.later(6 * dayMs)
  assert.deepEqual(s.act("amina", "police.offered").keeps.length, 3)
  assert.equal(s.act("yao", "police.chosen", { as: "DECLINED_FOR_NOW" }).drops.length, 0)
  assert.equal(s.act("yao", "police.chosen", { as: "REPORTED_BY_AFFECTED" }).drops.length, 4)
})

test("somebody is asked how it goes for a year, and what they say has an owner and a day", () => {
  const s = story()
  s.people(cast)
  s.open()
  assert.deepEqual(
    s.life.checkIns.map(({ day }) => day),
    [7, 14, 30, 60, 90, 180, 365],
  )
  assert.equal(s.why("yao", "check-in.answered", { n: 1, flags: [] }), "check-in-due")
  s.later(7 * dayMs)
  assert.equal(s.why("gao", "check-in.answered", { n: 1, flags: [] }), "role")
  const said = s.act("yao", "check-in.answered", { n: 1, flags: ["changed"] })
  assert.deepEqual(
    [said.keeps, said.owes.map(({ kind }) => kind)],
    [["duty:check-in-1"], ["duty:check-in-flag-1"]],
  )
  assert.equal(s.why("yao", "check-in.answered", { n: 1, flags: [] }), "check-in-due", "once")
  assert.equal(s.why("pia", "check-in.followed", { n: 2, mailbox: 1 }), "check-in-flagged")
  assert.equal(s.why("yao", "check-in.followed", { n: 1, mailbox: 1 }), "role")
  const followed = s.act("pia", "check-in.followed", { n: 1, mailbox: 1 })
  assert.deepEqual(followed.keeps, ["duty:check-in-flag-1"], "and what they say has an end")
})

test("silence is followed up twice and recorded, and never closes anything; only the person stops it", () => {
  const s = story()
  s.people(cast)
  s.open()
  s.later(7 * dayMs)
  assert.equal(s.why("pia", "check-in.silent", { n: 1, mailbox: 1 }), "check-in-waited")
  assert.equal(
    s.act("pia", "check-in.tried", { n: 1, mailbox: 1, by: "other-channel" }).owes.length,
    1,
  )
  s.act("chen", "check-in.tried", { n: 1, mailbox: 1, by: "support-person" })
  s.later(15 * dayMs)
  s.act("pia", "check-in.silent", { n: 1, mailbox: 1 })
  assert.equal(s.state, "TRIAGE")
  s.act("yao", "check-in.answered", { n: 1, flags: [] }) // a late answer is an answer
  assert.equal(s.why("pia", "check-ins.stopped"), "role")
  assert.equal(s.act("yao", "check-ins.stopped").drops.length, 6)
  assert.equal(s.act("yao", "check-ins.resumed").owes.length, 5) // the second day has passed meanwhile
})

test("after the outcome the count begins anew, and nobody is asked twice for the same days", () => {
  const s = decidedCase()
  const open = s.life.checkIns.filter(({ as }) => as === null)
  assert.deepEqual(
    open.map(({ from, day }) => [from, day]),
    [7, 14, 30, 60, 90, 180, 365].map((day) => ["outcome", day]),
  )
  assert.equal(new Set(s.life.checkIns.map(({ n }) => n)).size, s.life.checkIns.length)
})
