import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { nextReminder } from "./reminder.ts"
import { after, day, hour, instantOf } from "./time.ts"

const next = (now: string, zone: string, hour: number, last: string | null = null) =>
  nextReminder(new Date(now), { zone, hour }, last === null ? null : new Date(last)).toISOString()

test("it is today's hour while that is ahead, and tomorrow's from its own second on", () => {
  assert.equal(next("2026-11-23T12:00:00Z", "Asia/Shanghai", 21), "2026-11-23T13:00:00.000Z")
  assert.equal(next("2026-11-23T13:00:00Z", "Asia/Shanghai", 21), "2026-11-24T13:00:00.000Z")
  assert.equal(next("2026-11-23T12:59:59Z", "Asia/Shanghai", 21), "2026-11-23T13:00:00.000Z")
  assert.equal(next("2026-11-23T20:00:00Z", "Asia/Kolkata", 0), "2026-11-24T18:30:00.000Z")
})

test("a day that has had one has no second, also when the hour was moved since", () => {
  const zone = "Europe/London"
  const last = "2026-11-23T18:00:00Z"
  assert.equal(next("2026-11-23T19:00:00Z", zone, 20, last), "2026-11-24T20:00:00.000Z")
  assert.equal(next("2026-11-24T00:30:00Z", zone, 20, last), "2026-11-24T20:00:00.000Z")
  assert.equal(next("2026-11-30T09:00:00Z", zone, 20, last), "2026-11-30T20:00:00.000Z")
})

test("across daylight saving it is the same hour on her clock", () => {
  const zone = "Europe/Berlin"
  assert.equal(next("2026-03-28T18:00:00Z", zone, 18), "2026-03-29T16:00:00.000Z")
  assert.equal(next("2026-10-24T17:00:00Z", zone, 18), "2026-10-25T17:00:00.000Z")
})

test("an hour that the clock skips is the one after it, and one that comes twice is the first and only one", () => {
  const zone = "Europe/Berlin"
  assert.equal(next("2026-03-28T23:00:00Z", zone, 2), "2026-03-29T01:00:00.000Z") // 03:00 in summer
  const twice = "2026-10-25T00:00:00.000Z" // 02:00 in summer; again an hour later
  assert.equal(next("2026-10-24T22:00:00Z", zone, 2), twice)
  assert.equal(next("2026-10-25T00:30:00Z", zone, 2, twice), "2026-10-26T01:00:00.000Z")
  assert.equal(next("2026-10-25T00:30:00Z", zone, 2), "2026-10-26T01:00:00.000Z")
})

test("a calendar day that a place left out is stepped over", () => {
  assert.equal(next("2011-12-30T09:00:00Z", "Pacific/Apia", 18), "2011-12-31T04:00:00.000Z")
})

test("for every place, hour and instant it lies ahead, within a day and some, and each follows the last on another day", () => {
  const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2025-01-01"), max: new Date("2031-01-01"), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 23 }),
      (now, zone, first, moved) => {
        const at = nextReminder(now, { zone, hour: first }, null)
        assert.ok(at > now && at <= after(now, day + 2 * hour))
        const again = nextReminder(after(at, 1000), { zone, hour: moved }, at)
        const dateOf = (when: Date) => instantOf(when).toZonedDateTimeISO(zone).toPlainDate()
        assert.equal(dateOf(again).since(dateOf(at)).days, 1)
      },
    ),
  )
})
