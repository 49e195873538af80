import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { fromHex, hex } from "./bytes.ts"
import { isRight, platform, signing } from "./ed25519.ts"
import { isSignedBy, library } from "./noble.ts"

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })
const contents = fc.uint8Array({ maxLength: 300 })

test("the platform and the library make the same key, hash and signature of the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(seeds, contents, async (seed, content) => {
      const vk = await library.publicKey(seed)
      assert.deepEqual(await platform.publicKey(seed), vk)
      assert.deepEqual(await platform.sha512(content), await library.sha512(content))
      const signature = await platform.sign(seed, content)
      assert.deepEqual(signature, await library.sign(seed, content))
      assert.equal(isSignedBy(signature, content, vk), true)
      assert.equal(isSignedBy(signature, Uint8Array.of(...content, 0), vk), false)
    }),
    { numRuns: 25 },
  )
})

test("both give what RFC 8032 prints for its second example", async () => {
  const seed = fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
  const vk = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
  const signature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da" +
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
  for (const one of [platform, library]) {
    assert.equal(hex(await one.publicKey(seed)), vk)
    assert.equal(hex(await one.sign(seed, Uint8Array.of(0x72))), signature)
  }
})

test("a platform without the curve, or with a wrong one, is not used", async () => {
  assert.equal(await isRight(platform), true)
  assert.equal(await isRight(library), true)
  assert.equal(await signing(), platform)
  const none = () => Promise.reject(new DOMException("no such algorithm", "NotSupportedError"))
  const wrong = await library.publicKey(new Uint8Array(32))
  assert.equal(await isRight({ ...platform, publicKey: none }), false)
  assert.equal(await isRight({ ...platform, sign: none }), false)
  assert.equal(await isRight({ ...platform, publicKey: async () => wrong }), false)
  assert.equal(await isRight({ ...platform, sign: async () => new Uint8Array(63) }), false)
})
