import assert from "node:assert/strict"
import { test } from "node:test"
import { Refusal } from "#core/refusal.ts"
import { CannotOpen } from "./cannot-open.ts"
import * as keys from "./keys.ts"
import { openSeed } from "./open.ts"
import { randomBytes, randomUpTo } from "./random.ts"
import { sealSeed, sealTo } from "./seal.ts"
import { isWord, newWords, unlockKeyFromWords } from "./words.ts"

const classic = {
  identity: "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0",
  recipient: "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg",
}

test("a keyholder's keys follow from the seed alone", async () => {
  const seed = randomBytes(32)
  const [one, again, other] = await Promise.all([
    keys.staffKeys(seed),
    keys.staffKeys(seed),
    keys.staffKeys(randomBytes(32)),
  ])
  assert.deepEqual(one, again)
  assert.notEqual(one.recipient, other.recipient)
  assert.notEqual(one.sign.vk, other.sign.vk)
  assert.deepEqual(keys.identityFromSeed(keys.seedOf(one.identity)), one.identity)
})

test("only hybrid post-quantum keys are taken", async () => {
  const wrong = (why: unknown) => why instanceof Refusal && why.code === "wrong-key"
  assert.throws(() => keys.recipientHash(classic.recipient), wrong)
  assert.throws(() => sealTo(classic.recipient, new Uint8Array()), wrong)
  assert.throws(() => keys.recipientOf(classic.identity), wrong)
  assert.throws(() => keys.identityFromSeed(randomBytes(31)), wrong)
  const { recipient } = await keys.keyPair(randomBytes(32))
  assert.throws(() => keys.mustBeRecipient(`${recipient}\n${recipient}`), wrong)
  assert.throws(() => keys.mustBeRecipient(recipient.toUpperCase()), wrong)
})

test("a seed is opened by its passkey and by its words, and by no others", async () => {
  const seed = randomBytes(32)
  const passkey = await keys.unlockKeyFromPrf(randomBytes(32))
  const words = newWords()
  const typed = words.map((word) => ` ${word.toUpperCase()} `)
  const written = await unlockKeyFromWords(typed)
  assert.deepEqual(written, await unlockKeyFromWords(words))
  for (const way of [passkey, written]) {
    const sealed = await sealSeed(seed, way.recipient)
    assert.deepEqual(await openSeed(sealed, way.identity), Uint8Array.from(seed))
    const stranger = await keys.unlockKeyFromPrf(randomBytes(32))
    await assert.rejects(openSeed(sealed, stranger.identity), new CannotOpen("wrong-key"))
  }
})

test("twelve words that do not belong together are noticed", async () => {
  const words = newWords()
  assert.equal(words.length, 12)
  assert.ok(words.every(isWord))
  assert.equal(isWord("tocsin"), false)
  await assert.rejects(unlockKeyFromWords(words.slice(1)), new CannotOpen("wrong-key"))
  await assert.rejects(
    unlockKeyFromWords(["tocsin", ...words.slice(1)]),
    new CannotOpen("wrong-key"),
  )
  // The checksum has four bits: of many wrong orders about one in sixteen passes, and gives another key.
  const right = await unlockKeyFromWords(words)
  const turned = await unlockKeyFromWords(words.toReversed()).catch(() => undefined)
  assert.notEqual(turned?.locator, right.locator)
})

test("a host's PRF salt is its own and does not change", () => {
  assert.equal(keys.prfSalt("a.example").length, 32)
  assert.deepEqual(keys.prfSalt("a.example"), keys.prfSalt("a.example"))
  assert.notDeepEqual(keys.prfSalt("a.example"), keys.prfSalt("b.example"))
  assert.throws(() => keys.unlockKeyFromPrf(randomBytes(16)), Refusal)
})

test("a fingerprint changes with either key", async () => {
  const [one, other] = await Promise.all([
    keys.staffKeys(randomBytes(32)),
    keys.staffKeys(randomBytes(32)),
  ])
  const print = keys.fingerprint(one.recipient, one.sign.vk)
  assert.match(print, /^[0-9A-HJKMNP-TV-Z]{4}( [0-9A-HJKMNP-TV-Z]{4}){2}$/)
  assert.notEqual(keys.fingerprint(other.recipient, one.sign.vk), print)
  assert.notEqual(keys.fingerprint(one.recipient, other.sign.vk), print)
})

test("random numbers stay inside and reach both ends", () => {
  const drawn = new Set(Array.from({ length: 400 }, () => randomUpTo(3)))
  assert.deepEqual([...drawn].toSorted(), [0, 1, 2, 3])
  assert.equal(randomUpTo(0), 0)
})
