import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import type { Calendar } from "./calendar.ts"
import { calendarUnder, clockKinds, dueUnder, type Clock, type Pack } from "./deadline.ts"
import { daysUnder, dueAt } from "./law-days.ts"
import { units } from "./level.ts"
import { Refusal } from "./refusal.ts"
import { zoneNamed } from "./wall.ts"

const zones = [
  "Europe/London",
  "America/New_York",
  "America/St_Johns",
  "America/Asuncion", // its clocks change at midnight
  "Africa/Cairo", // so do these
  "Asia/Shanghai",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe", // by half an hour
  "Pacific/Chatham",
  "UTC",
]
const day = (from: string, n: number) => Temporal.PlainDate.from(from).add({ days: n }).toString()
const dates = (size: number) =>
  fc
    .array(fc.integer({ min: 0, max: 200 }), { maxLength: size, size: "max" })
    .map((ns) => new Set(ns.map((n) => day("2026-01-01", n))))
/** Some holidays of the whole country's list are kept in a part of it only, and some parts have more. */
const calendars: fc.Arbitrary<Calendar> = fc
  .record({
    zone: fc.constantFrom(...zones),
    weekend: fc.subarray([5, 6, 7]),
    holidays: dates(60),
    workdays: dates(5),
    regional: dates(20),
  })
  .map((made) => ({
    ...made,
    regional: new Set([...made.regional, ...[...made.holidays].filter((_, n) => n % 3 === 0)]),
  }))
const clocks: fc.Arbitrary<Clock> = fc.record({
  id: fc.constant("X.y"),
  event: fc.constant("report_received"),
  owner: fc.constant("employer"),
  amount: fc.integer({ min: 0, max: 30 }),
  unit: fc.constantFrom(...units),
  kind: fc.constantFrom(...clockKinds),
  less_days: fc.constantFrom(undefined, 1, 3),
  weekend_override: fc.constantFrom(undefined, ["sun"], ["fri", "sat"]),
})
const weekends = fc.constantFrom(null, { for_max: ["sun"], for_min: ["sat", "sun"] })
const packOf = (weekend: Pack["calendar"]["weekend"]): Pack => ({
  id: "X",
  clocks: [],
  calendar: { weekend },
})
/** Any millisecond of a year, half hours more often, for there clocks change, and midnights, for there days begin. */
const instants = fc
  .tuple(
    fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2026, 11) }),
    fc.constantFrom(1, 1_800_000, 86_400_000),
  )
  .map(([ms, grain]) => Math.floor(ms / grain) * grain)
const quick = (clock: Clock, pack: Pack, calendar: Calendar, ms: number) =>
  dueAt(clock, daysUnder(pack, clock, calendar), ms)

test("counted in numbers, a clock runs out when it does by the calendar", () => {
  fc.assert(
    fc.property(clocks, weekends, calendars, instants, (clock, weekend, calendar, ms) => {
      const pack = packOf(weekend)
      const slow = dueUnder(
        clock,
        Temporal.Instant.fromEpochMilliseconds(ms),
        calendarUnder(pack, clock, calendar),
      )
      assert.equal(quick(clock, pack, calendar, ms), slow.epochMilliseconds)
    }),
    { numRuns: 3000 },
  )
})

test("an hour that a zone skips or has twice is read as the calendar reads it", () => {
  for (const name of zones) {
    const zone = zoneNamed(name)
    const from = Temporal.Instant.from("2026-01-01T00:00Z").toZonedDateTimeISO(name)
    for (const after of ["next", "next again"] as const) {
      const change = from.getTimeZoneTransition("next")
      const at = after === "next" ? change : change?.getTimeZoneTransition("next")
      if (!at) continue
      for (let minutes = -180; minutes <= 180; minutes += 15) {
        const wall: Temporal.PlainDateTime = at
          .toInstant()
          .toZonedDateTimeISO("UTC")
          .toPlainDateTime()
        const local: Temporal.PlainDateTime = wall
          .add({ nanoseconds: at.offsetNanoseconds })
          .add({ minutes })
        const asUtc = local.toZonedDateTime("UTC").epochMilliseconds
        for (const disambiguation of ["earlier", "later"] as const) {
          const expected: number = local.toZonedDateTime(name, { disambiguation }).epochMilliseconds
          assert.equal(
            zone.instantAt(asUtc, disambiguation),
            expected,
            `${name} ${local.toString()}`,
          )
        }
      }
      const day = at.toPlainDate()
      const number = Date.parse(day.toString()) / 86_400_000
      assert.equal(zone.startOf(number), day.toZonedDateTime(name).epochMilliseconds, name)
    }
  }
})

test("in the hour that comes twice a maximum ends with its first, a minimum with its second", () => {
  const clock = (kind: Clock["kind"]): Clock => ({
    id: "X.y",
    event: "report_received",
    owner: "employer",
    amount: 1,
    unit: "calendar_days",
    kind,
  })
  const london: Calendar = { zone: "Europe/London", weekend: [6, 7], holidays: new Set() }
  const ends = (kind: Clock["kind"], from: string) => {
    const ms = quick(clock(kind), packOf(null), london, Date.parse(from))
    return Temporal.Instant.fromEpochMilliseconds(ms).toString()
  }
  // 01:30 comes twice on 25 October, and not at all on 29 March.
  assert.equal(ends("max", "2026-10-24T00:30Z"), "2026-10-25T00:30:00Z")
  assert.equal(ends("min", "2026-10-24T00:30Z"), "2026-10-25T01:30:00Z")
  assert.equal(ends("max", "2026-03-28T01:30Z"), "2026-03-29T00:30:00Z")
  assert.equal(ends("min", "2026-03-28T01:30Z"), "2026-03-29T01:30:00Z")
})

test("what lies outside the years that are kept is asked of the platform", () => {
  const zone = zoneNamed("Europe/London")
  for (const text of ["1965-07-01T12:00Z", "2150-07-01T12:00Z"]) {
    const at = Temporal.Instant.from(text)
    const wall = at.toZonedDateTimeISO("Europe/London").toPlainDateTime()
    assert.equal(
      zone.wallAt(at.epochMilliseconds),
      wall.toZonedDateTime("UTC").epochMilliseconds,
      text,
    )
  }
})

test("wherever in the country somebody works, a maximum is not late for them and a minimum not short", () => {
  const spans = fc.record({
    id: fc.constant("X.y"),
    event: fc.constant("report_received"),
    owner: fc.constant("employer"),
    amount: fc.integer({ min: 0, max: 20 }),
    unit: fc.constantFrom(...units, ...Array<"working_days">(6).fill("working_days")),
    kind: fc.constantFrom("max", "min"),
  })
  const pack = packOf({ for_max: ["sun"], for_min: ["sat", "sun"] })
  fc.assert(
    fc.property(
      spans,
      calendars,
      instants,
      fc.record({ five: fc.boolean(), part: fc.nat({ max: 7 }) }),
      (clock, calendar, ms, { five, part }) => {
        const regional = [...(calendar.regional ?? [])]
        const national = [...(calendar.holidays ?? [])].filter((d) => !regional.includes(d))
        const theirs: Calendar = {
          zone: calendar.zone,
          weekend: five ? [6, 7] : [7],
          holidays: new Set([...national, ...regional.filter((_, n) => (part >> (n % 3)) & 1)]),
          workdays: calendar.workdays,
        }
        const plain = dueUnder(clock, Temporal.Instant.fromEpochMilliseconds(ms), theirs)
        const law = quick(clock, pack, calendar, ms)
        if (clock.kind === "max") assert.ok(law <= plain.epochMilliseconds)
        else assert.ok(law >= plain.epochMilliseconds)
      },
    ),
    { numRuns: 1500 },
  )
})

test("without known holidays no working day is counted, and everything else still is", () => {
  const bare: Calendar = { zone: "UTC", weekend: [6, 7], holidays: null }
  const clock = (unit: Clock["unit"]): Clock => ({
    id: "X.y",
    event: "report_received",
    owner: "employer",
    amount: 1,
    unit,
    kind: "max",
  })
  const refused = (error: unknown) => error instanceof Refusal && error.code === "no-calendar"
  assert.throws(() => quick(clock("working_days"), packOf(null), bare, 0), refused)
  assert.equal(quick(clock("calendar_days"), packOf(null), bare, 0), 86_400_000)
})

test("working days are not counted in a year whose holidays nobody asked for", () => {
  const short: Calendar = { zone: "UTC", weekend: [6, 7], holidays: new Set(), years: [2026, 2026] }
  const clock = { id: "X.y", event: "e", owner: "o", amount: 2, unit: "working_days" } as const
  const refused = (error: unknown) => error instanceof Refusal && error.code === "no-calendar"
  const due = (kind: Clock["kind"], from: string) =>
    quick({ ...clock, kind }, packOf(null), short, Date.parse(from))
  // Tuesday 29 December: Wednesday and Thursday, the year's last days.
  assert.equal(due("min", "2026-12-29T10:00Z"), Date.parse("2027-01-01T00:00Z"))
  assert.throws(() => due("min", "2026-12-30T10:00Z"), refused)
  assert.throws(() => due("max", "2025-12-31T10:00Z"), refused)
  assert.throws(() => due("before", "2026-01-02T10:00Z"), refused)
})

test("a calendar without one working day is a fault, not an endless count", () => {
  const never: Calendar = { zone: "UTC", weekend: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() }
  const clock = { id: "X.y", event: "e", owner: "o", amount: 1, kind: "max" } as const
  assert.throws(
    () => quick({ ...clock, unit: "working_days" }, packOf(null), never, 0),
    /a calendar has working days/,
  )
})
