import assert from "node:assert/strict"
import { test } from "node:test"
import { Refusal } from "#core/refusal.ts"
import { fromUtf8, sha256Hex, utf8 } from "./bytes.ts"
import { CannotOpen } from "./cannot-open.ts"
import { keyFor } from "./case-key.ts"
import { type HeldCase, addKeyholders, excludedAmong, insure, rollDesk, rollKeys } from "./epoch.ts"
import { recipientHash, recipientOf, staffKeys } from "./keys.ts"
import { mustFollow, readManifest, verifyManifest } from "./read-manifest.ts"
import { openGrant, openObject } from "./open.ts"
import { randomBytes } from "./random.ts"
import { deriveReceipt, newReceipt } from "./receipt.ts"
import { sealObject } from "./seal.ts"
import { type Keyholder, buildSubmission } from "./submission.ts"

const receipt = await deriveReceipt(newReceipt(), "here")
const staff = await Promise.all([1, 2, 3, 4, 5].map(() => staffKeys(randomBytes(32))))
const [ana, ben, cyd, dov, eli] = staff.map(({ recipient, sign }, at): Keyholder => {
  return { slot: at + 1, tier: at + 1, personId: crypto.randomUUID(), recipient, vk: sign.vk }
}) as [Keyholder, Keyholder, Keyholder, Keyholder, Keyholder] // five were made above
const [anaKeys, benKeys, cydKeys, dovKeys] = staff as [Staff, Staff, Staff, Staff, Staff] // likewise
type Staff = (typeof staff)[number]

const members = [{ name: "body.txt", bytes: utf8("what happened") }]
const path = crypto.randomUUID()
const sent = await buildSubmission({
  ...{ kind: "report", members, receipt, path },
  ...{ keyholders: [ana, ben, cyd], excluded: [eli.personId] },
})
const first = readManifest(sent.manifest)
const report = { caseId: sent.caseId, epoch: 1, seq: 1, senders: [receipt.sig.vk] }

async function held(
  keys: Staff,
  manifest: string,
  sealed: Uint8Array | undefined,
): Promise<HeldCase> {
  const pinned = readManifest(manifest)
  const grant = await openGrant(keys.identity, sealed ?? new Uint8Array(), pinned)
  return { manifest, reporterVk: grant.reporterVk, keys: grant.keys, signer: keys.sign }
}

test("the first opening gives the team a desk key that the reporter's browser never knew", async () => {
  const by = await held(anaKeys, sent.manifest, sent.grants[0]?.bytes)
  const rolled = await rollDesk(by, [ana, ben, cyd])
  const next = verifyManifest(rolled.manifest, rolled.manifestSig, [ana.vk])
  mustFollow(next, sent.manifest)
  assert.deepEqual([next.number, next.epoch], [2, 2])
  assert.equal(next.mailbox, first.mailbox)
  assert.notEqual(next.desk, first.desk)
  assert.deepEqual(next.coi, first.coi)
  assert.deepEqual(
    next.slots.map(({ grant }) => grant),
    rolled.grants.map(({ bytes }) => sha256Hex(bytes)),
  )
  const grant = await openGrant(benKeys.identity, rolled.grants[1]?.bytes ?? new Uint8Array(), next)
  assert.deepEqual(
    grant.keys.map(({ room, epoch }) => `${room} ${epoch}`),
    ["desk 2", "mailbox 1"],
  )
  const old = await openGrant(benKeys.identity, sent.grants[1]?.bytes ?? new Uint8Array(), first)
  assert.notEqual(keyFor(grant.keys, "desk", 2), keyFor(old.keys, "desk", 1))
  // The reporter's own grant stays as it is, and still fits the new manifest.
  const own = await openGrant(receipt.identity, sent.reporterGrant, next)
  assert.equal(keyFor(own.keys, "desk", 2), undefined)
  const note = await sealObject({
    ...{ caseId: sent.caseId, epoch: 2, seq: 2, kind: "note", members },
    ...{ recipient: await recipientOf(keyFor(grant.keys, "desk", 2) ?? ""), signer: benKeys.sign },
  })
  const expect = { caseId: sent.caseId, epoch: 2, seq: 2, senders: [ben.vk] }
  assert.equal(
    (await openObject(keyFor(by.keys, "desk", 2) ?? "", note, expect).catch((why) => why)).reason,
    "wrong-key",
  )
  await assert.rejects(openObject(sent.mailboxIdentity, note, expect), new CannotOpen("wrong-key"))
  assert.equal((await openObject(keyFor(grant.keys, "desk", 2) ?? "", note, expect)).kind, "note")
})

test("a desk key is rolled to everyone on the list or not at all", async () => {
  const by = await held(anaKeys, sent.manifest, sent.grants[0]?.bytes)
  await assert.rejects(rollDesk(by, [ana, ben]), new Refusal("path-changed", "slot"))
})

test("an added keyholder sees what was said before; a person with a conflict cannot be added", async () => {
  const by = await held(anaKeys, sent.manifest, sent.grants[0]?.bytes)
  const added = await addKeyholders(by, [dov])
  const next = verifyManifest(added.manifest, added.manifestSig, [ana.vk])
  mustFollow(next, sent.manifest)
  assert.deepEqual([next.number, next.epoch, next.slots.length, added.grants.length], [2, 1, 4, 1])
  assert.deepEqual(next.slots.slice(0, 3), first.slots)
  const grant = await openGrant(dovKeys.identity, added.grants[0]?.bytes ?? new Uint8Array(), next)
  await openObject(keyFor(grant.keys, "mailbox", 1) ?? "", sent.sealedObject, report)
  const { recipient, sign } = await staffKeys(randomBytes(32))
  const elisNewKey = { ...eli, slot: 9, recipient, vk: sign.vk }
  for (const one of [eli, elisNewKey]) {
    await assert.rejects(addKeyholders(by, [one]), new Refusal("not-yours", "coi"))
  }
  const unlike = { ...elisNewKey, personId: eli.personId.toUpperCase() }
  await assert.rejects(addKeyholders(by, [unlike]), /named by person id/)
  await assert.rejects(addKeyholders(by, [ben]), new Refusal("already-done", "slot"))
})

test("who leaves keeps the past and gets nothing of what comes", async () => {
  const by = await held(anaKeys, sent.manifest, sent.grants[0]?.bytes)
  const reporterRecipient = fromUtf8(
    (await openObject(sent.mailboxIdentity, sent.sealedObject, report)).members.at(-1)?.bytes ??
      utf8(""),
  ).trim()
  const known = excludedAmong(
    first,
    sent.mailboxIdentity,
    [ana, ben, cyd, dov, eli].map(({ personId }) => personId),
  )
  assert.deepEqual(known, [eli.personId])
  const excluded = [...known, cyd.personId]
  const to = { keyholders: [ana, ben], reporterRecipient, excluded }
  const rolled = await rollKeys(by, to)
  const next = verifyManifest(rolled.manifest, rolled.manifestSig, [ana.vk])
  mustFollow(next, sent.manifest)
  assert.deepEqual([next.number, next.epoch, next.slots.length], [2, 2, 2])
  assert.notEqual(next.mailbox, first.mailbox)
  assert.notEqual(next.desk, first.desk)
  for (const { bytes } of [...rolled.grants, { bytes: rolled.reporterGrant ?? new Uint8Array() }]) {
    await assert.rejects(openGrant(cydKeys.identity, bytes), new CannotOpen("wrong-key"))
  }
  const own = await openGrant(receipt.identity, rolled.reporterGrant ?? new Uint8Array(), next)
  assert.deepEqual(
    own.keys.map(({ room, epoch }) => `${room} ${epoch}`),
    ["mailbox 2", "mailbox 1"],
  )
  const key = keyFor(own.keys, "mailbox", 2) ?? ""
  assert.deepEqual(
    excludedAmong(
      next,
      key,
      [ana, cyd, eli].map(({ personId }) => personId),
    ),
    [cyd.personId, eli.personId],
  )
  const later = await sealObject({
    ...{ caseId: sent.caseId, epoch: 2, seq: 2, kind: "message", members },
    ...{ recipient: await recipientOf(key), signer: receipt.sig },
  })
  const expect = { ...report, epoch: 2, seq: 2 }
  const bens = await openGrant(benKeys.identity, rolled.grants[1]?.bytes ?? new Uint8Array(), next)
  assert.equal((await openObject(keyFor(bens.keys, "mailbox", 2) ?? "", later, expect)).seq, 2)
  await openObject(keyFor(bens.keys, "mailbox", 1) ?? "", sent.sealedObject, report)
  await assert.rejects(openObject(sent.mailboxIdentity, later, expect), new CannotOpen("wrong-key"))
  await assert.rejects(
    rollKeys(by, { ...to, keyholders: [ana, cyd] }),
    new Refusal("not-yours", "coi"),
  )
  await assert.rejects(rollKeys(by, { ...to, excluded: [cyd.vk] }), /named by person id/)
})

test("the reporter gives the mailbox key, and only that, to people of the path who have none", async () => {
  const own = await openGrant(receipt.identity, sent.reporterGrant, first)
  const by = {
    manifest: sent.manifest,
    reporterVk: receipt.sig.vk,
    keys: own.keys,
    signer: receipt.sig,
  }
  const given = await insure(by, [dov])
  const next = verifyManifest(given.manifest, given.manifestSig, [receipt.sig.vk])
  mustFollow(next, sent.manifest)
  const grant = await openGrant(dovKeys.identity, given.grants[0]?.bytes ?? new Uint8Array(), next)
  assert.deepEqual(
    grant.keys.map(({ room }) => room),
    ["mailbox"],
  )
  assert.equal(recipientHash(await recipientOf(grant.keys[0]?.identity ?? "")), first.mailbox)
})

test("a manifest that skips, forks, goes back or changes the report does not follow", async () => {
  const by = await held(anaKeys, sent.manifest, sent.grants[0]?.bytes)
  const added = await addKeyholders(by, [dov])
  const next = readManifest(added.manifest)
  mustFollow(next, sent.manifest)
  const wrong = [
    { ...next, number: 3 },
    { ...next, prev: first.report },
    { ...next, caseId: crypto.randomUUID() },
    { ...next, report: first.desk },
    { ...next, epoch: 3 },
    { ...next, desk: first.mailbox },
    { ...next, slots: next.slots.slice(1) },
    { ...next, coi: next.coi.with(0, first.report) },
    { ...next, reporter: first.report },
    { ...next, mailbox: first.report },
    { ...next, epoch: 2, mailbox: first.report },
    { ...next, epoch: 2, desk: first.report, slots: next.slots.slice(1) },
  ]
  for (const other of wrong) {
    assert.throws(() => mustFollow(other, sent.manifest), new Refusal("bad-order", "manifest"))
  }
  assert.throws(() => mustFollow(next, added.manifest), Refusal)
})

test("a person without the mailbox key of this manifest cannot hand anything on", async () => {
  const by = await held(anaKeys, sent.manifest, sent.grants[0]?.bytes)
  const keys = by.keys.map((key) => ({ ...key, identity: cydKeys.identity }))
  await assert.rejects(addKeyholders({ ...by, keys }, [dov]), new Refusal("wrong-key", "mailbox"))
})
