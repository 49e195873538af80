import type { FileKind } from "./kind.ts"

/** As much of a file as is looked at, and how long all of it is. */
export type Piece = { readonly head: Uint8Array; readonly size: number }

/** What the bytes themselves say. */
export type Structure = {
  readonly kind: FileKind
  /** It ends before it should. */
  readonly broken?: boolean
  /** How large a picture says it is. */
  readonly pixels?: readonly [width: number, height: number]
  /** Where the file's own content ends, if something may follow. */
  readonly end?: number
}

/** Letters of a file, byte for byte. */
export function lettersAt(bytes: Uint8Array, from: number, to: number): string {
  let text = ""
  for (let at = from; at < Math.min(to, bytes.length); at++)
    text += String.fromCharCode(bytes[at] ?? 0)
  return text
}

export const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  lettersAt(bytes, at, at + text.length) === text

/** A whole number of some bytes, the greatest first. */
export function big(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/** A whole number of some bytes, the smallest first. */
export function little(bytes: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

/** Programs, archives and documents that are never opened here, by how they begin. */
export function keptByBytes({ head }: Piece): Structure | null {
  for (const [start, kind] of beginnings) if (startsWith(head, start)) return { kind }
  if (startsWith(head, "ustar", 257)) return { kind: "archive" }
  if (!startsWith(head, "PK\u0003\u0004")) return null
  const first = lettersAt(head, 0, 4096)
  const office = first.includes("[Content_Types].xml") || first.includes("mimetypeapplication/vnd.")
  return { kind: office ? "office" : "archive" }
}

const beginnings: readonly (readonly [string, FileKind])[] = [
  ["MZ", "program"],
  ["\u007fELF", "program"],
  ["\u00ca\u00fe\u00ba\u00be", "program"],
  ["\u00cf\u00fa\u00ed\u00fe", "program"],
  ["\u00ce\u00fa\u00ed\u00fe", "program"],
  ["L\0\0\0\u0001\u0014\u0002\0", "program"],
  ["!<arch>\n", "program"],
  ["\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "office"],
  ["{\\rtf", "office"],
  ["PK\u0005\u0006", "archive"],
  ["Rar!\u001a\u0007", "archive"],
  ["7z\u00bc\u00af\u0027\u001c", "archive"],
  ["\u001f\u008b", "archive"],
  ["BZh", "archive"],
  ["\u00fd7zXZ\0", "archive"],
  ["#!AMR", "voice"],
  ["\u0002#!SILK_V3", "voice"],
  ["#!SILK_V3", "voice"],
]
