import { Refusal } from "#core/refusal.ts"
import { fromUtf8, sha256Hex } from "./bytes.ts"
import { type Manifest, verifyManifest } from "./manifest.ts"
import type { SealedGrant } from "./submission.ts"
import type { VerifyKey } from "./sign.ts"
import { type Entry, readTar } from "./tar.ts"

/** A submission as it arrived: every hash compared with the manifest, and the manifest's signature checked. */
export type Received = {
  readonly manifest: Manifest
  readonly manifestText: string
  readonly manifestSig: string
  readonly sealedObject: Uint8Array
  readonly reporterGrant: Uint8Array
  readonly grants: readonly SealedGrant[]
}

/** The first entry of a submission, which names the keys that the rest is checked with. */
export function caseJsonOf(entries: readonly Entry[]): string {
  return textOf(entries, 0, "case.json")
}

/** The entries of a submission's tar. */
export function unpackSubmission(tar: Uint8Array): Entry[] {
  return readTar(tar, { entries: 5 + 256, bytes: 8 * 1024 * 1024 })
}

/** The rest of a submission, if it is whole, in order, and signed by `sig`. */
export function checkSubmission(entries: readonly Entry[], sig: VerifyKey): Received {
  const manifestText = textOf(entries, 1, "manifest.txt")
  const manifestSig = textOf(entries, 2, "manifest.txt.sig")
  const manifest = verifyManifest(manifestText, manifestSig, [sig])
  const sealedObject = bytesOf(entries, 3, "report.age")
  const reporterGrant = bytesOf(entries, 4, "reporter.age")
  const grants = manifest.slots.map(({ slot }, at) => ({
    slot,
    bytes: bytesOf(entries, 5 + at, `grant/${slot}.age`),
  }))
  const whole =
    manifest.number === 1 &&
    entries.length === 5 + grants.length &&
    sha256Hex(sealedObject) === manifest.report &&
    sha256Hex(reporterGrant) === manifest.reporter &&
    areGrantsOf(manifest, grants)
  if (!whole) throw new Refusal("bad-seal", "submission")
  return { manifest, manifestText, manifestSig, sealedObject, reporterGrant, grants }
}

/** Whether each of these grants is the very one that the manifest lists for its slot. */
export function areGrantsOf(manifest: Manifest, grants: readonly SealedGrant[]): boolean {
  return grants.every(({ slot, bytes }) =>
    manifest.slots.some((line) => line.slot === slot && line.grant === sha256Hex(bytes)),
  )
}

function textOf(entries: readonly Entry[], at: number, name: string): string {
  try {
    return fromUtf8(bytesOf(entries, at, name))
  } catch {
    throw new Refusal("bad-seal", name) // bytes that are no text
  }
}

function bytesOf(entries: readonly Entry[], at: number, name: string): Uint8Array {
  const entry = entries[at]
  if (entry?.name !== name) throw new Refusal("bad-seal", name)
  return entry.bytes
}
