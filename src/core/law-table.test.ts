import assert from "node:assert/strict"
import { test } from "node:test"
import laws from "#content/jurisdictions.json" with { type: "json" }
import { promiseOf } from "./deadline.ts"
import {
  beginsAtLatest,
  elsewhereOf,
  elsewheres,
  lawSteps,
  metBy,
  oneDoor,
  stepsOf,
} from "./law-table.ts"
import { needsCalendar } from "./law-outside.ts"
import { clockEvents, type LawPack } from "./pack.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const clocks = packs.flatMap((pack) => pack.clocks)
const ids = clocks.map(({ id }) => id)
const known = [promiseOf, stepsOf, elsewhereOf].map((table) => new Set(Object.keys(table)))

test("every clock has one place: a promise to the reporter, a step of the case, or somebody else's", () => {
  const [promises, steps, elsewhere] = known
  assert.ok(promises && steps && elsewhere)
  assert.equal(ids.length, 50)
  for (const id of ids) {
    const ours: boolean = promises.has(id) || steps.has(id)
    assert.equal(ours, !elsewhere.has(id), id)
  }
  assert.deepEqual([...new Set(known.flatMap((table) => [...table]))].toSorted(), ids.toSorted())
})

test("the promises that are steps too are known one by one", () => {
  const both = Object.keys(promiseOf).filter((id) => stepsOf[id])
  assert.deepEqual(both.toSorted(), [
    "EU.ack",
    "EU.feedback",
    "FR.ack",
    "FR.feedback",
    "IN.inquiry",
    "KR.grievance",
    "KR.protect",
    "PK.findings",
  ])
})

test("the events are exactly those that the clocks use", () => {
  const used = new Set<string>(clocks.map(({ event }) => event))
  assert.deepEqual([...clockEvents].toSorted(), [...used].toSorted())
  assert.equal(new Set(clockEvents).size, clockEvents.length)
})

test("each table speaks of clocks, steps, people and events that there are", () => {
  for (const [id, steps] of Object.entries(stepsOf)) {
    assert.ok(ids.includes(id), id)
    assert.ok(steps.length > 0 && steps.every((step) => lawSteps.includes(step)), id)
  }
  const whom = new Set(Object.values(elsewhereOf))
  assert.deepEqual([...whom].toSorted(), [...elsewheres].toSorted())
  for (const [id, other] of Object.entries(beginsAtLatest)) {
    assert.ok(ids.includes(id) && ids.includes(other), id)
    assert.equal(id.split(".")[0], other.split(".")[0])
    assert.ok(!(other in beginsAtLatest), "no circle")
  }
  for (const [id, event] of Object.entries(metBy))
    assert.ok(ids.includes(id) && clockEvents.includes(event), id)
  for (const id of Object.keys(oneDoor)) assert.equal(elsewhereOf[id], "claim", id)
})

test("a party's own time and a minimum are never a step that hurries somebody", () => {
  const parties = ["reporter", "respondent", "either_party", "ombudsperson"]
  const bound = clocks.filter(({ id, owner }) => stepsOf[id] && parties.includes(owner))
  assert.deepEqual(
    bound.map(({ id }) => id),
    ["IN.reply", "GB.appeal", "PK.defence"],
  )
  assert.deepEqual(
    bound.map(({ kind }) => kind),
    ["min", "max", "min"],
  )
})

test("the clocks that need a calendar are known, and none of them is shown from the browser's own dates", () => {
  const counted = clocks.filter(needsCalendar).map(({ id }) => id)
  assert.deepEqual(counted, [
    "IN.forward",
    "IN.reply",
    "CN.written_result",
    "GB.nodelay",
    "GB.appeal",
    "JP.prompt",
    "KR.investigate",
    "KR.protect",
    "KR.after",
    "FR.ack",
    "FR.sanction_min",
  ])
  const outside = counted.filter((id) =>
    ["claim", "outside-appeal"].includes(elsewhereOf[id] ?? ""),
  )
  assert.deepEqual(outside, [])
})
