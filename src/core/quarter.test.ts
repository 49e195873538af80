import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { nextQuarter, quarterBegins, quarterFrom, quarterOf } from "./quarter.ts"

const zones = fc.constantFrom("UTC", "Asia/Shanghai", "America/Los_Angeles", "Europe/London")
const instants = fc
  .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2060, 0) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))

test("every instant lies in one quarter, and quarters follow each other without a gap", () => {
  fc.assert(
    fc.property(instants, zones, (at, zone) => {
      const quarter = quarterOf(at, zone)
      const begins = quarterBegins(quarter, zone)
      const ends = quarterBegins(nextQuarter(quarter), zone)
      assert.ok(Temporal.Instant.compare(begins, at) <= 0 && Temporal.Instant.compare(at, ends) < 0)
      assert.equal(quarterOf(ends, zone), nextQuarter(quarter))
      assert.equal(quarterFrom(quarter), quarter)
    }),
  )
})

test("the year's last quarter is over when the new year begins where the organisation is", () => {
  assert.equal(nextQuarter("2026-Q4"), "2027-Q1")
  assert.equal(quarterBegins("2027-Q1", "Asia/Shanghai").toString(), "2026-12-31T16:00:00Z")
  assert.throws(() => quarterFrom("2027-Q5"))
})
