import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { test } from "node:test"
import { openWith } from "#crypto/open.ts"
import { fromBase64url, base64url } from "./base64url.ts"
import { newHeld, keysOf, sealDraft, solve } from "./sealing.ts"

const org = "3f3b2f0e-0000-4000-8000-000000000001"

test("the work that a crowded server asks for is found, and is what the server counts", async () => {
  const answer = await solve("salt.more", 9)
  assert.ok(answer.startsWith("salt.more."))
  const nonce = answer.slice("salt.more.".length)
  const hash = createHash("sha256").update(`salt.more${nonce}`).digest()
  assert.equal(hash[0], 0)
  assert.ok((hash[1] ?? 255) < 128)
})

test("a new code opens what it sealed, typed in any way; a slip is found before anything is sent", async () => {
  const held = await newHeld(org)
  const again = await keysOf(held.code.toLowerCase().replaceAll(" ", "-"), org)
  assert.ok("keys" in again)
  assert.equal(again.keys.locator, held.keys.locator)
  const sealed = await sealDraft(held, { page: "i07" })
  const opened = await openWith(again.keys.identity, fromBase64url(sealed))
  assert.equal(opened.length, 64 * 1024)
  assert.match(new TextDecoder().decode(opened), /^\{"page":"i07"\}\0+$/)
  assert.deepEqual(await keysOf(held.code.slice(0, -1), org), { bad: "length" })
})

test("bytes cross the wire unchanged", () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, n) => (n * 7) % 256)
  assert.deepEqual(fromBase64url(base64url(bytes)), bytes)
  assert.match(base64url(bytes), /^[\w-]+$/)
})
