import assert from "node:assert/strict"
import { test } from "node:test"
import content from "#content/jurisdictions.json" with { type: "json" }
import { packs, readPacks } from "./packs.ts"

type Json = Record<string, unknown>
/** The content with one thing changed in it, at a place such as `IN.clocks.1.unit`. */
function changed(place: string, value: unknown): unknown[] {
  const copy = structuredClone(content.packs) as unknown as Json[]
  const [id = "", ...path] = place.split(".")
  const last = path.pop() ?? ""
  const pack = copy.find((one) => one["id"] === id)
  // Each step of a path is a row or a list of the content; a wrong path fails the test.
  const target = path.reduce((at, key) => at[key] as Json, pack as Json)
  if (value === undefined) delete target[last]
  else target[last] = value
  return copy
}

test("what is read is the whole of what the content says", () => {
  assert.equal(packs.length, 12)
  assert.deepEqual(JSON.parse(JSON.stringify(packs)), content.packs)
})

const faults: readonly (readonly [place: string, value: unknown, said: RegExp])[] = [
  ["IN.clocks.1.unit", "fortnights", /pack IN, clocks\.1\.unit: .*fortnights/],
  ["IN.clocks.1.amount", -1, /pack IN, clocks\.1\.amount: /],
  ["IN.clocks.1.amount", 7.5, /pack IN, clocks\.1\.amount: /],
  ["IN.clocks.1.event", "complaint_recieved", /pack IN, clocks\.1\.event: /],
  ["IN.clocks.1.owner", "somebody", /pack IN, clocks\.1\.owner: /],
  ["IN.clocks.1.article", undefined, /pack IN, clocks\.1\.article: /],
  ["IN.clocks.1.number_basis", "rumour", /pack IN, clocks\.1\.number_basis: /],
  ["IN.clocks.1.on_breach", "nothing", /pack IN, clocks\.1\.on_breach: /],
  ["IN.clocks.1.lessdays", 1, /pack IN, clocks\.1\.lessdays: /],
  ["IN.clocks.1.source.url", null, /pack IN, clocks\.1\.source: what was read somewhere/],
  ["IN.clocks.1.id", "PK.forward", /pack IN: PK\.forward has the name of another pack\./],
  ["IN.clocks.1.id", "IN.reply", /pack IN: IN\.reply is there twice\./],
  ["PK.calendar.weekend.for_max.0", "sonntag", /pack PK, calendar\.weekend\.for_max\.0: /],
  ["PK.review_due", "next spring", /pack PK, review_due: /],
  ["PK.legal_review.status", "REVIEWED", /pack PK, legal_review: a review names who made it/],
  ["SG.police.mode", "ask_hr", /pack SG, police\.mode: /],
  ["SG.numbers.0.label.zh", "", /pack SG, numbers\.0\.label\.zh: /],
  ["SG.numbers.0.tested_at", "yesterday", /pack SG, numbers\.0\.tested_at: /],
  ["FR.roles.0.source.state", "heard", /pack FR, roles\.0\.source\.state: /],
  ["FR.instruments.0.cite_as", 7, /pack FR, instruments\.0\.cite_as: /],
  ["IN.reports.0.annual.lines.0", "rumours", /pack IN, reports\.0\.annual\.lines\.0: /],
  ["IN.reports.0.annual.begins", 13, /pack IN, reports\.0\.annual\.begins: /],
  ["IN.reports.0.annual.clock", "IN.never", /pack IN: IN\.s21 names a clock that is not there\./],
  ["IN.reports.0.annual.id", "PK.s21", /pack IN: PK\.s21 has the name of another pack\./],
  ["FR.surprise", true, /pack FR, surprise: /],
  ["FR.id", 33, /a pack without a name, 11\.id: /],
]
for (const [place, value, said] of faults)
  test(`${place} as ${JSON.stringify(value) ?? "nothing"} stops the start in a sentence`, () => {
    assert.throws(
      () => readPacks(changed(place, value)),
      (error) =>
        error instanceof Error &&
        error.message.startsWith("content/jurisdictions.json, ") &&
        said.test(error.message),
    )
  })

test("the same pack twice, and no list at all, stop it too", () => {
  const [first] = content.packs
  assert.throws(() => readPacks([first, first]), /pack EU: EU is there twice\./)
  assert.throws(() => readPacks({ packs: [] }), /^Error: content\/jurisdictions\.json, /)
})
