import assert from "node:assert/strict"
import { test } from "node:test"
import { apart, apartTogether } from "./rank-sum.ts"

test("a textbook example, by hand", () => {
  // Ranks of the first: 1, 2, 4. U = 7 - 6 = 1 of 9, mean 4.5, variance 9 * 7 / 12.
  const { z, share } = apart([10, 20, 40], [30, 50, 60])
  assert.ok(Math.abs(z - -3.5 / Math.sqrt(5.25)) < 1e-12)
  assert.ok(Math.abs(share - 1 / 9) < 1e-12)
})

test("equal values stand in the middle and narrow the spread; one value alone says nothing", () => {
  // Ranks 1.5, 1.5, 3.5, 3.5: U = 5 - 3 = 2 of 4, exactly the mean.
  assert.deepEqual(apart([1, 2], [1, 2]), { z: 0, share: 0.5 })
  assert.equal(apart([7, 7], [7, 7]).z, 0)
  // Ranks 1.5 and 3 for the first: U = 1.5; the tie takes (8 - 2) / (4 * 3) from N + 1.
  const { z } = apart([1, 9], [1, 2])
  assert.ok(Math.abs(z - 0.5 / Math.sqrt((4 / 12) * (5 - 6 / 12))) < 1e-12)
})

test("a shift that one pair hides is seen in many, and opposite shifts cancel", () => {
  const ordered = (by: number) => Array.from({ length: 30 }, (_, i) => i + by)
  const pair = [ordered(2.5), ordered(0)] as const
  assert.ok(apart(...pair).z < 3)
  assert.ok(apartTogether(Array.from({ length: 20 }, () => pair)) > 4)
  assert.ok(Math.abs(apartTogether([pair, [pair[1], pair[0]]])) < 1e-12)
})
