import { Decrypter } from "age-encryption"
import { type CaseKey, type Room, keyFor } from "./case-key.ts"
import { CannotOpen } from "./cannot-open.ts"
import { fromHex, fromUtf8, protocol, sha256Hex } from "./bytes.ts"
import { hybrid, stanzaTypes } from "./read-header.ts"
import { recipientHash, recipientOf, staffKeys } from "./keys.ts"
import type { Manifest } from "./manifest.ts"
import { type ObjectKind, objectKinds } from "./pad.ts"
import type { ObjectPlace } from "./seal.ts"
import { type VerifyKey, namespaces } from "./sign.ts"
import { verifyText } from "./verify.ts"
import { type Entry, readTar } from "./tar.ts"

/** Open what was sealed to one person. Nothing is returned before all of it has been checked. */
export async function openWith(identity: string, sealed: Uint8Array): Promise<Uint8Array> {
  const stanzas = stanzaTypes(sealed)
  if (stanzas.length !== 1 || stanzas[0] !== hybrid) throw new CannotOpen("damaged")
  return openAge({ identities: [identity] }, sealed)
}

/** Open any age file, except one whose header mixes kinds of recipients: the weakest would decide. */
export async function openAge(
  by: { readonly identities?: readonly string[]; readonly passphrases?: readonly string[] },
  sealed: Uint8Array,
): Promise<Uint8Array> {
  const stanzas = stanzaTypes(sealed)
  const alone = stanzas.includes(hybrid) || stanzas.includes("scrypt")
  if (alone && new Set(stanzas).size > 1) throw new CannotOpen("damaged")
  const decrypter = new Decrypter()
  try {
    for (const identity of by.identities ?? []) decrypter.addIdentity(identity)
    for (const passphrase of by.passphrases ?? []) decrypter.addPassphrase(passphrase)
    return await decrypter.decrypt(sealed)
  } catch (why) {
    // Every failure is one of two: no key fits, or the bytes are not what was sealed.
    const noMatch = why instanceof Error && why.message.startsWith("no identity matched")
    throw new CannotOpen(noMatch ? "wrong-key" : "damaged")
  }
}

/** What an object says, once every check has passed. */
export type OpenedObject = ObjectPlace & {
  readonly sender: VerifyKey
  readonly members: readonly Entry[]
  /** `meta.txt` and its signature, for whoever hands the object on to be checked without us. */
  readonly signed: readonly [meta: Entry, signature: Entry]
}

/** What the reader already knows about an object; an object that says otherwise does not open. */
export type ExpectedObject = {
  readonly caseId: string
  readonly epoch: number
  readonly seq: number
  readonly prev?: string | undefined
  readonly kind?: ObjectKind
  /** The recipient hash of the identity it is opened with, for whoever opens many: it is slow to work out. */
  readonly to?: string
  /** Whom to believe in this room. */
  readonly senders: readonly VerifyKey[]
}

/** Open something said in a case: the right room, case and place, by somebody of the case, and unchanged. */
export async function openObject(
  identity: string,
  sealed: Uint8Array,
  expect: ExpectedObject,
): Promise<OpenedObject> {
  const tar = await openWith(identity, sealed)
  const mine = expect.to ?? recipientHash(await recipientOf(identity))
  return orDamaged(() => {
    const [meta, ...rest] = readTar(tar, { entries: 64, bytes: tar.length })
    const signature = rest.pop()
    if (meta?.name !== "meta.txt" || signature?.name !== "meta.txt.sig") throw damaged()
    const { to, listed, ...object } = readMeta(fromUtf8(meta.bytes))
    const said = fromUtf8(signature.bytes)
    if (!expect.senders.includes(object.sender)) throw damaged()
    if (!verifyText(object.sender, namespaces.object, meta.bytes, said)) throw damaged()
    const lines = rest.map(({ name, bytes }) => `${sha256Hex(bytes)}  ${name}\n`).join("")
    if (to !== mine || lines !== listed || !isExpected(object, expect)) throw damaged()
    return { ...object, members: rest, signed: [meta, signature] }
  })
}

function isExpected(object: ObjectPlace, expect: ExpectedObject): boolean {
  return (
    object.caseId === expect.caseId &&
    object.epoch === expect.epoch &&
    object.seq === expect.seq &&
    object.prev === expect.prev &&
    (expect.kind === undefined || object.kind === expect.kind)
  )
}

const metaForm =
  /^# tocsin\/v1 object\n# case (\S{36}) epoch (\d{1,9}) seq (\d{1,9})\n# kind (\S+)\n# sender ([0-9a-f]{64})\n# prev (-|[0-9a-f]{64})\n# to-recipient-sha256 ([0-9a-f]{64})\n((?:[0-9a-f]{64} {2}\S+\n)*)$/

type Meta = ObjectPlace & {
  readonly sender: VerifyKey
  readonly to: string
  readonly listed: string
}

function readMeta(text: string): Meta {
  mustBeVersion(text, "object")
  const [, caseId = "", epoch, seq, said, sender = "", prev, to = "", listed = ""] =
    metaForm.exec(text) ?? []
  const kind = objectKinds.find((known) => known === said)
  if (!kind) throw damaged()
  const place = { caseId, epoch: Number(epoch), seq: Number(seq), kind, sender, to, listed }
  return prev === "-" ? place : { ...place, prev }
}

/** The keys of a case, as one person was given them. */
export type Grant = {
  readonly caseId: string
  readonly epoch: number
  readonly slot: number
  readonly reporterVk: VerifyKey
  readonly ack: Uint8Array
  readonly keys: readonly CaseKey[]
}

/** Open a grant, refuse one addressed to somebody else, and compare it with the signed manifest. */
export async function openGrant(
  identity: string,
  sealed: Uint8Array,
  manifest?: Manifest,
): Promise<Grant> {
  const opened = await openWith(identity, sealed)
  const text = orDamaged(() => fromUtf8(opened))
  mustBeVersion(text, "grant")
  const [, caseId = "", epoch, slot, to, reporterVk = "", ack = "", keys = ""] =
    grantForm.exec(text) ?? []
  if (to !== recipientHash(await recipientOf(identity))) throw damaged()
  const grant = {
    caseId,
    epoch: Number(epoch),
    slot: Number(slot),
    reporterVk,
    ack: fromHex(ack),
    keys: [...keys.matchAll(keyForm)].map(readKey),
  }
  if (manifest && !(await isGrantOf(grant, sealed, manifest))) throw damaged()
  return grant
}

const keyForm =
  /# (mailbox|desk) epoch ([1-9]\d{0,8})\n(AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58})\n/g
const grantForm =
  /^# tocsin\/v1 grant\n# case (\S{36}) epoch ([1-9]\d{0,8}) slot (\d{1,9})\n# to-recipient-sha256 ([0-9a-f]{64})\n# reporter-sig-vk ([0-9a-f]{64})\n# ack ([0-9a-f]{64})\n((?:# (?:mailbox|desk) epoch [1-9]\d{0,8}\nAGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}\n)+)\n*$/

function readKey([, room, epoch, identity = ""]: RegExpMatchArray): CaseKey {
  return { room: room === "desk" ? "desk" : "mailbox", epoch: Number(epoch), identity }
}

async function isGrantOf(grant: Grant, sealed: Uint8Array, manifest: Manifest): Promise<boolean> {
  const hash = sha256Hex(sealed)
  const mine = manifest.slots.find(({ slot }) => slot === grant.slot)
  const listed =
    grant.slot === 0
      ? hash === manifest.reporter
      : hash === mine?.grant && sha256Hex(grant.ack) === mine.ack && grant.epoch === manifest.epoch
  const fits = async (room: Room) => {
    const key = keyFor(grant.keys, room, manifest.epoch)
    return key === undefined || recipientHash(await recipientOf(key)) === manifest[room]
  }
  const mailbox = keyFor(grant.keys, "mailbox", manifest.epoch)
  return (
    listed &&
    grant.caseId === manifest.caseId &&
    mailbox !== undefined &&
    (await fits("mailbox")) &&
    (await fits("desk"))
  )
}

/** Open a keyholder's seed with one way in. */
export async function openSeed(sealed: Uint8Array, identity: string): Promise<Uint8Array> {
  const opened = await openWith(identity, sealed)
  const text = orDamaged(() => fromUtf8(opened))
  mustBeVersion(text, "seed")
  const [, seed = "", own = ""] =
    /^# tocsin\/v1 seed\n# seed ([0-9a-f]{64})\n(\S+)\n$/.exec(text) ?? []
  if (seed === "" || (await staffKeys(fromHex(seed))).identity !== own) throw damaged()
  return fromHex(seed)
}

function mustBeVersion(text: string, form: "object" | "grant" | "seed"): void {
  if (text.startsWith(`# ${protocol} ${form}\n`)) return
  throw new CannotOpen(text.startsWith("# tocsin/v") ? "unknown-version" : "damaged")
}

/** Reads what was inside a seal: whatever is wrong there means damage. */
export function orDamaged<T>(read: () => T): T {
  try {
    return read()
  } catch (why) {
    if (why instanceof CannotOpen) throw why
    throw damaged() // a reader's refusal or ill-formed text: after the seal, both mean damage
  }
}

function damaged(): CannotOpen {
  return new CannotOpen("damaged")
}
