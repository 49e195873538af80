import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import intake from "#content/intake.json" with { type: "json" }
import { dayParts, intervalOf, intervalOfCode, tokensOf, type Said } from "./when.ts"

const zone = "Asia/Shanghai"
const now = Temporal.Instant.from("2027-08-14T04:00:00Z")
const between = (said: Said, z = zone, until?: Temporal.Instant) => {
  const found = intervalOf(said, z, until)
  const local = (i: Temporal.Instant) =>
    i.toZonedDateTimeISO(z).toPlainDateTime().toString({ smallestUnit: "minute" })
  return found && [local(found.earliest), local(found.latest)]
}
const day = "2027-08-13"

test("the less is remembered, the wider the interval", () => {
  assert.deepEqual(between({ day, clock: "22:15" }), ["2027-08-13T22:15", "2027-08-13T22:15"])
  assert.deepEqual(between({ day, clock: "22:15", approx: true }), [
    "2027-08-13T21:15",
    "2027-08-13T23:15",
  ])
  assert.deepEqual(between({ day, part: "evening" }), ["2027-08-13T18:00", "2027-08-14T00:00"])
  assert.deepEqual(between({ day, part: "night" }), ["2027-08-13T21:00", "2027-08-14T06:00"])
  assert.deepEqual(between({ day, part: "early", approx: true }), [
    "2027-08-12T22:00",
    "2027-08-13T08:00",
  ])
  assert.deepEqual(between({ day }), ["2027-08-13T00:00", "2027-08-14T00:00"])
  assert.deepEqual(between({ day, approx: true }), ["2027-08-12T00:00", "2027-08-15T00:00"])
  assert.equal(intervalOf({ part: "night", clock: "02:00" }, zone), null)
})

test("what happened is never later than now", () => {
  assert.deepEqual(between({ day: "2027-08-14" }, zone, now), [
    "2027-08-14T00:00",
    "2027-08-14T12:00",
  ])
  assert.deepEqual(between({ day: "2027-08-14", clock: "13:00" }, zone, now), [
    "2027-08-14T12:00",
    "2027-08-14T12:00",
  ])
})

test("an hour that comes twice is both; a time that does not exist lies on both sides of the gap", () => {
  const length = (said: Said) => {
    const found = intervalOf(said, "Europe/London")
    return found && found.earliest.until(found.latest).total("minutes")
  }
  assert.equal(length({ day: "2026-10-25", clock: "01:30" }), 60)
  assert.equal(length({ day: "2026-03-29", clock: "01:30" }), 60)
  assert.equal(length({ day: "2026-10-25" }), 25 * 60)
})

test("an answer to when it happened is an interval back from the choice", () => {
  const back = (code: string) => {
    const found = intervalOfCode(code, now)
    return found && [found.earliest, found.latest].map((i) => i.until(now).total("hours"))
  }
  assert.deepEqual(back("now"), [0, 0])
  assert.deepEqual(back("h24"), [24, 0])
  assert.deepEqual(back("h120"), [120, 72])
  assert.deepEqual(back("d30"), [720, 120])
  const options = intake.pages.find((page) => page.id === "i05")?.options.map((o) => o.code) ?? []
  assert.deepEqual(
    options.filter((code) => !back(code)),
    ["old", "often", "dk"],
  )
  assert.equal(intervalOfCode(null, now), null)
})

test("a remembered time is shown piece by piece", () => {
  assert.deepEqual(tokensOf({ day, part: "night", approx: true }, zone, now), [
    { kind: "about" },
    { kind: "day", day, weekday: 5, ago: 1 },
    { kind: "part", part: "night" },
  ])
  assert.deepEqual(tokensOf({ day, part: "night", clock: "22:15" }, zone, now).at(-1), {
    kind: "clock",
    clock: "22:15",
  })
  assert.deepEqual(tokensOf({ approx: true }, zone, now), [{ kind: "unknown" }])
})

test("in every zone: earliest is not after latest, and saying about never narrows", () => {
  const said = fc.record({
    day: fc
      .integer({ min: 0, max: 7000 })
      .map((d) => Temporal.PlainDate.from("2020-01-01").add({ days: d }).toString()),
    part: fc.option(fc.constantFrom(...dayParts), { nil: undefined }),
    clock: fc.option(fc.constantFrom("00:00", "01:30", "02:30", "23:59"), { nil: undefined }),
  })
  fc.assert(
    fc.property(said, fc.constantFrom(...Intl.supportedValuesOf("timeZone")), (said, z) => {
      const [sure, about] = [intervalOf(said, z), intervalOf({ ...said, approx: true }, z)]
      assert.ok(sure && about)
      const inOrder = [about.earliest, sure.earliest, sure.latest, about.latest].map(
        (i) => i.epochMilliseconds,
      )
      assert.deepEqual(
        inOrder,
        inOrder.toSorted((a, b) => a - b),
      )
    }),
    // On Troll the wall clock skips two hours, more than "about" adds.
    {
      numRuns: 500,
      examples: [[{ day: "2020-03-29", part: undefined, clock: "01:30" }, "Antarctica/Troll"]],
    },
  )
})
