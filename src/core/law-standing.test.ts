import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import laws from "#content/jurisdictions.json" with { type: "json" }
import type { Calendar } from "./calendar.ts"
import { provedBy, standing, type LawFacts, type LawLine } from "./law-standing.ts"
import { elsewhereOf } from "./law-table.ts"
import type { LawPack } from "./pack.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const ms = (text: string) => Date.parse(text)
const at = (text: string) => Temporal.Instant.from(text)
const days: Calendar = { zone: "UTC", weekend: [6, 7], holidays: new Set() }
const calendars = Object.fromEntries(packs.map(({ id }) => [id, days]))
const received = { received: at("2026-03-02T10:00Z") } // a Monday

function stands(ids: readonly string[], facts: Partial<LawFacts>, now: string) {
  const chosen = packs.filter(({ id }) => ids.includes(id))
  return standing({
    ...{ packs: chosen, calendars, now: ms(now) },
    facts: { known: received, done: {}, respondents: [], ...facts },
  })
}
const short = ({ clock, state, respondent, due }: LawLine) =>
  `${state} ${clock}${respondent === null ? "" : ` ${respondent}`} ${new Date(due).toISOString().slice(0, 10)}`

test("what is late comes first, then what is ahead, then what was kept", () => {
  const done = { acknowledged: ms("2026-03-03T10:00Z") }
  const known = { ...received, acknowledged: at("2026-03-03T10:00Z") }
  assert.deepEqual(stands(["EU", "IN"], { done, known }, "2026-03-20T10:00Z").lines.map(short), [
    "over IN.forward 2026-03-10",
    "ahead IN.inquiry 2026-05-31",
    "ahead EU.feedback 2026-06-03",
    "kept EU.ack 2026-03-09",
  ])
})

test("done in time is kept, done after it is late, and the very instant is in time", () => {
  const state = (done: string | null, now: string) =>
    stands(["EU"], { done: done ? { acknowledged: ms(done) } : {} }, now).lines.find(
      ({ clock }) => clock === "EU.ack",
    )?.state
  assert.equal(state("2026-03-09T10:00Z", "2026-04-01T00:00Z"), "kept")
  assert.equal(state("2026-03-09T10:00:00.001Z", "2026-04-01T00:00Z"), "late")
  assert.equal(state(null, "2026-03-09T10:00Z"), "ahead")
  assert.equal(state(null, "2026-03-09T10:00:00.001Z"), "over")
})

test("each respondent has a notice and a time to answer of their own", () => {
  const respondents = [
    { n: 1, noticed: ms("2026-03-04T10:00Z"), answered: null },
    { n: 2, noticed: null, answered: null },
  ]
  const { lines, waits } = stands(["PK"], { respondents }, "2026-03-06T10:00Z")
  assert.deepEqual(lines.map(short), [
    "over PK.charge 2 2026-03-05",
    "runs PK.defence 1 2026-03-11",
    "kept PK.charge 1 2026-03-05",
  ])
  assert.ok(!waits.some(({ clock }) => clock === "PK.defence"))
  const later = stands(["PK"], { respondents }, "2026-03-12T10:00Z").lines.map(short)
  assert.ok(later.includes("ended PK.defence 1 2026-03-11"))
})

test("a clock whose event has not happened is told with what it waits for", () => {
  const { waits } = stands(["SG", "PK"], {}, "2026-03-03T10:00Z")
  assert.deepEqual(
    waits.filter(({ clock }) => ["SG.s424", "PK.defence", "PK.findings"].includes(clock)),
    [
      { pack: "PK", clock: "PK.defence", event: "charge_communicated" },
      { pack: "PK", clock: "PK.findings", event: "inquiry_initiated" },
      { pack: "SG", clock: "SG.s424", event: "aware_of_arrestable_offence_ch16" },
    ],
  )
})

test("two rules of law that no date can keep are named together", () => {
  const fr = packs.filter(({ id }) => id === "FR")
  const clashing = fr.map((pack) => ({
    ...pack,
    clocks: pack.clocks.map((clock) =>
      clock.id === "FR.sanction_min"
        ? { ...clock, event: "report_or_knowledge" as const, amount: 4, unit: "months" as const }
        : clock,
    ),
  }))
  const { conflicts } = standing({
    ...{ packs: clashing, calendars, now: ms("2026-03-03T10:00Z") },
    facts: { known: received, done: {}, respondents: [] },
  })
  assert.deepEqual(conflicts, [
    {
      step: "decision",
      min: { clock: "FR.sanction_min", due: ms("2026-07-02T10:00Z") },
      max: { clock: "FR.discipline", due: ms("2026-05-02T10:00Z") },
    },
  ])
})

test("every maximum of a case is proved by something or is known to be proved by nothing here", () => {
  const unknown = packs.flatMap(({ clocks }) =>
    clocks.flatMap(({ id, kind }) =>
      (kind === "max" || kind === "before") &&
      !provedBy[id] &&
      !isNoticeOrWindow(id) &&
      !elsewhereOf[id]
        ? [id]
        : [],
    ),
  )
  assert.deepEqual(unknown, [
    "FR.sanction_max", // an interview that only somebody who held it can name
  ])
  const clocks = packs.flatMap((pack) => pack.clocks.map(({ id }) => id))
  assert.deepEqual(
    Object.keys(provedBy).filter((id) => !clocks.includes(id)),
    [],
  )
})

test("whatever is known, a clock of the case is either counted or waits, never both, and a claim outside is neither", () => {
  const instant = fc
    .integer({ min: ms("2026-01-01T00:00Z"), max: ms("2026-12-01T00:00Z") })
    .map((n) => Temporal.Instant.fromEpochMilliseconds(n))
  const known = fc.record(
    { received: instant, "inquiry-begun": instant, "inquiry-ended": instant, decided: instant },
    { requiredKeys: ["received"] },
  )
  fc.assert(
    fc.property(fc.subarray([...packs]), known, (chosen, moments) => {
      const { lines, waits } = standing({
        ...{ packs: chosen, calendars, now: ms("2026-06-01T00:00Z") },
        facts: { known: moments, done: {}, respondents: [] },
      })
      const counted = new Set(lines.map(({ clock }) => clock))
      const asked = new Set(waits.map(({ clock }) => clock))
      for (const { id } of chosen.flatMap((pack) => pack.clocks)) {
        const outside = ["claim", "outside-appeal", "yearly-report"].includes(elsewhereOf[id] ?? "")
        assert.equal(Number(counted.has(id)) + Number(asked.has(id)), outside ? 0 : 1, id)
      }
    }),
    { numRuns: 100 },
  )
})

function isNoticeOrWindow(id: string): boolean {
  return ["IN.forward", "PK.charge", "GB.appeal"].includes(id)
}

test("a party's own time to appeal inside is a right: it runs, and nobody is late with it", () => {
  const known = { ...received, "outcome-told": at("2026-03-02T10:00Z") }
  const appeal = (now: string) =>
    stands(["GB"], { known }, now).lines.find(({ clock }) => clock === "GB.appeal")
  // Five whole working days: to the end of Monday the ninth.
  assert.deepEqual(appeal("2026-03-09T10:00Z")?.state, "runs")
  assert.deepEqual(appeal("2026-03-10T00:00Z")?.state, "ended")
})
