import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { after, test } from "node:test"
import { fileURLToPath } from "node:url"
import { sha256Hex, utf8 } from "#crypto/bytes.ts"
import { type CaseKey, keyFor } from "#crypto/case-key.ts"
import { rollDesk } from "#crypto/epoch.ts"
import {
  type ExportObject,
  exportNamespace,
  packExport,
  piece,
  sealExportTo,
  sealToWords,
} from "#crypto/export.ts"
import { fileList, sealFile } from "#crypto/file.ts"
import { recipientOf, staffKeys } from "#crypto/keys.ts"
import { openAge, openGrant, openObject } from "#crypto/open.ts"
import { randomBytes } from "#crypto/random.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import { namespaces, type SigningKey, signingKey, signText } from "#crypto/sign.ts"
import { buildSubmission } from "#crypto/submission.ts"
import { type Entry, readTar } from "#crypto/tar.ts"
import { newWords } from "#crypto/words.ts"

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../content/${name}`, import.meta.url)), "utf8")
const standIn = fileURLToPath(new URL("age-stand-in.ts", import.meta.url))
const hasAge = /^v?1\.([3-9]|\d\d)/.test(String(spawnSync("age", ["--version"]).stdout ?? ""))
const missing = ["tar", "ssh-keygen", "sha256sum", "awk", "diff"].filter(
  (tool) => spawnSync(tool, ["--version"]).error !== undefined,
)
const skip = missing.length > 0 ? `not on this machine: ${missing.join(", ")}` : false

const receipt = await deriveReceipt(newReceipt(), "here")
const ana = await staffKeys(randomBytes(32))
const stranger = await signingKey(randomBytes(32))
const keyholders = [
  { slot: 1, tier: 1, personId: crypto.randomUUID(), recipient: ana.recipient, vk: ana.sign.vk },
]
const members = [{ name: "body.txt", bytes: utf8("what happened\n") }]
const path = crypto.randomUUID()
const sent = await buildSubmission({
  kind: "report",
  members,
  receipt,
  path,
  keyholders,
  excluded: [],
})
const { caseId } = sent
const grant = await openGrant(ana.identity, sent.grants[0]?.bytes ?? new Uint8Array())
const rolled = await rollDesk(
  { manifest: sent.manifest, reporterVk: grant.reporterVk, keys: grant.keys, signer: ana.sign },
  keyholders,
)
const keys = rolled.keys

/** A photograph of three parts' worth would take long: one part, and a message that names it. */
const photo = utf8("the photograph ".repeat(1000))
const mailbox = await recipientOf(keyFor(keys, "mailbox", 1) ?? "")
const sealing = sealFile(mailbox, new Blob([photo]), {
  name: "照片.jpg",
  type: "image/jpeg",
  copy: "original",
})
const parts: Uint8Array[] = []
let step = await sealing.next()
for (; !step.done; step = await sealing.next()) parts.push(step.value.bytes ?? new Uint8Array())
const file = step.value

type Saying = {
  room: "mailbox" | "desk"
  seq: number
  epoch: number
  kind: "message" | "note"
  prev?: string
}
async function said(place: Saying, signer: SigningKey, more: readonly Entry[] = members) {
  const { room, ...object } = place
  const recipient = await recipientOf(keyFor(keys, room, place.epoch) ?? "")
  return sealObject({ caseId, ...object, recipient, signer, members: more })
}
const second = await said(
  { room: "mailbox", seq: 2, epoch: 2, kind: "message", prev: sha256Hex(sent.sealedObject) },
  receipt.sig,
  [...members, fileList([file])],
)
const third = await said(
  { room: "mailbox", seq: 3, epoch: 2, kind: "message", prev: sha256Hex(second) },
  ana.sign,
)
const note = await said({ room: "desk", seq: 1, epoch: 2, kind: "note" }, ana.sign)

async function object(
  place: Omit<ExportObject, "at" | "inside">,
  prev?: string,
  opened = true,
): Promise<ExportObject> {
  const identity = keyFor(keys, place.room, place.epoch) ?? ""
  const { room, seq, epoch, sealed } = place
  const senders = [receipt.sig.vk, ana.sign.vk, stranger.vk]
  const { members: inner, signed } = await openObject(identity, sealed, {
    caseId,
    seq,
    epoch,
    prev,
    senders,
  })
  const inside = opened ? [signed[0], ...inner, signed[1]] : []
  return { ...place, room, at: "2026-11-05T22:41:00.000Z", inside }
}
const objectsOf = (opened: boolean) =>
  Promise.all([
    object(
      { room: "mailbox", seq: 1, epoch: 1, kind: "report", sealed: sent.sealedObject },
      undefined,
      opened,
    ),
    object(
      { room: "mailbox", seq: 2, epoch: 2, kind: "message", sealed: second },
      sha256Hex(sent.sealedObject),
      opened,
    ),
    object(
      { room: "mailbox", seq: 3, epoch: 2, kind: "message", sealed: third },
      sha256Hex(second),
      opened,
    ),
    object({ room: "desk", seq: 1, epoch: 2, kind: "note", sealed: note }, undefined, opened),
  ])

type Change = Partial<Parameters<typeof packExport>[0]>
async function exported(opened: boolean, change: Change = {}): Promise<Uint8Array> {
  const blob = await packExport({
    scope: "case",
    rooms: [],
    caseId,
    at: "2026-11-24T10:00:00.000Z",
    by: { key: ana.sign, name: "Amina Bao" },
    reporterVk: receipt.sig.vk,
    signers: [ana.sign.vk],
    manifests: [
      { text: sent.manifest, signature: sent.manifestSig },
      { text: rolled.manifest, signature: rolled.manifestSig },
    ],
    objects: await objectsOf(opened),
    files: [
      {
        object: "mailbox-2",
        size: file.size,
        sha256: file.sha256,
        parts: parts.map((bytes) => piece(`part/${sha256Hex(bytes)}.age`, bytes)),
        opened: opened ? piece("file/E1-photo.jpg", photo) : null,
      },
    ],
    texts: [
      { name: "README.txt", text: read("export-readme.txt") },
      { name: "verify.sh", text: read("verify-export.sh") },
      { name: "register.csv", text: "number\r\nE1\r\n" },
      { name: "custody.csv", text: "item\r\n" },
    ],
    ...change,
  })
  return new Uint8Array(await blob.arrayBuffer())
}

const root = mkdtempSync(join(tmpdir(), "tocsin-export-"))
after(() => rmSync(root, { recursive: true, force: true }))
mkdirSync(join(root, "bin"))
if (!hasAge)
  writeFileSync(
    join(root, "bin/age"),
    `#!/bin/sh\nexec "${process.execPath}" "${standIn}" age "$@"\n`,
    { mode: 0o755 },
  )
const env = { ...process.env, PATH: `${join(root, "bin")}${delimiter}${process.env["PATH"]}` }

function unpacked(name: string, tar: Uint8Array): string {
  const folder = join(root, name)
  mkdirSync(folder)
  writeFileSync(join(root, `${name}.tar`), tar)
  const { status, stderr } = spawnSync("tar", ["-xf", join(root, `${name}.tar`), "-C", folder])
  assert.equal(status, 0, String(stderr))
  return folder
}
const check = (folder: string, ...args: string[]) =>
  spawnSync("sh", [join(folder, "verify.sh"), ...args], { env, cwd: root, encoding: "utf8" })
const tar = await exported(true)
let made = 0

/** Changes an unpacked export; `resigned` as its own maker could, who signs the list of files anew. */
async function tampered(
  change: (at: (name: string) => string) => void | Promise<void>,
  resigned = false,
  by = ana.sign,
  of = tar,
) {
  const folder = unpacked(`changed-${(made += 1)}`, of)
  await change((name) => join(folder, name))
  if (resigned) {
    const names = spawnSync("find", [".", "-type", "f"], { cwd: folder, encoding: "utf8" })
      .stdout.trim()
      .split("\n")
      .map((name) => name.slice(2))
      .filter((name) => !name.startsWith("SHA256SUMS"))
    const sums = names
      .map((name) => `${sha256Hex(readFileSync(join(folder, name)))}  ${name}\n`)
      .join("")
    writeFileSync(join(folder, "SHA256SUMS"), sums)
    writeFileSync(join(folder, "SHA256SUMS.sig"), await signText(by, exportNamespace, utf8(sums)))
  }
  return check(folder)
}

test("an export is one plain tar that checks out with none of our software", { skip }, async () => {
  assert.ok(readTar(tar, { entries: 100, bytes: tar.length }).length > 20)
  const run = check(unpacked("good", tar))
  assert.equal(run.status, 0, run.stderr)
  assert.match(run.stdout, /4 sealed objects, 2 lists, 1 files\. All of it checks out/)
  assert.match(run.stdout, /4 opened objects are signed, complete and in order/)
  assert.match(run.stdout, new RegExp(`Made by ${ana.sign.vk}`))
  assert.equal(check(join(root, "good"), "-s", ana.sign.vk).status, 0)
  assert.match(check(join(root, "good"), "-s", stranger.vk).stderr, /not the one you name/)
})

test(
  "without what is inside, it checks all that can be checked, and says so",
  { skip },
  async () => {
    const run = check(unpacked("shut", await exported(false)))
    assert.equal(run.status, 0, run.stderr)
    assert.match(run.stdout, /4 objects are here sealed only/)
  },
)

/** Only the second message goes; of everything else its signed header. */
const chosenTar = async () => {
  const objects = (await objectsOf(true)).map((one) => ({
    ...one,
    left: !(one.room === "mailbox" && one.seq === 2),
  }))
  return exported(true, { scope: "chosen", objects })
}

test(
  "a selection holds nothing of what was left out, and its order checks out",
  { skip },
  async () => {
    const folder = unpacked("chosen", await chosenTar())
    const run = check(folder)
    assert.equal(run.status, 0, run.stderr)
    assert.match(run.stdout, /This is a selection/)
    assert.match(run.stdout, /3 objects were left out; their signed headers hold their places/)
    assert.deepEqual(readdirSync(join(folder, "opened")), ["mailbox-2"])
    assert.deepEqual(readdirSync(join(folder, "object/mailbox")), ["2.age"])
    assert.deepEqual(readdirSync(join(folder, "header/desk-1")), ["meta.txt", "meta.txt.sig"])
  },
)

test(
  "what whoever exports was not given goes as its hash alone, and the rest checks out",
  { skip },
  async () => {
    const objects = (await objectsOf(true)).map((one) =>
      one.room === "desk"
        ? {
            ...one,
            sha256: sha256Hex(one.sealed),
            sealed: new Uint8Array(),
            inside: [],
            left: true,
          }
        : one,
    )
    const folder = unpacked("bare", await exported(true, { scope: "chosen", objects }))
    const run = check(folder)
    assert.equal(run.status, 0, run.stderr)
    assert.match(run.stdout, /1 objects were left out without a header; only their hashes are here/)
    assert.match(readFileSync(join(folder, "objects.txt"), "utf8"), new RegExp(sha256Hex(note)))
  },
)

test(
  "in a selection, a header of another place or by somebody else is found",
  { skip },
  async () => {
    const chosen = await chosenTar()
    const other = await tampered(
      (at) => cpSync(at("header/mailbox-1"), at("header/mailbox-3"), { recursive: true }),
      true,
      ana.sign,
      chosen,
    )
    assert.match(other.stderr, /header\/mailbox-3 belongs to another place/)
    const forged = await tampered(
      async (at) => {
        const meta = readFileSync(at("header/mailbox-1/meta.txt"))
        const signature = await signText(stranger, namespaces.object, meta)
        writeFileSync(at("header/mailbox-1/meta.txt.sig"), signature)
      },
      true,
      ana.sign,
      chosen,
    )
    assert.match(forged.stderr, /signature of header\/mailbox-1\/meta\.txt is not by/)
    const turned = await tampered(
      (at) => {
        const text = readFileSync(at("objects.txt"), "utf8")
        writeFileSync(at("objects.txt"), text.replace(sha256Hex(sent.sealedObject), "0".repeat(64)))
      },
      true,
      ana.sign,
      chosen,
    )
    assert.match(turned.stderr, /does not follow mailbox 1|names another report/)
  },
)

test("whoever holds a key opens what is sealed and compares it", { skip }, async (t) => {
  t.diagnostic(hasAge ? "with age" : "with the stand-in for age, not with age itself")
  const lines = (all: readonly CaseKey[]) => all.map(({ identity }) => `${identity}\n`).join("")
  writeFileSync(join(root, "keys.txt"), lines(keys))
  const folder = unpacked("keyed", tar)
  const run = check(folder, "-k", "keys.txt")
  assert.equal(run.status, 0, run.stderr)
  assert.match(run.stdout, /4 of them were opened with the keys/)
  writeFileSync(join(root, "other.txt"), `${ana.identity}\n`)
  assert.match(check(folder, "-k", "other.txt").stderr, /none of the keys opens anything/)
})

test("whatever somebody changed on the way is found", { skip }, async () => {
  const flip = (name: string) =>
    tampered((at) => {
      const bytes = readFileSync(at(name))
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      writeFileSync(at(name), bytes)
    })
  const every = readTar(tar, { entries: 100, bytes: tar.length }).map(({ name }) => name)
  for (const name of every.filter((one) => one !== "verify.sh"))
    assert.notEqual((await flip(name)).status, 0, name)
  for (const name of [
    "object/mailbox/3.age",
    "manifest/2.txt",
    "opened/desk-1/body.txt",
    "file/E1-photo.jpg",
  ])
    assert.match((await tampered((at) => rmSync(at(name)))).stderr, /missing or was changed/)
  assert.match((await tampered((at) => writeFileSync(at("more.txt"), "x"))).stderr, /nobody listed/)
  const foreign = await tampered(async (at) => {
    const sums = readFileSync(at("SHA256SUMS"))
    writeFileSync(at("SHA256SUMS.sig"), await signText(stranger, exportNamespace, sums))
  })
  assert.match(foreign.stderr, /signature of SHA256SUMS/)
})

test(
  "even who signs the list anew cannot leave out, swap or put in what others signed",
  { skip },
  async () => {
    const { stderr: last } = await tampered((at) => {
      rmSync(at("object/mailbox/2.age"))
      rmSync(at("opened/mailbox-2"), { recursive: true })
      const rest = readFileSync(at("objects.txt"), "utf8")
        .split("\n")
        .filter((line) => !line.startsWith("mailbox 2 "))
      writeFileSync(at("objects.txt"), rest.join("\n"))
    }, true)
    assert.match(last, /mailbox 2 is missing or out of order/)

    const { stderr: swapped } = await tampered((at) => {
      for (const [one, other] of [
        ["object/mailbox/2.age", "object/mailbox/3.age"],
        ["opened/mailbox-2", "opened/mailbox-3"],
      ] as const) {
        cpSync(at(one), at("aside"), { recursive: true })
        rmSync(at(one), { recursive: true })
        cpSync(at(other), at(one), { recursive: true })
        rmSync(at(other), { recursive: true })
        cpSync(at("aside"), at(other), { recursive: true })
        rmSync(at("aside"), { recursive: true })
      }
      const lines = readFileSync(at("objects.txt"), "utf8").split("\n")
      const hashes = lines.map((line) => line.split(" ")[4] ?? "")
      const turned = lines.map((line, n) =>
        n === 1 || n === 2 ? line.replace(hashes[n] ?? "", hashes[3 - n] ?? "") : line,
      )
      writeFileSync(at("objects.txt"), turned.join("\n"))
    }, true)
    assert.match(swapped, /belongs to another place|does not follow/)

    const forged = await tampered(async (at) => {
      const meta = readFileSync(at("opened/mailbox-2/meta.txt"))
      writeFileSync(
        at("opened/mailbox-2/meta.txt.sig"),
        await signText(stranger, namespaces.object, meta),
      )
    }, true)
    assert.match(forged.stderr, /signature of opened\/mailbox-2\/meta\.txt is not by/)

    const word = await tampered(
      (at) => writeFileSync(at("opened/mailbox-1/body.txt"), "something else\n"),
      true,
    )
    assert.match(word.stderr, /something in opened\/mailbox-1 was changed/)
    const list = await tampered((at) => {
      const text = readFileSync(at("manifest/2.txt"), "utf8")
      writeFileSync(at("manifest/2.txt"), text.replace(/tier 1/, "tier 2"))
    }, true)
    assert.match(list.stderr, /signature of manifest\/2\.txt/)
    const first = await tampered((at) => {
      rmSync(at("manifest/1.txt"))
      rmSync(at("manifest/1.txt.sig"))
    }, true)
    assert.match(first.stderr, /no list of who could open/)
    const photograph = await tampered(
      (at) => writeFileSync(at("file/E1-photo.jpg"), "another"),
      true,
    )
    assert.match(photograph.stderr, /another file than was sent/)
    const outsider = await tampered(
      (at) => {
        const text = readFileSync(at("export.txt"), "utf8")
        writeFileSync(at("export.txt"), text.replace(ana.sign.vk, stranger.vk))
      },
      true,
      stranger,
    )
    assert.match(outsider.stderr, /no keyholder of the case/)
  },
)

test("sealed to twelve words alone, or to one hybrid recipient, it comes back byte for byte", async () => {
  const blob = new Blob([new Uint8Array(tar)])
  const words = newWords().join(" ")
  const bytesOf = async (sealed: Promise<Blob>) =>
    new Uint8Array(await (await sealed).arrayBuffer())
  const byWords = await bytesOf(sealToWords(words, blob))
  assert.match(
    new TextDecoder("latin1").decode(byWords.subarray(0, 80)),
    /^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/,
  )
  assert.deepEqual(await openAge({ passphrases: [words] }, byWords), tar)
  await assert.rejects(openAge({ passphrases: [newWords().join(" ")] }, byWords))
  const byKey = await bytesOf(sealExportTo(ana.recipient, blob))
  assert.deepEqual(await openAge({ identities: [ana.identity] }, byKey), tar)
  await assert.rejects(
    sealExportTo("age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq", blob),
  )
})
