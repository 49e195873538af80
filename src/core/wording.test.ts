import assert from "node:assert/strict"
import { test } from "node:test"
import intake from "#content/intake.json" with { type: "json" }
import { contentLanguages, textOf, type VariantOrder, type Worded } from "./wording.ts"

const order = intake as { variant_order: VariantOrder }
// JSON gives every page the fields of all pages; the first test reads each of them.
const pages = intake.pages as readonly Worded[]
const who = ["me", "other", "manager", "saw"]
const page = (id: string) => {
  const found = pages.find((one) => one.id === id)
  assert.ok(found)
  return found
}
const said = (id: string, by: string, lang: "en" | "zh" = "en") =>
  textOf(order, page(id), lang, { i04: { codes: [by] } })

test("in every language and for every writer: no code is changed, no option lost, nothing unsaid", () => {
  for (const one of pages)
    for (const lang of contentLanguages)
      for (const by of who) {
        const text = said(one.id, by, lang)
        assert.ok(text.text.length > 0)
        assert.deepEqual(
          text.options.map((o) => o.code),
          (one.options ?? []).map((o) => o.code),
        )
        assert.ok(text.options.every((o) => o.text))
        text.fields.forEach((field, i) => {
          const own = one.fields?.[i]
          assert.ok(own && field.text && field.id === own.id)
          assert.deepEqual(
            field.options.map((o) => o.code),
            (own.options ?? []).map((o) => o.code),
          )
          assert.ok(field.options.every((o) => o.text))
        })
        assert.ok(text.notes.every((note) => note.text))
      }
})

test("every variant of the content names an option that the page has", () => {
  for (const one of pages) {
    const known = (one.options ?? []).map((o) => o.code)
    for (const variant of Object.values(one.variants ?? {}))
      for (const o of variant?.options ?? []) assert.ok(known.includes(o.code), one.id)
  }
})

test("the closest wording is taken, else the one for third parties, else the text itself", () => {
  assert.match(said("i07", "me").text, /what would you like us to know/)
  assert.match(said("i07", "other").text, /how do you know it/)
  assert.match(said("i07", "manager").text, /What were you told/)
  assert.match(said("i07", "saw").text, /see or hear/)
  assert.match(said("i14", "saw").text, /the person harmed/)
  assert.equal(said("i21", "saw").text, said("i21", "me").text)
  assert.equal(said("i07", "manager", "zh").text.startsWith("您被告知了什么"), true)
})

test("help stays when a variant has none; nobody asked yet is spoken to as themselves", () => {
  assert.match(said("i07", "saw").help, /Start anywhere/)
  assert.equal(textOf(order, page("i07"), "en", {}).text, said("i07", "me").text)
})

test("fields have their own other words, for their text or for some of their options", () => {
  const [, relation, power] = said("i12", "other").fields
  assert.equal(
    relation?.options.find((o) => o.code === "mgr")?.text,
    "Their manager, or above their manager",
  )
  assert.equal(relation?.options.find((o) => o.code === "hr")?.text, "Someone in HR")
  assert.match(power?.text ?? "", /the person harmed/)
  assert.equal(power?.tick, true)
  assert.match(said("i12", "me").fields[2]?.text ?? "", /affect my pay/)
})
