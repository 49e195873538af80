import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { fiveYearsAfter, lapsedBefore, ringsAgain, stateOfCheck } from "./rehire.ts"
import { after, day, hour } from "./time.ts"

const now = new Date("2027-08-12T06:00:00Z")

test("an entry answers for thirty days after its review was due", () => {
  assert.equal(lapsedBefore(now).toISOString(), "2027-07-13T06:00:00.000Z")
})

test("five years on is the same day, and the last of February where there is no other", () => {
  assert.equal(
    fiveYearsAfter(new Date("2024-02-29T10:00:00Z")).toISOString(),
    "2029-02-28T10:00:00.000Z",
  )
  assert.equal(fiveYearsAfter(now).toISOString(), "2032-08-12T06:00:00.000Z")
})

test("until its time is over a check looks the same, whatever it met; a hit left alone asks to be called about", () => {
  const dueAt = after(now, hour)
  for (const open of [true, false])
    for (const answer of ["nothing", null] as const)
      assert.equal(stateOfCheck({ dueAt, open, answer }, now), "asked")
  assert.equal(stateOfCheck({ dueAt, open: false, answer: "call" }, now), "call")
  assert.equal(stateOfCheck({ dueAt: now, open: false, answer: null }, now), "nothing")
  assert.equal(stateOfCheck({ dueAt: now, open: false, answer: "nothing" }, now), "nothing")
  assert.equal(stateOfCheck({ dueAt: now, open: true, answer: null }, now), "call")
})

test("law: nobody reads the difference between no entry and nothing to say", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
      const dueAt = after(now, ms)
      assert.equal(
        stateOfCheck({ dueAt, open: false, answer: null }, now),
        stateOfCheck({ dueAt, open: false, answer: "nothing" }, now),
      )
    }),
  )
})

test("the central desk is rung at once, twice a day while there is time, and every four hours after", () => {
  const dueAt = after(now, day)
  assert.equal(ringsAgain({ rungAt: null, dueAt }, now), true)
  assert.equal(ringsAgain({ rungAt: after(now, -12 * hour + 1), dueAt }, now), false)
  assert.equal(ringsAgain({ rungAt: after(now, -12 * hour), dueAt }, now), true)
  assert.equal(ringsAgain({ rungAt: after(now, -4 * hour), dueAt: now }, now), true)
  assert.equal(ringsAgain({ rungAt: after(now, -4 * hour + 1), dueAt: now }, now), false)
})
