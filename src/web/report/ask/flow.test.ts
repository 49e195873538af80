import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { nextPage, pagesFor } from "#core/question.ts"
import { slim } from "#web/build/slim.ts"
import type { Page, Rest, Start } from "#web/build/slim-types.ts"
import { transcript } from "../transcript.ts"
import { filled, worded } from "./flow.ts"

const content = JSON.parse(readFileSync("content/intake.json", "utf8"))
const pagesIn = (language: "en" | "zh"): Page[] => [
  ...(slim("intake.json", "start", content) as Start)[language].pages,
  ...(slim("intake.json", language, content) as Rest).pages,
]
const en = pagesIn("en")
const page = (id: string): Page => en.find((one) => one.id === id) ?? assert.fail(id)
const ids = (pages: readonly Page[]) => pages.map((one) => one.id)

test("slimming loses no page, no answer and no branch, and both languages have the same ones", () => {
  const raw: { id: string; options: { code: string }[]; show_if: unknown }[] = content.pages
  for (const pages of [en, pagesIn("zh")]) {
    assert.deepEqual(ids(pages).toSorted(), raw.map(({ id }) => id).toSorted())
    for (const { id, options, show_if } of raw) {
      const slimmed = pages.find((one) => one.id === id)
      assert.deepEqual(
        slimmed?.options.map(([code]) => code),
        options.map(({ code }) => code),
      )
      assert.deepEqual(slimmed?.show_if, show_if ?? undefined)
    }
    assert.ok(pages.every((one) => one.text !== "" && one.options.every(([, text]) => text !== "")))
  }
})

test("branches open and close; who must not see it comes before the story", () => {
  const safe = { i01: { codes: ["yes"] } }
  assert.equal(nextPage(en, safe, "i01")?.id, "i02")
  assert.equal(nextPage(en, { i01: { codes: ["unsure"] } }, "i01")?.id, "i01a")
  const order = ids(pagesFor(en, safe))
  assert.ok(order.indexOf("i13") < order.indexOf("i07"))
  assert.ok(!order.includes("i05a"))
  assert.ok(
    ids(pagesFor(en, { i05: { codes: ["often"] }, i05a: { codes: ["h24"] } })).includes("i06"),
  )
})

test("whoever speaks of somebody else is asked in other words, with the same answers", () => {
  const third = worded(page("i14"), { i04: { codes: ["manager"] } })
  assert.match(third.text, /the person harmed/)
  assert.deepEqual(
    third.options.map(([code]) => code),
    page("i14").options.map(([code]) => code),
  )
  assert.equal(worded(page("i14"), { i04: { codes: ["me"] } }).text, page("i14").text)
  assert.match(worded(page("i07"), { i04: { codes: ["saw"] } }).text, /see or hear/)
  const relation = worded(page("i12"), { i04: { codes: ["other"] } }).fields?.[1]
  assert.equal(relation?.options?.find(([code]) => code === "peer")?.[1], "A colleague of theirs")
})

test("a blank nobody filled is no brace on the screen", () => {
  assert.equal(filled("call {a} or {b}", { a: "110" }), "call 110 or …")
})

test("the transcript has each answered question with its answer, and nothing that is no longer asked", () => {
  const text = transcript(
    en,
    {
      i00a: { codes: ["org_country"] },
      i01: { codes: ["yes"] },
      i01a: { codes: ["call"] },
      i12: { named: [{ name: "Kim", relation: "mgr", power: true }] },
      i07: { text: " What happened. " },
      i09: { text: "hidden" },
      i02: { codes: ["phone"], fields: { phone: "0123" } },
    },
    { time: String, place: () => "Here" },
  )
  assert.match(text, /Are you safe right now\?\nYes\n/)
  assert.match(text, /in now\?\nHere\n/)
  assert.match(text, /Phone\nPhone number: 0123/)
  assert.match(text, /Kim · My manager, or above my manager · This person can affect/)
  assert.match(text, /\nWhat happened\.$/)
  assert.doesNotMatch(text, /rung for you|hidden/)
})
