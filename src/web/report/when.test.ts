import assert from "node:assert/strict"
import { test } from "node:test"
import { intervalOfCode as known } from "#core/when.ts"
import { intervalOfCode } from "./when.ts"

test("an answer stands for the same time here as everywhere", () => {
  const now = Date.UTC(2027, 6, 28, 12)
  for (const code of ["now", "h24", "h72", "h120", "d30", "old", "often", "dk", undefined]) {
    const there = known(code, Temporal.Instant.fromEpochMilliseconds(now))
    const expected = there
      ? [there.earliest.epochMilliseconds, there.latest.epochMilliseconds]
      : undefined
    assert.deepEqual(intervalOfCode(code, now), expected, code ?? "none")
  }
})
