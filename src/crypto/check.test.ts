import assert from "node:assert/strict"
import { randomBytes, randomUUID } from "node:crypto"
import { test } from "node:test"
import { Refusal } from "#core/refusal.ts"
import { CannotOpen } from "./cannot-open.ts"
import { checkSize, sealCheck, sealedCheckSize } from "./check.ts"
import { isToOne } from "./read-header.ts"
import { staffKeys } from "./keys.ts"
import { openCheck } from "./open-check.ts"
import { openWith } from "./open.ts"
import { sealTo } from "./seal.ts"

const [officer, hr, other] = [
  await staffKeys(randomBytes(32)),
  await staffKeys(randomBytes(32)),
  await staffKeys(randomBytes(32)),
]
const id = randomUUID()
const body = JSON.stringify({ v: 1, name: "Lin Yao", reasons: "one\ntwo" })
const made = { id, kind: "dismissal", recipient: officer.recipient, body } as const
const expected = { id, kind: "dismissal" } as const
const isDamaged = (why: unknown) => why instanceof CannotOpen && why.reason === "damaged"

test("what HR asks opens for whom it was sealed to, and says who signed it", async () => {
  const signed = await sealCheck({ ...made, signer: hr.sign })
  const opened = await openCheck(officer.identity, signed, expected)
  assert.deepEqual(opened, { ...expected, sender: hr.sign.vk, body })
  const plain = await sealCheck({ ...made, signer: null })
  assert.equal((await openCheck(officer.identity, plain, expected)).sender, null)
  await assert.rejects(openCheck(other.identity, signed, expected), CannotOpen)
})

test("every copy has one length, signed or not, long or short", async () => {
  for (const signer of [hr.sign, null])
    for (const text of ["{}", `{"reasons":"${"由".repeat(3500)}"}`]) {
      const sealed = await sealCheck({ ...made, signer, body: text })
      assert.equal(sealed.length, sealedCheckSize)
      assert.ok(isToOne(sealed))
      assert.equal((await openWith(officer.identity, sealed)).length, checkSize)
    }
  const long = sealCheck({ ...made, signer: null, body: `{"a":"${"x".repeat(checkSize)}"}` })
  await assert.rejects(long, (why) => why instanceof Refusal && why.code === "too-large")
})

test("a copy of another check, another kind, another reader or with a changed word does not open", async () => {
  const sealed = await sealCheck({ ...made, signer: hr.sign })
  const open = (more: object) => openCheck(officer.identity, sealed, { ...expected, ...more })
  await assert.rejects(open({ id: randomUUID() }), isDamaged)
  await assert.rejects(open({ kind: "transfer" }), isDamaged)
  const text = Buffer.from(await openWith(officer.identity, sealed)).toString("utf8")
  const again = async (changed: string) =>
    openCheck(officer.identity, await sealTo(officer.recipient, Buffer.from(changed)), expected)
  assert.equal((await again(text)).body, body)
  await assert.rejects(again(text.replace("Lin Yao", "Lin Yai")), isDamaged)
  await assert.rejects(again(text.replace(hr.sign.vk, other.sign.vk)), isDamaged)
  const unsigned = text.replace(/-----BEGIN[\s\S]*-----END SSH SIGNATURE-----\n/, "")
  await assert.rejects(again(unsigned.padEnd(checkSize, "\n")), isDamaged)
})

test("what is not an age file to one hybrid recipient is seen without opening it", async () => {
  assert.ok(!isToOne(Buffer.from("age-encryption.org/v1\n-> X25519 abc\nAAAA\n--- mac\n")))
  assert.ok(!isToOne(Buffer.from("age-encryption.org/v2\n-> mlkem768x25519 a\n--- mac\n")))
  assert.ok(!isToOne(Buffer.from("Lin Yao is to be dismissed")))
  const twice = "-> mlkem768x25519 a\nAA\n"
  assert.ok(!isToOne(Buffer.from(`age-encryption.org/v1\n${twice}${twice}--- mac\n`)))
})
