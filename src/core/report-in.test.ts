import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import {
  actionsIn,
  boardReportIn,
  calendarYear,
  yearIn,
  type ActionIn,
  type ComplaintIn,
} from "./report-in.ts"

const zone = "Asia/Kolkata"
const wall = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
const complaint = (
  received: string,
  closed: string | null,
  ...actions: ActionIn[]
): ComplaintIn => ({
  receivedAt: wall(received),
  closedAt: closed === null ? null : wall(closed),
  actions,
})
const year = (complaints: readonly ComplaintIn[], workshops = 0) =>
  yearIn({ complaints, period: calendarYear(2026), zone, workshops })

test("what came, what ended, what waits and what was done in a year", () => {
  const report = year(
    [
      complaint("2025-06-01T10:00", "2025-12-30T10:00", "warning"), // all of it last year
      complaint("2025-11-20T10:00", "2026-02-01T10:00", "warning", "counselling"),
      complaint("2025-12-31T23:59", null),
      complaint("2026-01-01T00:00", "2026-12-31T23:59", "dismissed", "police-assisted"),
      complaint("2026-05-05T10:00", "2026-06-05T10:00", "none"),
      complaint("2026-12-31T23:59", null),
      complaint("2026-08-08T10:00", "2027-01-01T00:00", "warning"), // ended next year
      complaint("2027-01-01T00:00", null), // came next year
    ],
    4,
  )
  assert.deepEqual(report, {
    period: calendarYear(2026),
    received: 4,
    carriedOver: 2,
    disposed: 3,
    pending: 3,
    pendingOver90: 2,
    workshops: 4,
    actions: { none: 1, warning: 1, counselling: 1, dismissed: 1, "police-assisted": 1 },
    nil: false,
  })
})

test("ninety days on the last day are not more than ninety", () => {
  // 2 October and 90 days: 31 October is 29, 30 November 59, 31 December 90.
  assert.equal(year([complaint("2026-10-02T00:00", null)]).pendingOver90, 0)
  assert.equal(year([complaint("2026-10-01T23:59", null)]).pendingOver90, 1)
  assert.equal(year([complaint("2026-10-01T23:59", "2026-12-31T12:00")]).pendingOver90, 0)
})

test("the year is India's own: what comes at its midnight is counted there", () => {
  const late = {
    receivedAt: Temporal.Instant.from("2026-12-31T18:29Z"),
    closedAt: null,
    actions: [],
  }
  const next = { ...late, receivedAt: Temporal.Instant.from("2026-12-31T18:30Z") }
  assert.equal(year([late]).received, 1)
  assert.equal(year([next]).received, 0)
})

test("where nothing came, ended or waits there is a nil report, with its workshops", () => {
  const nothing = year([], 2)
  assert.equal(nothing.nil, true)
  assert.equal(nothing.workshops, 2)
  assert.deepEqual(nothing.actions, {})
  assert.equal(year([complaint("2025-01-01T10:00", "2025-03-01T10:00")]).nil, true)
  assert.equal(year([complaint("2025-12-31T10:00", null)]).nil, false)
  assert.equal(year([complaint("2025-12-30T10:00", "2026-01-02T10:00")]).nil, false)
})

test("the board's figures are those of the company's own year, with the headcount as given", () => {
  const report = boardReportIn({
    complaints: [
      complaint("2026-03-31T23:59", "2026-04-01T00:00"),
      complaint("2026-04-01T00:00", null),
      complaint("2027-03-31T23:59", null),
      complaint("2027-04-01T00:00", null),
    ],
    period: {
      first: Temporal.PlainDate.from("2026-04-01"),
      last: Temporal.PlainDate.from("2027-03-31"),
    },
    zone,
    headcount: { female: 120, male: 130, transgender: 2 },
  })
  const { period, ...figures } = report
  assert.equal(period.last.toString(), "2027-03-31")
  assert.deepEqual(figures, {
    received: 2,
    disposed: 1,
    pendingOver90: 1,
    headcount: { female: 120, male: 130, transgender: 2 },
    employees: 252,
  })
})

test("what was there and came either ended or waits; no complaint is lost between two years", () => {
  const complaints = fc.array(
    fc
      .tuple(fc.nat({ max: 1400 }), fc.option(fc.nat({ max: 500 })), fc.subarray([...actionsIn]))
      .map(([day, after, actions]): ComplaintIn => {
        const receivedAt = wall("2024-01-01T10:00").add({ hours: day * 24 })
        return {
          receivedAt,
          closedAt: after === null ? null : receivedAt.add({ hours: after * 24 }),
          actions,
        }
      }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(complaints, (complaints) => {
      const of = (year: number) =>
        yearIn({ complaints, period: calendarYear(year), zone, workshops: 0 })
      for (const year of [2024, 2025, 2026, 2027]) {
        const { carriedOver, received, disposed, pending, pendingOver90 } = of(year)
        assert.equal(carriedOver + received, disposed + pending)
        assert.ok(pendingOver90 <= pending)
        assert.equal(of(year + 1).carriedOver, pending)
      }
    }),
    { numRuns: 200 },
  )
})
