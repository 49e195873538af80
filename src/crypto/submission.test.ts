import assert from "node:assert/strict"
import { test } from "node:test"
import { Refusal } from "#core/refusal.ts"
import { fromHex, hex, sha256Hex, utf8 } from "./bytes.ts"
import { CannotOpen } from "./cannot-open.ts"
import { keyFor } from "./case-key.ts"
import { staffKeys } from "./keys.ts"
import { buildManifest, coiSizes, isExcluded } from "./manifest.ts"
import { readManifest, verifyManifest } from "./read-manifest.ts"
import { openGrant, openObject } from "./open.ts"
import { checkOpening, proveOpening } from "./opening.ts"
import { randomBytes } from "./random.ts"
import { deriveReceipt, newReceipt } from "./receipt.ts"
import { packSubmission } from "./seal.ts"
import { namespaces, signText, signingKey } from "./sign.ts"
import { type Keyholder, buildSubmission } from "./submission.ts"
import { readTar } from "./tar.ts"

const receipt = await deriveReceipt(newReceipt(), "here")
const staff = await Promise.all([1, 2, 3, 4].map(() => staffKeys(randomBytes(32))))
const people = staff.map(({ recipient, sign }, at): Keyholder => {
  return {
    slot: at + 1,
    tier: 1 + (at >> 1),
    personId: crypto.randomUUID(),
    recipient,
    vk: sign.vk,
  }
})
const named = people[3]
const keyholders = people.slice(0, 3)
const excluded = named ? [named.personId] : []
const members = [{ name: "body.json", bytes: utf8('{"i07":"what happened"}') }]
const path = crypto.randomUUID()
const sent = await buildSubmission({ kind: "report", members, receipt, path, keyholders, excluded })
const manifest = verifyManifest(sent.manifest, sent.manifestSig, [receipt.sig.vk])
const identityOf = (at: number) => staff[at]?.identity ?? ""
const grantOf = (at: number) => sent.grants[at]?.bytes ?? new Uint8Array()

test("every keyholder opens the report with their own grant, and the reporter with the code", async () => {
  for (const [at, holder] of keyholders.entries()) {
    const grant = await openGrant(identityOf(at), grantOf(at), manifest)
    assert.equal(grant.slot, holder.slot)
    assert.equal(grant.reporterVk, receipt.sig.vk)
    const key = keyFor(grant.keys, "mailbox", 1) ?? ""
    assert.equal(key, sent.mailboxIdentity)
    const expect = { caseId: sent.caseId, epoch: 1, seq: 1, senders: [grant.reporterVk] }
    const report = await openObject(key, sent.sealedObject, expect)
    assert.deepEqual(report.members[0], members[0])
    assert.deepEqual(report.members[1], {
      name: "reporter.txt",
      bytes: utf8(`${receipt.recipient}\n`),
    })
  }
  const own = await openGrant(receipt.identity, sent.reporterGrant, manifest)
  assert.deepEqual(
    own.keys.map(({ room }) => room),
    ["mailbox"],
  )
})

test("who must not see it opens none of the grants and not the report", async () => {
  const mine = identityOf(3)
  for (const sealed of [...sent.grants.map(({ bytes }) => bytes), sent.reporterGrant]) {
    await assert.rejects(openGrant(mine, sealed), new CannotOpen("wrong-key"))
  }
  assert.equal(sent.grants.length, keyholders.length, "and no decoy tells them")
  assert.equal(isExcluded(manifest, sent.mailboxIdentity, excluded[0] ?? ""), true)
  assert.equal(isExcluded(manifest, sent.mailboxIdentity, people[0]?.personId ?? ""), false)
  const otherKey = identityOf(0)
  assert.equal(
    isExcluded(manifest, otherKey, excluded[0] ?? ""),
    false,
    "only the mailbox key can tell",
  )
})

test("a keyholder cannot open another's grant, and one exchanged by the server is noticed", async () => {
  await assert.rejects(openGrant(identityOf(0), grantOf(1)), new CannotOpen("wrong-key"))
  const other = await buildSubmission({
    kind: "report",
    members,
    receipt,
    path,
    keyholders,
    excluded,
  })
  const exchanged = other.grants[0]?.bytes ?? new Uint8Array()
  await assert.rejects(openGrant(identityOf(0), exchanged, manifest), new CannotOpen("damaged"))
})

test("nobody who must not see it can be given a key by mistake", async () => {
  const report = { kind: "report", members, receipt, path, keyholders: people, excluded } as const
  await assert.rejects(buildSubmission(report), /nobody who must not see it/)
  await assert.rejects(buildSubmission({ ...report, keyholders: [] }), new Refusal("path-unsafe"))
})

test("two runs of the same report share nothing but its sizes", async () => {
  const again = await buildSubmission({
    kind: "report",
    members,
    receipt,
    path,
    keyholders,
    excluded,
  })
  assert.equal(again.sealedObject.length, sent.sealedObject.length)
  assert.equal(again.manifest.length, sent.manifest.length)
  assert.notEqual(again.caseId, sent.caseId)
  const hashes = (text: string): string[] => text.match(/[0-9a-f]{64}/g) ?? []
  const shared = hashes(again.manifest).filter((hash) => hashes(sent.manifest).includes(hash))
  assert.deepEqual(shared, [receipt.sig.vk])
  assert.deepEqual(new Set(sent.grants.map(({ bytes }) => bytes.length)).size, 1)
})

test("nothing that is sent holds a secret or a name", () => {
  const body = Buffer.from(packed()).toString("latin1")
  const secrets = [sent.mailboxIdentity, receipt.identity, "what happened", receipt.recipient]
  for (const secret of secrets) assert.ok(!body.includes(secret))
  assert.ok(!body.includes("AGE-SECRET-KEY"))
  for (const seed of [receipt.auth.seed, receipt.sig.seed, receipt.marker]) {
    assert.ok(!body.includes(hex(seed)) && !body.includes(Buffer.from(seed).toString("latin1")))
  }
  assert.ok(named && !body.includes(named.vk) && !body.includes(named.personId))
})

function packed(): Uint8Array {
  return packSubmission({ caseJson: utf8("{}"), ...sent })
}

test("a submission is one tar in a fixed order, and its manifest pins every part of it", () => {
  const entries = readTar(packed(), { entries: 8, bytes: 200_000 })
  const names = ["case.json", "manifest.txt", "manifest.txt.sig", "report.age", "reporter.age"]
  assert.deepEqual(
    entries.map(({ name }) => name),
    [...names, "grant/1.age", "grant/2.age", "grant/3.age"],
  )
  const pinned = [manifest.report, manifest.reporter, ...manifest.slots.map(({ grant }) => grant)]
  assert.deepEqual(
    entries.slice(3).map(({ bytes }) => sha256Hex(bytes)),
    pinned,
  )
})

test("a manifest has one way to be written: any changed character is refused", () => {
  assert.equal(buildManifest(manifest), sent.manifest)
  const signed = [receipt.sig.vk]
  for (let at = 0; at < sent.manifest.length; at += 7) {
    const put = sent.manifest[at] === "0" ? "1" : "0"
    const changed = sent.manifest.slice(0, at) + put + sent.manifest.slice(at + 1)
    assert.throws(() => verifyManifest(changed, sent.manifestSig, signed), Refusal, `at ${at}`)
  }
  const slotsTurned = sent.manifest.replace(/(slot 1 .*\n)(slot 2 .*\n)/, "$2$1")
  const twice = sent.manifest.replace(/(slot 1 .*\n)/, "$1$1")
  const long = sent.manifest.replace(/coi .*\n/, "")
  for (const text of [
    slotsTurned,
    twice,
    long,
    `${sent.manifest}\n`,
    "",
    sent.manifest.replace("number 1", "number 01"),
  ]) {
    assert.throws(() => readManifest(text), new Refusal("bad-seal", "manifest"))
  }
  const later = sent.manifest.replace("tocsin/v1", "tocsin/v2")
  assert.throws(() => readManifest(later), new Refusal("unknown-version", "manifest"))
})

test("a manifest signed by anybody else, or for another purpose, is refused", async () => {
  const stranger = await signingKey(randomBytes(32))
  const other = await signText(receipt.sig, namespaces.object, utf8(sent.manifest))
  assert.throws(() => verifyManifest(sent.manifest, other, [receipt.sig.vk]), Refusal)
  assert.throws(() => verifyManifest(sent.manifest, sent.manifestSig, [stranger.vk]), Refusal)
})

test("the conflict list is 16, 64 or 256 lines, whoever is on it", async () => {
  for (const [count, size] of [
    [0, 16],
    [16, 16],
    [17, 64],
    [65, 256],
  ] as const) {
    const many = Array.from({ length: count }, () => crypto.randomUUID())
    const report = await buildSubmission({
      kind: "help-now",
      members,
      receipt,
      path,
      keyholders: keyholders.slice(0, 1),
      excluded: many,
    })
    const { coi } = readManifest(report.manifest)
    assert.equal(coi.length, size)
    assert.deepEqual(coi, coi.toSorted())
  }
  assert.deepEqual(coiSizes, [16, 64, 256])
})

test("an opening is proved by the preimage and the keyholder's own signature together", async () => {
  const grant = await openGrant(identityOf(1), grantOf(1), manifest)
  const slot = manifest.slots.find((line) => line.slot === grant.slot)
  const key = staff[1]?.sign ?? (await signingKey(randomBytes(32)))
  const proof = await proveOpening(key, grant)
  const claim = {
    caseId: sent.caseId,
    epoch: 1,
    slot: grant.slot,
    vk: key.vk,
    ackHash: slot?.ack ?? "",
  }
  assert.equal(checkOpening(claim, proof), true)
  assert.equal(sha256Hex(fromHex(proof.ack)), slot?.ack)
  const stranger = await signingKey(randomBytes(32))
  const wrong = [
    checkOpening(claim, await proveOpening(stranger, grant)),
    checkOpening(claim, await proveOpening(key, { ...grant, ack: randomBytes(32) })),
    checkOpening(claim, { ...proof, ack: proof.ack.toUpperCase() }),
    checkOpening({ ...claim, caseId: crypto.randomUUID() }, proof),
    checkOpening({ ...claim, epoch: 2 }, proof),
    checkOpening({ ...claim, slot: 1 }, proof),
    checkOpening({ ...claim, ackHash: manifest.slots[0]?.ack ?? "" }, proof),
    checkOpening(claim, { ...proof, signature: "" }),
  ]
  assert.deepEqual(
    wrong,
    wrong.map(() => false),
  )
})
