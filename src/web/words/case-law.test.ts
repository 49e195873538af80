import assert from "node:assert/strict"
import { test } from "node:test"
import laws from "#content/jurisdictions.json" with { type: "json" }
import { eventsOf } from "#core/law-moments.ts"
import { lawStates } from "#core/law-standing.ts"
import { elsewhereOf } from "#core/law-table.ts"
import { caseLawEn } from "./case-law-en.ts"
import { caseLawZh } from "./case-law-zh.ts"
import { outsideEn } from "./outside-en.ts"
import { outsideZh } from "./outside-zh.ts"

const clocks = laws.packs.flatMap((pack) => pack.clocks)
const isOutside = (id: string) => ["claim", "outside-appeal"].includes(elsewhereOf[id] ?? "")

test("every event that a limit of a case can wait for has its words, and nothing else has", () => {
  const always = new Set<string>(eventsOf.received)
  const waited = clocks
    .filter(
      ({ id, event }) => !isOutside(id) && !always.has(event) && event !== "calendar_year_end",
    )
    .map(({ event }) => event)
  assert.deepEqual(Object.keys(caseLawEn.event).toSorted(), [...new Set(waited)].toSorted())
  assert.deepEqual(Object.keys(caseLawEn.states).toSorted(), [...lawStates].toSorted())
})

test("every way outside has its words, and both languages fill in the same places", () => {
  const outside = clocks.flatMap(({ id }) => (isOutside(id) ? [id] : []))
  assert.deepEqual(Object.keys(outsideEn.clock).toSorted(), outside.toSorted())
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()
  for (const [en, zh] of [
    [outsideEn, outsideZh],
    [caseLawEn, caseLawZh],
  ] as const) {
    const [one, other] = [textsOf(en), textsOf(zh)]
    assert.deepEqual(Object.keys(one), Object.keys(other))
    for (const [name, text] of Object.entries(one))
      assert.deepEqual(places(other[name] ?? ""), places(text), name)
  }
})

function textsOf(table: object, above = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table).flatMap(
      ([key, value]: [string, unknown]) =>
        typeof value === "string"
          ? [[`${above}${key}`, value]]
          : Object.entries(textsOf(Object(value) as object, `${above}${key}.`)), // a table of the catalogue
    ),
  )
}
