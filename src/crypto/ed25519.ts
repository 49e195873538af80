import { base64urlnopad } from "@scure/base"
import { fromHex, hex, joined } from "./bytes.ts"

/** What signing needs: Ed25519 with a seed of 32 bytes, and the hash that is signed. */
export type Signing = {
  publicKey(seed: Uint8Array): Promise<Uint8Array>
  sign(seed: Uint8Array, message: Uint8Array): Promise<Uint8Array>
  sha512(content: Uint8Array): Promise<Uint8Array>
}

/**
 * The platform's own Ed25519, which needs no code on the page, once it has shown that it is right; else the library's,
 * which only then is loaded. A loading that failed is tried again at the next call.
 */
export function signing(): Promise<Signing> {
  chosen ??= choose().catch((why: unknown) => {
    chosen = undefined
    throw why
  })
  return chosen
}

let chosen: Promise<Signing> | undefined

async function choose(): Promise<Signing> {
  if (await isRight(platform)) return platform
  return (await import("./noble.ts")).library
}

/** The first example of RFC 8032, section 7.1. */
const example = {
  seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
  vk: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
}

/** Whether this Ed25519 is there, makes the right key and can sign. Some sign with chance mixed in, so lengths are compared. */
export async function isRight(one: Signing): Promise<boolean> {
  try {
    const seed = fromHex(example.seed)
    const signature = await one.sign(seed, new Uint8Array())
    return hex(await one.publicKey(seed)) === example.vk && signature.length === 64
  } catch {
    return false // an older browser, or a page without a secure connection: the library does it
  }
}

/** The one way to write a seed as PKCS #8 (RFC 8410): these bytes before it. */
const pkcs8 = fromHex("302e020100300506032b657004220420")

/** Ed25519 and SHA-512 as the browser, or Node, has them. */
export const platform: Signing = {
  async publicKey(seed) {
    const { x = "" } = await crypto.subtle.exportKey("jwk", await keyOf(seed, true))
    return base64urlnopad.decode(x)
  },
  async sign(seed, message) {
    const key = await keyOf(seed, false)
    return new Uint8Array(await crypto.subtle.sign("Ed25519", key, Uint8Array.from(message)))
  },
  async sha512(content) {
    return new Uint8Array(await crypto.subtle.digest("SHA-512", Uint8Array.from(content)))
  },
}

function keyOf(seed: Uint8Array, extractable: boolean): Promise<CryptoKey> {
  const whole = Uint8Array.from(joined(pkcs8, seed))
  return crypto.subtle.importKey("pkcs8", whole, "Ed25519", extractable, ["sign"])
}
