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
  assert.equal(other.why("amina", "outcome.carried-out"), "both-told", "what the appeal came to")
  tellBoth(other)
  assert.equal(other.why("amina", "outcome.carried-out"), "sanctions-done", "both have used theirs")
})

test("that somebody is not taken on again falls with the decision that it rests on", () => {
  const s = decidedCase()
  const entered = s.life.respondents.map((one) => ({
    ...one,
    sanction: one.sanction && { ...one.sanction, noRehire: 1 },
  }))
  s.set({ respondents: entered })
  s.later(1)
  s.act("gao", "appeal.filed", { ground: "bias" })
  assert.equal(s.why("ada", "appeal.decided", { as: "upheld" }), null, "it stands with it")
  s.later(1)
  const level = { n: 1, level: 6, floor: null, deviates: false } as const
  s.act("ada", "sanction.decided", level)
  assert.equal(s.life.respondents[0]?.sanction?.noRehire, 1, "nobody has erased it")
  assert.equal(s.why("ada", "appeal.decided", { as: "overturned" }), "rehire-follows")
  s.act("ada", "no-rehire.erased", { n: 1 })
  s.act("ada", "appeal.decided", { as: "overturned" })
  assert.equal(s.why("amina", "no-rehire.entered", { n: 1 }), "top-level", "nobody was told yet")
})

/** A letter to each side. */
function tellBoth(s: ReturnType<typeof decidedCase>): void {
  s.act("ito", "outcome.told", { to: "reporter", n: null })
  s.act("ito", "outcome.told", { to: "respondent", n: 1 })
}

test("what was decided is carried out in time with the last of it, though the time to appeal runs as long", () => {
  const s = decidedCase()
  const keeps = () => s.decided.at(-1)?.keeps ?? []
  s.act("amina", "remedy.asked", { n: 1, code: "leave" })
  s.act("amina", "sanction.done", { n: 1 })
  assert.ok(!keeps().includes("duty:carried-out"), "a remedy is still to be decided")
  s.act("amina", "remedy.decided", { n: 1, as: "yes" })
  assert.ok(!keeps().includes("duty:carried-out"))
  s.act("amina", "remedy.done", { n: 1 })
  assert.ok(keeps().includes("duty:carried-out"))
  assert.equal(s.why("amina", "outcome.carried-out"), "appeal-over")
  s.act("gao", "appeal.filed", { ground: "bias" })
  s.act("ada", "appeal.decided", { as: "upheld" })
  const owed = s.decided.at(-1)?.owes ?? []
  assert.deepEqual(
    owed.map(({ kind }) => kind),
    ["duty:year-begun"],
    "what is done is not owed again; the year after has to begin",
  )
  assert.ok((owed[0]?.due ?? 0) > (s.life.appeal.until ?? Infinity), "when nobody can appeal")
  s.later(30 * dayMs)
  tellBoth(s)
  s.act("amina", "outcome.carried-out")
  assert.ok(keeps().includes("duty:year-begun"))
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

test("who writes in the name of an organisation is asked back before anything is looked into; protection does not wait", () => {
  const s = protectedCase()
  const sorted = s.act("amina", "intake.sorted", { intake: "external", flags: [] })
  assert.deepEqual(
    sorted.owes.map(({ kind }) => kind),
    ["duty:source"],
  )
  // Sorting it again moves no deadline.
  assert.deepEqual(
    s.act("amina", "intake.sorted", { intake: "external", flags: ["risk"] }).owes,
    [],
  )
  // Whom it happened to is told in a mailbox of their own.
  assert.equal(s.why("amina", "measure.ordered", { n: 2, code: "M01" }), "affected-box")
  s.set({ mailboxes: [{ n: 3, party: "affected", open: true }] })
  s.act("amina", "measure.ordered", { n: 2, code: "M01" })
  s.act("yao", "wish.said", { path: "inquiry" })
  s.act("amina", "respondent.recorded", { n: 1, standing: "executive", mailbox: 2 })
  s.act("amina", "allegation.added", { n: 1, respondent: 1 })
  const plan = { standard: "high-probability" } as const
  assert.equal(s.why("amina", "plan.approved", plan), "source-checked")
  assert.deepEqual(s.act("amina", "source.checked", { confirmed: false }).keeps, ["duty:source"])
  assert.equal(s.why("amina", "plan.approved", plan), null)
  const other = s.act("amina", "intake.sorted", { intake: "third-party", flags: ["risk"] })
  assert.deepEqual(other.drops, ["duty:source"])
  assert.equal(s.why("amina", "source.checked", { confirmed: true }), "from-outside")
})
