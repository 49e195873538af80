import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { weekOf } from "#core/roster.ts"
import type { Tiers } from "#wire/path.ts"
import {
  addTier,
  addTurn,
  asList,
  instantAt,
  inTurns,
  moved,
  nextWeeks,
  putOn,
  sameTiers,
  setWait,
  takeOff,
} from "./edit.ts"

const [a, b, c] = ["a", "b", "c"].map((name) => idOf<PersonId>(name)) as [
  PersonId,
  PersonId,
  PersonId,
]
const list = (...people: PersonId[]): Tiers[number] => ({
  name: "Duty",
  kind: "inside",
  waits: {},
  schedule: { kind: "list", people },
})

test("a row moves by one, and stays at its ends", () => {
  assert.deepEqual(moved([1, 2, 3], 1, -1), [2, 1, 3])
  assert.deepEqual(moved([1, 2, 3], 0, -1), [1, 2, 3])
  assert.deepEqual(moved([1, 2, 3], 2, 1), [1, 2, 3])
})

test("a person stands on a list once, and comes off again", () => {
  const on = putOn(putOn(list(a), b), b)
  assert.deepEqual(on.schedule, { kind: "list", people: [a, b] })
  assert.ok(sameTiers([takeOff(on, b)], [list(a)]))
})

test("a list becomes weekly turns and a list again; an empty turn goes with its last person", () => {
  const turns = inTurns(list(a, b), "Asia/Shanghai", "2027-08-12")
  assert.equal(turns.schedule.kind === "rotation" && turns.schedule.turns.length, 2)
  const more = addTurn(putOn(turns, c, 1), a)
  assert.deepEqual(more.schedule.kind === "rotation" && more.schedule.turns, [[a], [b, c], [a]])
  assert.deepEqual(asList(takeOff(more, a, 0)).schedule, { kind: "list", people: [b, c, a] })
  assert.deepEqual(takeOff(takeOff(turns, a, 0), b, 0).schedule, { kind: "list", people: [] })
  assert.equal(inTurns(list(), "UTC", "2027-08-12").schedule.kind, "list")
})

test("a wait is set and goes back to the level's own; there are never more than nine tiers", () => {
  const short = setWait(list(a), "e2", 5)
  assert.deepEqual([short.waits, setWait(short, "e2", null).waits], [{ e2: 5 }, {}])
  let tiers: Tiers = []
  for (let n = 0; n < 12; n += 1) tiers = addTier(tiers, "more")
  assert.equal(tiers.length, 9)
})

test("the next weeks begin with the one that runs now, over a change of the clocks", () => {
  const { schedule } = inTurns(list(a, b), "Europe/London", "2027-08-12")
  assert.ok(schedule.kind === "rotation")
  const now = Date.parse("2027-10-26T12:00:00Z")
  const weeks = nextWeeks(schedule, now, 3, weekOf)
  const starts = weeks.map(({ start }) => new Date(start).toISOString())
  assert.deepEqual(starts, [
    "2027-10-25T08:00:00.000Z",
    "2027-11-01T09:00:00.000Z",
    "2027-11-08T09:00:00.000Z",
  ])
  assert.notDeepEqual(weeks[0]?.people, weeks[1]?.people)
  assert.deepEqual(weeks[0]?.people, weeks[2]?.people)
})

test("a wall-clock time of a zone is one instant", () => {
  assert.equal(instantAt("2027-08-14T09:00", "Asia/Shanghai"), "2027-08-14T01:00:00Z")
})
