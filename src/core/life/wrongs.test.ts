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
  monitored,
  p,
  protectedCase,
  staffed,
  story,
} from "../../../test/core/life-world.ts"
import { paidBack } from "./decide.ts"
import { limits } from "./limit.ts"
import { barOf, leadersOf } from "./role.ts"

test("a tie that was said is not unsaid by saying none, and is not accepted by the person who has it", () => {
  const s = story()
  s.people({ ...cast, wei: keyholder("wei", "watch") })
  s.open()
  s.act("wei", "ties.declared", { ties: ["friend"] })
  s.act("wei", "ties.declared", { ties: [] })
  assert.deepEqual(s.life.declared[0]?.ties, ["friend"])
  assert.equal(s.why("wei", "tie.waived", { person: p("wei") }), "tie-open")
  s.act("yao", "tie.waived", { person: p("wei") })
  s.act("wei", "ties.declared", { ties: ["rival"] })
  assert.equal(s.life.declared[0]?.waivedByAffected, null, "a new tie is accepted anew")
})

test("what somebody did bars them whatever they are called now; a first signature is a deed too", () => {
  const s = foundCase()
  s.people({ amina: keyholder("amina", "lead", "panel") })
  const none = { n: 1, level: 6, floor: null, deviates: false } as const
  assert.equal(s.why("amina", "sanction.decided", none), "involved")
  s.act("ito", "sanction.decided", { ...none, level: 3, deviates: true })
  assert.equal(barOf(s.life, p("ito"), "appeal"), "decided")
  assert.equal(barOf(s.life, p("lex"), "appeal"), null)
  s.act("lex", "card.ticked", { item: "e1.1", as: "done" })
  assert.equal(barOf(s.life, p("lex"), "appeal"), "acted", "anybody who did anything was involved")
  assert.equal(barOf(s.life, p("ada"), "appeal"), null, "saying what ties one has is not")
})

test("two parts that judge each other are not given to one person", () => {
  const s = staffed()
  assert.equal(s.why("amina", "role.given", { role: "panel", person: p("chen") }), "role-free")
  assert.equal(s.why("amina", "role.given", { role: "care", person: p("ito") }), "role-free")
  assert.equal(s.why("amina", "role.ended", { role: "lead", person: p("chen") }), "role-held")
})

test("a lead who has not said that no tie holds leads nobody yet", () => {
  const s = story()
  s.people(cast)
  s.open()
  s.act("amina", "role.given", { role: "lead", person: p("chen") })
  assert.deepEqual(leadersOf(s.life), [])
  s.act("chen", "ties.declared", { ties: [] })
  assert.deepEqual(leadersOf(s.life), [p("chen")])
})

test("a danger that was seen is taken back by two, and a signature is good for a week, for what it was given for", () => {
  const s = staffed()
  s.act("amina", "intake.sorted", { intake: "self", flags: ["risk", "power"] })
  const fewer = { intake: "self", flags: ["power"] } as const
  assert.equal(s.act("amina", "intake.sorted", fewer).waits, true)
  assert.equal(s.why("amina", "intake.sorted", fewer), "signed")
  assert.equal(
    s.why("amina", "intake.sorted", { intake: "self", flags: [] }),
    null,
    "other words are another signature",
  )
  s.act("chen", "card.ticked", { item: "e1.1", as: "done" })
  assert.ok(s.life.signing, "what changes nothing undoes nothing")
  s.act("lex", "ties.declared", { ties: [] })
  assert.ok(s.life.signing, "what somebody else says of their ties undoes nothing")
  s.act("amina", "ties.declared", { ties: [] })
  assert.equal(s.life.signing, null, "what the signer says of theirs does")
  s.act("amina", "intake.sorted", fewer)
  s.later(7 * dayMs + 1)
  assert.equal(s.act("lex", "intake.sorted", fewer).waits, true, "a week is over: it begins anew")
  assert.equal(s.act("amina", "intake.sorted", fewer).waits, false)
})

test("who must be investigated from outside is made less only by two, and each step is taken from outside", () => {
  const s = heardCase()
  const less = { n: 1, standing: "employee", mailbox: 2 } as const
  assert.equal(s.act("amina", "respondent.recorded", less).waits, true)
  assert.equal(s.life.respondents[0]?.standing, "executive")
  s.people({ inside: keyholder("inside", "investigator") })
  s.set({ state: "INVESTIGATING", declared: [...s.life.declared, declaredBy("inside")] })
  const talk = { who: "affected", recorded: false, consent: false } as const
  assert.equal(s.why("inside", "interview.held", talk), "outside-investigator")
  assert.equal(s.why("orla", "interview.held", talk), null)
})

test("a mailbox is one person's, and stays theirs once notice went there", () => {
  const s = heardCase()
  const to = (n: number, mailbox: number) =>
    s.why("amina", "respondent.recorded", { n, standing: "executive", mailbox })
  assert.equal(to(1, 3), "mailbox-free")
  assert.equal(to(2, 1), "mailbox-free", "the reporter's")
  assert.equal(to(2, 2), "mailbox-free", "another respondent's")
  assert.equal(to(2, 3), null)
})

test("an allegation that is added after the notice is told, and asked about, before anybody finds it", () => {
  const s = heardCase()
  s.set({ state: "INVESTIGATING" })
  s.later(1)
  assert.ok(
    s
      .act("amina", "allegation.added", { n: 2, respondent: 1 })
      .owes.some(({ kind }) => kind === "duty:notice-1"),
  )
  assert.equal(s.why("orla", "comment.opened"), "everybody-noticed")
  s.act("orla", "notice.given", { n: 1 })
  assert.equal(s.why("orla", "comment.opened"), "everybody-heard")
  s.act("orla", "interview.held", { who: "respondent 1", recorded: false, consent: false })
  assert.equal(s.why("orla", "comment.opened"), "time-to-answer")
  s.act("gao", "answer.given", { n: 1 })
  s.act("orla", "comment.opened")
})

test("whoever reported for somebody else gives up nothing for them; nobody unknown is heard", () => {
  const s = heardCase()
  s.people({ friend: { person: null, is: ["reporter"], mailbox: 1 } })
  assert.equal(s.why("friend", "comment.waived", { who: "affected" }), "own-voice")
  s.set({ state: "INVESTIGATING" })
  assert.equal(
    s.why("orla", "interview.held", { who: "respondent 9", recorded: false, consent: false }),
    "who-known",
  )
  s.act("orla", "interview.refused", { who: "respondent 1" })
  assert.equal(
    s.life.heard.find(({ who }) => who === "respondent 1")?.as,
    "heard",
    "they were heard once",
  )
})

test("evidence can be kept where it was not thought of, or was released", () => {
  const s = staffed()
  s.act("amina", "hold.waived", { because: "no-traces" })
  s.act("amina", "hold.issued")
  s.act("amina", "hold.released")
  s.act("lex", "hold.released")
  assert.equal(s.life.hold, "RELEASED")
  s.act("amina", "hold.issued")
})

test("somebody named is asked about an agreement only with safety and evidence set", () => {
  const s = staffed("e3")
  s.act("amina", "options.opened")
  s.act("amina", "respondent.recorded", { n: 1, standing: "employee", mailbox: 2 })
  assert.equal(s.why("amina", "informal.agreed", { n: 1 }), "safety-plan")
  s.act("amina", "safety-plan.agreed")
  assert.equal(s.why("gao", "informal.agreed", { n: 1 }), "hold-set")
})

test("an agreement that failed is no dead end: what is wanted can be said while it is planned", () => {
  const s = staffed("e4")
  s.set({ state: "INFORMAL", wish: { path: "informal", at: 0 } })
  s.act("amina", "respondent.recorded", { n: 1, standing: "employee", mailbox: 2 })
  s.act("gao", "informal.ended")
  s.set({ allegations: [{ n: 1, respondent: 1, at: 0, finding: null, evidence: 0, grade: null }] })
  const standard = "balance-of-probabilities" as const
  assert.equal(s.why("amina", "plan.approved", { standard }), "wanted")
  s.act("yao", "wish.said", { path: "inquiry" })
  s.act("amina", "plan.approved", { standard })
  s.act("yao", "wish.said", { path: "support" })
  assert.deepEqual([s.state, s.life.plan], ["SUPPORT_ONLY", null])
})

test("a flag that is seen later ends what may not be agreed informally", () => {
  const s = staffed("e4")
  s.set({ state: "INFORMAL", informalDone: 1 })
  assert.equal(s.why("amina", "informal.done"), null)
  s.act("amina", "intake.sorted", { intake: "self", flags: ["coercion"] })
  assert.equal(s.why("amina", "informal.done"), "informal-allowed")
})

test("another sanction is told to both again; its bounds are those of what was found, and it is carried out once", () => {
  const s = foundCase()
  const claimed = { n: 1, level: 6, floor: "jokes_first", deviates: false } as const
  assert.ok(s.act("ito", "sanction.decided", claimed).waits, "no panel is one person")
  assert.equal(s.why("ito", "sanction.decided", claimed), "signed")
  s.act("noor", "sanction.decided", claimed)
  assert.equal(s.life.respondents[0]?.sanction?.floor, "assault")
  s.act("ito", "outcome.told", { to: "reporter", n: null })
  for (const who of ["noor", "ito"])
    s.act(who, "sanction.decided", { n: 1, level: 6, floor: null, deviates: false })
  s.act("ito", "outcome.told", { to: "respondent", n: 1 })
  assert.equal(s.why("ito", "outcome.notified"), "both-told")
  s.act("ito", "outcome.told", { to: "reporter", n: null })
  s.act("ito", "outcome.notified")
  s.act("amina", "sanction.done", { n: 1 })
  assert.equal(s.why("amina", "sanction.done", { n: 1 }), "sanction-undone")
})

test("a withdrawal leaves the other side its appeal, and a new plan decides anew", () => {
  const s = decidedCase()
  s.act("gao", "appeal.filed", { ground: "bias" })
  assert.ok(!s.act("yao", "report.withdrawn").drops.includes("duty:appeal"))
  s.set({ measures: [] })
  assert.equal(s.why("amina", "support.settled"), "no-appeal")
  s.act("ada", "appeal.decided", { as: "upheld" })
  assert.equal(s.state, "SUPPORT_ONLY")
  s.act("yao", "wish.said", { path: "inquiry" })
  s.act("amina", "plan.approved", { standard: "high-probability" })
  assert.deepEqual(
    [s.life.respondents[0]?.sanction, s.life.allegations[0]?.finding, s.life.told],
    [null, null, {}],
  )
})

test("a case that is opened again keeps who did what, and asks anew what was wanted; its last word is a new one", () => {
  const s = monitored()
  s.set({ state: "CLOSED", closed: 1, hold: "RELEASED", lastWord: { asked: 1, given: 1 } })
  const { hands, roles, measures } = s.life
  s.act("yao", "case.reopened", { because: "retaliation" })
  const { life } = s
  assert.deepEqual(
    [life.hands.decided, life.roles, life.measures],
    [hands.decided, roles, measures],
  )
  assert.deepEqual(
    [life.wish, life.safetyPlan, life.plan, life.lastWord.asked],
    [null, null, null, null],
  )
  assert.deepEqual([life.respondents[0]?.noticed, life.retaliation.state], [null, "CONCERN"])
  assert.equal(s.why("amina", "hold.issued"), null)
})

test("what was said for the end of one state does not end another; what was given stays when it is asked again", () => {
  const s = staffed()
  s.set({ state: "NOT_IN_SCOPE", lastWord: { asked: 1, given: 2 } })
  s.act("chen", "last-word.asked")
  assert.equal(s.life.lastWord.given, 2)
  s.act("yao", "scope.contested")
  assert.equal(s.life.lastWord.given, null)
})

test("nothing in force is left behind in a case that ends elsewhere", () => {
  const s = protectedCase()
  s.set({ state: "MERGED", lastWord: { asked: 1, given: 2 } })
  assert.equal(s.why("amina", "case.closed"), "measures-ended")
})

test("payback is looked into once: saying it again does not begin its days again, and the reporter's own word does at once", () => {
  const s = staffed()
  assert.equal(s.act("chen", "retaliation.suspected").owes.length, 1)
  assert.equal(s.act("chen", "retaliation.suspected").owes.length, 0)
  const raised = paidBack(s.life, 1, s.moment())
  assert.equal(raised.next.retaliation.state, "SUBCASE_OPEN")
  assert.deepEqual(
    raised.owes.map(({ kind }) => kind),
    ["duty:freeze"],
  )
  assert.equal(paidBack(raised.next, 1, s.moment()).owes.length, 0)
  assert.deepEqual(
    paidBack(story().life, 1, s.moment()).owes.map(({ kind, due }) => [
      kind,
      (due - s.moment().now) / dayMs,
    ]),
    [
      ["duty:freeze", 1],
      ["duty:retaliation", 15],
    ],
  )
})

test("what the police know they do not unknow", () => {
  const s = staffed()
  s.act("yao", "police.chosen", { as: "REPORTED_BY_AFFECTED" })
  assert.equal(s.why("chen", "police.chosen", { as: "DECLINED_FOR_NOW" }), "not-reported")
  assert.equal(s.why("amina", "police.moved", { to: "NOT_ASKED" }), "police-further")
})

test("a list has an end, and a quarter of it is the affected person's", () => {
  const s = staffed()
  const made = (n: number) => ({ n, due: s.moment().now + dayMs })
  for (let n = 1; n <= (limits.promises * 3) / 4; n += 1) s.act("chen", "promise.made", made(n))
  const next = s.life.promises.length + 1
  assert.equal(s.why("chen", "promise.made", made(next)), "full")
  assert.equal(s.why("yao", "promise.made", made(next)), null)
})
