import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import laws from "#content/jurisdictions.json" with { type: "json" }
import type { Calendar } from "./calendar.ts"
import { lawDue, type Anchors, type PackCalendars } from "./law.ts"
import { stepDue, type Bound, type StepAsked } from "./law-step.ts"
import { lawSteps, stepsOf, type LawStep } from "./law-table.ts"
import { clockEvents, type LawPack } from "./pack.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const some = (...ids: string[]) => packs.filter(({ id }) => ids.includes(id))
const at = (text: string) => Temporal.Instant.from(text)
/** No holidays: Monday to Friday, and in India and Pakistan Saturday for a maximum. */
const days: Calendar = { zone: "UTC", weekend: [6, 7], holidays: new Set() }
const calendars: PackCalendars = Object.fromEntries(packs.map(({ id }) => [id, days]))
const asked = (step: LawStep, anchors: Anchors, ids: string[], ours: StepAsked["ours"] = {}) =>
  stepDue({ step, ours, packs: some(...ids), anchors, calendars })
const short = (bound: Bound | null) =>
  bound && `${bound.due.toString().slice(0, 16)} ${bound.basis}`

test("our own limit stands where no law says anything", () => {
  const due = asked("comment", {}, ["IN", "PK"], { min: at("2026-05-11T10:00Z") })
  assert.equal(short(due.min), "2026-05-11T10:00 product")
  assert.equal(due.min?.law, null)
  assert.deepEqual([due.max, due.cap, due.conflict, due.waitsFor], [null, null, null, []])
})

test("of maxima the strictest, ours among them", () => {
  // Monday 4 May. India: seven working days with Saturdays worked, Tue 12. Pakistan: three days, Thu 7.
  const anchors = {
    complaint_received: at("2026-05-04T10:00Z"),
    written_complaint_received: at("2026-05-04T10:00Z"),
  }
  const max = (ids: string[], ours?: string) =>
    short(asked("respondent-notice", anchors, ids, ours ? { max: at(ours) } : {}).max)
  assert.equal(max(["IN"]), "2026-05-12T10:00 IN.forward")
  assert.equal(max(["IN", "PK"]), "2026-05-07T10:00 PK.charge")
  assert.equal(max(["PK", "IN"], "2026-05-09T10:00Z"), "2026-05-07T10:00 PK.charge")
  assert.equal(max(["PK", "IN"], "2026-05-06T10:00Z"), "2026-05-06T10:00 product")
  // The same instant is our own.
  assert.equal(max(["PK"], "2026-05-07T10:00Z"), "2026-05-07T10:00 product")
})

test("of due-process minima the longest, ours among them", () => {
  // From Monday 4 May. Pakistan: seven days, Mon 11. India: ten whole working days without weekends, to the end of Mon 18.
  const anchors = {
    copy_received_by_respondent: at("2026-05-04T10:00Z"),
    charge_communicated: at("2026-05-04T10:00Z"),
  }
  const min = (ids: string[], ours?: string) =>
    short(asked("answer", anchors, ids, ours ? { min: at(ours) } : {}).min)
  assert.equal(min(["PK"]), "2026-05-11T10:00 PK.defence")
  assert.equal(min(["PK", "IN"]), "2026-05-19T00:00 IN.reply")
  assert.equal(min(["PK", "IN"], "2026-05-12T00:00Z"), "2026-05-19T00:00 IN.reply")
  assert.equal(min(["PK", "IN"], "2026-05-20T00:00Z"), "2026-05-20T00:00 product")
})

test("a minimum that ends after a maximum is said with both names, and neither is moved", () => {
  // The inquiry has ninety days; on the eighty-fifth a notice of fifteen begins.
  const anchors = {
    complaint_received: at("2026-01-01T10:00Z"),
    third_consecutive_absence: at("2026-03-27T10:00Z"),
  }
  const due = asked("inquiry", anchors, ["IN"])
  assert.equal(short(due.max), "2026-04-01T10:00 IN.inquiry")
  assert.equal(short(due.min), "2026-04-11T10:00 IN.exparte")
  assert.deepEqual(due.conflict, { min: "IN.exparte", max: "IN.inquiry" })
  const early = { ...anchors, third_consecutive_absence: at("2026-03-17T10:00Z") }
  assert.equal(asked("inquiry", early, ["IN"]).conflict, null, "both end at the same instant")
  const ours = asked("inquiry", early, ["IN"], { max: at("2026-02-15T10:00Z") })
  assert.deepEqual(ours.conflict, { min: "IN.exparte", max: "product" })
})

test("a window to appeal is the parties' right: a law never closes it sooner than ours", () => {
  // Monday 4 May: five whole working days end with Monday 11.
  const anchors = { outcome_notified: at("2026-05-04T10:00Z") }
  const due = asked("appeal-window", anchors, ["GB"], { min: at("2026-05-19T00:00Z") })
  assert.equal(short(due.min), "2026-05-19T00:00 product")
  assert.equal(due.max, null)
  assert.equal(short(asked("appeal-window", anchors, ["GB"]).min), "2026-05-12T00:00 GB.appeal")
})

test("discipline is begun in time once the interview was held in time", () => {
  const known = { employer_full_knowledge: at("2026-05-04T10:00Z") }
  assert.equal(short(asked("decision", known, ["FR"]).max), "2026-07-04T10:00 FR.discipline")
  const held = asked("decision", { ...known, preliminary_interview: at("2026-07-03T10:00Z") }, [
    "FR",
  ])
  // Friday 3 July; Saturday and Monday are whole.
  assert.equal(short(held.max), "2026-08-03T10:00 FR.sanction_max")
  assert.equal(short(held.min), "2026-07-07T00:00 FR.sanction_min")
  assert.equal(held.conflict, null)
  // Held after the two months: whether the summons went out before them is a lawyer's question.
  const late = asked("decision", { ...known, preliminary_interview: at("2026-07-06T10:00Z") }, [
    "FR",
  ])
  assert.deepEqual(late.conflict, { min: "FR.sanction_min", max: "FR.discipline" })
})

test("one clock may bind two steps, and what is owed at once is owed at once", () => {
  const anchors = { inquiry_initiated: at("2026-05-04T10:00Z") }
  for (const step of ["inquiry", "report"] as const)
    assert.equal(short(asked(step, anchors, ["PK"]).max), "2026-06-03T10:00 PK.findings")
  const aware = { aware_of_arrestable_offence_ch16: at("2026-05-04T10:00Z") }
  assert.equal(short(asked("police-report", aware, ["SG"]).max), "2026-05-04T10:00 SG.s424")
})

test("how long relief may last is told apart from when it is due", () => {
  const anchors = {
    interim_request: at("2026-05-04T10:00Z"),
    investigation_started: at("2026-05-04T10:00Z"),
  }
  const due = asked("interim-relief", anchors, ["IN", "KR"])
  assert.equal(short(due.max), "2026-05-05T10:00 KR.protect")
  assert.equal(short(due.cap), "2026-08-04T10:00 IN.leave")
})

test("what a law will count from and nobody knows yet is named", () => {
  assert.deepEqual(asked("answer", {}, ["IN", "PK"]).waitsFor, [
    "charge_communicated",
    "copy_received_by_respondent",
  ])
  const anchors = { charge_communicated: at("2026-05-04T10:00Z") }
  assert.deepEqual(asked("answer", anchors, ["PK", "IN"]).waitsFor, ["copy_received_by_respondent"])
})

const instants = fc
  .integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
const events = fc.dictionary(fc.constantFrom(...clockEvents), instants)
const ours = fc.record({
  max: fc.option(instants, { nil: undefined }),
  min: fc.option(instants, { nil: undefined }),
})
const steps = fc.constantFrom(...lawSteps)

test("one more law never makes a maximum later nor a minimum shorter, and their order plays no part", () => {
  fc.assert(
    fc.property(
      steps,
      ours,
      fc.shuffledSubarray([...packs]),
      events,
      (step, ours, chosen, anchors) => {
        const due = (packs: readonly LawPack[]) =>
          stepDue({ step, ours, packs, anchors, calendars })
        const all = due(chosen)
        assert.deepEqual(due(chosen.toReversed()), all)
        const fewer = due(chosen.slice(1))
        assert.ok(order(all.max, fewer.max ?? all.max) <= 0)
        assert.ok(order(fewer.min ?? all.min, all.min) <= 0)
        assert.ok(!fewer.conflict || all.conflict, "a conflict does not go away")
      },
    ),
    { numRuns: 500 },
  )
})

test("no limit of ours or of a running law of the step is passed over", () => {
  fc.assert(
    fc.property(steps, ours, fc.subarray([...packs]), events, (step, ours, packs, anchors) => {
      const due = stepDue({ step, ours, packs, anchors, calendars })
      if (ours.max) assert.ok(due.max && Temporal.Instant.compare(due.max.due, ours.max) <= 0)
      if (ours.min) assert.ok(due.min && Temporal.Instant.compare(due.min.due, ours.min) >= 0)
      for (const limit of lawDue({ packs, anchors, calendars })) {
        if (!stepsOf[limit.clock]?.includes(step)) continue
        if (["FR.discipline", "GB.appeal"].includes(limit.clock)) continue // each has a test of its own
        if (limit.kind === "max") assert.ok(order(due.max, limit) <= 0, limit.clock)
        if (limit.kind === "min") assert.ok(order(limit, due.min) <= 0, limit.clock)
      }
      const clash = due.max && due.min && Temporal.Instant.compare(due.min.due, due.max.due) > 0
      assert.equal(due.conflict !== null, clash === true)
    }),
    { numRuns: 500 },
  )
})

type Ends = { readonly due: Temporal.Instant }

/** Below 0 when one ends before the other; nothing ends before what there is not. */
function order(one: Ends | null, other: Ends | null): number {
  if (!one || !other) return one === other ? 0 : 1
  return Temporal.Instant.compare(one.due, other.due)
}
