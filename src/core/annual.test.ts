import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import {
  actionsTaken,
  boundsOf,
  countYear,
  isDueWithin,
  isNil,
  yearFrom,
  type ActionTaken,
  type Complaint,
} from "./annual.ts"

const zone = "Asia/Kolkata"
const wall = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
const complaint = (
  received: string,
  ended: string | null,
  ...actions: ActionTaken[]
): Complaint => ({
  receivedAt: wall(received),
  endedAt: ended === null ? null : wall(ended),
  actions,
})
const counted = (complaints: readonly Complaint[], year = 2026, begins = 1) =>
  countYear(complaints, { period: yearFrom(year, begins), zone })

test("what came, what ended, what waits and what was done in a year", () => {
  const figures = counted([
    complaint("2025-06-01T10:00", "2025-12-30T10:00", "level-2"), // all of it last year
    complaint("2025-11-20T10:00", "2026-02-01T10:00", "level-2", "level-1"),
    complaint("2025-12-31T23:59", null),
    complaint("2026-01-01T00:00", "2026-12-31T23:59", "level-6", "police"),
    complaint("2026-05-05T10:00", "2026-06-05T10:00", "none"),
    complaint("2026-12-31T23:59", null),
    complaint("2026-08-08T10:00", "2027-01-01T00:00", "level-2"), // ended next year
    complaint("2027-01-01T00:00", null), // came next year
  ])
  assert.deepEqual(figures, {
    received: 4,
    "carried-over": 2,
    disposed: 3,
    pending: 3,
    "pending-over-90": 2,
    actions: { none: 1, "level-1": 1, "level-2": 1, "level-6": 1, police: 1 },
  })
  assert.equal(isNil(figures), false)
})

test("ninety days on the last day are not more than ninety", () => {
  // 2 October and 90 days: 31 October is 29, 30 November 59, 31 December 90.
  const over = (one: Complaint) => counted([one])["pending-over-90"]
  assert.equal(over(complaint("2026-10-02T00:00", null)), 0)
  assert.equal(over(complaint("2026-10-01T23:59", null)), 1)
  assert.equal(over(complaint("2026-10-01T23:59", "2026-12-31T12:00")), 0)
})

test("the year begins and ends at the midnights of its own zone", () => {
  const { start, end } = boundsOf(yearFrom(2026, 1), zone)
  assert.equal(start, Date.parse("2025-12-31T18:30Z"))
  assert.equal(end, Date.parse("2026-12-31T18:30Z"))
  const at = (receivedAt: number): Complaint => ({ receivedAt, endedAt: null, actions: [] })
  assert.equal(counted([at(end - 1)]).received, 1)
  assert.equal(counted([at(end)]).received, 0)
})

test("where nothing came, ended or waits the report is nil, and due all the same", () => {
  assert.equal(isNil(counted([])), true)
  assert.equal(isNil(counted([complaint("2025-01-01T10:00", "2025-03-01T10:00")])), true)
  assert.equal(isNil(counted([complaint("2025-12-31T10:00", null)])), false)
  assert.equal(isNil(counted([complaint("2025-12-30T10:00", "2026-01-02T10:00")])), false)
})

test("a company's own year has the days from its first month to the day before it comes again", () => {
  const { first, last } = yearFrom(2026, 4)
  assert.deepEqual([first.toString(), last.toString()], ["2026-04-01", "2027-03-31"])
  const figures = counted(
    [
      complaint("2026-03-31T23:59", "2026-04-01T00:00"),
      complaint("2026-04-01T00:00", null),
      complaint("2027-03-31T23:59", null),
      complaint("2027-04-01T00:00", null),
    ],
    2026,
    4,
  )
  assert.deepEqual([figures.received, figures.disposed, figures["pending-over-90"]], [2, 1, 1])
})

test("what was there and came either ended or waits; no complaint is lost between two years", () => {
  const complaints = fc.array(
    fc
      .tuple(fc.nat({ max: 1400 }), fc.option(fc.nat({ max: 500 })), fc.subarray([...actionsTaken]))
      .map(([day, after, actions]): Complaint => {
        const receivedAt = wall("2024-01-01T10:00") + day * 86_400_000
        return {
          receivedAt,
          endedAt: after === null ? null : receivedAt + after * 86_400_000,
          actions,
        }
      }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(complaints, (complaints) => {
      for (const begins of [1, 4])
        for (const year of [2024, 2025, 2026, 2027]) {
          const one = counted(complaints, year, begins)
          assert.equal(one["carried-over"] + one.received, one.disposed + one.pending)
          assert.ok(one["pending-over-90"] <= one.pending)
          assert.equal(counted(complaints, year + 1, begins)["carried-over"], one.pending)
        }
    }),
    { numRuns: 200 },
  )
})

test("a report is spoken of within its month, on its day, and not the day after", () => {
  const on = (day: string, begins: number, days: number) =>
    isDueWithin({ begins, days }, Temporal.PlainDate.from(day), 31)
  const calendar = ["2026-12-30", "2026-12-31", "2027-01-31", "2027-02-01"]
  assert.deepEqual(
    calendar.map((day) => on(day, 1, 31)),
    [false, true, true, false],
  )
  // A year that begins in April and leaves eighteen months ends and is due in other years.
  assert.deepEqual(
    ["2026-08-01", "2026-09-01", "2026-09-30", "2026-10-02"].map((day) => on(day, 4, 549)),
    [false, true, true, false],
  )
})
