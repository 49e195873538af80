import { signing } from "#crypto/ed25519.ts"
import { sha256Hex, utf8 } from "#crypto/bytes.ts"
import { keyPair } from "#crypto/keys.ts"
import { signLogin } from "#crypto/login.ts"
import { floors, padded } from "#crypto/pad.ts"
import { randomBytes } from "#crypto/random.ts"
import {
  deriveReceipt,
  newReceipt,
  printReceipt,
  readReceipt,
  type ReceiptFault,
  type ReceiptKeys,
} from "#crypto/receipt.ts"
import { packSubmission, sealObject, sealTo } from "#crypto/seal.ts"
import { buildSubmission, chooseKeyholders } from "#crypto/submission.ts"
import type { Entry } from "#crypto/tar.ts"
import type { Challenge } from "#wire/session.ts"
import type { CaseHead } from "#wire/report.ts"
import { base64url } from "./base64url.ts"
import { fetched } from "./api.ts"
import type { Held } from "./her.ts"
import type { Receiver } from "./who.ts"

export { sealObject, signing }

/** A new code and a new mailbox key. */
export async function newHeld(orgId: string): Promise<Held> {
  const receipt = newReceipt()
  return {
    code: printReceipt(receipt),
    keys: await deriveReceipt(receipt, orgId),
    mailbox: await keyPair(randomBytes(32)),
  }
}

/** The keys of a code as typed, or what is wrong with it; nothing is sent. */
export async function keysOf(
  typed: string,
  orgId: string,
): Promise<{ keys: ReceiptKeys; code: string } | { bad: ReceiptFault }> {
  const receipt = readReceipt(typed)
  if ("bad" in receipt) return receipt
  return { keys: await deriveReceipt(receipt, orgId), code: printReceipt(receipt) }
}

export type Signed = {
  token: string
  expiresAt: number
  holds: "case" | "answer" | "draft" | "nothing"
}

/** Sign in with a code: the server asks, the code's key answers, the code itself stays here. */
export async function signIn(keys: ReceiptKeys): Promise<Signed> {
  const { nonce, now } = await fetched<Challenge>("/api/challenges", { method: "POST", json: {} })
  const time = Math.round(now)
  const signature = await signLogin(keys.auth, {
    origin: location.origin,
    nonce,
    time: String(time),
  })
  return fetched<Signed>("/api/sessions", {
    method: "POST",
    json: {
      locator: keys.locator,
      vk: keys.auth.vk,
      nonce,
      time,
      signature: base64url(utf8(signature)),
    },
  })
}

/** A report, sealed and ready to go: the same bytes however often they are sent. */
export type Sealed = {
  readonly caseId: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly code: string
  readonly slots: readonly number[]
}

/** Seal what she wrote to everybody who gets a key. */
export async function sealReport(of: {
  kind: "report" | "help-now"
  level: CaseHead["level"]
  held: Held
  path: string
  receivers: readonly Receiver[]
  excluded: readonly string[]
  members: readonly Entry[]
  uploads: readonly string[]
}): Promise<Sealed> {
  const { held } = of
  const pool = of.receivers.map((one) => ({ ...one, personId: one.person }))
  const keyholders = chooseKeyholders(pool, of.excluded)
  const excluded = of.excluded.filter((id) => pool.some(({ personId }) => personId === id))
  const made = await buildSubmission({
    kind: of.kind,
    members: of.members,
    receipt: held.keys,
    path: of.path,
    keyholders,
    excluded,
    mailbox: held.mailbox,
  })
  const head: CaseHead = {
    v: 1,
    case: made.caseId,
    path: of.path,
    kind: of.kind,
    level: of.level,
    auth: held.keys.auth.vk,
    sig: held.keys.sig.vk,
    uploads: [...of.uploads],
  }
  const body = new Uint8Array(packSubmission({ ...made, caseJson: utf8(JSON.stringify(head)) }))
  return { caseId: made.caseId, body, code: held.code, slots: keyholders.map((one) => one.slot) }
}

/** A draft, sealed to her own code and padded so that its length says little. */
export async function sealDraft(held: Held, draft: unknown): Promise<string> {
  return base64url(
    await sealTo(held.keys.recipient, padded(utf8(JSON.stringify(draft)), floors.draft)),
  )
}

/** The members of an object: what she wrote, as people read it and as programs do, and the files with it. */
export function membersOf(text: string, form: unknown, files: readonly Entry[]): Entry[] {
  return [
    { name: "body.txt", bytes: utf8(`${text}\n`) },
    ...(form === undefined
      ? []
      : [{ name: "body.json", bytes: utf8(`${JSON.stringify(form, undefined, 1)}\n`) }]),
    ...files,
  ]
}

/** A number that shows a little work was done: the hash of salt and number begins with so many zero bits. */
export async function solve(salt: string, bits: number): Promise<string> {
  for (let nonce = 0; ; nonce += 1) {
    if (zeros(sha256Hex(`${salt}${nonce}`)) >= bits) return `${salt}.${nonce}`
    if (nonce % 2000 === 1999) await new Promise((go) => setTimeout(go)) // the page stays alive
  }
}

function zeros(hash: string): number {
  const whole = /^0*/.exec(hash)?.[0].length ?? 0
  const next = parseInt(hash[whole] ?? "f", 16)
  return whole * 4 + Math.clz32(next) - 28
}

/** A new id for an upload. */
export function newId(): string {
  return crypto.randomUUID()
}
