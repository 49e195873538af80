import assert from "node:assert/strict"
import { test } from "node:test"
import type { ActKind } from "#core/life/act.ts"
import type { RoomName } from "#core/mailbox.ts"
import type { Case } from "./case.ts"
import type { Said } from "./said.ts"
import { isTheirs } from "./theirs.ts"

const parties = [
  { number: 2, party: "respondent" },
  { number: 3, party: "respondent" },
  { number: 4, party: "witness" },
  { number: 5, party: "affected" },
]
const respondents = [
  { n: 1, mailbox: 2 },
  { n: 2, mailbox: 3 },
]
// All that is looked at of a case here.
const one = { screen: { parties, life: { respondents, intake: "self" } } } as unknown as Pick<
  Case,
  "screen"
>
const counts = (room: RoomName, act: ActKind, facts: object = {}, by: string | null = null) =>
  isTheirs(one, { view: { room, by }, form: { act, facts } } as unknown as Said) // as above

test("what somebody outside writes counts as an act only where the table gives it to them, and only as themselves", () => {
  assert.ok(counts("desk", "finding.recorded", { n: 1 }, "Amina Bao"))
  assert.ok(counts("party-2", "answer.given", { n: 1 }))
  assert.ok(!counts("party-2", "answer.given", { n: 2 }), "not in the name of another one")
  assert.ok(!counts("mailbox", "answer.given", { n: 1 }), "the reporter does not answer for them")
  for (const act of ["finding.recorded", "respondent.recorded", "notice.given"] as const)
    for (const room of ["mailbox", "party-2", "party-4", "party-5"] as const)
      assert.ok(!counts(room, act, { n: 1 }), `${act} is of the team alone, not of ${room}`)
  assert.ok(counts("party-3", "comment.made", { who: "respondent 2" }))
  assert.ok(!counts("party-3", "comment.made", { who: "respondent 1" }))
  assert.ok(!counts("party-3", "comment.made", { who: "affected" }))
  assert.ok(counts("party-4", "interview.read-back", { who: "witness 4" }))
  assert.ok(!counts("party-4", "comment.made", { who: "witness 4" }))
  assert.ok(counts("party-5", "comment.made", { who: "affected" }))
  assert.ok(counts("mailbox", "comment.made", { who: "affected" }))
  assert.ok(!counts("party-9", "measure.asked", { n: 1 }), "a mailbox that the case does not have")
})

test("whoever reported for somebody else writes nothing in that person's name, and promises are each person's own", () => {
  const forOther = { screen: { parties, life: { respondents, intake: "third-party" } } }
  const theirs = (room: RoomName, act: ActKind, facts: object = {}) =>
    isTheirs(
      forOther as unknown as Pick<Case, "screen">, // all that is looked at of a case here
      { view: { room, by: null }, form: { act, facts } } as unknown as Said, // as above
    )
  assert.ok(
    theirs("party-5", "remedy.asked", { n: 1 }) && counts("mailbox", "remedy.asked", { n: 1 }),
  )
  assert.ok(!theirs("mailbox", "remedy.asked", { n: 1 }))
  assert.ok(theirs("mailbox", "promise.made", { n: 1 }))
  assert.ok(!theirs("mailbox", "promise.made", { n: 1, to: "affected" }))
  assert.ok(theirs("party-5", "promise.made", { n: 1, to: "affected" }))
  assert.ok(!theirs("party-5", "promise.made", { n: 1 }))
})
