import { Refusal } from "#core/refusal.ts"
import { sha256Hex } from "./bytes.ts"
import { keyPair, recipientHash, recipientOf } from "./keys.ts"
import {
  type Manifest,
  type SignedManifest,
  coiLines,
  isExcluded,
  mustBePeople,
  signManifest,
} from "./manifest.ts"
import { readManifest } from "./read-manifest.ts"
import { randomBytes } from "./random.ts"
import { type CaseKey, keyFor } from "./case-key.ts"
import { sealGrant } from "./seal.ts"
import type { SigningKey, VerifyKey } from "./sign.ts"
import { type Keyholder, type SealedGrant, grantTo } from "./submission.ts"

/** A change of who can open a case: the next manifest and the new grants; the server has one way in for all. */
export type Regrant = SignedManifest & {
  readonly number: number
  readonly epoch: number
  readonly grants: readonly SealedGrant[]
  /** The reporter's own new grant, when the mailbox key changed. */
  readonly reporterGrant?: Uint8Array
  /** The keys as the new grants carry them. */
  readonly keys: readonly CaseKey[]
}

/** A case as the person who changes it sees it: the newest manifest and what their own grant holds. */
export type HeldCase = {
  readonly manifest: string
  readonly reporterVk: VerifyKey
  readonly keys: readonly CaseKey[]
  readonly signer: SigningKey
}

/** At the first opening: a desk key that the reporter's browser never knew, to everyone on the list. */
export async function rollDesk(held: HeldCase, keyholders: readonly Keyholder[]): Promise<Regrant> {
  const before = readManifest(held.manifest)
  const epoch = before.epoch + 1
  const desk = await keyPair(randomBytes(32))
  const fresh: CaseKey = { room: "desk", epoch, identity: desk.identity }
  const keys = [fresh, ...held.keys.filter((key) => key.room === "mailbox" || key.epoch > 1)]
  mustBeEveryone(before, keyholders)
  const next = { ...before, epoch, desk: recipientHash(desk.recipient) }
  return regrant(held, next, { keyholders, keys })
}

/** Give the keys to more people, in the same epoch. They see what was said before. */
export async function addKeyholders(
  held: HeldCase,
  keyholders: readonly Keyholder[],
): Promise<Regrant> {
  const before = readManifest(held.manifest)
  const taken = before.slots.some(({ slot }) => keyholders.some((one) => one.slot === slot))
  if (taken) throw new Refusal("already-done", "slot")
  return regrant(held, before, { keyholders, keys: held.keys })
}

/** When somebody leaves, is named or lost a key: both keys anew, to everyone who stays and to the reporter. */
export async function rollKeys(
  held: HeldCase,
  to: {
    readonly keyholders: readonly Keyholder[]
    readonly reporterRecipient: string
    /** The person id of everyone who must not see it, those known before included: `excludedAmong` finds them. */
    readonly excluded: readonly string[]
  },
): Promise<Regrant> {
  mustBePeople(to.excluded)
  const before = readManifest(held.manifest)
  const epoch = before.epoch + 1
  const mailbox = await keyPair(randomBytes(32))
  const desk = await keyPair(randomBytes(32))
  const fresh: CaseKey = { room: "mailbox", epoch, identity: mailbox.identity }
  const older = held.keys.filter((key) => key.room === "mailbox" || key.epoch > 1)
  const keys: CaseKey[] = [fresh, { room: "desk", epoch, identity: desk.identity }, ...older]
  if (to.keyholders.some(({ personId }) => to.excluded.includes(personId))) throw conflict()
  const reporterGrant = await sealGrant({
    caseId: before.caseId,
    epoch,
    slot: 0,
    recipient: to.reporterRecipient,
    reporterVk: held.reporterVk,
    ack: randomBytes(32),
    keys: keys.filter(({ room }) => room === "mailbox"),
  })
  const next = {
    ...before,
    epoch,
    slots: [],
    reporter: sha256Hex(reporterGrant),
    mailbox: recipientHash(mailbox.recipient),
    desk: recipientHash(desk.recipient),
    coi: coiLines(mailbox.identity, to.excluded),
  }
  return { ...(await regrant(held, next, { keyholders: to.keyholders, keys })), reporterGrant }
}

/** The reporter, on a visit, gives the mailbox key to people of the path who have none. */
export function insure(held: HeldCase, missing: readonly Keyholder[]): Promise<Regrant> {
  return addKeyholders(
    { ...held, keys: held.keys.filter(({ room }) => room === "mailbox") },
    missing,
  )
}

/** Which of these people the manifest excludes, by their person ids. */
export function excludedAmong(
  manifest: Manifest,
  mailboxIdentity: string,
  personIds: readonly string[],
): string[] {
  return personIds.filter((personId) => isExcluded(manifest, mailboxIdentity, personId))
}

async function regrant(
  held: HeldCase,
  next: Omit<Manifest, "signer">,
  to: { readonly keyholders: readonly Keyholder[]; readonly keys: readonly CaseKey[] },
): Promise<Regrant> {
  const before = readManifest(held.manifest)
  const mailbox = keyFor(held.keys, "mailbox", before.epoch)
  if (!mailbox || recipientHash(await recipientOf(mailbox)) !== before.mailbox)
    throw new Refusal("wrong-key", "mailbox")
  const named = excludedAmong(
    before,
    mailbox,
    to.keyholders.map(({ personId }) => personId),
  )
  if (named.length > 0) throw conflict()
  const { caseId, epoch } = next
  const { grants, slots } = await grantTo(to.keyholders, {
    caseId,
    epoch,
    reporterVk: held.reporterVk,
    keys: to.keys,
  })
  const given = new Set(slots.map(({ slot }) => slot))
  const kept = next.slots.filter(({ slot }) => !given.has(slot))
  const number = before.number + 1
  const prev = sha256Hex(held.manifest)
  const signed = await signManifest(
    { ...next, number, prev, slots: [...kept, ...slots] },
    held.signer,
  )
  return { ...signed, number, epoch, grants, keys: to.keys }
}

function mustBeEveryone(before: Manifest, keyholders: readonly Keyholder[]): void {
  const given = new Set(keyholders.map(({ slot }) => slot))
  if (before.slots.some(({ slot }) => !given.has(slot))) throw new Refusal("path-changed", "slot")
}

function conflict(): Refusal {
  return new Refusal("not-yours", "coi")
}
