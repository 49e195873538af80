/** The 32 symbols that are hard to mistake for one another, in Crockford's order. */
export const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Bytes as symbols of five bits each; the length must be a multiple of five bytes. */
export function crockford(bytes: Uint8Array): string {
  let bits = 0
  let held = 0
  let text = ""
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    for (held += 8; held >= 5; held -= 5) text += symbols[(bits >>> (held - 5)) & 31]
    bits &= 31
  }
  return text
}

/** Symbol values back to bytes; the number of values must be a multiple of eight. */
export function fromCrockford(values: readonly number[]): Uint8Array {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const value of values) {
    bits = ((bits << 5) | value) & 0xfff
    held += 5
    if (held >= 8) bytes.push((bits >>> (held -= 8)) & 255)
  }
  return new Uint8Array(bytes)
}
