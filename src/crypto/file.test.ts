import assert from "node:assert/strict"
import { test } from "node:test"
import { Refusal } from "#core/refusal.ts"
import { joined, sha256Hex, utf8 } from "./bytes.ts"
import { CannotOpen } from "./cannot-open.ts"
import { type FileEntry, type SealedPart, fileList, partSize, sealFile } from "./file.ts"
import { keyPair } from "./keys.ts"
import { openFile, readFileList } from "./open-file.ts"
import { openObject } from "./open.ts"
import { randomBytes } from "./random.ts"
import { sealObject } from "./seal.ts"
import { signingKey } from "./sign.ts"

const mailbox = await keyPair(randomBytes(32))
const told = { name: "照片 1.jpg", type: "image/jpeg", copy: "clean" } as const

async function sealAll(source: Blob | ReadableStream<Uint8Array>, done: SealedPart[] = []) {
  const parts: SealedPart[] = []
  const sealing = sealFile(mailbox.recipient, source, told, done)
  let step = await sealing.next()
  for (; !step.done; step = await sealing.next()) parts.push(step.value)
  return { parts, file: step.value }
}

async function openAll(file: FileEntry, parts: readonly SealedPart[]): Promise<Uint8Array> {
  const opened: Uint8Array[] = []
  const fetchPart = async (hash: string) =>
    parts.find(({ sha256 }) => sha256 === hash)?.bytes ?? new Uint8Array()
  for await (const piece of openFile(mailbox.identity, file, fetchPart)) opened.push(piece)
  return joined(...opened)
}

test("a file of several parts comes back whole, from a blob and from a stream alike", async () => {
  const content = new Uint8Array(partSize + 100_000)
  for (let at = 0; at < content.length; at += 60_000) content.set(randomBytes(64), at)
  const { parts, file } = await sealAll(new Blob([content]))
  assert.equal(parts.length, 2)
  assert.deepEqual(
    [file.name, file.size, file.sha256],
    [told.name, content.length, sha256Hex(content)],
  )
  assert.deepEqual(
    file.parts,
    parts.map(({ bytes }) => sha256Hex(bytes ?? utf8(""))),
  )
  assert.equal(sha256Hex(await openAll(file, parts)), file.sha256)
  const streamed = await sealAll(new Blob([content]).stream())
  assert.equal(streamed.file.sha256, file.sha256)
  assert.deepEqual(
    streamed.parts.map(({ plain }) => plain),
    parts.map(({ plain }) => plain),
  )
  assert.notDeepEqual(streamed.file.parts, file.parts, "sealed anew each time")

  // Broken off after the first part: it is read and compared again, and only the second is sealed.
  const begun = parts.slice(0, 1).map(({ index, sha256, plain }) => ({ index, sha256, plain }))
  const resumed = await sealAll(new Blob([content]), begun)
  assert.equal(resumed.parts[0]?.bytes, undefined)
  assert.equal(resumed.file.parts[0], file.parts[0])
  const other = new Blob([new Uint8Array(content.length)])
  await assert.rejects(sealAll(other, begun), new Refusal("bad-seal", "part"))

  // Parts exchanged, dropped or changed are noticed.
  const turned = { ...file, parts: file.parts.toReversed() }
  await assert.rejects(openAll(turned, parts), new CannotOpen("damaged"))
  await assert.rejects(openAll(file, parts.slice(1)), new CannotOpen("damaged"))
  await assert.rejects(
    openAll({ ...file, sha256: sha256Hex("other") }, parts),
    new CannotOpen("damaged"),
  )
})

test("small and empty files have one part of the smallest size", async () => {
  const sizes: number[] = []
  for (const length of [0, 1, 40_000]) {
    const content = randomBytes(length)
    const { parts, file } = await sealAll(new Blob([content]))
    assert.equal(parts.length, 1)
    sizes.push(parts[0]?.bytes?.length ?? 0)
    assert.deepEqual(await openAll(file, parts), Uint8Array.from(content))
  }
  assert.equal(new Set(sizes).size, 1)
})

test("the list that closes an upload is signed, sealed, and read strictly", async () => {
  const { file } = await sealAll(new Blob([utf8("evidence")]))
  const sender = await signingKey(randomBytes(32))
  const place = { caseId: crypto.randomUUID(), epoch: 1, seq: 2, prev: sha256Hex("before") }
  const sealed = await sealObject({
    ...place,
    kind: "list",
    recipient: mailbox.recipient,
    signer: sender,
    members: [fileList([file])],
  })
  const opened = await openObject(mailbox.identity, sealed, { ...place, senders: [sender.vk] })
  assert.deepEqual(readFileList(opened.members), [file])
  const redacted: FileEntry = { ...file, copy: "redacted", of: sha256Hex("the original") }
  assert.deepEqual(readFileList([fileList([redacted])]), [redacted])
  const wrong: unknown[] = [
    [],
    { files: {} },
    { files: [{ ...file, size: -1 }] },
    { files: [{ ...file, parts: [] }] },
    { files: [{ ...file, parts: ["../x"] }] },
    { files: [{ ...file, copy: "other" }] },
    { files: [{ ...file, copy: "redacted" }] },
    { files: [{ ...file, copy: "redacted", of: "E3" }] },
    { files: [{ ...file, of: file.sha256 }] },
    { files: [null] },
  ]
  for (const list of wrong) {
    const members = [{ name: "files.json", bytes: utf8(JSON.stringify(list)) }]
    assert.throws(() => readFileList(members), new CannotOpen("damaged"))
  }
  assert.throws(() => readFileList([]), new CannotOpen("damaged"))
})
