import assert from "node:assert/strict"
import { test } from "node:test"
import content from "#content/letters.json" with { type: "json" }
import { natureIn, newReference } from "./letter-words.ts"

test("our own letter says nothing of what it is about, in either language", () => {
  const letter = content.letters.find(({ id }) => id === "preservation")
  assert.ok(letter)
  for (const lang of ["en", "zh"] as const)
    assert.equal(natureIn([letter.subject[lang], ...letter.body[lang]].join("\n")), null)
})

test("a word that gives it away is found", () => {
  assert.equal(natureIn("video of a Sexual assault"), "Sexual")
  assert.equal(natureIn("有人举报的事"), "举报")
  assert.equal(natureIn("the reporting desk of the hotel"), null)
})

test("a reference is made by chance: none is made twice, and none looks like another's beginning", () => {
  const made = new Set(Array.from({ length: 500 }, newReference))
  assert.equal(made.size, 500)
  assert.ok([...made].every((one) => /^P-[2-9A-HJ-NP-Z]{8}$/.test(one)))
})
