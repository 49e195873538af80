/** Bytes as they stand in JSON: base64url without padding. */
export function toBase64(bytes: Uint8Array | ArrayBuffer): string {
  const all = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
  let text = ""
  for (const byte of all) text += String.fromCharCode(byte)
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

/** Bytes out of JSON. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const whole = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(whole, (sign) => sign.charCodeAt(0))
}
