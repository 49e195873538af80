import assert from "node:assert/strict"
import { test } from "node:test"
import { hitsIn, onlyReady } from "./phrases.ts"

test("a draft that doubts is told why and what to say instead", () => {
  const [hit] = hitsIn("I read it. Are you sure that it was him?")
  assert.equal(hit?.id, "are_you_sure")
  assert.equal(hit?.hit, "Are you sure")
  assert.notEqual(hit?.say, "")
  assert.deepEqual(
    hitsIn("您确定吗？").map(({ id }) => id),
    ["are_you_sure"],
  )
  assert.deepEqual(hitsIn("Thank you for telling us. You decide what happens."), [])
})

test("ready-made words alone are not contact; one word of one's own is", () => {
  const ready = ["Thank you for telling us.", "Are you somewhere safe?"]
  assert.equal(onlyReady("Thank you for telling us.\n\nAre you somewhere safe?", ready), true)
  assert.equal(onlyReady("Thank you for telling us. ...", ready), true)
  assert.equal(onlyReady("Thank you for telling us. Noor here.", ready), false)
  assert.equal(onlyReady("  ", ready), false)
})
