import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { channels } from "#core/channel.ts"
import { promisedKinds } from "#core/owed.ts"
import { textFor, textKinds, type Facts, type Lang } from "./texts.ts"

const langs = ["en", "zh"] as const
const refs = ["7F3K2Q", "000000", "ZZZZZZ"]
const link = "https://desk.example/desk/join#token"
const everyFact: Facts[] = promisedKinds.flatMap((deadline) =>
  ["minutes", "hours", "days"].map((late) => ({ deadline, role: "panel", late })),
)
const all = (lang: Lang): string[] =>
  channels.flatMap((channel) =>
    textKinds.flatMap((kind) =>
      ["path-proposed", "path-signed", "key-retired", "key-new"].flatMap((what) => {
        const { text, subject } = textFor(kind, channel, lang, { ref: "7F3K2Q", what, link })
        return [text, subject]
      }),
    ),
  )

test("whatever a page is about, its text has the same number of bytes and the same subject", () => {
  for (const lang of langs)
    for (const channel of channels) {
      const said = refs.flatMap((ref) => [
        textFor("ring", channel, lang, { ref }),
        textFor("overdue", channel, lang, { ref }),
        ...everyFact.map((facts) => textFor("overdue", channel, lang, { ref, ...facts })),
      ])
      const lengths = new Set(said.map(({ text }) => Buffer.byteLength(text)))
      assert.equal(lengths.size, 1, `${lang} ${channel}: ${[...lengths].join(", ")}`)
      assert.equal(new Set(said.map(({ subject }) => subject)).size, 1)
    }
})

test("what is late, whose it is and by how much stands only in the app", () => {
  for (const lang of langs)
    for (const channel of channels) {
      const ring = textFor("ring", channel, lang, { ref: "7F3K2Q" })
      for (const facts of everyFact)
        assert.deepEqual(textFor("overdue", channel, lang, { ref: "7F3K2Q", ...facts }), ring)
    }
  assert.equal(
    textFor("overdue", "sms", "en", { ref: "7F3K2Q" }).text,
    "Action needed. Open the app. Ref 7F3K2Q",
  )
})

test("no text names the system, what it is for, a level or a case", () => {
  const banned = {
    en: /tocsin|harass|assault|misconduct|abuse|report|case|alert|emergency|e[1-4]\b|incident|sex|urgent|drill|danger/i,
    zh: /骚扰|举报|性|案|投诉|报警|紧急|演练|危险|侵害|歧视|暴力/,
  }
  for (const lang of langs) for (const text of all(lang)) assert.doesNotMatch(text, banned[lang])
})

test("no text has a phrase that we do not say to people", () => {
  const lists = JSON.parse(readFileSync("content/banned_phrases.json", "utf8")) as Record<
    Lang,
    { pattern: string; flags: string }[]
  > // our own file, whose form has a test of its own
  for (const lang of langs)
    for (const { pattern, flags } of lists[lang])
      for (const text of all(lang)) assert.doesNotMatch(text, new RegExp(pattern, flags))
})

test("a group robot never gets the code of a page, nor a link", () => {
  for (const lang of langs)
    for (const kind of textKinds.filter((one) => one !== "test")) {
      const { text } = textFor(kind, "webhook", lang, { ref: "7F3K2Q", link })
      assert.equal(text, textFor("ring", "webhook", lang, { ref: "000000" }).text)
      assert.ok(!text.includes("7F3K2Q") && !text.includes("http"))
    }
  assert.match(textFor("test", "webhook", "en", { ref: "7F3K2Q" }).text, /7F3K2Q/)
})

test("a link goes only where one person reads it; the telephone spells a code", () => {
  for (const channel of ["email", "sms", "push"] as const)
    assert.ok(textFor("invite", channel, "en", { link }).text.includes(link))
  for (const channel of ["voice", "webhook", "desk"] as const)
    assert.ok(!textFor("invite", channel, "en", { link }).text.includes("http"))
  assert.match(textFor("ring", "voice", "zh", { ref: "7F3K2Q" }).text, /7 F 3 K 2 Q$/)
})

test("what stands in no closed list is not printed", () => {
  const canary = "Anna was touched"
  for (const lang of langs)
    for (const channel of channels)
      for (const kind of textKinds) {
        const facts = {
          ref: canary,
          deadline: canary,
          role: canary,
          late: canary,
          what: canary,
          link: canary,
        }
        const { text, subject } = textFor(kind, channel, lang, { ...facts, note: canary })
        assert.ok(!text.includes("Anna") && !subject.includes("Anna"))
        assert.ok(textFor(kind, channel, lang, { deadline: "toString" }).text.length > 0)
      }
})

test("a reminder is the same few words always: no code, no link, no name", () => {
  const facts = { ref: "7F3K2Q", link, what: "key-new" }
  assert.deepEqual(textFor("reminder", "email", "en", facts), {
    subject: "Reminder",
    text: "This is the reminder you asked for.",
  })
  assert.deepEqual(textFor("reminder", "email", "zh", facts), {
    subject: "提醒",
    text: "这是您要的提醒。",
  })
})

test("a text fits one short message", () => {
  for (const kind of ["ring", "overdue", "test", "gap", "operator", "reminder"] as const) {
    assert.ok(textFor(kind, "sms", "en", { ref: "7F3K2Q" }).text.length <= 160)
    assert.ok(textFor(kind, "sms", "zh", { ref: "7F3K2Q" }).text.length <= 70)
  }
})
