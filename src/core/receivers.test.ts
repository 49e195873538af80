import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { idOf, type PersonId } from "./ids.ts"
import { receivers, tierKinds, type Pick } from "./receivers.ts"

const ids = (...names: string[]) => names.map((name) => idOf<PersonId>(name))
const many = (n: number) => ids(...Array.from({ length: n }, (_, i) => `p${i}`))
const inside = (people: PersonId[]) => ({ kind: "inside" as const, people })
/** Leaves out as many as it may: the last ones. */
const greedy: Pick = (n, k) => Array.from({ length: k }, (_, i) => n - 1 - i)
const nobody = new Set<PersonId>()

test("everybody who is not excluded gets a key; small tiers are never thinned", () => {
  const out = receivers(
    [inside(ids("a", "b")), inside(ids("c", "d", "e", "f"))],
    new Set(ids("b")),
    greedy,
  )
  assert.deepEqual(
    out.grants.map((g) => `${g.tier} ${g.person}`),
    ["0 a", "1 c", "1 d", "1 e", "1 f"],
  )
  assert.deepEqual(out.skipped, [])
})

test("a tier of more than four leaves out up to one in four more, never below three", () => {
  const kept = (n: number, excluded = 0) =>
    receivers([inside(many(n))], new Set(many(n).slice(0, excluded)), greedy).grants.length
  assert.deepEqual(
    [5, 6, 7, 8, 9, 12].map((n) => kept(n)),
    [4, 5, 6, 6, 7, 9],
  )
  assert.deepEqual([kept(5, 1), kept(5, 2), kept(5, 3), kept(8, 4)], [3, 3, 2, 3])
})

test("an emptied tier is recorded, with the one that is rung in its place", () => {
  const tiers = [
    inside(ids("a")),
    inside(ids("b")),
    inside([]),
    { kind: "outside" as const, people: ids("o") },
  ]
  const out = receivers(tiers, new Set(ids("a", "b")), greedy)
  assert.deepEqual(out.skipped, [
    { tier: 0, instead: 3 },
    { tier: 1, instead: 3 },
    { tier: 2, instead: 3 },
  ])
  assert.deepEqual(receivers([inside(ids("a"))], new Set(ids("a")), greedy).skipped, [
    { tier: 0, instead: null },
  ])
})

test("only a later tier stands in for an emptied one", () => {
  const out = receivers(
    [inside(ids("a")), inside(ids("b")), inside(ids("c"))],
    new Set(ids("b")),
    greedy,
  )
  assert.deepEqual(out.skipped, [{ tier: 1, instead: 2 }])
})

test("somebody at two tiers gets a key at both", () => {
  assert.equal(
    receivers([inside(ids("a")), inside(ids("a", "b"))], nobody, greedy).grants.length,
    3,
  )
})

const tiers = fc.array(
  fc.record({
    kind: fc.constantFrom(...tierKinds),
    people: fc
      .uniqueArray(fc.integer({ min: 0, max: 25 }), { maxLength: 16 })
      .map((ns) => ids(...ns.map((n) => `p${n}`))),
  }),
  { maxLength: 6 },
)
const chance = fc.infiniteStream(fc.nat()).map((stream): Pick => (n, k) => {
  const left = Array.from({ length: n }, (_, i) => i)
  return Array.from(
    { length: k },
    () => left.splice(Number(stream.next().value) % left.length, 1)[0] ?? 0,
  )
})

test("whatever chance does: no excluded person has a key, no tier falls below three by chance, none outside is skipped by it", () => {
  fc.assert(
    fc.property(
      tiers,
      fc.uniqueArray(fc.integer({ min: 0, max: 25 })),
      chance,
      (tiers, out, pick) => {
        const excluded = new Set(ids(...out.map((n) => `p${n}`)))
        const result = receivers(tiers, excluded, pick)
        assert.ok(result.grants.every((g) => !excluded.has(g.person)))
        tiers.forEach(({ people }, tier) => {
          const eligible = people.filter((p) => !excluded.has(p)).length
          const kept = result.grants.filter((g) => g.tier === tier)
          assert.ok(kept.every((g) => people.includes(g.person)))
          assert.ok(kept.length >= Math.min(eligible, 3))
          assert.ok(kept.length >= eligible - Math.floor(eligible / 4))
          if (people.length <= 4) assert.equal(kept.length, eligible)
          assert.equal(
            result.skipped.some((s) => s.tier === tier),
            eligible === 0,
          )
        })
      },
    ),
    { numRuns: 500 },
  )
})
