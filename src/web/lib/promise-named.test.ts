import assert from "node:assert/strict"
import { test } from "node:test"
import { dutyKinds } from "#core/owed.ts"
import { dutyEn } from "#web/words/duty-en.ts"
import { dutyZh } from "#web/words/duty-zh.ts"
import { promiseEn } from "#web/words/promise-en.ts"
import { promiseZh } from "#web/words/promise-zh.ts"
import { measureOf, promiseNamed } from "./promise-named.ts"

test("whatever can be owed has a name in both languages, and none has a gap in it", () => {
  for (const [first, since] of [
    [promiseEn, dutyEn],
    [promiseZh, dutyZh],
  ] as const)
    for (const kind of [
      ...["opening", "first-contact", "protection", "plan", "outcome"],
      ...["promise:1", "promise:measure-3"],
      ...dutyKinds.map((duty) => `duty:${duty}-2`),
    ] as Parameters<typeof promiseNamed>[0][])
      // each is written as the server writes it
      assert.match(promiseNamed(kind, "report", first, since), /^[^{}]{2,}$/, kind)
})

test("what is owed about a protection says which; nothing else does", () => {
  const about = ["promise:measure-3", "duty:measure-done-4", "duty:measure-review-12"].map(
    measureOf,
  )
  assert.deepEqual(about, [3, 4, 12])
  const others = ["promise:3", "duty:letter-1", "duty:police-offer-2", "protection"].map(measureOf)
  assert.deepEqual(others, [null, null, null, null])
})
