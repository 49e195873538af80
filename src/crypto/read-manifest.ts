import { Refusal } from "#core/refusal.ts"
import { sha256Hex, utf8 } from "./bytes.ts"
import { type Manifest, type ManifestSlot, buildManifest, coiSizes } from "./manifest.ts"
import { type VerifyKey, namespaces } from "./sign.ts"
import { type Verify, verifyText } from "./verify.ts"

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

const hash = "[0-9a-f]{64}"
const uuid = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
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
