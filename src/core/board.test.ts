import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { answerableFor, answerables } from "./answerable.ts"
import {
  bandOf,
  boardPromises,
  countOf,
  failureEnds,
  fewest,
  noise,
  publish,
  recordOf,
  shares,
  spans,
  step,
  type Tally,
} from "./board.ts"
import { dutyKinds } from "./owed.ts"

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const many = fc.integer({ min: 0, max: 400 })
/** Draws from a list, round and round. */
const drawing = fc.array(chance, { minLength: 1, maxLength: 60 }).map((list) => {
  let at = 0
  return () => list[at++ % list.length] ?? 0
})
const each = <Key extends string, Value>(keys: readonly Key[], value: fc.Arbitrary<Value>) =>
  fc
    .array(value, { minLength: keys.length, maxLength: keys.length })
    // As many values as keys.
    .map((list) => recordOf(keys, (key) => list[keys.indexOf(key)] as Value))
const counts = (length: number) => fc.array(many, { minLength: length, maxLength: length })
const tallies: fc.Arbitrary<Tally> = fc.record({
  reports: many,
  promises: each(
    boardPromises,
    fc.record({ late: many, shares: counts(shares.length), spans: counts(spans.length) }),
  ),
  missed: each(answerables, many),
  ends: each(failureEnds, many),
})
/** Every chance there is, in even steps. */
const all = 3 * 2 ** 14
const draws = Array.from({ length: all }, (_, at) => (at + 0.5) / all)
const likely = <Seen>(see: (draw: () => number) => Seen): Map<Seen, number> => {
  const found = new Map<Seen, number>()
  for (const drawn of draws) {
    const seen = see(() => drawn)
    found.set(seen, (found.get(seen) ?? 0) + 1 / all)
  }
  return found
}

test("a period with fewer than ten reports is nothing at all, like one with none", () => {
  fc.assert(
    fc.property(tallies, fc.integer({ min: 0, max: fewest - 1 }), drawing, (tally, few, draw) => {
      assert.equal(publish({ ...tally, reports: few }, draw), null)
    }),
  )
})

test("whatever chance says, no figure is made of fewer than ten, and every count is a ten", () => {
  fc.assert(
    fc.property(tallies, drawing, (tally, draw) => {
      const figures = publish(tally, draw)
      if (!figures) return
      const pairs: (readonly [number, number | null])[] = [
        [tally.reports, figures.reports],
        ...answerables.map((one) => [tally.missed[one], figures.missed[one]] as const),
        ...failureEnds.map((one) => [tally.ends[one], figures.ends[one]] as const),
        ...boardPromises.flatMap((one) => {
          const owed = tally.promises[one].shares.reduce((sum, n) => sum + n, 0)
          const seen = figures.promises[one]
          if (owed < fewest)
            assert.deepEqual(seen, {
              ...{ owed: null, late: null, middle: null, nine: null, span: null },
            })
          return [
            [owed, seen.owed],
            [tally.promises[one].late, seen.late],
          ] as const
        }),
      ]
      for (const [exact, seen] of pairs) {
        if (seen === null) continue
        assert.ok(exact >= fewest)
        assert.ok(seen >= step && seen % step === 0)
      }
    }),
  )
})

test("none and few are shown in one way", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: fewest - 1 }), chance, (few, drawn) => {
      assert.equal(
        countOf(few, () => drawn),
        countOf(0, () => drawn),
      )
    }),
  )
})

test("one report more or less at most doubles how likely any count is", () => {
  for (const n of [0, 9, 10, 11, 17, 18, 19, 20, 21, 29, 30, 39, 40, 100]) {
    const [without, withIt] = [n, n + 1].map((exact) => likely((draw) => countOf(exact, draw)))
    for (const [one, other] of [
      [without, withIt],
      [withIt, without],
    ])
      for (const [seen, how] of one ?? [])
        // What is left over is the one way in which ten differs from nine: that it may be shown at all.
        assert.ok(how <= 2 * (other?.get(seen) ?? 0) + 0.003, `${n} as ${seen}: ${how}`)
  }
})

test("one report more or less at most quadruples how likely any middle is", () => {
  const few = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(few, fc.integer({ min: 0, max: 5 }), fc.constantFrom(0.5, 0.9), (of, at, share) => {
      const more = of.map((n, band) => (band === at ? n + 1 : n))
      const [without, withIt] = [of, more].map((one) => likely((draw) => bandOf(one, share, draw)))
      for (const band of of.keys()) {
        const [less = 0, full = 0] = [without?.get(band), withIt?.get(band)]
        assert.ok(full <= 4 * less + 0.001 && less <= 4 * full + 0.001, `${of.join()} ${band}`)
      }
    }),
    { numRuns: 60 },
  )
})

test("a whole and its part, or two periods, never tell how many the rest are", () => {
  fc.assert(
    fc.property(many, many, chance, chance, (whole, part, one, other) => {
      const seen = [countOf(whole, () => one), countOf(part, () => other)]
      const [from = null, less = null] = seen
      if (from === null || less === null) return
      // Each is a ten: the rest may be anything in nineteen numbers, of which none is told apart.
      const rest = [from - less - (step - 1), from - less + (step - 1)]
      assert.ok((rest[1] ?? 0) - (rest[0] ?? 0) + 1 >= 2 * fewest - 1)
    }),
  )
})

test("chance moves a count up as often as down, by nothing in one of three", () => {
  const moved = likely((draw) => noise(draw()))
  assert.ok(Math.abs((moved.get(0) ?? 0) - 1 / 3) < 0.001)
  for (const by of [1, 2, 3, 4, 5]) {
    assert.ok(Math.abs((moved.get(by) ?? 0) - 2 ** -by / 3) < 0.001, `${by}`)
    assert.ok(Math.abs((moved.get(-by) ?? 0) - 2 ** -by / 3) < 0.001, `-${by}`)
  }
  fc.assert(
    fc.property(chance, (drawn) => {
      assert.ok(Number.isInteger(noise(drawn)) && Math.abs(noise(drawn)) <= 60)
    }),
  )
})

test("with many, the middle is the true one", () => {
  const found = likely((draw) => bandOf([0, 100, 20, 0, 0, 0], 0.5, draw))
  assert.ok((found.get(1) ?? 0) > 0.999)
})

test("whatever can be owed is somebody's part", () => {
  for (const duty of dutyKinds) {
    assert.ok(answerables.includes(answerableFor(`duty:${duty}`)))
    assert.equal(answerableFor(`duty:${duty}-12`), answerableFor(`duty:${duty}`))
  }
  assert.equal(answerableFor("opening"), "duty")
  assert.equal(answerableFor("promise:measure-3"), "lead")
})
