import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { Refusal, invariant } from "#core/refusal.ts"
import { derive, hex, protocol, utf8 } from "./bytes.ts"
import { seedOf } from "./keys.ts"
import { randomBytes } from "./random.ts"
import { type SigningKey, type VerifyKey, namespaces, signText } from "./sign.ts"

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
export async function signManifest(
  manifest: Omit<Manifest, "signer">,
  signer: SigningKey,
): Promise<SignedManifest> {
  const text = buildManifest({ ...manifest, signer: signer.vk })
  return { manifest: text, manifestSig: await signText(signer, namespaces.manifest, utf8(text)) }
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

const personForm = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/
