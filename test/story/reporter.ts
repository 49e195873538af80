import { openGrant, openObject, type Grant } from "#crypto/open.ts"
import { recipientOf } from "#crypto/keys.ts"
import { signLogin } from "#crypto/login.ts"
import {
  deriveReceipt,
  newReceipt,
  printReceipt,
  readReceipt,
  type ReceiptKeys,
} from "#crypto/receipt.ts"
import { packSubmission, sealObject } from "#crypto/seal.ts"
import { buildSubmission, chooseKeyholders } from "#crypto/submission.ts"
import { keyFor } from "#crypto/case-key.ts"
import type { Door, Receivers } from "#wire/door.ts"
import type { Accepted, ReporterCase } from "#wire/report.ts"

/** A reporter's browser, with a code and nothing else kept. */
export type Reporter = Awaited<ReturnType<typeof newReporter>>

const bytes = (text: string) => new TextEncoder().encode(text)

/** Seals and sends a report over the network, and can come back with its code. */
export async function newReporter(
  base: string,
  said: { excluded: string[]; level: "e1" | "e2" | "e3" | "e4"; words: string },
) {
  const door = await get<Door>("/api/door")
  const receivers = await get<Receivers>("/api/receivers")
  const code = printReceipt(newReceipt())
  const typed = readReceipt(code)
  if ("bad" in typed) throw new Error("a fresh code is read back")
  const keys = await deriveReceipt(typed, door.org.id)
  const pool = receivers.slots.map((s) => ({ ...s, personId: s.person }))
  const excluded = pool.filter((s) => said.excluded.includes(s.name)).map((s) => s.personId)
  const submission = await buildSubmission({
    kind: "report",
    members: [
      { name: "answers.json", bytes: bytes(JSON.stringify({ i07: { text: said.words } })) },
    ],
    receipt: keys,
    path: receivers.pathId,
    keyholders: chooseKeyholders(pool, excluded),
    excluded,
  })
  const head = {
    v: 1,
    case: submission.caseId,
    path: receivers.pathId,
    kind: "report",
    level: said.level,
    auth: keys.auth.vk,
    sig: keys.sig.vk,
    uploads: [],
  }
  const body = packSubmission({ caseJson: bytes(JSON.stringify(head)), ...submission })
  const answer = await fetch(`${base}/api/reports`, { method: "POST", body: body as BodyInit })
  if (answer.status !== 201)
    throw new Error(`The report was not taken: ${answer.status} ${await answer.text()}`)
  const accepted = (await answer.json()) as Accepted // the route's own answer

  async function get<T>(path: string, token = ""): Promise<T> {
    const found = await fetch(`${base}${path}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    })
    if (!found.ok) throw new Error(`${path}: ${found.status} ${await found.text()}`)
    return (await found.json()) as T // the route's own answer
  }
  const session = () => signInWith(base, keys)
  async function opened(): Promise<{ token: string; mine: ReporterCase; grant: Grant }> {
    const token = await session()
    const mine = await get<ReporterCase>("/api/case", token)
    return {
      token,
      mine,
      grant: await openGrant(keys.identity, Buffer.from(mine.grant, "base64url")),
    }
  }
  return {
    accepted,
    look: async () => get<ReporterCase>("/api/case", await session()),
    /** The newest message from the team, opened and its signature checked. */
    async read(): Promise<string> {
      const { token, mine, grant } = await opened()
      const newest = mine.objects.findLast((o) => o.kind === "message" && o.by !== null)
      if (!newest) throw new Error("no message has come")
      const before = mine.objects.find((o) => o.seq === newest.seq - 1)
      const sealed = await fetch(`${base}/api/case/objects/${newest.seq}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      const identity = keyFor(grant.keys, "mailbox", newest.epoch) ?? ""
      const object = await openObject(identity, new Uint8Array(await sealed.arrayBuffer()), {
        caseId: mine.case,
        epoch: newest.epoch,
        seq: newest.seq,
        prev: before?.sha256,
        senders: mine.keys.map((k) => k.vk),
      })
      return object.members.map((m) => new TextDecoder().decode(m.bytes)).join("\n")
    },
    async write(words: string): Promise<void> {
      const { token, mine, grant } = await opened()
      const newest = mine.objects.at(-1)
      const epoch = mine.manifests.at(-1)?.epoch ?? 1
      const identity = keyFor(grant.keys, "mailbox", epoch) ?? ""
      const seq = (newest?.seq ?? 0) + 1
      const sealed = await sealObject({
        ...{ caseId: mine.case, epoch, seq, kind: "message", prev: newest?.sha256 },
        recipient: await recipientOf(identity),
        signer: keys.sig,
        members: [{ name: "body.txt", bytes: bytes(words) }],
      })
      const head = JSON.stringify({ room: "mailbox", seq, epoch, kind: "message", uploads: [] })
      await send("/api/case/objects", token, {
        body: sealed as BodyInit,
        headers: { "x-tocsin-object": head },
      })
    },
    async neglect(): Promise<void> {
      await send("/api/case/neglect", await session(), {})
    },
  }

  async function send(path: string, token: string, init: RequestInit): Promise<void> {
    const done = await fetch(`${base}${path}`, {
      method: "POST",
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    })
    if (!done.ok) throw new Error(`${path}: ${done.status} ${await done.text()}`)
  }
}

async function signInWith(base: string, keys: ReceiptKeys): Promise<string> {
  const { nonce, now } = (await (
    await fetch(`${base}/api/challenges`, { method: "POST" })
  ).json()) as { nonce: string; now: number }
  const signature = Buffer.from(
    await signLogin(keys.auth, { origin: base, nonce, time: String(now) }),
  ).toString("base64url")
  const body = JSON.stringify({
    locator: keys.locator,
    vk: keys.auth.vk,
    nonce,
    time: now,
    signature,
  })
  const answer = await fetch(`${base}/api/sessions`, { method: "POST", body })
  if (!answer.ok)
    throw new Error(`The code was not let in: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { token: string }).token
}
