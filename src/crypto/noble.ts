import { ed25519 } from "@noble/curves/ed25519.js"
import { sha512 } from "@noble/hashes/sha2.js"
import type { Signing } from "./ed25519.ts"

export { sha512 }

/** The library's Ed25519, for a machine that has none of its own. */
export const library: Signing = {
  publicKey: async (seed) => ed25519.getPublicKey(seed),
  sign: async (seed, message) => ed25519.sign(message, seed),
  sha512: async (content) => sha512(content),
}

/** Whether a key signed a message, by the rules of RFC 8032. */
export function isSignedBy(signature: Uint8Array, message: Uint8Array, vk: Uint8Array): boolean {
  return ed25519.verify(signature, message, vk, { zip215: false })
}
