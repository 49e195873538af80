import assert from "node:assert/strict"
import { test } from "node:test"
import { answered, askedBy, holds } from "./condition.ts"

const codes = (...all: string[]) => ({ codes: all })

test("an answer, or one of several, is in the list", () => {
  assert.ok(holds({ i05: ["h24", "h72"] }, { i05: codes("h72") }))
  assert.ok(!holds({ i05: ["h24", "h72"] }, { i05: codes("old") }))
  assert.ok(holds({ i16: ["mgr", "hr"] }, { i16: codes("other", "hr") }))
  assert.ok(holds({ i07: ["yes"] }, { i07: { text: "yes" } }))
})

test("several keys must all hold; any holds when one member does; nothing asked always holds", () => {
  const both = { i08: ["gaps"], i04: ["me"] }
  assert.ok(holds(both, { i08: codes("gaps"), i04: codes("me") }))
  assert.ok(!holds(both, { i08: codes("gaps"), i04: codes("other") }))
  assert.ok(holds({ any: [both, { i01: ["no"] }] }, { i01: codes("no") }))
  assert.ok(!holds({ any: [both, { i01: ["no"] }] }, { i01: codes("yes") }))
  assert.ok(!holds({ any: [{ i01: ["no"] }], i04: ["me"] }, { i01: codes("no") }))
  assert.ok(holds({}, {}))
})

test("null is no answer, and an empty answer is none", () => {
  for (const none of [undefined, {}, { codes: [] }, { text: "" }]) {
    assert.ok(holds({ i14: ["dk", null] }, { i14: none }))
    assert.ok(!holds({ i14: ["dk"] }, { i14: none }))
  }
  assert.ok(!holds({ i14: [null] }, { i14: codes("dk") }))
})

test("a dotted key asks about every person named, or a page's own field", () => {
  const i12 = {
    named: [
      { name: "a", relation: "peer" },
      { name: "b", power: true },
    ],
  }
  assert.ok(holds({ "i12.relation": ["peer"] }, { i12 }))
  assert.ok(holds({ "i12.power": [true] }, { i12 }))
  assert.ok(!holds({ "i12.relation": ["mgr"] }, { i12 }))
  assert.ok(!holds({ "i12.power": [true] }, {}))
  assert.ok(holds({ "i23.language": ["Farsi"] }, { i23: { fields: { language: "Farsi" } } }))
})

test("the key level compares with the level, and never holds while it is not known", () => {
  assert.ok(holds({ level: ["e1", "e2"] }, {}, "e2"))
  assert.ok(!holds({ level: ["e1", "e2"] }, {}, "e3"))
  assert.ok(!holds({ level: ["e1", "e2"] }, {}))
})

test("a condition says which pages it asks about", () => {
  const asks = askedBy({
    any: [{ i05: ["now"] }, { "i12.power": [true], level: ["e1"] }],
    i04: ["me"],
  })
  assert.deepEqual(asks.toSorted(), ["i04", "i05", "i12"])
})

test("spaces are no answer; a name is one", () => {
  assert.ok(!answered(undefined))
  assert.ok(!answered({ text: "  ", fields: { phone: "" } }))
  assert.ok(answered({ fields: { phone: "1" } }))
  assert.ok(answered({ named: [{ name: "a" }] }))
})
