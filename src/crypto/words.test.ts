import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { CannotOpen } from "./cannot-open.ts"
import { sha256Hex } from "./bytes.ts"
import { unlockKeyFromWords, wordsFor } from "./words.ts"
import { wordList } from "./word-list.ts"

test("the list is the one of BIP39, byte for byte", () => {
  assert.equal(wordList.length, 2048)
  const published = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
  assert.equal(sha256Hex(`${wordList.join("\n")}\n`), published)
})

test("the words are those that BIP39's own vectors give", () => {
  const vectors: readonly [number, string][] = [
    [
      0x00,
      "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
    ],
    [0x7f, "legal winner thank year wave sausage worth useful legal winner thank yellow"],
    [0x80, "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"],
    [0xff, "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"],
  ]
  for (const [byte, words] of vectors) {
    assert.equal(wordsFor(new Uint8Array(16).fill(byte)).join(" "), words)
  }
})

test("any other word in any place is noticed or opens something else, and an unknown one always is", async () => {
  const entropy = fc.uint8Array({ minLength: 16, maxLength: 16 })
  await fc.assert(
    fc.asyncProperty(
      entropy,
      fc.nat(11),
      fc.integer({ min: 1, max: 2047 }),
      async (bytes, at, off) => {
        const words = wordsFor(bytes)
        const { locator } = await unlockKeyFromWords(words)
        const other = wordList[(wordList.indexOf(words[at] ?? "") + off) % 2048] ?? ""
        try {
          const opened = await unlockKeyFromWords(words.with(at, other))
          assert.notEqual(opened.locator, locator)
        } catch (why) {
          assert.deepEqual(why, new CannotOpen("wrong-key"))
        }
        await assert.rejects(
          unlockKeyFromWords(words.with(at, "tocsin")),
          new CannotOpen("wrong-key"),
        )
      },
    ),
    { numRuns: 30 },
  )
})
