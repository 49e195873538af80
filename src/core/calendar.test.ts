import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import {
  ahead,
  isWorkingDay,
  notBefore,
  plus,
  weekDays,
  workingDays,
  type Calendar,
} from "./calendar.ts"
import { Refusal } from "./refusal.ts"

const at = (text: string) => Temporal.Instant.from(text)
/** Shanghai: Mid-Autumn on Friday 25 September 2026, National Day from 1 October, Sunday the 27th worked instead. */
const shanghai: Calendar = {
  zone: "Asia/Shanghai",
  weekend: [6, 7],
  holidays: new Set([
    "2026-09-25",
    "2026-10-01",
    "2026-10-02",
    "2026-10-05",
    "2026-10-06",
    "2026-10-07",
  ]),
  workdays: new Set(["2026-09-27"]),
}
const london: Calendar = {
  zone: "Europe/London",
  weekend: [6, 7],
  holidays: new Set(["2026-12-25", "2026-12-28", "2027-01-01"]),
}
const local = (i: Temporal.Instant, c: Calendar) =>
  i.toZonedDateTimeISO(c.zone).toPlainDateTime().toString({ smallestUnit: "minute" })
const due = (c: Calendar, from: string, days: number) =>
  local(
    workingDays(c, Temporal.PlainDateTime.from(from).toZonedDateTime(c.zone).toInstant(), days),
    c,
  )

test("the same time of day, so many working days later", () => {
  assert.equal(due(london, "2026-12-21T10:30", 1), "2026-12-22T10:30")
  assert.equal(due(london, "2026-12-24T10:30", 1), "2026-12-29T10:30")
  assert.equal(due(london, "2026-12-31T10:30", 2), "2027-01-05T10:30")
  assert.equal(due(shanghai, "2026-09-24T15:00", 1), "2026-09-27T15:00")
  assert.equal(due(shanghai, "2026-09-30T15:00", 1), "2026-10-08T15:00")
})

test("what begins on a day off ends with the last of its working days", () => {
  assert.equal(due(london, "2026-12-19T14:00", 1), "2026-12-22T00:00")
  assert.equal(due(london, "2026-12-27T23:59", 1), "2026-12-30T00:00")
  assert.equal(due(shanghai, "2026-10-03T09:00", 5), "2026-10-15T00:00")
  // The first instant of a working day has the whole day before it.
  assert.equal(due(london, "2026-12-24T00:00", 1), "2026-12-25T00:00")
})

test("no time is nothing at all", () => {
  const from = at("2026-12-26T10:00Z")
  assert.deepEqual(workingDays(london, from, 0), from)
  assert.deepEqual(notBefore(london, from, { amount: 0, unit: "working_days" }), from)
  assert.deepEqual(ahead(london, from, { amount: 0, unit: "working_days" }), from)
})

test("without known holidays no working day is computed, and everything else still is", () => {
  const bare: Calendar = { ...london, holidays: null }
  const no = (e: unknown) => e instanceof Refusal && e.code === "no-calendar"
  assert.throws(() => workingDays(bare, at("2026-12-21T10:30Z"), 1), no)
  assert.throws(
    () => notBefore(bare, at("2026-12-21T10:30Z"), { amount: 2, unit: "working_days" }),
    no,
  )
  assert.equal(
    plus(bare, at("2026-12-21T10:30Z"), { amount: 4, unit: "hours" }).toString(),
    "2026-12-21T14:30:00Z",
  )
})

test("a minimum is whole working days; a maximum is never later than it", () => {
  const friday = at("2026-12-18T16:00Z")
  assert.equal(
    local(notBefore(london, friday, { amount: 2, unit: "working_days" }), london),
    "2026-12-23T00:00",
  )
  assert.equal(
    local(ahead(london, at("2026-12-29T09:00Z"), { amount: 2, unit: "working_days" }), london),
    "2026-12-23T09:00",
  )
})

test("what is owed ahead of an event is counted back", () => {
  const back = (amount: number, unit: "calendar_days" | "hours") =>
    ahead(london, at("2026-12-29T09:00Z"), { amount, unit }).toString()
  assert.equal(back(3, "calendar_days"), "2026-12-26T09:00:00Z")
  assert.equal(back(2, "hours"), "2026-12-29T07:00:00Z")
})

test("days are the wall's: the night the clock changes is neither skipped nor counted twice", () => {
  const days = { amount: 1, unit: "calendar_days" } as const
  assert.equal(plus(london, at("2026-10-24T09:00Z"), days).toString(), "2026-10-25T10:00:00Z")
  // 01:30 comes twice on 25 October, and not at all on 29 March.
  assert.equal(plus(london, at("2026-10-24T00:30Z"), days).toString(), "2026-10-25T00:30:00Z")
  assert.equal(notBefore(london, at("2026-10-24T00:30Z"), days).toString(), "2026-10-25T01:30:00Z")
  assert.equal(plus(london, at("2026-03-28T01:30Z"), days).toString(), "2026-03-29T00:30:00Z")
  assert.equal(notBefore(london, at("2026-03-28T01:30Z"), days).toString(), "2026-03-29T01:30:00Z")
})

test("a month ends on its last day; a year after 29 February is 28 February", () => {
  const span = (from: string, amount: number, unit: "months" | "years") =>
    local(plus(london, at(from), { amount, unit }), london)
  assert.equal(span("2026-11-30T12:00Z", 3, "months"), "2027-02-28T12:00")
  assert.equal(span("2027-12-31T12:00Z", 2, "months"), "2028-02-29T12:00")
  assert.equal(span("2028-02-29T12:00Z", 1, "years"), "2029-02-28T12:00")
})

test("the content's days have numbers", () => {
  assert.deepEqual(weekDays(["sat", "sun"]), [6, 7])
  assert.throws(() => weekDays(["someday"]))
})

test("a later start is never due earlier, and a due instant leaves exactly so many working days", () => {
  const zone = fc.constantFrom(
    "Europe/London",
    "America/Chicago",
    "Asia/Shanghai",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
  )
  const weekend = fc.subarray([5, 6, 7])
  const holidays = fc
    .array(fc.integer({ min: 0, max: 90 }))
    .map(
      (ds) =>
        new Set(ds.map((d) => Temporal.PlainDate.from("2026-10-01").add({ days: d }).toString())),
    )
  const start = fc
    .integer({ min: Date.UTC(2026, 9, 1), max: Date.UTC(2026, 11, 30) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  fc.assert(
    fc.property(
      fc.record({ zone, weekend, holidays }),
      start,
      fc.integer({ min: 0, max: 86_400_000 * 3 }),
      fc.integer({ min: 1, max: 15 }),
      (calendar, from, more, days) => {
        const { zone } = calendar
        const end = workingDays(calendar, from, days)
        assert.ok(
          Temporal.Instant.compare(
            end,
            workingDays(calendar, from.add({ milliseconds: more }), days),
          ) <= 0,
        )
        assert.ok(
          Temporal.Instant.compare(
            end,
            notBefore(calendar, from, { amount: days, unit: "working_days" }),
          ) <= 0,
        )
        // Counted day by day: the working days it touches, less one when it begins within one.
        const first = from.toZonedDateTimeISO(zone).toPlainDate()
        const last = end.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate()
        let touched = 0
        for (let d = first; Temporal.PlainDate.compare(d, last) <= 0; d = d.add({ days: 1 }))
          if (isWorkingDay(calendar, d)) touched += 1
        const begun =
          isWorkingDay(calendar, first) &&
          !from.toZonedDateTimeISO(zone).equals(from.toZonedDateTimeISO(zone).startOfDay())
        assert.equal(touched, begun ? days + 1 : days)
      },
    ),
    { numRuns: 500 },
  )
})
