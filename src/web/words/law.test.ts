import assert from "node:assert/strict"
import { test } from "node:test"
import laws from "#content/jurisdictions.json" with { type: "json" }
import { clockKinds } from "#core/deadline.ts"
import { lawSteps } from "#core/law-table.ts"
import { clockOwners, numberBases, policeModes, sourceStates } from "#core/pack.ts"
import { lawEn } from "./law-en.ts"
import { lawZh } from "./law-zh.ts"

const clocks = laws.packs.flatMap((pack) => pack.clocks.map(({ id }) => id))
const lists: readonly (readonly [table: object, words: readonly string[]])[] = [
  [lawEn.clock, clocks],
  [lawEn.step, lawSteps],
  [lawEn.owner, clockOwners],
  [lawEn.kind, clockKinds],
  [lawEn.basis, numberBases],
  [lawEn.source, sourceStates],
  [lawEn.police, policeModes],
]

test("every clock, step, owner and closed word of a law has its words, and nothing else has", () => {
  for (const [table, words] of lists)
    assert.deepEqual(Object.keys(table).toSorted(), [...words].toSorted())
})

test("both languages fill in the same places", () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
  const pairs = pairsOf(lawEn, lawZh)
  assert.ok(pairs.length > 90)
  for (const [en, zh] of pairs) assert.deepEqual(places(zh), places(en), en)
})

test("no sentence says a number of days: those are counted, and a lawyer may change them", () => {
  const never = /\d+ (days|months)|\d+ ?(天|日|个月)|\b(two|three|seven|ten) (full )?(days|months)/i
  for (const pair of pairsOf(lawEn, lawZh))
    for (const text of pair) assert.doesNotMatch(text, never)
})

function pairsOf(en: object, zh: object): (readonly [string, string])[] {
  return Object.entries(en).flatMap(([key, value]: [string, unknown]) => {
    const other: unknown = Reflect.get(zh, key)
    if (typeof value === "string" && typeof other === "string") return [[value, other] as const]
    assert.ok(value !== null && typeof value === "object")
    assert.ok(other !== null && typeof other === "object")
    return pairsOf(value, other)
  })
}
