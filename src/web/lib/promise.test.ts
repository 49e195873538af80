import assert from "node:assert/strict"
import { test } from "node:test"
import { knotOf, promiseState } from "./promise.ts"

const owed = { due: 100, met: null, missed: null }

test("a promise ahead is soon in the last quarter of its time and over from its instant on", () => {
  assert.equal(promiseState(owed, 0, 74), "ahead")
  assert.equal(promiseState(owed, 0, 75), "soon")
  assert.equal(promiseState(owed, 0, 99), "soon")
  assert.equal(promiseState(owed, 0, 100), "over")
})

test("a miss stays also when it is met later", () => {
  assert.equal(promiseState({ ...owed, met: 90 }, 0, 200), "kept")
  assert.equal(promiseState({ ...owed, met: 130, missed: 100 }, 0, 200), "late")
  assert.equal(promiseState({ ...owed, missed: 100 }, 0, 50), "over")
})

test("only the next promise ahead is now", () => {
  assert.equal(knotOf("ahead", true), "now")
  assert.equal(knotOf("ahead", false), "owed")
  assert.equal(knotOf("kept", true), "done")
})
