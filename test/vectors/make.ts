import { writeFileSync } from "node:fs"
import { base64 } from "@scure/base"
import { derive, fromHex, hex, sha256Hex, utf8 } from "#crypto/bytes.ts"
import { sealCheck } from "#crypto/check.ts"
import { fileList } from "#crypto/file.ts"
import {
  fingerprint,
  identityFromSeed,
  keyPair,
  prfSalt,
  recipientHash,
  staffKeys,
  unlockKeyFromPrf,
} from "#crypto/keys.ts"
import { replyKey, sealAnswer, sealInstruction } from "#crypto/instruction.ts"
import { signLogin } from "#crypto/login.ts"
import { buildManifest, coiLines, signManifest } from "#crypto/manifest.ts"
import { proveOpening } from "#crypto/opening.ts"
import { floors, objectKinds, paddedSize } from "#crypto/pad.ts"
import { type Receipt, deriveReceipt, printReceipt } from "#crypto/receipt.ts"
import { sealGrant, sealObject, sealSeed, sealTo } from "#crypto/seal.ts"
import { namespaces, signText, signingKey } from "#crypto/sign.ts"
import { writeTar } from "#crypto/tar.ts"
import { signTrial } from "#crypto/trial.ts"
import { unlockKeyFromWords } from "#crypto/words.ts"

// Writes the vectors of a new version of the protocol. Those of a version that was released are never written again:
// they are the proof that what was sealed then still opens.

const secret = (name: string) => derive(utf8(name), "tocsin test vectors", "not a secret")
const caseId = "6f1d3a52-0b1e-4c57-9a38-5f2b8c7d9e10"
const path = "c2a9e5f0-7d44-4b7e-8f31-2f6a1d0b9c3e"

async function receipts() {
  const roots = ["00".repeat(15), "ff".repeat(15), hex(secret("receipt").slice(0, 15))]
  return Promise.all(
    roots.map(async (root) => {
      const receipt = fromHex(root) as Receipt // fifteen bytes each
      const keys = await deriveReceipt(receipt, "vector.example")
      const { identity, locator } = keys
      const to = recipientHash(keys.recipient)
      const [auth, sig, marker] = [keys.auth.vk, keys.sig.vk, hex(keys.marker)]
      const printed = printReceipt(receipt)
      return { root, printed, instance: "vector.example", auth, sig, identity, to, marker, locator }
    }),
  )
}

async function keys() {
  const seed = secret("staff")
  const staff = await staffKeys(seed)
  const prf = secret("prf")
  const words = "legal winner thank year wave sausage worth useful legal winner thank yellow"
  const written = await unlockKeyFromWords(words.split(" "))
  return {
    staff: {
      seed: hex(seed),
      identity: staff.identity,
      recipient: staff.recipient,
      vk: staff.sign.vk,
    },
    fingerprint: fingerprint(staff.recipient, staff.sign.vk),
    prf: { output: hex(prf), identity: (await unlockKeyFromPrf(prf)).identity },
    prfSalt: { rpId: "desk.example", salt: hex(prfSalt("desk.example")) },
    words: { words, identity: written.identity, auth: written.auth.vk, locator: written.locator },
  }
}

async function signatures() {
  const seed = secret("signer")
  const key = await signingKey(seed)
  const namespace = namespaces.object
  return Promise.all(
    ["", "tocsin\n", "钟声"].map(async (text) => {
      const armor = await signText(key, namespace, utf8(text))
      return { seed: hex(seed), vk: key.vk, namespace, text, armor }
    }),
  )
}

function tars() {
  const entries = [
    { name: "meta.txt", text: "# tocsin/v1 object\n" },
    { name: "grant/3.age", text: "x".repeat(513) },
  ]
  const tar = writeTar(entries.map(({ name, text }) => ({ name, bytes: utf8(text) })))
  const sizes = objectKinds.flatMap((kind) =>
    [1, floors[kind], floors[kind] + 1, 100_000, 1_000_000].map((length) => {
      return { kind, length, size: paddedSize(length, floors[kind]) }
    }),
  )
  return { entries, tar: base64.encode(tar), sha256: sha256Hex(tar), sizes }
}

/** What no set of conflict lines for nobody has, and each for this person does. */
function realLine(mailbox: string, personId: string): string {
  const again = new Set(coiLines(mailbox, [personId]))
  const shared = coiLines(mailbox, [personId]).filter((line) => again.has(line))
  return shared[0] ?? ""
}

async function manifests() {
  const signer = await signingKey(secret("reporter"))
  const mark = (name: string) => hex(secret(name))
  const slots = [1, 2].map((slot) => ({
    slot,
    tier: slot,
    grant: mark(`g${slot}`),
    ack: mark(`a${slot}`),
  }))
  const mailbox = identityFromSeed(secret("mailbox"))
  const excluded = "3b8e0c47-91d2-4f6a-a5c0-7e24d9b1f863"
  // Of the sixteen lines one is real and the rest are random; here they are fixed.
  const real = realLine(mailbox, excluded)
  const coi = [real, ...Array.from({ length: 15 }, (_, at) => mark(`coi ${at}`))].toSorted()
  const fields = {
    ...{ caseId, number: 1, epoch: 1, path, mailbox: mark("mailbox"), desk: mark("desk") },
    ...{ report: mark("report"), reporter: mark("own"), slots, coi },
  }
  const manifest = { ...fields, signer: signer.vk }
  return {
    manifest,
    text: buildManifest(manifest),
    signature: (await signManifest(fields, signer)).manifestSig,
    conflict: { mailbox, excluded, line: real },
  }
}

async function statements() {
  const key = await signingKey(secret("keyholder"))
  const ack = secret("ack")
  const opening = { caseId, epoch: 2, slot: 7 }
  const proof = await proveOpening(key, { ...opening, ack })
  const login = { origin: "https://vector.example", nonce: "AAECAwQ", time: "1904281689000" }
  const trial = { way: "way-1", nonce: "AAECAwQ" }
  return {
    opening: { ...opening, vk: key.vk, ackHash: sha256Hex(ack), proof },
    login: { vk: key.vk, login, signature: await signLogin(key, login) },
    trial: { vk: key.vk, trial, signature: await signTrial(key, trial) },
  }
}

async function sealed() {
  const mailbox = await keyPair(secret("mailbox"))
  const keyholder = await staffKeys(secret("staff"))
  const reporter = await signingKey(secret("reporter"))
  const ack = secret("ack")
  const body = utf8("钟声 — what was said\n")
  const place = { caseId, epoch: 1, seq: 1, kind: "message" } as const
  const files = fileList([])
  const members = [{ name: "body.txt", bytes: body }, files]
  const object = await sealObject({
    ...place,
    recipient: mailbox.recipient,
    signer: reporter,
    members,
  })
  const keysOfCase = [{ room: "mailbox", epoch: 1, identity: mailbox.identity } as const]
  const grant = await sealGrant({
    ...{ caseId, epoch: 1, slot: 7, recipient: keyholder.recipient },
    ...{ reporterVk: reporter.vk, ack, keys: keysOfCase },
  })
  const unlock = await unlockKeyFromPrf(secret("prf"))
  const seed = await sealSeed(secret("staff"), unlock.recipient)
  const plain = await sealTo(mailbox.recipient, body)
  return {
    mailbox: mailbox.identity,
    keyholder: keyholder.identity,
    unlock: unlock.identity,
    place,
    sender: reporter.vk,
    body: base64.encode(body),
    ack: hex(ack),
    seedPlain: hex(secret("staff")),
    object: base64.encode(object),
    grant: base64.encode(grant),
    seed: base64.encode(seed),
    plain: base64.encode(plain),
  }
}

async function instructions() {
  const lead = await staffKeys(secret("lead"))
  const hr = await staffKeys(secret("hr"))
  const desk = await keyPair(secret("desk"))
  const id = "b5a3d1f0-2c44-4e19-8a07-9d6e1c3f5b72"
  const reply = await replyKey(desk.identity, id)
  const text = "钟声 — what is to be done"
  const sealed = await sealInstruction({
    ...{ id, text, recipient: hr.recipient, reply: reply.recipient, signer: lead.sign },
  })
  const hash = sha256Hex(sealed)
  const answer = await sealAnswer({
    ...{ id, instruction: hash, as: "done", text, recipient: reply.recipient, signer: hr.sign },
  })
  return {
    ...{ id, text, desk: desk.identity, reply: reply.identity, hr: hr.identity },
    ...{ lead: lead.sign.vk, vk: hr.sign.vk, hash, as: "done" },
    instruction: base64.encode(sealed),
    answer: base64.encode(answer),
  }
}

async function checks() {
  const reader = await staffKeys(secret("staff"))
  const signer = await signingKey(secret("keyholder"))
  const body = JSON.stringify({
    ...{ v: 1, person: null, name: "钟声", on: "2031-03-03", reasons: "one\ntwo" },
  })
  const made = { id: caseId, kind: "pay-cut", recipient: reader.recipient, body } as const
  return {
    reader: reader.identity,
    ...{ id: caseId, kind: "pay-cut", sender: signer.vk, body },
    signed: base64.encode(await sealCheck({ ...made, signer })),
    unsigned: base64.encode(await sealCheck({ ...made, signer: null })),
  }
}

const all = {
  receipt: await receipts(),
  keys: await keys(),
  signature: await signatures(),
  tar: tars(),
  manifest: await manifests(),
  statement: await statements(),
  sealed: await sealed(),
  instruction: await instructions(),
  check: await checks(),
}
for (const [name, vectors] of Object.entries(all)) {
  writeFileSync(
    new URL(`${name}.json`, import.meta.url),
    `${JSON.stringify(vectors, undefined, 2)}\n`,
  )
}
