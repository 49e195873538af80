import assert from "node:assert/strict"
import { test } from "node:test"
import { levelOf } from "./triage.ts"

test("danger now is the first level, and not knowing counts as danger", () => {
  assert.equal(levelOf({ q1: "no" }), "e1")
  assert.equal(levelOf({ q2: "unknown", q9: "yes" }), "e1")
  assert.equal(levelOf({ q1: "yes", q6: "yes" }), "e1")
})

test("the first five days are urgent; power over somebody is serious; what was skipped raises nothing", () => {
  assert.equal(levelOf({ q1: "yes", q4: "yes" }), "e2")
  assert.equal(levelOf({ q1: "yes", q2: "no", q9: "yes" }), "e3")
  assert.equal(levelOf({ q9: "unknown" }), null)
  assert.equal(levelOf({}), null)
})
