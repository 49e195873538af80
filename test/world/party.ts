import type { ActFacts, ActKind } from "#core/life/act.ts"
import { type Party, partyRoom } from "#core/mailbox.ts"
import { invariant } from "#core/refusal.ts"
import { recipientOf } from "#crypto/keys.ts"
import { openObject } from "#crypto/open.ts"
import { openPartyGrant } from "#crypto/open-party.ts"
import { newParty, partyEntry, type PartyFile } from "#crypto/party.ts"
import { deriveReceipt, newReceipt, type ReceiptKeys } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import type { SigningKey } from "#crypto/sign.ts"
import type { MailboxOpening, PartyCase } from "#wire/party.ts"
import type { ObjectKind } from "#wire/report.ts"
import type { World } from "../world.ts"

/** A mailbox as a test holds it: the team's file of it, and the code that its person was given. */
export type Outside = { readonly file: PartyFile; readonly code: ReceiptKeys }

/** What the desk's browser sends to open a mailbox for somebody, next in the order of the case. */
export async function opening(
  w: World,
  name: string,
  party: Party,
): Promise<Outside & { body: MailboxOpening; id: string }> {
  const code = await deriveReceipt(newReceipt(), w.org)
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
  return { file, code, body, id }
}

/** Opens a mailbox for somebody at the desk. */
export async function makeMailbox(w: World, name: string, party: Party): Promise<Outside> {
  const { body, id, ...outside } = await opening(w, name, party)
  const answer = await post(w, `/desk/api/cases/${id}/mailboxes`, { as: name, json: body })
  invariant(answer.status === 201, `a mailbox is made: ${answer.status}`)
  return outside
}

type Sealing = { readonly kind: ObjectKind; readonly text: string; readonly signer: SigningKey }
type Last = { readonly seq: number; readonly sha256: string | null }
async function sealed({ file }: Outside, last: Last, { kind, text, signer }: Sealing) {
  const place = { epoch: file.epoch, seq: last.seq + 1, kind }
  const bytes = await sealObject({
    ...{ ...place, caseId: file.mailboxId, prev: last.sha256 ?? undefined, signer },
    recipient: await recipientOf(file.identity),
    members: [{ name: "body.txt", bytes: new TextEncoder().encode(text) }],
  })
  return { bytes, head: { ...place, uploads: [] } }
}

type Doing<K extends ActKind> = {
  readonly kind: K
  readonly facts: ActFacts[K]
  readonly text?: string
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
  const { bytes, head } = await sealed(to, last, { kind: "paper", text, signer })
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
    return members.map(({ bytes }) => new TextDecoder().decode(bytes)).join("\n")
  })
  return Promise.all(all)
}

/** Does an act behind a code, with words of one's own; without words when they are null. */
export async function actAs<K extends ActKind>(
  w: World,
  outside: Outside,
  { kind, facts, text }: Doing<K>,
): Promise<Response> {
  const head = { "x-tocsin-act": JSON.stringify({ kind, facts }) }
  if (text === undefined) return w.reporter(outside.code, "/mailbox/acts", undefined, "POST", head)
  return send(w, outside, { path: "/mailbox/acts", kind: "paper", text, head })
}

/** Writes in a mailbox behind its code. */
export function writeAs(w: World, outside: Outside, text: string): Promise<Response> {
  return send(w, outside, { path: "/mailbox/objects", kind: "message", text })
}

type Sending = {
  readonly path: string
  readonly kind: ObjectKind
  readonly text: string
  readonly head?: Record<string, string>
}
async function send(w: World, outside: Outside, { path, kind, text, head = {} }: Sending) {
  const { objects } = await seenBy(w, outside)
  const last = objects.at(-1) ?? { seq: 0, sha256: null }
  const made = await sealed(outside, last, { kind, text, signer: outside.code.sig })
  return w.request(`/api${path}`, {
    method: "POST",
    headers: {
      ...head,
      authorization: `Bearer ${await w.signIn(outside.code)}`,
      "x-tocsin-object": JSON.stringify({ ...made.head, room: "mailbox" }),
    },
    body: made.bytes as BodyInit, // as above
  })
}

function post(w: World, path: string, { as, json }: { as: string; json: unknown }) {
  return w.request(path, { method: "POST", as, body: JSON.stringify(json) })
}
