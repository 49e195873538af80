import { parties } from "#core/mailbox.ts"
import { CannotOpen } from "./cannot-open.ts"
import { fromUtf8, protocol } from "./bytes.ts"
import type { CaseKey } from "./case-key.ts"
import { mustBeRecipient, recipientHash, recipientOf } from "./keys.ts"
import { type OpenedObject, openWith, orDamaged } from "./open.ts"
import type { PartyFile, PartyGrant } from "./party.ts"
import type { VerifyKey } from "./sign.ts"
import type { Entry } from "./tar.ts"

/** Open what a code opens: addressed to this code, for the mailbox and the keys that the server names. */
export async function openPartyGrant(
  identity: string,
  sealed: Uint8Array,
  expect: { readonly mailboxId: string; readonly epoch: number },
): Promise<PartyGrant> {
  const opened = await openWith(identity, sealed)
  const text = orDamaged(() => fromUtf8(opened))
  mustBeVersion(text, "mailbox-grant")
  const [, mailboxId = "", epoch, to, own = "", keys = ""] = grantForm.exec(text) ?? []
  const grant = {
    mailboxId,
    epoch: Number(epoch),
    own: [...own.matchAll(/[0-9a-f]{64}/g)].map(([vk]) => vk),
    keys: [...keys.matchAll(keyForm)].map(readKey),
  }
  // An older grant than the newest keys was put back in its place: whatever it opens, nothing is sealed with it.
  const fits = mailboxId === expect.mailboxId && grant.epoch === expect.epoch
  const newest = Math.max(...grant.keys.map((key) => key.epoch))
  if (!fits || newest !== grant.epoch || to !== recipientHash(await recipientOf(identity)))
    throw new CannotOpen("damaged")
  return grant
}

/** The files of mailboxes in one object of the desk. */
export function readParties(members: readonly Entry[], caseId: string): PartyFile[] {
  return members
    .filter(({ name }) => name.startsWith("party/"))
    .map((entry) => readParty(entry, caseId))
}

function readParty({ name, bytes }: Entry, expected: string): PartyFile {
  const text = orDamaged(() => fromUtf8(bytes))
  mustBeVersion(text, "mailbox")
  const [, caseId = "", number, said, mailboxId = "", epoch, vk = "", to = "", identity = ""] =
    fileForm.exec(text) ?? []
  const party = parties.find((known) => known === said)
  if (!party || caseId !== expected || name !== `party/${number}.txt`)
    throw new CannotOpen("damaged")
  const recipient = orDamaged(() => mustBeRecipient(to))
  const place = { number: Number(number), mailboxId, epoch: Number(epoch) }
  return { caseId, party, ...place, vk, recipient, identity }
}

/** The team's own papers about mailboxes, in their order: each with the epoch of the case in which it was sealed. */
export type PartyPaper = { readonly epoch: number; readonly files: readonly PartyFile[] }

/**
 * The keys of one mailbox, oldest first. A file counts only if it is the next of its mailbox and was sealed under newer
 * keys of the case than the one before, so that nobody who is put aside can leave a key behind for later.
 */
export function filesOf(
  papers: readonly PartyPaper[],
  of: { readonly number: number; readonly mailboxId: string },
): PartyFile[] {
  const counted: { readonly at: number; readonly file: PartyFile }[] = []
  for (const { epoch: at, files } of papers) {
    const file = files.find((one) => one.number === of.number && one.mailboxId === of.mailboxId)
    const last = counted.at(-1)
    if (file && isNext(file, at, last)) counted.push({ at, file })
  }
  return counted.map(({ file }) => file)
}

function isNext(file: PartyFile, at: number, last?: { at: number; file: PartyFile }): boolean {
  if (!last) return file.epoch === 1
  return file.epoch === last.file.epoch + 1 && file.party === last.file.party && at > last.at
}

/** Whose word counts as theirs in a mailbox, and where their next grant is sealed to. */
export type Writer = { readonly vk: VerifyKey; readonly recipient: string }

/** Who writes after this object: somebody else only if whoever wrote until now signed their new code. */
export function writerAfter(
  now: Writer,
  object: Pick<OpenedObject, "kind" | "sender" | "members">,
  mailboxId: string,
): Writer {
  if (object.kind !== "code") return now
  const [entry, ...more] = object.members
  const text = orDamaged(() => fromUtf8(entry?.bytes ?? new Uint8Array()))
  mustBeVersion(text, "code")
  const [, mailbox, vk = "", to = ""] = codeForm.exec(text) ?? []
  const fits = mailbox === mailboxId && entry?.name === "code.txt" && more.length === 0
  if (!fits || object.sender !== now.vk) throw new CannotOpen("damaged")
  return { vk, recipient: orDamaged(() => mustBeRecipient(to)) }
}

const keyForm = /# mailbox epoch ([1-9]\d{0,8})\n(AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58})\n/g
const grantForm =
  /^# tocsin\/v1 mailbox-grant\n# mailbox (\S{36}) epoch ([1-9]\d{0,8})\n# to-recipient-sha256 ([0-9a-f]{64})\n((?:# own-sig-vk [0-9a-f]{64}\n)+)((?:# mailbox epoch [1-9]\d{0,8}\nAGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}\n)+)\n*$/
const fileForm =
  /^# tocsin\/v1 mailbox\n# case (\S{36}) number ([1-9]\d{0,8}) party (\S+)\n# mailbox (\S{36}) epoch ([1-9]\d{0,8})\n# sig-vk ([0-9a-f]{64})\n# recipient (\S+)\n(AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58})\n$/
const codeForm =
  /^# tocsin\/v1 code\n# mailbox (\S{36})\n# sig-vk ([0-9a-f]{64})\n# recipient (\S+)\n$/

function readKey([, epoch, identity = ""]: RegExpMatchArray): CaseKey {
  return { room: "mailbox", epoch: Number(epoch), identity }
}

function mustBeVersion(text: string, form: "mailbox-grant" | "mailbox" | "code"): void {
  if (text.startsWith(`# ${protocol} ${form}\n`)) return
  const other = text.startsWith("# tocsin/v") && !text.startsWith(`# ${protocol} `)
  throw new CannotOpen(other ? "unknown-version" : "damaged")
}
