import { fromUtf8, utf8 } from "#crypto/bytes.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { keyFor } from "#crypto/case-key.ts"
import { sealFile } from "#crypto/file.ts"
import { recipientOf, staffKeys } from "#crypto/keys.ts"
import { readManifest } from "#crypto/read-manifest.ts"
import { openFile } from "#crypto/open-file.ts"
import { openGrant, openObject } from "#crypto/open.ts"
import { randomBytes } from "#crypto/random.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { buildSubmission } from "#crypto/submission.ts"

export { cleanPictures } from "./pictures.ts"
export { runVectors } from "./run.ts"

/** Seals a report to so many keyholders and opens it as the last of them; then a file, in parts. */
export async function sealAndOpen(count: number): Promise<object> {
  const staff = await Promise.all(Array.from({ length: count }, () => staffKeys(randomBytes(32))))
  const keyholders = staff.map(({ recipient, sign }, at) => {
    return { slot: at + 1, tier: 1, personId: crypto.randomUUID(), recipient, vk: sign.vk }
  })
  const receipt = await deriveReceipt(newReceipt(), "page")
  const members = [{ name: "body.txt", bytes: utf8("what happened") }]
  const path = crypto.randomUUID()
  const report = { kind: "report", members, receipt, path, keyholders, excluded: [] } as const
  const sent = await buildSubmission(report)
  const mine = staff.at(-1)?.identity ?? ""
  const sealed = sent.grants.at(-1)?.bytes ?? new Uint8Array()
  const grant = await openGrant(mine, sealed, readManifest(sent.manifest))
  const key = keyFor(grant.keys, "mailbox", 1) ?? ""
  const expect = { caseId: sent.caseId, epoch: 1, seq: 1, senders: [grant.reporterVk] }
  const opened = await openObject(key, sent.sealedObject, expect)
  const why: unknown = await openGrant(staff[0]?.identity ?? "", sealed).catch((no: unknown) => no)
  return {
    grants: sent.grants.length,
    opened: fromUtf8(opened.members[0]?.bytes ?? new Uint8Array()),
    file: await throughParts(key, 9_000_000),
    wrongKey: why instanceof CannotOpen ? why.reason : "opened",
  }
}

async function throughParts(identity: string, length: number): Promise<number> {
  const told = { name: "a.bin", type: "", copy: "original" } as const
  const sealing = sealFile(await recipientOf(identity), new Blob([new Uint8Array(length)]), told)
  const parts = new Map<string, Uint8Array>()
  let step = await sealing.next()
  for (; !step.done; step = await sealing.next()) {
    if (step.value.bytes) parts.set(step.value.sha256, step.value.bytes)
  }
  let size = 0
  const fetchPart = async (hash: string) => parts.get(hash) ?? new Uint8Array()
  for await (const piece of openFile(identity, step.value, fetchPart)) size += piece.length
  return size
}
