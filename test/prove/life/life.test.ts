import assert from "node:assert/strict"
import { test } from "node:test"
import { guards } from "#core/life/guard.ts"
import { walk, type Broken, grow, nothingSeen } from "./walk.ts"

const seed = 20_271_123

test("a few thousand random lives hold to every law of the domain", (t) => {
  t.diagnostic(`seed ${seed}; npm run prove -- life --seed ${seed} walks on from it`)
  const seen = walk(seed, 6000)
  assert.ok(seen.states.size >= 10, `${seen.states.size} states were reached`)
  assert.ok([...seen.taken.values()].reduce((all, one) => all + one, 0) > 10_000)
})

test("a life of five hundred acts is small", (t) => {
  const seen = nothingSeen()
  const bytes = grow(seed, 500, seen)
  t.diagnostic(`${bytes} bytes`)
  assert.ok(bytes < 64_000)
})

test("the laws bite: without a guard one of them breaks, with a short way to it", () => {
  const table: Record<string, unknown> = guards
  for (const [guard, law] of [
    ["cleared", /undeclared/],
    ["tie-open", /own tie/],
  ] as const) {
    const was = table[guard]
    table[guard] = () => true
    try {
      assert.throws(
        () => walk(seed, 6000),
        (broken: Broken) => law.test(broken.law) && broken.steps.length <= 6,
      )
    } finally {
      table[guard] = was
    }
  }
})
