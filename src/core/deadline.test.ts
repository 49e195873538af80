import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import laws from "#content/jurisdictions.json" with { type: "json" }
import rules from "#content/level.json" with { type: "json" }
import type { Calendar } from "./calendar.ts"
import {
  clockKinds,
  deadlinesFor,
  dueUnder,
  promiseOf,
  weekendFor,
  type Clock,
  type Pack,
} from "./deadline.ts"
import { levels, units, type LevelRules } from "./level.ts"
import { Refusal } from "./refusal.ts"

const { targets } = rules as LevelRules // level.test.ts checks its closed words
const packs = laws.packs as unknown as readonly Pack[] // the first test below checks its closed words
const clocks = packs.flatMap((p) => p.clocks)
const at = (text: string) => Temporal.Instant.from(text)
/** A Wednesday. */
const from = at("2026-12-23T10:00Z")
const london: Calendar = {
  zone: "Europe/London",
  weekend: [6, 7],
  holidays: new Set(["2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"]),
}
const some = (...ids: string[]) => packs.filter((p) => ids.includes(p.id))
const promised = (
  level: (typeof levels)[number],
  t0: string,
  ids: string[] = [],
  calendar = london,
) =>
  deadlinesFor({ level, t0: at(t0), targets, calendar, packs: some(...ids) }).map(
    ({ kind, due, basis }) =>
      `${kind} ${due.toZonedDateTimeISO(calendar.zone).toPlainDateTime().toString({ smallestUnit: "minute" })} ${basis}`,
  )

test("the 50 clocks of the content are words this code knows", () => {
  assert.equal(clocks.length, 50)
  for (const c of clocks)
    assert.ok(
      clockKinds.includes(c.kind) && units.includes(c.unit) && Number.isInteger(c.amount),
      c.id,
    )
  for (const id of Object.keys(promiseOf))
    assert.ok(
      clocks.some((c) => c.id === id && c.kind === "max"),
      id,
    )
})

test("our own times: danger by the minute, day and night", () => {
  assert.deepEqual(promised("e1", "2026-12-25T02:10Z"), [
    "opening 2026-12-25T02:15 product",
    "first-contact 2026-12-25T02:20 product",
    "protection 2026-12-25T02:25 product",
    "plan 2026-12-25T03:10 product",
    "outcome 2027-01-15T02:10 product",
  ])
  assert.deepEqual(promised("r", "2026-12-25T02:10Z"), [
    "opening 2026-12-25T06:10 product",
    "first-contact 2026-12-25T06:10 product",
    "protection 2026-12-26T02:10 product",
    "plan 2027-01-09T02:10 product",
    "outcome 2027-01-09T02:10 product",
  ])
})

test("e4 in working days over the year's end; e3 only its plan", () => {
  assert.deepEqual(promised("e4", "2026-12-24T15:00Z"), [
    "opening 2026-12-29T15:00 product",
    "first-contact 2026-12-30T15:00 product",
    "protection 2027-01-05T15:00 product",
    "plan 2027-01-12T15:00 product",
    "outcome 2027-02-22T15:00 product",
  ])
  assert.deepEqual(promised("e3", "2026-12-24T15:00Z"), [
    "opening 2026-12-24T19:00 product",
    "first-contact 2026-12-25T15:00 product",
    "protection 2026-12-26T15:00 product",
    "plan 2027-01-05T15:00 product",
    "outcome 2027-02-07T15:00 product",
  ])
})

test("hours are hours through the night the clock goes back", () => {
  assert.equal(promised("e2", "2026-10-24T23:30Z")[2], "protection 2026-10-25T01:30 product")
  assert.equal(promised("e3", "2026-10-24T10:00Z")[1], "first-contact 2026-10-25T10:00 product")
})

test("a law tightens a promise and never loosens one", () => {
  assert.deepEqual(promised("e4", "2027-01-04T10:00Z", ["KR"]), [
    "opening 2027-01-05T10:00 product",
    "first-contact 2027-01-06T10:00 product",
    "protection 2027-01-05T10:00 KR.protect",
    "plan 2027-01-05T10:00 KR.investigate",
    "outcome 2027-01-14T10:00 KR.grievance",
  ])
  assert.equal(
    promised("e3", "2027-01-04T10:00Z", ["PK"])[4],
    "outcome 2027-02-03T10:00 PK.findings",
  )
  assert.equal(promised("e4", "2027-01-04T10:00Z", ["JP"])[3], "plan 2027-01-05T10:00 JP.prompt")
  assert.equal(promised("e4", "2027-01-04T10:00Z", ["GB"])[3], "plan 2027-01-11T10:00 GB.nodelay")
  assert.deepEqual(
    promised(
      "e1",
      "2027-01-04T10:00Z",
      packs.map((p) => p.id),
    ).slice(0, 4),
    promised("e1", "2027-01-04T10:00Z").slice(0, 4),
  )
})

test("a minimum, or a time limit of somebody else, tightens nothing", () => {
  const clock = (more: Partial<Clock>): Pack => ({
    id: "X",
    calendar: { weekend: null },
    clocks: [
      {
        id: "EU.ack",
        event: "report_received",
        amount: 1,
        unit: "hours",
        kind: "max",
        owner: "employer",
        ...more,
      },
    ],
  })
  const first = (more: Partial<Clock>) =>
    deadlinesFor({ level: "e4", t0: from, targets, calendar: london, packs: [clock(more)] })[1]
      ?.basis
  assert.equal(first({}), "EU.ack")
  assert.equal(first({ kind: "min" }), "product")
  assert.equal(first({ owner: "reporter" }), "product")
})

test("no pack makes any promise later, at any instant and level", () => {
  const instants = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) })
  fc.assert(
    fc.property(
      fc.constantFrom(...levels),
      instants,
      fc.subarray([...packs]),
      (level, ms, chosen) => {
        const asked = {
          level,
          t0: Temporal.Instant.fromEpochMilliseconds(ms),
          targets,
          calendar: london,
        }
        const ours = deadlinesFor({ ...asked, packs: [] })
        deadlinesFor({ ...asked, packs: chosen }).forEach((d, i) => {
          const own = ours[i]
          assert.ok(own && own.kind === d.kind)
          const order = Temporal.Instant.compare(d.due, own.due)
          assert.ok(d.basis === "product" ? order === 0 : order < 0)
        })
      },
    ),
    { numRuns: 300 },
  )
})

test("without known holidays e4 is refused, and e1 is not", () => {
  const bare: Calendar = { ...london, holidays: null }
  assert.throws(
    () => promised("e4", "2027-01-04T10:00Z", [], bare),
    (e) => e instanceof Refusal && e.code === "no-calendar",
  )
  assert.equal(promised("e1", "2027-01-04T10:00Z", [], bare).length, 5)
})

/** When each of the 50 clocks runs out, from then on. */
const expected: Record<string, string> = {
  "0 hours": "2026-12-23T10:00",
  "0 calendar_days": "2026-12-23T10:00",
  "3 calendar_days": "2026-12-26T10:00",
  "5 calendar_days": "2026-12-28T10:00",
  "7 calendar_days": "2026-12-30T10:00",
  "10 calendar_days": "2027-01-02T10:00",
  "15 calendar_days": "2027-01-07T10:00",
  "30 calendar_days": "2027-01-22T10:00",
  "31 calendar_days": "2027-01-23T10:00",
  "45 calendar_days": "2027-02-06T10:00",
  "60 calendar_days": "2027-02-21T10:00",
  "90 calendar_days": "2027-03-23T10:00",
  "180 calendar_days": "2027-06-21T10:00",
  "300 calendar_days": "2027-10-19T10:00",
  "365 calendar_days": "2027-12-23T10:00",
  "1 working_days": "2026-12-24T10:00",
  "5 working_days": "2027-01-04T10:00",
  "7 working_days": "2027-01-06T10:00",
  "1 months": "2027-01-23T10:00",
  "2 months": "2027-02-23T10:00",
  "3 months": "2027-03-23T10:00",
  "6 months": "2027-06-23T10:00",
  "24 months": "2028-12-23T10:00",
  "1 years": "2027-12-23T10:00",
  "3 years": "2029-12-23T10:00",
  // Less one day; whole working days for a minimum, and Sunday alone off where the text says ouvrables.
  "GB.et_old": "2027-03-22T10:00",
  "GB.et_new": "2027-06-22T10:00",
  "IN.reply": "2027-01-12T00:00",
  "FR.sanction_min": "2026-12-27T00:00",
}
for (const clock of clocks)
  test(`${clock.id}: ${clock.kind} ${clock.amount} ${clock.unit} after ${clock.event}`, () => {
    const special =
      clock.id === "FR.sanction_min" ? { ...london, holidays: new Set(["2026-12-25"]) } : london
    const due = dueUnder(clock, from, special).toZonedDateTimeISO("Europe/London").toPlainDateTime()
    assert.equal(
      due.toString({ smallestUnit: "minute" }),
      expected[clock.id] ?? expected[`${clock.amount} ${clock.unit}`],
    )
  })

test("what must be done ahead of an event is counted backwards", () => {
  const clock: Clock = {
    id: "x",
    event: "dismissal",
    amount: 2,
    unit: "calendar_days",
    kind: "before",
    owner: "employer",
  }
  assert.equal(dueUnder(clock, from, london).toString(), "2026-12-21T10:00:00Z")
})

test("a maximum counts with fewer days off than a minimum", () => {
  const [india] = some("IN")
  assert.ok(india)
  assert.deepEqual(weekendFor(india, "max"), [7])
  assert.deepEqual(weekendFor(india, "min"), [6, 7])
  const [iso] = some("ISO")
  assert.ok(iso)
  assert.deepEqual(weekendFor(iso, "max"), [6, 7])
})
