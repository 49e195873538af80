import { Encrypter } from "age-encryption"
import { Refusal } from "#core/refusal.ts"
import type { CaseKey } from "./case-key.ts"
import { hex, protocol, sha256Hex, utf8 } from "./bytes.ts"
import { mustBeRecipient, recipientHash, staffKeys } from "./keys.ts"
import { type ObjectKind, floors, grantSizes, padded } from "./pad.ts"
import { type SigningKey, type VerifyKey, namespaces, signText } from "./sign.ts"
import { type Entry, writeTar } from "./tar.ts"

/** Seal bytes to exactly one recipient. Length is visible to whoever holds the result: pad before. */
export function sealTo(recipient: string, content: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(mustBeRecipient(recipient))
  return encrypter.encrypt(content)
}

/** Where an object stands in its case, and who it is from. */
export type ObjectPlace = {
  readonly caseId: string
  readonly epoch: number
  readonly seq: number
  readonly kind: ObjectKind
  /** SHA-256 of the sealed object before this one in the same room; absent for the first. */
  readonly prev?: string | undefined
}

/** Something somebody says in a case, before it is sealed. */
export type NewObject = ObjectPlace & {
  readonly recipient: string
  readonly signer: SigningKey
  readonly members: readonly Entry[]
}

/** Seal something said in a case: a padded tar with a signed `meta.txt`, to the mailbox key or the desk key. */
export async function sealObject(object: NewObject): Promise<Uint8Array> {
  const meta = utf8(metaText(object))
  const signature = utf8(await signText(object.signer, namespaces.object, meta))
  const tar = writeTar([
    { name: "meta.txt", bytes: meta },
    ...object.members,
    { name: "meta.txt.sig", bytes: signature },
  ])
  return sealTo(object.recipient, padded(tar, floors[object.kind]))
}

/** The signed part of an object. Its last lines are what `sha256sum --check` reads. */
export function metaText(object: NewObject): string {
  const { caseId, epoch, seq, kind, prev, recipient, signer, members } = object
  return [
    `# ${protocol} object`,
    `# case ${caseId} epoch ${epoch} seq ${seq}`,
    `# kind ${kind}`,
    `# sender ${signer.vk}`,
    `# prev ${prev ?? "-"}`,
    `# to-recipient-sha256 ${recipientHash(recipient)}`,
    ...members.map(({ name, bytes }) => `${sha256Hex(bytes)}  ${name}`),
    "",
  ].join("\n")
}

/** The keys of a case for one person. Slot 0 is the reporter's own. */
export type NewGrant = {
  readonly caseId: string
  readonly epoch: number
  readonly slot: number
  readonly recipient: string
  readonly reporterVk: VerifyKey
  readonly ack: Uint8Array
  readonly keys: readonly CaseKey[]
}

/** Seal the keys of a case to one person. Opened, it is an identity file that `age -i` takes as it is. */
export function sealGrant(grant: NewGrant): Promise<Uint8Array> {
  const text = utf8(grantText(grant))
  const size = grantSizes.find((most) => text.length <= most)
  if (size === undefined) throw new Refusal("too-large", "grant")
  const whole = new Uint8Array(size).fill(10) // empty lines, which age skips
  whole.set(text)
  return sealTo(grant.recipient, whole)
}

/** What a grant says before it is padded and sealed. */
export function grantText(grant: NewGrant): string {
  return [
    `# ${protocol} grant`,
    `# case ${grant.caseId} epoch ${grant.epoch} slot ${grant.slot}`,
    `# to-recipient-sha256 ${recipientHash(grant.recipient)}`,
    `# reporter-sig-vk ${grant.reporterVk}`,
    `# ack ${hex(grant.ack)}`,
    ...grant.keys.flatMap(({ room, epoch, identity }) => [`# ${room} epoch ${epoch}`, identity]),
    "",
  ].join("\n")
}

/** Seal a keyholder's seed to one way in. Opened, it too is an identity file for `age -i`. */
export async function sealSeed(seed: Uint8Array, recipient: string): Promise<Uint8Array> {
  const { identity } = await staffKeys(seed)
  const text = [`# ${protocol} seed`, `# seed ${hex(seed)}`, identity, ""]
  return sealTo(recipient, utf8(text.join("\n")))
}

/** The body of a submission: one tar, in the one order the server reads. */
export function packSubmission(parts: {
  readonly caseJson: Uint8Array
  readonly manifest: string
  readonly manifestSig: string
  readonly sealedObject: Uint8Array
  readonly reporterGrant: Uint8Array
  readonly grants: readonly { readonly slot: number; readonly bytes: Uint8Array }[]
}): Uint8Array {
  return writeTar([
    { name: "case.json", bytes: parts.caseJson },
    { name: "manifest.txt", bytes: utf8(parts.manifest) },
    { name: "manifest.txt.sig", bytes: utf8(parts.manifestSig) },
    { name: "report.age", bytes: parts.sealedObject },
    { name: "reporter.age", bytes: parts.reporterGrant },
    ...parts.grants.map(({ slot, bytes }) => ({ name: `grant/${slot}.age`, bytes })),
  ])
}
