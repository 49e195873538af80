import assert from "node:assert/strict"
import { test } from "node:test"
import { isOwedOutside, isOwedToReporter } from "#core/owed.ts"
import { cast, dayMs, p, staffed, story } from "../../../test/core/life-world.ts"
import { missed } from "./decide.ts"
import { boxEnded, boxMoved, boxOpened } from "./mailboxes.ts"

test("an affected person and a witness are asked in their own mailboxes, by their own numbers, and a person named is not", () => {
  const s = story()
  s.people({ ...cast, lin: { person: null, is: ["witness"], mailbox: 3 } })
  s.open()
  s.later(3 * dayMs)
  const named = boxOpened(s.life, { n: 2, party: "respondent" }, s.moment())
  assert.deepEqual(named.owes, [])
  const opened = boxOpened(named.next, { n: 3, party: "witness" }, s.moment())
  s.set(opened.next)
  assert.deepEqual(opened.owes.map(({ kind }) => kind).slice(0, 2), [
    "duty:check-in-301",
    "duty:check-in-302",
  ])
  const theirs = s.life.checkIns.filter(({ mailbox }) => mailbox === 3)
  assert.deepEqual([theirs[0]?.n, theirs[0]?.due], [1, s.moment().now + 7 * dayMs])
  s.later(7 * dayMs)
  const said = s.act("lin", "check-in.answered", { n: 1, flags: ["changed"] })
  assert.deepEqual(
    [said.keeps, said.owes.map(({ kind }) => kind)],
    [["duty:check-in-301"], ["duty:check-in-flag-301"]],
  )
  assert.ok(!isOwedToReporter("duty:check-in-flag-301") && isOwedOutside("duty:check-in-flag-301"))
  s.act("yao", "check-in.answered", { n: 1, flags: [] })
  assert.equal(
    s.why("pia", "check-in.tried", { n: 1, mailbox: 3, by: "other-channel" }),
    "check-in-due",
  )
  assert.equal(boxEnded(s.life, 3).drops.length, 6)
  const moved = boxMoved(s.life, { from: 3, to: 4, party: "witness" }, s.moment())
  assert.equal(moved.drops.length, 6)
  assert.deepEqual(
    moved.owes.map(({ kind }) => kind),
    [2, 3, 4, 5, 6, 7].map((n) => `duty:check-in-40${n}`),
  )
})

test("a promise that was missed is the failure of whoever had the part to keep it", () => {
  const s = staffed()
  const owner = p("noor")
  const { failures } = missed(
    s.life,
    ["first-contact", "plan", "duty:findings", "duty:appeal", "promise:2"],
    owner,
    s.moment(),
  ).next
  assert.deepEqual(
    failures.map(({ role, person }) => [role, person]),
    [
      ["duty", owner],
      ["lead", p("amina")],
      ["investigator", p("orla")],
      ["appeal", p("ada")],
      ["lead", p("amina")],
    ],
  )
  const nobody = missed({ ...s.life, roles: [] }, ["duty:findings"], owner, s.moment()).next
  assert.deepEqual(
    nobody.failures.map(({ role, person }) => [role, person]),
    [["investigator", owner]],
  )
})
