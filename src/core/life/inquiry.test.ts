import assert from "node:assert/strict"
import { test } from "node:test"
import {
  cast,
  dayMs,
  declaredBy,
  decidedCase,
  foundCase,
  heardCase,
  keyholder,
  p,
  protectedCase,
  staffed,
  start,
  story,
} from "../../../test/core/life-world.ts"

test("against the wish only by the written test, and told first", () => {
  const s = protectedCase()
  s.act("yao", "wish.said", { path: "support" })
  assert.equal(s.state, "SUPPORT_ONLY")
  s.act("amina", "respondent.recorded", { n: 1, standing: "employee", mailbox: null })
  s.act("amina", "allegation.added", { n: 1, respondent: 1 })
  const standard = "balance-of-probabilities" as const
  assert.equal(s.why("amina", "plan.approved", { standard }), "wanted")
  s.people({ second: keyholder("second", "lead") })
  s.set({ declared: [...s.life.declared, declaredBy("second")] })
  s.act("amina", "override.tested", { grounds: ["repeat"] })
  s.act("second", "override.tested", { grounds: ["repeat"] })
  assert.equal(s.why("amina", "plan.approved", { standard }), "wanted")
  s.act("amina", "override.told")
  s.act("amina", "plan.approved", { standard })
  assert.equal(s.state, "PLANNED")
})

test("wanting no protection is an answer too: it keeps the promise and the case goes on", () => {
  const s = staffed()
  s.act("amina", "response.begun")
  s.act("amina", "safety-plan.agreed")
  s.act("amina", "hold.issued")
  assert.equal(s.why("amina", "options.opened"), "measures-decided")
  assert.deepEqual(s.act("yao", "protection.refused").keeps, ["protection"])
  s.act("amina", "options.opened")
})

test("an executive is investigated from outside", () => {
  const s = protectedCase()
  s.act("yao", "wish.said", { path: "inquiry" })
  s.act("amina", "respondent.recorded", { n: 1, standing: "executive", mailbox: null })
  s.act("amina", "allegation.added", { n: 1, respondent: 1 })
  s.act("amina", "plan.approved", { standard: "high-probability" })
  s.act("amina", "notice.given", { n: 1 })
  s.set({ roles: [...s.life.roles, { role: "investigator", person: p("inside"), at: start }] })
  assert.equal(s.why("orla", "inquiry.begun"), "outside-investigator")
  s.set({ roles: s.life.roles.filter(({ person }) => person !== p("inside")) })
  assert.equal(s.why("orla", "inquiry.begun"), null)
})

test("nobody finds anything before both sides were heard and could comment, and never without evidence", () => {
  const s = heardCase()
  const finding = { n: 1, finding: "SUBSTANTIATED", evidence: 1, grade: "assault" } as const
  assert.equal(s.why("orla", "finding.recorded", finding), "comment-over")
  s.act("yao", "comment.waived", { who: "affected" })
  assert.equal(s.why("gao", "comment.waived", { who: "affected" }), "own-voice")
  s.act("gao", "comment.waived", { who: "respondent 1" })
  assert.equal(s.why("orla", "finding.recorded", { ...finding, evidence: 0 }), "evidence")
  assert.equal(s.why("orla", "finding.recorded", { ...finding, grade: null }), "grade")
  assert.equal(s.why("orla", "findings.issued"), "every-finding")
  s.act("orla", "finding.recorded", finding)
  s.act("orla", "findings.issued")
  assert.equal(s.state, "FINDINGS")
})

test("a sanction below the floor is reasoned and signed by two; nothing is imposed on what was not found", () => {
  const s = foundCase()
  const low = { n: 1, level: 3, floor: null, deviates: false } as const
  assert.equal(s.why("ito", "sanction.decided", low), "within-floor")
  assert.equal(s.act("ito", "sanction.decided", { ...low, deviates: true }).waits, true)
  s.act("noor", "sanction.decided", { ...low, deviates: true })
  assert.equal(s.life.respondents[0]?.sanction?.level, 3)
  assert.equal(s.why("ito", "sanction.decided", { ...low, level: "T" }), "right-ladder")
  s.set({ allegations: s.life.allegations.map((one) => ({ ...one, finding: "INCONCLUSIVE" })) })
  assert.equal(s.why("ito", "sanction.decided", low), "proven")
})

test("each side appeals once, in its time, also while the other is heard; somebody new decides", () => {
  const s = decidedCase()
  s.later(11 * dayMs)
  assert.equal(s.why("gao", "appeal.filed", { ground: "bias" }), "appeal-open")
  const other = decidedCase()
  other.act("gao", "appeal.filed", { ground: "bias" })
  assert.equal(other.state, "APPEAL")
  assert.equal(other.why("ito", "appeal.decided", { as: "upheld" }), "role")
  other.act("ada", "appeal.decided", { as: "upheld" })
  assert.equal(other.state, "OUTCOME_NOTIFIED")
  assert.equal(other.why("gao", "appeal.filed", { ground: "procedure" }), "appeal-open")
  other.act("yao", "appeal.filed", { ground: "procedure" })
  assert.equal(other.state, "APPEAL")
  assert.equal(other.why("ada", "appeal.decided", { as: "varied" }), "result-carried")
  other.act("ada", "appeal.decided", { as: "upheld" })
  assert.equal(other.why("yao", "appeal.filed", { ground: "bias" }), "appeal-open")
  assert.equal(other.why("amina", "outcome.carried-out"), "sanctions-done", "both have used theirs")
})

test("what the police decide changes nothing inside", () => {
  const s = heardCase()
  s.act("yao", "police.chosen", { as: "REPORTED_BY_AFFECTED" })
  const before = s.life
  s.act("amina", "police.moved", { to: "NO_CHARGE" })
  assert.deepEqual({ ...s.life, police: null }, { ...before, police: null })
})

test("the police may ask us to wait; it is looked at every 14 days, and after 60 somebody above decides", () => {
  const s = protectedCase()
  s.set({ state: "INVESTIGATING" })
  s.act("lex", "police.waiting-asked")
  assert.deepEqual(
    s.decided.at(-1)?.owes.map(({ kind, due }) => [kind, (due - start) / dayMs]),
    [
      ["duty:police-review", 14],
      ["duty:police-limit", 60],
    ],
  )
  assert.equal(s.why("amina", "police.waiting-ended", { as: "limit" }), "wait-over")
  s.later(60 * dayMs)
  assert.equal(s.why("amina", "police.waiting-ended", { as: "limit" }), "wait-over")
  s.people({ boss: keyholder("boss", "sponsor") })
  s.set({ declared: [...s.life.declared, declaredBy("boss")] })
  s.act("boss", "police.waiting-ended", { as: "limit" })
  assert.equal(s.state, "INVESTIGATING")
})

test("a tie keeps somebody out until both the affected person and the watcher waived it", () => {
  const s = story()
  s.people({
    ...cast,
    new: keyholder("new"),
    watch: keyholder("watch", "watch"),
  })
  s.open()
  s.act("new", "ties.declared", { ties: ["friend"] })
  assert.equal(s.why("yao", "tie.waived", { person: p("amina") }), "tie-open")
  s.act("yao", "tie.waived", { person: p("new") })
  assert.equal(s.life.declared[0]?.waivedByWatch, null)
  s.act("watch", "tie.waived", { person: p("new") })
  assert.ok(s.life.declared[0]?.waivedByWatch)
})

test("whoever reported for somebody else does not choose for them", () => {
  const s = story("e3")
  s.people({ ...cast, friend: { person: null, is: ["reporter"], mailbox: 1 } })
  s.open()
  s.act("yao", "wish.said", { path: "inquiry" })
  s.act("amina", "intake.sorted", { intake: "third-party", flags: [] })
  assert.equal(s.life.wish, null)
  assert.equal(s.why("friend", "wish.said", { path: "inquiry" }), "role")
})
