import assert from "node:assert/strict"
import { test } from "node:test"
import { intervalOf, intervalOfCode } from "./when.ts"

const hour = 3_600_000
const midnight = (daysAgo: number) => (10 - daysAgo) * 24 * hour
const now = 10 * 24 * hour + 13 * hour

test("a time may stop at the day, at the part of the day, or go down to the clock", () => {
  assert.equal(intervalOf({ daysAgo: null, part: null, clock: null }, midnight, now), undefined)
  assert.deepEqual(intervalOf({ daysAgo: 1, part: null, clock: null }, midnight, now), [
    midnight(1),
    midnight(0),
  ])
  assert.deepEqual(intervalOf({ daysAgo: 1, part: "evening", clock: null }, midnight, now), [
    midnight(1) + 18 * hour,
    midnight(0),
  ])
  assert.deepEqual(intervalOf({ daysAgo: 1, part: "evening", clock: "23:00" }, midnight, now), [
    midnight(1) + 23 * hour,
    midnight(1) + 23 * hour,
  ])
})

test("no time told lies ahead of now", () => {
  assert.deepEqual(intervalOf({ daysAgo: 0, part: "evening", clock: null }, midnight, now), [
    now,
    now,
  ])
  assert.deepEqual(intervalOf({ daysAgo: 0, part: null, clock: null }, midnight, now), [
    midnight(0),
    now,
  ])
  assert.deepEqual(intervalOf({ daysAgo: 0, part: null, clock: "15:00" }, midnight, now), [
    now,
    now,
  ])
})

test("an answer that names a span is that span back from now", () => {
  assert.deepEqual(intervalOfCode("h72", now), [now - 72 * hour, now - 24 * hour])
  assert.equal(intervalOfCode("dk", now), undefined)
})
