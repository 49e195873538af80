import { Refusal } from "#core/refusal.ts"
import type { Party } from "#core/mailbox.ts"
import { type KeyPair, keyPair, mustBeRecipient, recipientHash } from "./keys.ts"
import { protocol, utf8 } from "./bytes.ts"
import type { CaseKey } from "./case-key.ts"
import { grantSizes } from "./pad.ts"
import { randomBytes } from "./random.ts"
import type { ReceiptKeys } from "./receipt.ts"
import { sealTo } from "./seal.ts"
import type { VerifyKey } from "./sign.ts"
import type { Entry } from "./tar.ts"

/** The mailbox of one outside person, as the team keeps it for itself: whoever holds the desk key holds this. */
export type PartyFile = {
  readonly caseId: string
  /** The mailbox's place among those of the case. */
  readonly number: number
  readonly party: Party
  /** What its papers name instead of the case: two people who compare theirs do not find the same id. */
  readonly mailboxId: string
  /** Counted in each mailbox by itself, so that it says nothing of the others. */
  readonly epoch: number
  readonly identity: string
  /** The key that the person signs with, and the recipient that their grants are sealed to. */
  readonly vk: VerifyKey
  readonly recipient: string
}

/** What opens one outside person's mailbox, sealed to their code. */
export type PartyGrant = {
  readonly mailboxId: string
  readonly epoch: number
  /** Every key that this person ever signed with here, the first one first. */
  readonly own: readonly VerifyKey[]
  readonly keys: readonly CaseKey[]
}

/** A mailbox as it is made: what the desk keeps, and what the person gets. */
export type NewParty = { readonly file: PartyFile; readonly grant: Uint8Array }

/** Open a mailbox for somebody, with the code that they will be given. */
export async function newParty(of: {
  readonly caseId: string
  readonly number: number
  readonly party: Party
  readonly code: Pick<ReceiptKeys, "sig" | "recipient">
}): Promise<NewParty> {
  const { caseId, number, party, code } = of
  const { identity } = await newKey()
  const mailboxId = crypto.randomUUID()
  const place = { mailboxId, epoch: 1 }
  const person = { vk: code.sig.vk, recipient: code.recipient }
  const keys: CaseKey[] = [{ room: "mailbox", epoch: 1, identity }]
  const grant = await sealPartyGrant({ ...place, own: [person.vk], keys }, code.recipient)
  return { file: { caseId, number, party, ...place, ...person, identity }, grant }
}

/** New keys for a mailbox when those of the case are new: whoever holds the case no longer opens nothing more of it. */
export async function rollParty(
  now: PartyFile,
  held: Pick<PartyGrant, "own" | "keys">,
): Promise<NewParty> {
  const { identity } = await newKey()
  const epoch = now.epoch + 1
  const keys: CaseKey[] = [{ room: "mailbox", epoch, identity }, ...held.keys]
  const { mailboxId, recipient } = now
  const grant = await sealPartyGrant({ mailboxId, epoch, own: held.own, keys }, recipient)
  return { file: { ...now, epoch, identity }, grant }
}

/** Seal what opens a mailbox to the code of its person. Opened, it is an identity file for `age -i`. */
export function sealPartyGrant(grant: PartyGrant, recipient: string): Promise<Uint8Array> {
  const text = utf8(
    [
      `# ${protocol} mailbox-grant`,
      `# mailbox ${grant.mailboxId} epoch ${grant.epoch}`,
      `# to-recipient-sha256 ${recipientHash(recipient)}`,
      ...grant.own.map((vk) => `# own-sig-vk ${vk}`),
      ...grant.keys.flatMap(({ epoch, identity }) => [`# mailbox epoch ${epoch}`, identity]),
      "",
    ].join("\n"),
  )
  const size = grantSizes.find((most) => text.length <= most)
  if (size === undefined) throw new Refusal("too-large", "grant")
  const whole = new Uint8Array(size).fill(10) // empty lines, which age skips
  whole.set(text)
  return sealTo(recipient, whole)
}

/** The file of a mailbox in an object of the desk. It too is an identity file for `age -i`. */
export function partyEntry(file: PartyFile): Entry {
  const text = [
    `# ${protocol} mailbox`,
    `# case ${file.caseId} number ${file.number} party ${file.party}`,
    `# mailbox ${file.mailboxId} epoch ${file.epoch}`,
    `# sig-vk ${file.vk}`,
    `# recipient ${mustBeRecipient(file.recipient)}`,
    file.identity,
    "",
  ].join("\n")
  return { name: `party/${file.number}.txt`, bytes: utf8(text) }
}

/** What somebody signs with their old code when they take a new one: whom to believe and to seal to from now on. */
export function codeEntry(to: {
  readonly mailboxId: string
  readonly vk: VerifyKey
  readonly recipient: string
}): Entry {
  const text = [
    `# ${protocol} code`,
    `# mailbox ${to.mailboxId}`,
    `# sig-vk ${to.vk}`,
    `# recipient ${mustBeRecipient(to.recipient)}`,
    "",
  ].join("\n")
  return { name: "code.txt", bytes: utf8(text) }
}

const newKey = (): Promise<KeyPair> => keyPair(randomBytes(32))
