import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import laws from "#content/jurisdictions.json" with { type: "json" }
import { outsideLimits, type OutsideDates } from "./law-outside.ts"
import { elsewhereOf } from "./law-table.ts"
import type { LawPack } from "./pack.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const some = (...ids: string[]) => packs.filter(({ id }) => ids.includes(id))
const on = (text: string) => Temporal.PlainDate.from(text)
const said = (dates: OutsideDates, ...ids: string[]) =>
  outsideLimits(some(...ids), dates).map(
    ({ clock, last, binding }) => `${clock} ${last?.toString() ?? "-"}${binding ? "" : " not"}`,
  )

test("both readings of the tribunal's limit are shown, and the earlier is the one to keep", () => {
  assert.deepEqual(said({ incident: on("2026-09-10") }, "GB"), [
    "GB.et_old 2026-12-09",
    "GB.et_new 2027-03-09 not",
  ])
})

test("each agency has its own limit, soonest first; of the two for the same charge the earlier binds", () => {
  // The 15th day of the year: 45 on is 1 March, 180 on 14 July, 300 on 11 November.
  assert.deepEqual(said({ incident: on("2026-01-15") }, "US"), [
    "US.fed 2026-03-01",
    "US.eeoc180 2026-07-14",
    "US.eeoc300 2026-11-11 not",
    "US.CHI 2027-01-15",
    "US.CA 2029-01-15",
    "US.NY 2029-01-15",
  ])
  assert.ok(said({ right_to_sue_notice: on("2026-12-01") }, "US").includes("US.rts 2027-03-01"))
})

test("the day of the incident starts every limit that counts from what happened", () => {
  assert.deepEqual(said({ incident: on("2024-02-29") }, "AU", "IN", "CN"), [
    "IN.complaint 2024-05-29",
    "CN.arbitration 2025-02-28",
    "AU.ahrc 2026-02-28",
    "AU.fwc 2026-02-28",
  ])
  // Who knows it better says so: the last of several times, or when she learned of it.
  const dates = { incident: on("2024-02-29"), last_incident: on("2024-03-31") }
  assert.deepEqual(said(dates, "IN"), ["IN.complaint 2024-06-30"])
})

test("an appeal to somebody outside is told apart", () => {
  const dates = {
    recommendation_communicated: on("2027-01-06"),
    decision_communicated: on("2026-04-08"),
  }
  const limits = outsideLimits(some("IN", "PK"), dates)
  assert.deepEqual(
    limits.map(({ clock, last, appeal, source }) => [clock, last?.toString(), appeal, source]),
    [
      ["PK.appeal", "2026-05-08", true, "sourced"],
      ["IN.appeal", "2027-04-06", true, "sourced"],
    ],
  )
})

test("nothing is said from a day that nobody knows", () => {
  assert.deepEqual(said({}, ...packs.map(({ id }) => id)), [])
})

test("what is counted in working days has no last day here", () => {
  const [gb] = some("GB")
  assert.ok(gb)
  const clocks = gb.clocks.map((clock) => ({ ...clock, unit: "working_days" as const }))
  const limits = outsideLimits([{ ...gb, clocks }], { incident: on("2026-09-10") })
  assert.deepEqual(
    limits.map(({ last }) => last),
    [null, null],
  )
})

test("days less one are one day fewer", () => {
  const [us] = some("US")
  assert.ok(us)
  const clocks = us.clocks.map((clock) => ({ ...clock, less_days: 1 }))
  const [first] = outsideLimits([{ ...us, clocks }], { incident: on("2026-01-15") })
  assert.equal(first?.last?.toString(), "2026-02-28")
})

test("every claim and outside appeal is shown once its day is known, none is after its door's binding one alone", () => {
  const day = fc
    .integer({ min: 0, max: 3000 })
    .map((n) => Temporal.PlainDate.from("2020-01-01").add({ days: n }))
  fc.assert(
    fc.property(fc.shuffledSubarray([...packs]), day, (chosen, date) => {
      const clocks = chosen.flatMap((pack) => pack.clocks)
      const dates: OutsideDates = Object.fromEntries(clocks.map(({ event }) => [event, date]))
      const limits = outsideLimits(chosen, dates)
      const outside = clocks.filter(({ id }) =>
        ["claim", "outside-appeal"].includes(elsewhereOf[id] ?? ""),
      )
      assert.deepEqual(
        limits.map(({ clock }) => clock).toSorted(),
        outside.map(({ id }) => id).toSorted(),
      )
      for (const pack of chosen) {
        const own = limits.filter((limit) => limit.pack === pack.id)
        assert.ok(own.length === 0 || own.some(({ binding }) => binding))
      }
      assert.deepEqual(outsideLimits(chosen.toReversed(), dates), limits)
    }),
    { numRuns: 200 },
  )
})
