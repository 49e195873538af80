import assert from "node:assert/strict"
import { test } from "node:test"
import { promisedKinds } from "#core/owed.ts"
import { bystanderReads, isOwedToBystander, stateForBystander } from "./bystander.ts"
import { acts } from "./decide.ts"
import { inState } from "./rule.ts"
import { states } from "./state.ts"

test("whoever reported for somebody else reads no act that only the affected person can do, and none that is nobody's to read", () => {
  for (const kind of bystanderReads) {
    const rule = acts[kind]
    assert.ok("hers" in rule && rule.hers, `${kind} is read by whoever reported`)
    const who = rule.in.flatMap((state) => [...(inState<readonly string[]>(rule.by, state) ?? [])])
    assert.ok(
      who.some((one) => one !== "affected"),
      `${kind} is not the affected person's alone`,
    )
    assert.ok(
      !/^(measure|wish|police|protection|safety|informal|support|override|remedy)/.test(kind),
    )
  }
})

test("they are owed what answers their report, and not how somebody is protected", () => {
  assert.deepEqual(
    promisedKinds.filter((kind) => !isOwedToBystander(kind)),
    ["protection"],
  )
  assert.ok(isOwedToBystander("promise:3") && isOwedToBystander("duty:inquiry"))
  for (const kind of [
    "duty:measure-review-2",
    "duty:safety",
    "duty:informal",
    "duty:ties",
  ] as const)
    assert.ok(!isOwedToBystander(kind), kind)
})

test("the way that the affected person chose cannot be told from any other", () => {
  const chosen = ["OPTIONS", "SUPPORT_ONLY", "INFORMAL", "PLANNED", "POLICE_COORD"] as const
  assert.equal(new Set(chosen.map(stateForBystander)).size, 1)
  for (const state of states)
    assert.equal(stateForBystander(stateForBystander(state)), stateForBystander(state))
})
