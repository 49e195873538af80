import assert from "node:assert/strict"
import { test } from "node:test"
import { runVectors } from "./run.ts"

test("every vector of the protocol holds in Node", async () => {
  const outcomes = await runVectors()
  assert.deepEqual(
    outcomes.filter(({ ok }) => !ok).map(({ name }) => name),
    [],
  )
  assert.equal(outcomes.length, 33)
})
