import assert from "node:assert/strict"
import { test } from "node:test"
import { begin, p } from "../../test/core/alert-world.ts"
import { open } from "./alert.ts"
import { callIn } from "./part.ts"

test("whoever is given a part is rung alone and gets the case; the bell rests as before", () => {
  const world = begin([["noor"], ["sam"], ["orla"]])
  world.do((m) => open(world.alert, p("noor"), m))
  const before = world.alert
  const { rings, releases, timers, next } = callIn(before, p("orla"))
  assert.deepEqual([rings, releases], [[{ person: p("orla"), tier: 0, text: "ring" }], [p("orla")]])
  assert.deepEqual([next, timers], [before, []])
})
