import assert from "node:assert/strict"
import { test } from "node:test"
import { shiftCounter } from "./shift.ts"

function typed(...keys: [key: string, at: number, composing?: boolean][]): boolean {
  const counter = shiftCounter()
  return keys
    .map(([key, at, composing = false]) => {
      counter.down(key, composing)
      return counter.up(key, at)
    })
    .some(Boolean)
}

test("three lone Shifts within a second leave", () => {
  assert.ok(typed(["Shift", 0], ["Shift", 300], ["Shift", 900]))
  assert.ok(!typed(["Shift", 0], ["Shift", 300], ["Shift", 1100]))
  assert.ok(!typed(["Shift", 0], ["Shift", 300]))
})

test("capitals, other keys between, and an input method do not", () => {
  const counter = shiftCounter()
  for (let times = 0; times < 5; times += 1) {
    counter.down("Shift", false)
    counter.down("A", false)
    assert.equal(counter.up("A", times), false)
    assert.equal(counter.up("Shift", times), false)
  }
  assert.ok(!typed(["Shift", 0], ["Shift", 100], ["a", 200], ["Shift", 300]))
  assert.ok(!typed(["Shift", 0, true], ["Shift", 100, true], ["Shift", 200, true], ["Shift", 300]))
})
