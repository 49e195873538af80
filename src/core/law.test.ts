import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import laws from "#content/jurisdictions.json" with { type: "json" }
import type { Calendar } from "./calendar.ts"
import { lawDue, type Anchors, type PackCalendars } from "./law.ts"
import { clockEvents, type LawPack } from "./pack.ts"
import { Refusal } from "./refusal.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const some = (...ids: string[]) => packs.filter(({ id }) => ids.includes(id))
const at = (text: string) => Temporal.Instant.from(text)
const days: Calendar = {
  zone: "Europe/Paris",
  weekend: [6, 7],
  holidays: new Set(["2026-05-01", "2026-05-08", "2026-05-14"]),
}
const calendars: PackCalendars = Object.fromEntries(packs.map(({ id }) => [id, days]))
const said = (anchors: Anchors, ...ids: string[]) =>
  lawDue({ packs: some(...ids), anchors, calendars }).map(
    ({ clock, due }) =>
      `${clock} ${due.toZonedDateTimeISO(days.zone).toPlainDateTime().toString({ smallestUnit: "minute" })}`,
  )

test("a clock whose event has not happened is not running", () => {
  assert.deepEqual(said({}, "IN", "FR", "PK"), [])
  assert.deepEqual(said({ written_complaint_received: at("2026-05-04T08:00Z") }, "IN", "PK"), [
    "PK.charge 2026-05-07T10:00",
  ])
})

test("what a screen needs of a limit goes with it, the soonest first", () => {
  const anchors = { preliminary_interview: at("2026-05-04T07:00Z") }
  assert.deepEqual(lawDue({ packs: some("FR"), anchors, calendars }), [
    {
      pack: "FR",
      clock: "FR.sanction_min",
      kind: "min",
      event: "preliminary_interview",
      // Tuesday and Wednesday, until their end: Thursday as it begins in Paris.
      due: at("2026-05-06T22:00Z"),
      owner: "employer",
      action: "sanction not before 2 full working days",
      article: "L1332-2",
      basis: "law",
      source: "knowledge",
      url: null,
      on_breach: "escalate",
    },
    {
      pack: "FR",
      clock: "FR.sanction_max",
      kind: "max",
      event: "preliminary_interview",
      due: at("2026-06-04T07:00Z"),
      owner: "employer",
      action: "sanction not later than 1 month",
      article: "L1332-2",
      basis: "law",
      source: "knowledge",
      url: null,
      on_breach: "escalate",
    },
  ])
})

test("where no receipt was acknowledged, feedback counts from the end of the time for it", () => {
  const received = { report_received: at("2026-03-20T09:00Z") }
  // Seven days, then three months.
  assert.deepEqual(said(received, "EU"), [
    "EU.ack 2026-03-27T10:00",
    "EU.feedback 2026-06-27T10:00",
  ])
  const sent = (text: string) => said({ ...received, acknowledgement_sent: at(text) }, "EU")[1]
  assert.equal(sent("2026-03-21T09:00Z"), "EU.feedback 2026-06-21T10:00")
  // One that was sent too late wins no time.
  assert.equal(sent("2026-05-20T09:00Z"), "EU.feedback 2026-06-27T10:00")
  // In France the seven days are working days: 4 to 7, 11, 12 and 13 May.
  assert.deepEqual(said({ alert_received: at("2026-04-30T08:00Z") }, "FR"), [
    "FR.ack 2026-05-13T10:00",
    "FR.feedback 2026-08-13T10:00",
  ])
})

test("a pack whose days nobody gave is refused by its name, and one without running clocks is not", () => {
  const { FR, ...without } = calendars
  assert.ok(FR)
  const asked = { packs: some("FR", "EU"), calendars: without }
  assert.equal(
    lawDue({ ...asked, anchors: { report_received: at("2026-05-04T08:00Z") } }).length,
    2,
  )
  assert.throws(
    () => lawDue({ ...asked, anchors: { alert_received: at("2026-05-04T08:00Z") } }),
    (error) => error instanceof Refusal && error.code === "no-calendar" && error.field === "FR",
  )
})

test("the order of the packs and of what happened plays no part, and a pack more takes no limit away", () => {
  const events = fc.dictionary(
    fc.constantFrom(...clockEvents),
    fc
      .integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) })
      .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms)),
  )
  fc.assert(
    fc.property(fc.shuffledSubarray([...packs]), events, (chosen, anchors) => {
      const all = lawDue({ packs: chosen, anchors, calendars })
      assert.deepEqual(lawDue({ packs: chosen.toReversed(), anchors, calendars }), all)
      const fewer = lawDue({ packs: chosen.slice(1), anchors, calendars })
      assert.deepEqual(
        fewer,
        all.filter(({ pack }) => pack !== chosen[0]?.id),
      )
      for (const [n, limit] of all.entries())
        assert.ok(n === 0 || Temporal.Instant.compare(all[n - 1]?.due ?? limit.due, limit.due) <= 0)
    }),
    { numRuns: 200 },
  )
})
