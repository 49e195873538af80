import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { byBeginning, marksOf, orderOf, overlapOf, type Span, wholeOf } from "./interval.ts"
import { day, hour } from "./time.ts"

const point = fc.integer({ min: 0, max: 50 })
const span = fc
  .tuple(point, point)
  .map(([a, b]): Span => ({ from: Math.min(a, b), to: Math.max(a, b) }))
const within = ({ from, to }: Span) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

test("before means: whenever the two really were, the one was before the other", () => {
  fc.assert(
    fc.property(span, span, (one, other) => {
      const pairs = within(one).flatMap((a) => within(other).map((b) => Math.sign(a - b)))
      const orders = new Set(pairs)
      const expected =
        orders.size > 1 ? "unclear" : orders.has(-1) ? "before" : orders.has(1) ? "after" : "same"
      assert.equal(orderOf(one, other), expected)
    }),
  )
})

test("the order turned round is the other order", () => {
  const turned = { before: "after", after: "before", same: "same", unclear: "unclear" } as const
  fc.assert(
    fc.property(span, span, (one, other) => {
      assert.equal(orderOf(other, one), turned[orderOf(one, other)])
    }),
  )
})

test("before is passed on, and no three go round in a ring", () => {
  fc.assert(
    fc.property(span, span, span, (a, b, c) => {
      if (orderOf(a, b) === "before" && orderOf(b, c) === "before")
        assert.equal(orderOf(a, c), "before")
    }),
  )
})

test("what two share is every moment that is in both, and nothing else", () => {
  fc.assert(
    fc.property(span, span, (one, other) => {
      const shared = overlapOf(one, other)
      const both = within(one).filter((at) => at >= other.from && at <= other.to)
      assert.deepEqual(shared ? within(shared) : [], both)
      assert.equal(shared === null, ["before", "after"].includes(orderOf(one, other)))
    }),
  )
})

test("the whole holds every one of them and is no larger than it must be", () => {
  fc.assert(
    fc.property(fc.array(span, { minLength: 1 }), (spans) => {
      const whole = wholeOf(spans)
      assert.ok(whole)
      assert.ok(spans.every(({ from, to }) => from >= whole.from && to <= whole.to))
      assert.ok(spans.some(({ from }) => from === whole.from))
      assert.ok(spans.some(({ to }) => to === whole.to))
      const listed = spans.toSorted(byBeginning)
      assert.equal(listed[0]?.from, whole.from)
    }),
  )
  assert.equal(wholeOf([]), null)
})

test("a scale has few marks, inside it, in order, each at a whole hour of its zone", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Asia/Shanghai",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/St_Johns",
  )
  const start = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 11) })
  const length = fc.integer({ min: hour, max: 900 * day })
  fc.assert(
    fc.property(start, length, zones, (from, lasting, zone) => {
      const whole = { from, to: from + lasting }
      const marks = marksOf(whole, zone, 12)
      assert.ok(marks.length <= 14, `${marks.length}`)
      for (const [n, { at }] of marks.entries()) {
        assert.ok(at >= whole.from && at <= whole.to)
        assert.ok(n === 0 || at > (marks[n - 1]?.at ?? 0))
        const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
        assert.equal(wall.minute % 30, 0)
      }
    }),
  )
})

test("over a change of the clocks a day still begins at its own midnight", () => {
  const from = Date.parse("2026-10-24T00:00:00+02:00")
  const marks = marksOf({ from, to: from + 3 * day }, "Europe/Berlin", 4)
  assert.deepEqual(
    marks.filter((mark) => mark.day).map(({ at }) => new Date(at).toISOString()),
    ["2026-10-23T22:00:00.000Z", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  )
})
