import type { ActFacts, ActKind } from "#core/life/act.ts"
import { signLogin } from "#crypto/login.ts"
import { recipientOf } from "#crypto/keys.ts"
import { openGrant } from "#crypto/open.ts"
import { deriveReceipt, newReceipt, type Receipt, type ReceiptKeys } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import type { Receivers } from "#wire/door.ts"
import type { Accepted, ReporterCase } from "#wire/report.ts"
import type { FrontDoor } from "./front-door.ts"
import type { Staff } from "./organisation.ts"
import { bodyOf, seal } from "./sealing.ts"

/** What a reporter's browser does: sends a report, comes back with the code, asks and answers. */
export function reporterActs({ base, request, json }: FrontDoor, { org, person, posted }: Around) {
  const receivers = () => json<Receivers>("/api/receivers")

  async function report({
    level = "e2",
    excluded = [],
    text = "words",
    kind = "report",
    code = newReceipt(),
  }: ReportWith = {}) {
    const told = await receivers()
    const receipt = await deriveReceipt(code, org)
    const leftOut = excluded.map((name) => person(name).id)
    const sealed = await seal(told, receipt, { excluded: leftOut, text, kind })
    const body = bodyOf(sealed, told.pathId, receipt, { level, kind })
    const answer = await request("/api/reports", {
      method: "POST",
      body: body as BodyInit, // a Uint8Array is one; the types disagree about shared memory
      headers: { "content-type": "application/x-tar" },
    })
    await posted()
    const accepted = (await answer.json()) as Accepted // what the server answers a report
    return { status: answer.status, accepted, receipt, sealed, body, id: sealed.caseId }
  }

  async function signIn({ auth, locator }: ReceiptKeys): Promise<string> {
    const { nonce, now } = await json<{ nonce: string; now: number }>("/api/challenges", {
      method: "POST",
    })
    const signed = await signLogin(auth, { origin: base, nonce, time: String(now) })
    const signature = Buffer.from(signed).toString("base64url")
    const { token } = await json<{ token: string }>("/api/sessions", {
      method: "POST",
      body: JSON.stringify({ locator, vk: auth.vk, nonce, time: now, signature }),
    })
    return token
  }

  const authorized = async (receipt: ReceiptKeys) => ({
    authorization: `Bearer ${await signIn(receipt)}`,
  })
  const mine = async (receipt: ReceiptKeys): Promise<ReporterCase> =>
    json("/api/case", { headers: await authorized(receipt) })

  /** Anything else that is asked with the code. */
  async function reporter(
    receipt: ReceiptKeys,
    path: string,
    body?: unknown,
    method = "POST",
    more: Record<string, string> = {},
  ): Promise<Response> {
    const headers = { ...(await authorized(receipt)), ...more }
    const said = body === undefined ? {} : { body: JSON.stringify(body) }
    return request(`/api${path}`, { method, headers, ...said })
  }

  /** Does an act of the reporter's own, without a paper. */
  function choose<K extends ActKind>(
    receipt: ReceiptKeys,
    kind: K,
    facts?: ActFacts[K],
  ): Promise<Response> {
    return reporter(receipt, "/case/acts", undefined, "POST", {
      "x-tocsin-act": JSON.stringify({ kind, facts }),
    })
  }

  /** Says something in the mailbox; with an act, that act's own words. */
  async function write(
    receipt: ReceiptKeys,
    { kind = "message", uploads = [], seq, act }: WriteWith = {},
  ): Promise<Response> {
    const { objects, grant, case: caseId } = await mine(receipt)
    const own = await openGrant(receipt.identity, Buffer.from(grant, "base64url"))
    const last = objects.findLast((o) => o.room === "mailbox")
    const head = { epoch: 1, seq: seq ?? (last?.seq ?? 0) + 1, kind: act ? "paper" : kind } as const
    const bytes = await sealObject({
      ...{ ...head, caseId, signer: receipt.sig, prev: last?.sha256 },
      recipient: await recipientOf(own.keys[0]?.identity ?? ""),
      members: [{ name: "body.txt", bytes: new TextEncoder().encode("words") }],
    })
    const headers = await authorized(receipt)
    return request(act ? "/api/case/acts" : "/api/case/objects", {
      method: "POST",
      headers: {
        ...headers,
        ...(act ? { "x-tocsin-act": JSON.stringify(act) } : {}),
        "x-tocsin-object": JSON.stringify({ room: "mailbox", uploads, ...head }),
      },
      body: bytes as BodyInit, // a Uint8Array is one; the types disagree about shared memory
    })
  }

  return { receivers, report, signIn, mine, reporter, choose, write }
}

/** What the reporter's acts need of the world around them. */
type Around = {
  org: string
  person: (name: string) => Staff
  /** What happens to the post once a report is in. */
  posted: () => Promise<void>
}

type ReportWith = {
  level?: "e1" | "e2" | "e3" | "e4"
  excluded?: string[]
  text?: string
  kind?: "report" | "help-now"
  /** The code she holds; one of her own unless a test has to type it. */
  code?: Receipt
}
type WriteWith = {
  kind?: "message" | "list"
  uploads?: string[]
  seq?: number
  act?: { [K in ActKind]: { kind: K; facts: ActFacts[K] } }[ActKind]
}
