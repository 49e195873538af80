import { Refusal, invariant } from "#core/refusal.ts"
import { sha256Hex, utf8 } from "./bytes.ts"
import { type KeyPair, keyPair, recipientHash } from "./keys.ts"
import { type ManifestSlot, coiLines, mustBePeople, signManifest } from "./manifest.ts"
import { randomBytes, randomUpTo } from "./random.ts"
import type { ReceiptKeys } from "./receipt.ts"
import type { CaseKey } from "./case-key.ts"
import { sealGrant, sealObject } from "./seal.ts"
import type { VerifyKey } from "./sign.ts"
import type { Entry } from "./tar.ts"

/** Somebody on the escalation path, with the key they are sealed to. */
export type Keyholder = {
  readonly slot: number
  readonly tier: number
  /** The same whatever key they have: who must not see a case is known by it. */
  readonly personId: string
  readonly recipient: string
  readonly vk: VerifyKey
}

/** A sealed grant on its way to one slot. */
export type SealedGrant = { readonly slot: number; readonly bytes: Uint8Array }

/** Everything that is sent for one report, and the mailbox key that stays in the browser. */
export type Submission = {
  readonly caseId: string
  readonly manifest: string
  readonly manifestSig: string
  readonly sealedObject: Uint8Array
  readonly reporterGrant: Uint8Array
  readonly grants: readonly SealedGrant[]
  readonly mailboxIdentity: string
}

/** Seal a report to the whole path at once, each keyholder alone, and sign the list of who can open it. */
export async function buildSubmission(report: {
  readonly kind: "report" | "help-now"
  readonly members: readonly Entry[]
  readonly receipt: ReceiptKeys
  /** The version of the path that the keyholders' slots belong to. */
  readonly path: string
  /** Who gets a key: `chooseKeyholders` picks them. */
  readonly keyholders: readonly Keyholder[]
  /** The keyholders who must not see it, by their person ids. */
  readonly excluded: readonly string[]
  /** The mailbox key, when files were sealed to it while the report was being written. */
  readonly mailbox?: KeyPair
}): Promise<Submission> {
  const { receipt, keyholders, excluded } = report
  mustBePeople([...excluded, ...keyholders.map(({ personId }) => personId)])
  if (keyholders.length === 0) throw new Refusal("path-unsafe")
  const conflicted = keyholders.some(({ personId }) => excluded.includes(personId))
  invariant(!conflicted, "nobody who must not see it gets a key")
  const caseId = crypto.randomUUID()
  const mailbox = report.mailbox ?? (await keyPair(randomBytes(32)))
  const desk = await keyPair(randomBytes(32)) // known to nobody once the grants are sealed
  const keys: CaseKey[] = [
    { room: "mailbox", epoch: 1, identity: mailbox.identity },
    { room: "desk", epoch: 1, identity: desk.identity },
  ]
  const place = { caseId, epoch: 1, reporterVk: receipt.sig.vk }
  const sealedObject = await sealFirst({ ...report, caseId, recipient: mailbox.recipient })
  const own = { recipient: receipt.recipient, ack: randomBytes(32), keys: keys.slice(0, 1) }
  const reporterGrant = await sealGrant({ ...place, ...own, slot: 0 })
  const { grants, slots } = await grantTo(keyholders, { ...place, keys })
  const listed = {
    mailbox: recipientHash(mailbox.recipient),
    desk: recipientHash(desk.recipient),
    report: sha256Hex(sealedObject),
    reporter: sha256Hex(reporterGrant),
    coi: coiLines(mailbox.identity, excluded),
  }
  const first = { caseId, number: 1, epoch: 1, path: report.path, slots, ...listed }
  const signed = await signManifest(first, receipt.sig)
  const mailboxIdentity = mailbox.identity
  return { caseId, ...signed, sealedObject, reporterGrant, grants, mailboxIdentity }
}

/** The report itself. It carries where to seal a later mailbox key, so that she keeps her way in. */
function sealFirst(report: {
  readonly caseId: string
  readonly kind: "report" | "help-now"
  readonly recipient: string
  readonly receipt: ReceiptKeys
  readonly members: readonly Entry[]
}): Promise<Uint8Array> {
  const { caseId, kind, recipient, receipt } = report
  const back = { name: "reporter.txt", bytes: utf8(`${receipt.recipient}\n`) }
  const members = [...report.members, back]
  const signer = receipt.sig
  return sealObject({ caseId, epoch: 1, seq: 1, kind, recipient, signer, members })
}

/** One sealed grant for each keyholder, and the lines that the manifest says about them. */
export async function grantTo(
  keyholders: readonly Keyholder[],
  what: {
    readonly caseId: string
    readonly epoch: number
    readonly reporterVk: VerifyKey
    readonly keys: readonly CaseKey[]
  },
): Promise<{ grants: SealedGrant[]; slots: ManifestSlot[] }> {
  const made = await Promise.all(
    keyholders.map(async ({ slot, tier, recipient }) => {
      const ack = randomBytes(32)
      const bytes = await sealGrant({ ...what, slot, recipient, ack })
      return { slot, bytes, line: { slot, tier, grant: sha256Hex(bytes), ack: sha256Hex(ack) } }
    }),
  )
  return {
    grants: made.map(({ slot, bytes }) => ({ slot, bytes })),
    slots: made.map(({ line }) => line),
  }
}

/**
 * Who of the whole path gets a key. In a tier of more than four, up to one in four more are left out at random, never
 * leaving fewer than three, so that a missing key is not an accusation.
 */
export function chooseKeyholders<Someone extends Keyholder>(
  pool: readonly Someone[],
  excluded: readonly string[],
): Someone[] {
  mustBePeople([...excluded, ...pool.map(({ personId }) => personId)])
  const tiers = new Set(pool.map(({ tier }) => tier))
  return [...tiers].flatMap((tier) => {
    const whole = pool.filter((one) => one.tier === tier)
    const free = whole.filter(({ personId }) => !excluded.includes(personId))
    const most = whole.length > 4 ? Math.floor(whole.length / 4) : 0
    for (let more = randomUpTo(most); more > 0 && free.length > 3; more -= 1) {
      free.splice(randomUpTo(free.length - 1), 1)
    }
    return free
  })
}
