import assert from "node:assert/strict"
import { globSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { test } from "node:test"

process.chdir(resolve(import.meta.dirname, ".."))

type Phrase = { id: string; pattern: string; flags: string; example: string; say: string }
// The content's own shape is checked by wire at start; here every test fails if it is another.
const list = JSON.parse(readFileSync("content/banned_phrases.json", "utf8")) as Record<
  "en" | "zh",
  Phrase[]
>
const patterns = (language: "en" | "zh"): (readonly [string, RegExp])[] =>
  list[language].map(({ id, pattern, flags }) => [id, new RegExp(pattern, flags)])
const en = patterns("en")
const zh = patterns("zh")

/** Quoted bad examples are not said to anybody. */
const quoted = new Set(["never_ask"])
test("each banned phrase catches its own example and not what to say instead", () => {
  for (const phrase of [...list.en, ...list.zh]) {
    const pattern = new RegExp(phrase.pattern, phrase.flags)
    assert.match(phrase.example, pattern, phrase.id)
    assert.doesNotMatch(phrase.say, pattern, phrase.id)
  }
})

test("no question, card or letter says a banned phrase", () => {
  const files = globSync("content/{intake,*cards,letters}.json")
  assert.ok(files.length >= 3)
  const sentences = files.flatMap((file) => {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"))
    return sentencesIn(content, file)
  })
  assert.ok(sentences.length > 500)
  assert.deepEqual(sentences.flatMap(hits), [])
})

test("no sentence on a screen says a banned phrase", () => {
  const files = globSync("src/web/words/**/*.ts").filter((file) => !file.endsWith(".test.ts"))
  const sentences = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/"(?:[^"\\\n]|\\.)*"|`[^`]*`/g)].map(
      ([literal]) => [file, literal] as const,
    ),
  )
  assert.deepEqual(sentences.flatMap(hits), [])
})

const never = /victim|accuser|accused|perpetrator|(?<!s)ticket/i
test("what a clock of a law asks is said without a word that judges", () => {
  const { packs } = JSON.parse(readFileSync("content/jurisdictions.json", "utf8")) as {
    packs: { clocks: { id: string; action: string }[] }[] // the server checks it at start
  }
  const asked = packs.flatMap(({ clocks }) => clocks)
  assert.ok(asked.length > 0)
  assert.deepEqual(
    asked.filter(({ action }) => never.test(action)),
    [],
  )
})

test("the code calls nobody by a word that judges", () => {
  // The words of BIP39 are a published list, not ours to choose.
  const files = globSync("{src,migrations}/**/*.{ts,tsx,css,html,sql}").filter(
    (file) => file !== "src/crypto/word-list.ts",
  )
  const found = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line, index) => (never.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  )
  assert.deepEqual(found, [])
})

function hits([place, sentence]: readonly [string, string]): string[] {
  const rules = /\p{Script=Han}/u.test(sentence) ? [...en, ...zh] : en
  return rules
    .filter(([, rule]) => rule.test(sentence))
    .map(([id]) => `${place}: ${id}: ${sentence}`)
}

function sentencesIn(value: unknown, place: string): (readonly [string, string])[] {
  if (typeof value === "string") return [[place, value]]
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    quoted.has(key) ? [] : sentencesIn(inner, `${place}/${key}`),
  )
}
