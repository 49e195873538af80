import type { ActFacts, ActKind } from "#core/life/act.ts"
import { type Party, partyRoom } from "#core/mailbox.ts"
import { invariant } from "#core/refusal.ts"
import { fromUtf8, utf8 } from "#crypto/bytes.ts"
import { recipientOf } from "#crypto/keys.ts"
import { openObject } from "#crypto/open.ts"
import { openPartyGrant } from "#crypto/open-party.ts"
import { codeEntry, newParty, partyEntry, type PartyFile, sealPartyGrant } from "#crypto/party.ts"
import { deriveReceipt, newReceipt, printReceipt, type ReceiptKeys } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import type { SigningKey } from "#crypto/sign.ts"
import type { CodeChange, MailboxOpening, PartyCase } from "#wire/party.ts"
import type { ObjectKind } from "#wire/report.ts"
import type { World } from "../world.ts"

/** A mailbox as a test holds it: the team's file of it, and the code that its person was given. */
export type Outside = {
  readonly file: PartyFile
  readonly code: ReceiptKeys
  /** The code as it stands on the paper. */
  readonly printed: string
}

/** What the desk's browser sends to open a mailbox for somebody, next in the order of the case. */
export async function opening(
  w: World,
  name: string,
  party: Party,
): Promise<Outside & { body: MailboxOpening; id: string }> {
  const receipt = newReceipt()
  const code = await deriveReceipt(receipt, w.org)
  const { grant: held, screen, id } = await w.open(name)
  invariant(held && screen, "the case is open")
  const number = 2 + screen.parties.length
  const { file, grant } = await newParty({ caseId: screen.caseId, number, party, code })
  const desk = held.keys.find(({ room }) => room === "desk")
  invariant(desk, "a key of the desk")
  const { seq, sha256 } = screen.last.desk
  const paper = await sealObject({
    ...{ caseId: screen.caseId, epoch: screen.epoch, seq: seq + 1, kind: "party" },
    prev: sha256 ?? undefined,
    recipient: await recipientOf(desk.identity),
    signer: w.person(name).keys.sign,
    members: [partyEntry(file)],
  })
  const body = {
    ...{ id: file.mailboxId, number, party },
    ...{ locator: code.locator, auth: code.auth.vk, sig: code.sig.vk },
    grant: Buffer.from(grant).toString("base64url"),
    paper: {
      ...{ seq: seq + 1, epoch: screen.epoch },
      sealed: Buffer.from(paper).toString("base64url"),
    },
  }
  return { file, code, printed: printReceipt(receipt), body, id }
}

/** Opens a mailbox for somebody at the desk, or one in the place of another whose code is lost. */
export async function makeMailbox(
  w: World,
  name: string,
  party: Party,
  instead?: number,
): Promise<Outside> {
  const { body, id, ...outside } = await opening(w, name, party)
  const json = { ...body, ...(instead ? { instead } : {}) }
  const answer = await post(w, `/desk/api/cases/${id}/mailboxes`, { as: name, json })
  invariant(answer.status === 201, `a mailbox is made: ${answer.status}`)
  return outside
}

type Sealing = {
  readonly kind: ObjectKind
  readonly text: string
  readonly signer: SigningKey
  /** What programs read beside the words. */
  readonly form?: object | undefined
}
type Last = { readonly seq: number; readonly sha256: string | null }
async function sealed({ file }: Outside, last: Last, { kind, text, signer, form }: Sealing) {
  const place = { epoch: file.epoch, seq: last.seq + 1, kind }
  const bytes = await sealObject({
    ...{ ...place, caseId: file.mailboxId, prev: last.sha256 ?? undefined, signer },
    recipient: await recipientOf(file.identity),
    members: [
      { name: "body.txt", bytes: new TextEncoder().encode(text) },
      ...(form ? [{ name: "body.json", bytes: utf8(JSON.stringify(form)) }] : []),
    ],
  })
  return { bytes, head: { ...place, uploads: [] } }
}

type Doing<K extends ActKind> = {
  readonly kind: K
  readonly facts: ActFacts[K]
  readonly text?: string
  readonly uploads?: readonly string[]
}

/** The team does an act whose paper goes to somebody's mailbox. */
export async function actTo<K extends ActKind>(
  w: World,
  name: string,
  to: Outside,
  { kind, facts, text = kind }: Doing<K>,
): Promise<Response> {
  const [id] = await w.desk(name)
  const { parties } = await w.screen(name)
  const last = parties.find(({ number }) => number === to.file.number)?.last
  invariant(last, "the mailbox is on the desk")
  const signer = w.person(name).keys.sign
  const form = { v: 1, act: kind, facts }
  const { bytes, head } = await sealed(to, last, { kind: "paper", text, signer, form })
  return w.request(`/desk/api/cases/${id}/acts`, {
    ...{ method: "POST", as: name, body: bytes as BodyInit }, // a Uint8Array is one; the types disagree about shared memory
    headers: {
      "x-tocsin-act": JSON.stringify({ kind, facts }),
      "x-tocsin-object": JSON.stringify({ ...head, room: partyRoom(to.file.number) }),
    },
  })
}

/** What somebody sees behind their code. */
export async function seenBy(w: World, { code }: Outside): Promise<PartyCase> {
  const answer = await w.reporter(code, "/mailbox", undefined, "GET")
  return (await answer.json()) as PartyCase // what the server answers a code that holds a mailbox
}

/** Opens everything in a mailbox with its person's code, checking every signature. */
export async function readBy(w: World, outside: Outside): Promise<string[]> {
  const seen = await seenBy(w, outside)
  const { mailbox: mailboxId, epoch } = seen
  const sealedGrant = Buffer.from(seen.grant, "base64url")
  const grant = await openPartyGrant(outside.code.identity, sealedGrant, { mailboxId, epoch })
  const all = seen.objects.map(async (one, at) => {
    const path = `/mailbox/objects/${one.seq}`
    const answer = await w.reporter(outside.code, path, undefined, "GET")
    const identity = grant.keys.find((key) => key.epoch === one.epoch)?.identity ?? ""
    const { members } = await openObject(identity, new Uint8Array(await answer.arrayBuffer()), {
      ...{ caseId: mailboxId, epoch: one.epoch, seq: one.seq, prev: seen.objects[at - 1]?.sha256 },
      senders: [...grant.own, ...seen.signers],
    })
    const body = members.find(({ name }) => name === "body.txt")
    return body ? fromUtf8(body.bytes).trim() : ""
  })
  return Promise.all(all)
}

/** Does an act behind a code, with words of one's own; without words when they are null. */
export async function actAs<K extends ActKind>(
  w: World,
  outside: Outside,
  { kind, facts, text, uploads = [] }: Doing<K>,
): Promise<Response> {
  const head = { "x-tocsin-act": JSON.stringify({ kind, facts }) }
  if (text === undefined) return w.reporter(outside.code, "/mailbox/acts", undefined, "POST", head)
  return send(w, outside, { path: "/mailbox/acts", kind: "paper", text, head, uploads })
}

/** Writes in a mailbox behind its code, with files that were put up under it. */
export function writeAs(
  w: World,
  outside: Outside,
  text: string,
  uploads: readonly string[] = [],
): Promise<Response> {
  return send(w, outside, { path: "/mailbox/objects", kind: "message", text, uploads })
}

/** Somebody of the team writes to somebody outside. */
export async function writeTo(
  w: World,
  name: string,
  to: Outside,
  text: string,
): Promise<Response> {
  const [id] = await w.desk(name)
  const { parties } = await w.screen(name)
  const last = parties.find(({ number }) => number === to.file.number)?.last
  invariant(last, "the mailbox is on the desk")
  const signer = w.person(name).keys.sign
  const { bytes, head } = await sealed(to, last, { kind: "message", text, signer })
  return w.request(`/desk/api/cases/${id}/objects`, {
    ...{ method: "POST", as: name, body: bytes as BodyInit }, // as above
    headers: {
      "x-tocsin-object": JSON.stringify({ ...head, room: partyRoom(to.file.number) }),
    },
  })
}

/** What a browser sends to put another code in the place of the one it holds, and the mailbox behind that. */
export async function codeChangeOf(
  w: World,
  outside: Outside,
): Promise<{ change: CodeChange; next: Outside }> {
  const receipt = newReceipt()
  const code = await deriveReceipt(receipt, w.org)
  const { mailbox: mailboxId, epoch, objects, grant } = await seenBy(w, outside)
  const held = await openPartyGrant(outside.code.identity, Buffer.from(grant, "base64url"), {
    ...{ mailboxId, epoch },
  })
  const last = objects.at(-1)
  const place = { epoch, seq: (last?.seq ?? 0) + 1 }
  const word = await sealObject({
    ...{ ...place, kind: "code", caseId: mailboxId, prev: last?.sha256, signer: outside.code.sig },
    recipient: await recipientOf(held.keys[0]?.identity ?? ""),
    members: [codeEntry({ mailboxId, vk: code.sig.vk, recipient: code.recipient })],
  })
  const keys = { mailboxId, epoch, own: [...held.own, code.sig.vk], keys: held.keys }
  const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url")
  const change = {
    ...{ locator: code.locator, auth: code.auth.vk, sig: code.sig.vk },
    ...{ ...place, grant: base64url(await sealPartyGrant(keys, code.recipient)) },
    sealed: base64url(word),
  }
  return { change, next: { file: outside.file, code, printed: printReceipt(receipt) } }
}

type Sending = {
  readonly path: string
  readonly kind: ObjectKind
  readonly text: string
  readonly head?: Record<string, string>
  readonly uploads?: readonly string[]
}
async function send(w: World, outside: Outside, sending: Sending) {
  const { path, kind, text, head = {}, uploads = [] } = sending
  const { objects } = await seenBy(w, outside)
  const last = objects.at(-1) ?? { seq: 0, sha256: null }
  const made = await sealed(outside, last, { kind, text, signer: outside.code.sig })
  return w.request(`/api${path}`, {
    method: "POST",
    headers: {
      ...head,
      authorization: `Bearer ${await w.signIn(outside.code)}`,
      "x-tocsin-object": JSON.stringify({ ...made.head, room: "mailbox", uploads }),
    },
    body: made.bytes as BodyInit, // as above
  })
}

function post(w: World, path: string, { as, json }: { as: string; json: unknown }) {
  return w.request(path, { method: "POST", as, body: JSON.stringify(json) })
}
