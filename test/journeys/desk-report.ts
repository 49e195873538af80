import type { Actor } from "#server/demo/actor.ts"
import type { Demo } from "#server/demo/open.ts"
import { invariant } from "#core/refusal.ts"
import { utf8 } from "#crypto/bytes.ts"
import { keyFor } from "#crypto/case-key.ts"
import { type FileEntry, fileList, partSize, sealFile } from "#crypto/file.ts"
import { signLogin } from "#crypto/login.ts"
import { openGrant, openObject } from "#crypto/open.ts"
import {
  deriveReceipt,
  newReceipt,
  printReceipt,
  type Receipt,
  type ReceiptKeys,
} from "#crypto/receipt.ts"
import { packSubmission, sealObject } from "#crypto/seal.ts"
import { recipientOf } from "#crypto/keys.ts"
import { buildSubmission, chooseKeyholders } from "#crypto/submission.ts"
import type { Door, Receivers } from "#wire/door.ts"
import type { Accepted, ReporterCase } from "#wire/report.ts"

/** What a reporter in a journey said: the answers as their page writes them. */
export const answers = {
  i00a: { codes: ["CN"] },
  i01: { codes: ["yes"] },
  i02: { codes: ["inbox"] },
  i03: { text: "Not after 19:00; say it is about travel expenses." },
  i04: { codes: ["me"] },
  i05: { codes: ["h24"] },
  i07: { text: "After the dinner he followed me to my floor. I said no, twice." },
  i12: { named: [{ name: "Ma Jun", relation: "exec", power: true }] },
  i14: { codes: ["trip"] },
  i23: { codes: ["f"], fields: { language: "Chinese or English" } },
}

/** A reporter as their own browser would be. */
export type Reporter = {
  /** What they wrote down. */
  readonly code: string
  readonly keys: ReceiptKeys
  readonly caseId: string
  readonly sent: Accepted
  /** The case as their return page shows it. */
  readonly mine: () => Promise<ReporterCase>
  /** The words of one object of the mailbox, opened with their own key. */
  readonly read: (seq: number, vk: string) => Promise<string>
  /** Writes a message; with a form, an addition as the page's own acts write it. */
  readonly write: (text: string, form?: object, files?: readonly SentFile[]) => Promise<void>
  /** One of the buttons of the return page. */
  readonly press: (
    button: "neglect" | "retaliation" | "allowances" | "exclusions",
    json?: unknown,
  ) => Promise<Response>
}

/** A file as the reporter's page sends it, with whatever it says of itself. */
export type SentFile = {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Seals and sends a report to everybody on the path but those named. */
export async function report(
  demo: Demo,
  {
    level = "e2",
    without = [],
    code = newReceipt(),
    lang = "en",
  }: {
    level?: "e1" | "e2" | "e3" | "e4"
    without?: readonly string[]
    /** The code with which a journey comes back on the page. */
    code?: Receipt
    lang?: "en" | "zh"
  } = {},
): Promise<Reporter> {
  const base = `http://localhost:${demo.port}`
  const { org } = await asked<Door>(`${base}/api/door`)
  const receivers = await asked<Receivers>(`${base}/api/receivers`)
  const keys = await deriveReceipt(code, org.id)
  const pool = receivers.slots.map(({ slot, tier, person, recipient, vk }) => ({
    slot,
    tier,
    personId: person,
    recipient,
    vk,
  }))
  const excluded = receivers.slots
    .filter(({ name }) => without.includes(name))
    .map(({ person }) => person)
  const members = [
    { name: "body.txt", bytes: utf8(`${answers.i07.text}\n`) },
    { name: "body.json", bytes: utf8(JSON.stringify({ v: 1, lang, answers })) },
  ]
  const made = await buildSubmission({
    kind: "report",
    members,
    receipt: keys,
    path: receivers.pathId,
    keyholders: chooseKeyholders(pool, excluded),
    excluded,
  })
  const head = {
    v: 1,
    case: made.caseId,
    path: receivers.pathId,
    kind: "report",
    level,
    auth: keys.auth.vk,
    sig: keys.sig.vk,
    uploads: [],
  }
  const sent = await asked<Accepted>(`${base}/api/reports`, {
    method: "POST",
    headers: { "content-type": "application/x-tar" },
    body: new Uint8Array(packSubmission({ ...made, caseJson: utf8(JSON.stringify(head)) })),
  })
  const own = { base, keys, caseId: made.caseId, mailbox: made.mailboxIdentity }
  return {
    code: printReceipt(code),
    keys,
    caseId: made.caseId,
    sent,
    mine: () => mine(own),
    read: (seq, vk) => read(own, seq, vk),
    write: (text, form, files) => write(own, text, { form, files }),
    press: async (button, json) =>
      fetch(`${base}/api/case/${button}`, {
        method: "POST",
        headers: { authorization: await signIn(base, keys) },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      }),
  }
}

/** Words with which somebody of the cast signs in. */
export function wordsOf(demo: Demo, name: string): string {
  const actor: Actor | undefined = demo.actors.get(name)
  invariant(actor, `${name} is in the cast`)
  return (actor.words[0] ?? []).join(" ")
}

type Own = {
  readonly base: string
  readonly keys: ReceiptKeys
  readonly caseId: string
  readonly mailbox: string
}

async function mine({ base, keys }: Own): Promise<ReporterCase> {
  const authorization = await signIn(base, keys)
  return asked(`${base}/api/case`, { headers: { authorization } })
}

async function read(own: Own, seq: number, vk: string): Promise<string> {
  const { base, keys, caseId } = own
  const view = await mine(own)
  const grant = await openGrant(keys.identity, Buffer.from(view.grant, "base64url"))
  const room = view.objects.filter((one) => one.room === "mailbox")
  const one = room.find((object) => object.seq === seq)
  invariant(one, "the object is there")
  const authorization = await signIn(base, keys)
  const answer = await fetch(`${base}/api/case/objects/${seq}`, { headers: { authorization } })
  const opened = await openObject(
    keyFor(grant.keys, "mailbox", one.epoch) ?? "",
    new Uint8Array(await answer.arrayBuffer()),
    {
      caseId,
      epoch: one.epoch,
      seq,
      prev: room.find((before) => before.seq === seq - 1)?.sha256,
      senders: [vk],
    },
  )
  const body = opened.members.find(({ name }) => name === "body.txt")
  return new TextDecoder().decode(body?.bytes).trim()
}

type Writing = { form?: object | undefined; files?: readonly SentFile[] | undefined }
async function write(own: Own, text: string, { form, files = [] }: Writing): Promise<void> {
  const { base, keys, caseId, mailbox } = own
  const view = await mine(own)
  const last = view.objects.filter(({ room }) => room === "mailbox").at(-1)
  const epoch = view.manifests.at(-1)?.epoch ?? 1
  const seq = (last?.seq ?? 0) + 1
  const authorization = await signIn(base, keys)
  const sent = await Promise.all(files.map((file) => sendFile(own, authorization, file)))
  const bytes = await sealObject({
    caseId,
    epoch,
    seq,
    kind: form ? "addition" : "message",
    prev: last?.sha256,
    recipient: await recipientOf(mailbox),
    signer: keys.sig,
    members: [
      { name: "body.txt", bytes: utf8(text) },
      ...(form ? [{ name: "body.json", bytes: utf8(JSON.stringify(form)) }] : []),
      ...(sent.length > 0 ? [fileList(sent.map(({ entry }) => entry))] : []),
    ],
  })
  const uploads = sent.map(({ id }) => id)
  const head = { room: "mailbox", seq, epoch, kind: form ? "addition" : "message", uploads }
  await asked(`${base}/api/case/objects`, {
    method: "POST",
    headers: { authorization, "x-tocsin-object": JSON.stringify(head) },
    body: new Uint8Array(bytes),
  })
}

/** Sends one file sealed to a mailbox, part by part; what names it goes into the message. */
export async function sendFile(
  { base, mailbox }: Pick<Own, "base" | "mailbox">,
  authorization: string,
  { name, type, bytes }: SentFile,
): Promise<{ id: string; entry: FileEntry }> {
  const id = crypto.randomUUID()
  const parts = Math.max(1, Math.ceil(bytes.length / partSize))
  const begin = { method: "POST", headers: { authorization }, body: JSON.stringify({ id, parts }) }
  await asked(`${base}/api/uploads`, begin)
  const sealed = sealFile(await recipientOf(mailbox), new Blob([bytes]), {
    name,
    type,
    copy: "original",
  })
  for (let next = await sealed.next(); ; next = await sealed.next()) {
    if (next.done) return { id, entry: next.value }
    const { index, sha256, bytes: part } = next.value
    await asked(`${base}/api/uploads/${id}/parts/${index}`, {
      method: "PUT",
      headers: {
        authorization,
        "x-part-sha256": sha256,
        "content-type": "application/octet-stream",
      },
      body: new Uint8Array(part ?? []),
    })
  }
}

/** Signs a code in, as the page does; gives the header that every request carries. */
export async function signIn(base: string, keys: ReceiptKeys): Promise<string> {
  const { nonce, now } = await asked<{ nonce: string; now: number }>(`${base}/api/challenges`, {
    method: "POST",
  })
  const login = { origin: base, nonce, time: String(now) }
  const signature = Buffer.from(await signLogin(keys.auth, login)).toString("base64url")
  const body = { locator: keys.locator, vk: keys.auth.vk, nonce, time: now, signature }
  const { token } = await asked<{ token: string }>(`${base}/api/sessions`, {
    method: "POST",
    body: JSON.stringify(body),
  })
  return `Bearer ${token}`
}

/** What a route answers; anything but a success is a fault of the journey. */
export async function asked<T>(url: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, init)
  const text = await answer.text()
  invariant(answer.ok, `${url}: ${answer.status} ${text}`)
  return (text === "" ? undefined : JSON.parse(text)) as T // the route's own answer
}
