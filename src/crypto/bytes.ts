import { hkdf } from "@noble/hashes/hkdf.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js"

/** The first words of everything this protocol writes or derives; another version is another protocol. */
export const protocol = "tocsin/v1"

export const hex: (bytes: Uint8Array) => string = bytesToHex
export const fromHex: (text: string) => Uint8Array = hexToBytes
export const joined: (...parts: Uint8Array[]) => Uint8Array = concatBytes

/** A text as the bytes that are hashed, signed and sealed. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** Bytes back as text; bytes that are not well-formed text are refused, never mended. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
}

/** The SHA-256 of bytes or of a text, as 64 lowercase hex digits. */
export function sha256Hex(content: Uint8Array | string): string {
  return hex(sha256(typeof content === "string" ? utf8(content) : content))
}

/** 32 bytes for one purpose out of a secret: HKDF-SHA256 with a salt and an info of our own. */
export function derive(secret: Uint8Array, salt: string, purpose: string): Uint8Array {
  return hkdf(sha256, secret, utf8(salt), utf8(purpose), 32)
}

/** Whether two byte strings are the same, in time that depends on their length only. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let at = 0; at < one.length; at++) difference |= (one[at] ?? 0) ^ (other[at] ?? 0)
  return difference === 0
}
