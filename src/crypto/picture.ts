/** A file is not the picture that it says it is; it is sent as it is or not at all, never half cleaned. */
export class NotAPicture extends Error {
  override readonly name = "NotAPicture"
  readonly kind: "jpeg" | "png" | "webp" | "unknown"

  constructor(kind: "jpeg" | "png" | "webp" | "unknown") {
    super(`not a whole picture: ${kind}`)
    this.kind = kind
  }
}

/** The bytes from one place to another as letters. */
export function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
