import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { Refusal, invariant } from "#core/refusal.ts"
import { derive, hex, protocol, sha256Hex, utf8 } from "./bytes.ts"
import { seedOf } from "./keys.ts"
import { randomBytes } from "./random.ts"
import {
  type SigningKey,
  type Verify,
  type VerifyKey,
  namespaces,
  signText,
  verifyText,
} from "./sign.ts"

/** One keyholder's place in a manifest. */
export type ManifestSlot = {
  readonly slot: number
  readonly tier: number
  readonly grant: string
  readonly ack: string
}

/** Who can open a case: the list, outside the seal, that whoever gave out the keys has signed. */
export type Manifest = {
  readonly caseId: string
  readonly number: number
  readonly epoch: number
  /** SHA-256 of the manifest before; absent in the first. */
  readonly prev?: string | undefined
  /** The version of the escalation path that the slots belong to. */
  readonly path: string
  readonly mailbox: string
  readonly desk: string
  readonly report: string
  readonly reporter: string
  readonly signer: VerifyKey
  readonly slots: readonly ManifestSlot[]
  /** One line for each keyholder who must not see it, hidden among random ones. */
  readonly coi: readonly string[]
}

/** A manifest as text, with its signature. */
export type SignedManifest = { readonly manifest: string; readonly manifestSig: string }

/** Write a manifest and sign it. */
export function signManifest(
  manifest: Omit<Manifest, "signer">,
  signer: SigningKey,
): SignedManifest {
  const text = buildManifest({ ...manifest, signer: signer.vk })
  return { manifest: text, manifestSig: signText(signer, namespaces.manifest, utf8(text)) }
}

/** The one way to write a manifest. */
export function buildManifest(manifest: Manifest): string {
  const { caseId, number, epoch, prev, slots, coi } = manifest
  return [
    `${protocol} manifest`,
    `case ${caseId} number ${number} epoch ${epoch} prev ${prev ?? "-"}`,
    `path ${manifest.path}`,
    `mailbox ${manifest.mailbox}`,
    `desk ${manifest.desk}`,
    `report ${manifest.report}`,
    `reporter ${manifest.reporter}`,
    `signer ${manifest.signer}`,
    ...slots
      .toSorted((one, other) => one.slot - other.slot)
      .map(({ slot, tier, grant, ack }) => `slot ${slot} tier ${tier} ${grant} ${ack}`),
    ...coi.toSorted().map((line) => `coi ${line}`),
    "",
  ].join("\n")
}

/** A manifest out of its text; whatever `buildManifest` would not have written is refused. */
export function readManifest(text: string): Manifest {
  const form = manifestForm.exec(text)?.groups
  if (!form)
    throw new Refusal(/^tocsin\/v(?!1 )/.test(text) ? "unknown-version" : "bad-seal", "manifest")
  const named = (name: string) => form[name] ?? ""
  const prev = named("prev")
  const manifest = {
    caseId: named("caseId"),
    number: Number(named("number")),
    epoch: Number(named("epoch")),
    ...(prev === "-" ? {} : { prev }),
    path: named("path"),
    mailbox: named("mailbox"),
    desk: named("desk"),
    report: named("report"),
    reporter: named("reporter"),
    signer: named("signer"),
    slots: [...named("slots").matchAll(slotLine)].map(readSlot),
    coi: [...named("coi").matchAll(/[0-9a-f]{64}/g)].map(([line]) => line),
  }
  mustHold(manifest, text)
  return manifest
}

/** Read a manifest and check that one of these keys signed it. */
export function verifyManifest(
  text: string,
  signature: string,
  signers: readonly VerifyKey[],
  verify: Verify = verifyText,
): Manifest {
  const manifest = readManifest(text)
  const known = signers.includes(manifest.signer)
  if (!known || !verify(manifest.signer, namespaces.manifest, utf8(text), signature)) {
    throw new Refusal("bad-signature", "manifest")
  }
  return manifest
}

/** Check that a manifest directly follows another one of the same case, and drops nobody without new keys. */
export function mustFollow(next: Manifest, before: string): void {
  const last = readManifest(before)
  const linked =
    next.caseId === last.caseId &&
    next.number === last.number + 1 &&
    next.prev === sha256Hex(before) &&
    next.report === last.report
  if (!linked || !keepsTheRules(next, last)) throw new Refusal("bad-order", "manifest")
}

function keepsTheRules(next: Manifest, last: Manifest): boolean {
  const deskKept = next.desk === last.desk
  if (next.mailbox !== last.mailbox) return next.epoch === last.epoch + 1 && !deskKept
  const conflictsKept = next.coi.join() === last.coi.join() && next.reporter === last.reporter
  const stays = (slot: ManifestSlot) =>
    next.slots.some((now) => now.slot === slot.slot && (!deskKept || now.grant === slot.grant))
  return next.epoch === last.epoch + (deskKept ? 0 : 1) && conflictsKept && last.slots.every(stays)
}

/** How many conflict lines a manifest has: so many that their number says nothing. */
export const coiSizes = [16, 64, 256] as const

/** The conflict lines for these keyholders, among random ones up to 16, 64 or 256. */
export function coiLines(mailboxIdentity: string, personIds: readonly string[]): string[] {
  const real = [...new Set(personIds)].map((personId) => coiLine(mailboxIdentity, personId))
  const size = coiSizes.find((most) => real.length <= most)
  if (size === undefined) throw new Refusal("too-large", "coi")
  const random = Array.from({ length: size - real.length }, () => hex(randomBytes(32)))
  return [...real, ...random].toSorted()
}

/** Whether this keyholder must not see the case; only a holder of the mailbox key can tell. */
export function isExcluded(manifest: Manifest, mailboxIdentity: string, personId: string): boolean {
  return manifest.coi.includes(coiLine(mailboxIdentity, personId))
}

/** Somebody who makes a new key stays excluded; an id written in another way would let them through. */
export function mustBePeople(personIds: readonly string[]): void {
  invariant(
    personIds.every((personId) => personForm.test(personId)),
    "who must not see it is named by person id",
  )
}

function coiLine(mailboxIdentity: string, personId: string): string {
  mustBePeople([personId])
  const key = derive(seedOf(mailboxIdentity), `${protocol} coi`, "hmac")
  return hex(hmac(sha256, key, utf8(personId)))
}

const hash = "[0-9a-f]{64}"
const uuid = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
const personForm = new RegExp(`^${uuid}$`)
const count = "[1-9][0-9]{0,8}"
const slotLine = new RegExp(`slot (${count}) tier (${count}) (${hash}) (${hash})`, "g")
const manifestForm = new RegExp(
  [
    `^tocsin/v1 manifest`,
    `case (?<caseId>${uuid}) number (?<number>${count}) epoch (?<epoch>${count}) prev (?<prev>-|${hash})`,
    `path (?<path>${uuid})`,
    `mailbox (?<mailbox>${hash})`,
    `desk (?<desk>${hash})`,
    `report (?<report>${hash})`,
    `reporter (?<reporter>${hash})`,
    `signer (?<signer>${hash})`,
    `(?<slots>(?:slot ${count} tier ${count} ${hash} ${hash}\n){1,256})(?<coi>(?:coi ${hash}\n){16,256})$`,
  ].join("\n"),
)

function readSlot([, slot = "", tier = "", grant = "", ack = ""]: RegExpMatchArray): ManifestSlot {
  return { slot: Number(slot), tier: Number(tier), grant, ack }
}

function mustHold(manifest: Manifest, text: string): void {
  const sizes: readonly number[] = coiSizes
  const distinct = new Set(manifest.slots.map(({ slot }) => slot)).size === manifest.slots.length
  const first = manifest.number === 1
  const whole =
    distinct &&
    sizes.includes(manifest.coi.length) &&
    first === (manifest.prev === undefined) &&
    (!first || manifest.epoch === 1) &&
    buildManifest(manifest) === text // the same order and the same digits
  if (!whole) throw new Refusal("bad-seal", "manifest")
}
