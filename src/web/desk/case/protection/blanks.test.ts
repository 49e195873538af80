import assert from "node:assert/strict"
import { test } from "node:test"
import { measures } from "#web/desk/case/content.ts"
import { measureEn } from "#web/words/measure-en.ts"
import { measureZh } from "#web/words/measure-zh.ts"
import { blanksIn, dated, datedDay, filled } from "./blanks.ts"

test("a blank left empty is named and stays in the text; nothing is guessed", () => {
  const text = "From {since}, {employee_id} is moved from {since}."
  assert.deepEqual(blanksIn(text), ["since", "employee_id"])
  assert.deepEqual(filled(text, { since: "1 May", employee_id: "  " }), {
    text: "From 1 May, {employee_id} is moved from 1 May.",
    missing: ["employee_id"],
  })
  assert.deepEqual(filled(text, { since: "$1", employee_id: "4711" }).missing, [])
})

test("every blank of every measure has a name in both languages", () => {
  const texts = measures.flatMap(({ affected_reads, hr_instruction, respondent_reads }) =>
    [affected_reads, hr_instruction, respondent_reads].flatMap((two) =>
      two ? [two.en, two.zh] : [],
    ),
  )
  const names = new Set([...texts, measureEn.instruct.ends].flatMap(blanksIn))
  assert.ok(names.size > 20)
  for (const name of names) {
    assert.ok(measureEn.blank[name], name)
    assert.ok(measureZh.blank[name as keyof typeof measureZh.blank], name)
  }
})

test("a time is written for whoever reads it, in the organisation's zone", () => {
  const at = Date.parse("2027-08-12T05:50:00Z")
  assert.equal(dated(at, "en", "Asia/Shanghai"), "12 August 2027 at 13:50")
  assert.equal(datedDay(at, "zh", "Asia/Shanghai"), "2027年8月12日")
})
