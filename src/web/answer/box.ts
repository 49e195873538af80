import type { ActKind } from "#core/life/act.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import type { CaseKey } from "#crypto/case-key.ts"
import { fromUtf8, sha256Hex, utf8 } from "#crypto/bytes.ts"
import { recipientOf } from "#crypto/keys.ts"
import { signLogin } from "#crypto/login.ts"
import { openObject } from "#crypto/open.ts"
import { openPartyGrant } from "#crypto/open-party.ts"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import type { PartyCase } from "#wire/party.ts"
import type { Challenge } from "#wire/session.ts"
import { type Asking, Declined, fetched, send } from "#web/report/api.ts"
import { base64url, fromBase64url } from "#web/report/base64url.ts"

/** One thing in the mailbox, opened; broken when it is not what was sent. */
export type Letter = {
  readonly seq: number
  readonly at: number
  /** Who of the team wrote it; null for the person's own. */
  readonly by: string | null
  readonly text: string
  /** The act that it came with, and the number in it. */
  readonly act: string | null
  readonly n: number | null
  readonly broken: boolean
}

/** A mailbox, open in this page's memory and nowhere else. */
export type Box = {
  readonly view: PartyCase
  readonly keys: readonly CaseKey[]
  /** Every key that this person signed with here. */
  readonly own: readonly string[]
  readonly letters: readonly Letter[]
}

/** What a code holds, asked by answering the server's question: the code itself stays here. */
export type Session = {
  readonly holds: string
  readonly ask: (path: string, asking?: Asking) => Promise<Response>
}

/** Signs in; a session that ended is begun again, once. */
export async function beginSession(keys: ReceiptKeys): Promise<Session> {
  let { token, holds } = await signIn(keys)
  const ask = async (path: string, asking: Asking = {}) => {
    try {
      return await send(path, { ...asking, token })
    } catch (why) {
      if (!(why instanceof Declined) || why.status !== 401) throw why
      ;({ token, holds } = await signIn(keys))
      return send(path, { ...asking, token })
    }
  }
  return { holds, ask }
}

async function signIn(keys: ReceiptKeys): Promise<{ token: string; holds: string }> {
  const { nonce, now } = await fetched<Challenge>("/api/challenges", { method: "POST", json: {} })
  const time = Math.round(now)
  const said = { origin: location.origin, nonce, time: String(time) }
  const signature = base64url(utf8(await signLogin(keys.auth, said)))
  const { locator, auth } = keys
  const json = { locator, vk: auth.vk, nonce, time, signature }
  return fetched("/api/sessions", { method: "POST", json })
}

/** Fetches the mailbox and opens everything in it; whatever is not what was sent is shown as that. */
export async function openBox(keys: ReceiptKeys, { ask }: Session): Promise<Box> {
  const view = (await (await ask("/api/mailbox")).json()) as PartyCase // our own server's answer
  const { mailbox: mailboxId, epoch } = view
  const grant = await openPartyGrant(keys.identity, fromBase64url(view.grant), { mailboxId, epoch })
  const letters: Letter[] = []
  for (const [at, one] of view.objects.entries()) {
    if (one.kind === "code") continue // says who writes from there on; nothing to read
    const bytes = new Uint8Array(await (await ask(`/api/mailbox/objects/${one.seq}`)).arrayBuffer())
    const prev = view.objects[at - 1]?.sha256
    const expect = { caseId: mailboxId, epoch: one.epoch, seq: one.seq, kind: one.kind, prev }
    const identity = grant.keys.find((key) => key.epoch === one.epoch)?.identity
    const senders = [...grant.own, ...view.signers]
    letters.push(await openLetter(one, bytes, { identity, expect: { ...expect, senders } }))
  }
  const unread = view.objects.filter((one) => one.by !== null && one.readAt === null)
  if (unread.length > 0)
    await ask("/api/mailbox/reads", {
      method: "POST",
      json: { seqs: unread.map(({ seq }) => seq) },
    })
  return { view, keys: grant.keys, own: grant.own, letters }
}

type Opening = {
  readonly identity: string | undefined
  readonly expect: Parameters<typeof openObject>[2]
}
async function openLetter(
  one: PartyCase["objects"][number],
  bytes: Uint8Array,
  { identity, expect }: Opening,
): Promise<Letter> {
  const { seq, at, by, sha256 } = one
  const shut = { seq, at, by, text: "", act: null, n: null, broken: true }
  if (!identity || sha256Hex(bytes) !== sha256) return shut
  try {
    const { members } = await openObject(identity, bytes, expect)
    const named = (name: string) => members.find((member) => member.name === name)?.bytes
    const text = fromUtf8(named("body.txt") ?? new Uint8Array()).trim()
    return { ...shut, text, ...aboutIn(named("body.json")), broken: false }
  } catch (why) {
    if (why instanceof CannotOpen) return shut
    throw why
  }
}

/** Whoever wrote it, it is read with care: a form that is not one says nothing. */
function aboutIn(bytes: Uint8Array | undefined): Pick<Letter, "act" | "n"> {
  const nothing = { act: null, n: null }
  if (!bytes) return nothing
  try {
    const form = JSON.parse(fromUtf8(bytes)) as { act?: unknown; facts?: { n?: unknown } } | null // looked at below, whatever it is
    const n = Number(form?.facts?.n)
    return {
      act: typeof form?.act === "string" ? form.act : null,
      n: Number.isInteger(n) ? n : null,
    }
  } catch (why) {
    if (why instanceof SyntaxError) return nothing // the words beside it are still shown
    throw why
  }
}

/** What somebody says or does here. */
export type Saying = {
  readonly text: string
  readonly act: { readonly kind: ActKind; readonly facts: object } | null
  readonly lang: "en" | "zh"
}

/** Seals it to the mailbox, next in its order, and sends it; an act without words goes as it is. */
export async function sayHere(
  keys: ReceiptKeys,
  { ask }: Session,
  box: Box,
  { text, act, lang }: Saying,
): Promise<void> {
  const head = act ? { "x-tocsin-act": JSON.stringify(act) } : {}
  if (act && text === "") {
    await ask("/api/mailbox/acts", { method: "POST", headers: head })
    return
  }
  const { mailbox: caseId, epoch, objects } = box.view
  const identity = box.keys.find((key) => key.epoch === epoch)?.identity
  if (!identity) throw new CannotOpen("wrong-key")
  const last = objects.at(-1)
  const place = { epoch, seq: (last?.seq ?? 0) + 1, kind: act ? "paper" : "message" } as const
  const form = { v: 1, lang, ...(act ? { act: act.kind, facts: act.facts } : {}) }
  const bytes = await sealObject({
    ...{ ...place, caseId, prev: last?.sha256, signer: keys.sig },
    recipient: await recipientOf(identity),
    members: [
      { name: "body.txt", bytes: utf8(`${text}\n`) },
      { name: "body.json", bytes: utf8(`${JSON.stringify(form)}\n`) },
    ],
  })
  await ask(act ? "/api/mailbox/acts" : "/api/mailbox/objects", {
    method: "POST",
    bytes: new Uint8Array(bytes),
    headers: {
      ...head,
      "content-type": "application/octet-stream",
      "x-tocsin-object": JSON.stringify({ ...place, room: "mailbox", uploads: [] }),
    },
  })
}
