import assert from "node:assert/strict"
import { test } from "node:test"
import { sameGroup } from "./typed-back.ts"

test("a group is the same in small letters, with spaces, and with O, I and L for the digits they are", () => {
  assert.ok(sameGroup("46q3", "46Q3"))
  assert.ok(sameGroup(" 4 6-Q3 ", "46Q3"))
  assert.ok(sameGroup("oIl9", "0119"))
  assert.ok(sameGroup("４６Ｑ３", "46Q3"))
  assert.ok(!sameGroup("46Q", "46Q3"))
  assert.ok(!sameGroup("", "46Q3"))
})
