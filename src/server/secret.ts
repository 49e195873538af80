import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto"

/** The installation's secret: what opaque ids and signed links are made with. */
export type Secret = { readonly key: Buffer }

/** A fresh token for a link or a session, and the hash that is stored instead of it. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url")
  return { token, hash: sha256(token) }
}

export const sha256 = (data: string | Uint8Array): Buffer =>
  createHash("sha256").update(data).digest()

/** An id as one person sees it: nobody else's id for the same thing looks alike, and it cannot be counted. */
export function opaque(secret: Secret, viewer: string, id: string): string {
  const cipher = createCipheriv("aes-128-ecb", keyFor(secret, viewer), null).setAutoPadding(false)
  return cipher.update(Buffer.from(id.replaceAll("-", ""), "hex")).toString("hex")
}

/** The id behind an opaque one; whatever nobody was ever shown comes out as an id that does not exist. */
export function unopaque(secret: Secret, viewer: string, shown: string): string {
  const cipher = createDecipheriv("aes-128-ecb", keyFor(secret, viewer), null).setAutoPadding(false)
  const hex = cipher.update(Buffer.from(shown, "hex")).toString("hex")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/** A signature of ours over a text, for one purpose. */
export function mac(secret: Secret, purpose: string, text: string): Buffer {
  return createHmac("sha256", secret.key).update(`${purpose}\n${text}`).digest()
}

/** Compares without telling by its time where two values differ. */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

const keys = new Map<string, Buffer>()

function keyFor(secret: Secret, viewer: string): Buffer {
  const name = `${secret.key.toString("hex", 0, 8)}|${viewer}`
  const known = keys.get(name)
  if (known) return known
  const key = Buffer.from(hkdfSync("sha256", secret.key, viewer, "opaque id", 16))
  if (keys.size > 10_000) keys.clear()
  keys.set(name, key)
  return key
}
