import { base64urlnopad } from "@scure/base"

/** Bytes as they stand in JSON: base64url without padding. */
export function toBase64(bytes: Uint8Array | ArrayBuffer): string {
  return base64urlnopad.encode(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes))
}

/** Bytes out of JSON. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64urlnopad.decode(text))
}
