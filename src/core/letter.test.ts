import assert from "node:assert/strict"
import { test } from "node:test"
import content from "#content/letters.json" with { type: "json" }
import { blanksOf, fillLetter, type Letter, namesIn, wholeLetter } from "./letter.ts"

const letters: readonly Letter[] = content.letters

test("every blank of every letter is listed, in both languages, and nothing is listed in vain", () => {
  for (const { id, subject, body, placeholders, optional, ...more } of letters) {
    const extra = JSON.stringify(more)
    for (const lang of ["en", "zh"] as const) {
      const text = [subject[lang], ...body[lang]].join("\n")
      const blanks = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "")
      const known = new Set([...placeholders, ...optional])
      assert.deepEqual(
        [...new Set(blanks)].filter((name) => !known.has(name) && !extra.includes(`"${name}"`)),
        [],
        `${id} ${lang}`,
      )
      assert.deepEqual(
        placeholders.filter((name) => !blanks.includes(name) && !extra.includes(`{${name}}`)),
        [],
        `${id} ${lang}`,
      )
    }
  }
})

test("no letter goes out with an empty blank: it is refused with the name of the field, in both languages", () => {
  for (const letter of letters)
    for (const lang of ["en", "zh"] as const) {
      const needed = letter.placeholders.filter((name) => !letter.optional.includes(name))
      const whole = Object.fromEntries(letter.placeholders.map((name) => [name, `<${name}>`]))
      assert.ok(needed.length > 0, letter.id)
      assert.doesNotMatch(wholeLetter(fillLetter(letter, lang, whole)), /\{\w+\}/, letter.id)
      for (const field of needed)
        for (const empty of [undefined, "", " \n "]) {
          const { [field]: _, ...rest } = whole
          const blanks = empty === undefined ? rest : { ...rest, [field]: empty }
          const filled = fillLetter(letter, lang, blanks)
          assert.deepEqual(filled.missing, [field], `${letter.id} ${lang}`)
          assert.throws(() => wholeLetter(filled), { code: "not-now", field }, letter.id)
        }
    }
})

const letter: Letter = {
  id: "one",
  subject: { en: "About {what}", zh: "关于{what}" },
  body: { en: ["Dear {name},", "until {when}. {why}"], zh: ["{name}：", "请于 {when} 前。{why}"] },
  placeholders: ["name", "what", "when", "why"],
  optional: ["why"],
}

test("a letter is filled, what is missing is named, and what may stay empty leaves no trace", () => {
  const filled = fillLetter(letter, "en", { name: " Ann ", what: "doors", when: "" })
  assert.deepEqual(filled, {
    subject: "About doors",
    body: "Dear Ann,\n\nuntil {when}.",
    missing: ["when"],
  })
  assert.deepEqual(fillLetter(letter, "zh", { name: "安", what: "门", when: "周五" }).missing, [])
})

test("what somebody typed is put in as it is: a blank typed into a blank is not filled again", () => {
  const { body } = fillLetter(letter, "en", { name: "{when}", what: "x", when: "noon" })
  assert.equal(body, "Dear {when},\n\nuntil noon.")
})

test("a name is found however it is written, whole or in part, and not inside other words", () => {
  const names = ["Gao Ming", "李娜", "Li", "Zoë O'Hara"]
  assert.deepEqual(namesIn("Please keep video of gao  míng's floor", names), ["Gao Ming"])
  assert.deepEqual(namesIn("请保留与李 娜有关的录像", names), ["李娜"])
  assert.deepEqual(namesIn("the video link of the lift", names), [])
  assert.deepEqual(namesIn("Mr Li, room 12", names), ["Li"])
  assert.deepEqual(namesIn("for Zoe only", names), ["Zoë O'Hara"])
  assert.deepEqual(namesIn("Míng was there", ["Gao Ming"]), ["Gao Ming"])
  assert.deepEqual(namesIn("anything", ["", " ", "A"]), [])
})

test("the blanks of a letter are asked for in the order in which it is read", () => {
  const notice = letters.find(({ id }) => id === "respondent_notice")
  assert.ok(notice)
  const blanks = blanksOf(notice)
  assert.deepEqual(blanks.toSorted(), notice.placeholders.toSorted())
  assert.deepEqual(blanks.slice(0, 4), ["reference", "respondent_name", "allegations", "clauses"])
  assert.deepEqual(blanks.slice(-2), ["sender_name", "date"])
})
