import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { Encrypter } from "age-encryption"
import { Refusal } from "#core/refusal.ts"
import { CannotOpen } from "./cannot-open.ts"
import { sha256Hex, utf8 } from "./bytes.ts"
import { keyPair, recipientHash } from "./keys.ts"
import { openAge, openGrant, openObject, openWith } from "./open.ts"
import { floors, objectKinds, padded, paddedSize } from "./pad.ts"
import { randomBytes } from "./random.ts"
import { type NewObject, metaText, sealGrant, sealObject, sealTo } from "./seal.ts"
import { namespaces, signText, signingKey } from "./sign.ts"
import { writeTar } from "./tar.ts"

const mailbox = await keyPair(randomBytes(32))
const desk = await keyPair(randomBytes(32))
const sender = await signingKey(randomBytes(32))
const caseId = crypto.randomUUID()
const senders = [sender.vk]
const damaged = new CannotOpen("damaged")

function said(text: string, over: Partial<NewObject> = {}): NewObject {
  const members = [{ name: "body.txt", bytes: utf8(text) }]
  const place = { caseId, epoch: 1, seq: 1, kind: "message" } as const
  return { ...place, recipient: mailbox.recipient, signer: sender, members, ...over }
}

test("what is said opens for the key it was sealed to, whole, and for no other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 9000 }),
      fc.constantFrom(...objectKinds),
      async (bytes, kind) => {
        const members = [{ name: "body.txt", bytes }]
        const sealed = await sealObject(said("", { members, kind }))
        const opened = await openObject(mailbox.identity, sealed, {
          caseId,
          epoch: 1,
          seq: 1,
          kind,
          senders,
        })
        const { signed, ...rest } = opened
        assert.deepEqual(rest, { caseId, epoch: 1, seq: 1, kind, sender: sender.vk, members })
        assert.match(String(signed.map(({ name }) => name)), /^meta\.txt,meta\.txt\.sig$/)
        const inside = await openWith(mailbox.identity, sealed)
        assert.equal(inside.length, paddedSize(inside.length, floors[kind]), "only allowed sizes")
        await assert.rejects(
          openObject(desk.identity, sealed, { caseId, epoch: 1, seq: 1, senders }),
          new CannotOpen("wrong-key"),
        )
      },
    ),
    { numRuns: 12 },
  )
})

test("the same words sealed twice differ everywhere but in length", async () => {
  const [one, other] = await Promise.all([sealObject(said("hello")), sealObject(said("hello"))])
  assert.equal(one.length, other.length)
  assert.notDeepEqual(one.slice(-4096), other.slice(-4096))
  assert.notDeepEqual(one.slice(60, 200), other.slice(60, 200))
})

test("a flipped byte anywhere refuses, and a cut anywhere refuses", async () => {
  const sealed = await sealObject(said("do not change me"))
  const expect = { caseId, epoch: 1, seq: 1, senders }
  const places = [
    ...Array(60).keys(),
    800,
    1500,
    1600,
    sealed.length - 4000,
    sealed.length - 20,
    sealed.length - 1,
  ]
  for (const at of places) {
    const changed = sealed.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    await assert.rejects(openObject(mailbox.identity, changed, expect), CannotOpen, `byte ${at}`)
  }
  for (const length of [0, 1, 20, 1600, sealed.length - 1]) {
    await assert.rejects(openObject(mailbox.identity, sealed.slice(0, length), expect), CannotOpen)
  }
  const longer = new Uint8Array([...sealed, 0])
  await assert.rejects(openObject(mailbox.identity, longer, expect), damaged)
})

test("another case, place, key, kind or sender than expected does not open", async () => {
  const first = await sealObject(said("one"))
  const prev = sha256Hex(first)
  const second = await sealObject(said("two", { seq: 2, prev }))
  const right = { caseId, epoch: 1, seq: 2, prev, senders }
  assert.equal((await openObject(mailbox.identity, second, right)).prev, prev)
  const wrong = [
    { ...right, caseId: crypto.randomUUID() },
    { ...right, epoch: 2 },
    { ...right, seq: 1 },
    { ...right, seq: 3 },
    { ...right, prev: sha256Hex("another") },
    { ...right, prev: undefined },
    { ...right, kind: "call" as const },
    { ...right, senders: [(await signingKey(randomBytes(32))).vk] },
    { ...right, senders: [] },
  ]
  for (const expect of wrong) {
    await assert.rejects(openObject(mailbox.identity, second, expect), damaged)
  }
})

test("words sealed by somebody who only knows the recipient are not believed", async () => {
  const expect = { caseId, epoch: 1, seq: 1, senders }
  const stranger = await signingKey(randomBytes(32))
  const forged = said("I withdraw my report", { signer: { seed: stranger.seed, vk: sender.vk } })
  await assert.rejects(openObject(mailbox.identity, await sealObject(forged), expect), damaged)
  const bare = await sealTo(mailbox.recipient, utf8("I withdraw my report"))
  await assert.rejects(openObject(mailbox.identity, bare, expect), damaged)
})

test("an object sealed on to another room is noticed: the signature names the recipient", async () => {
  const note = said("for the team only", { recipient: desk.recipient, kind: "note" })
  const inside = await openWith(desk.identity, await sealObject(note))
  const forwarded = await sealTo(mailbox.recipient, inside)
  const expect = { caseId, epoch: 1, seq: 1, senders }
  await assert.rejects(openObject(mailbox.identity, forwarded, expect), damaged)
})

test("members that are added, dropped, changed or reordered behind the signature are noticed", async () => {
  const a = { name: "a.txt", bytes: utf8("a") }
  const b = { name: "b.txt", bytes: utf8("b") }
  const object = said("", { members: [a, b] })
  const meta = utf8(metaText(object))
  const signature = await signText(sender, namespaces.object, meta)
  const sig = { name: "meta.txt.sig", bytes: utf8(signature) }
  const first = { name: "meta.txt", bytes: meta }
  const expect = { caseId, epoch: 1, seq: 1, senders }
  const open = async (entries: Parameters<typeof writeTar>[0]) =>
    openObject(
      mailbox.identity,
      await sealTo(mailbox.recipient, padded(writeTar(entries), 4096)),
      expect,
    )
  assert.deepEqual((await open([first, a, b, sig])).members, [a, b])
  for (const entries of [
    [first, a, sig],
    [first, b, a, sig],
    [first, a, b, { name: "c.txt", bytes: utf8("c") }, sig],
    [first, a, { ...b, bytes: utf8("B") }, sig],
    [a, b, first, sig],
    [first, a, b],
    [sig],
  ]) {
    await assert.rejects(open(entries), damaged)
  }
})

test("a file for two people, or with a weaker second key, is refused before it is opened", async () => {
  const two = new Encrypter()
  two.addRecipient(mailbox.recipient)
  two.addRecipient(desk.recipient)
  await assert.rejects(openWith(mailbox.identity, await two.encrypt("both")), damaged)
  const mixed = new Encrypter()
  mixed.addRecipient(mailbox.recipient)
  mixed.addRecipient("age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg")
  await assert.rejects(openWith(mailbox.identity, await mixed.encrypt("mixed")), damaged)
})

test("a header so long that its end is out of sight is refused, whatever hides there", async () => {
  const long = new Encrypter()
  for (let at = 0; at < 45; at += 1) long.addRecipient(mailbox.recipient)
  long.addRecipient("age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg")
  const sealed = await long.encrypt("mixed")
  await assert.rejects(openAge({ identities: [mailbox.identity] }, sealed), damaged)
})

test("a later version says so", async () => {
  const later = utf8("age-encryption.org/v2\n-> x y\n\n--- AAAA\n")
  await assert.rejects(openWith(mailbox.identity, later), new CannotOpen("unknown-version"))
  const grant = await sealTo(mailbox.recipient, utf8("# tocsin/v2 grant\n"))
  await assert.rejects(openGrant(mailbox.identity, grant), new CannotOpen("unknown-version"))
})

test("a grant has one size, names its keyholder and holds no more keys than fit", async () => {
  const { identity, recipient } = await keyPair(randomBytes(32))
  const keys = [
    { room: "mailbox" as const, epoch: 1, identity: mailbox.identity },
    { room: "desk" as const, epoch: 2, identity: desk.identity },
  ]
  const ack = randomBytes(32)
  const grant = { caseId, epoch: 2, slot: 3, recipient, reporterVk: sender.vk, ack, keys }
  const [whole, own] = await Promise.all([
    sealGrant(grant),
    sealGrant({ ...grant, keys: keys.slice(1) }),
  ])
  assert.equal(whole.length, own.length)
  const opened = await openGrant(identity, whole)
  assert.deepEqual(opened, {
    caseId,
    epoch: 2,
    slot: 3,
    reporterVk: sender.vk,
    ack: Uint8Array.from(ack),
    keys,
  })
  // The same text sealed on to somebody else is not theirs.
  const forwarded = await sealTo(desk.recipient, await openWith(identity, whole))
  await assert.rejects(openGrant(desk.identity, forwarded), damaged)
  const many = Array.from({ length: 40 }, () => keys[0]).flatMap((key) => key ?? [])
  await assert.rejects(async () => sealGrant({ ...grant, keys: many }), Refusal)
  assert.equal(recipientHash(recipient).length, 64)
})
