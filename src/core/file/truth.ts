import { keptByBytes, lettersAt, type Piece, startsWith, type Structure } from "./bytes.ts"
import {
  type FileKind,
  type FileSort,
  isShown,
  isTurned,
  type KeptKind,
  sortOf,
  sortOfName,
  sortOfType,
} from "./kind.ts"
import { mediaOf } from "./media.ts"
import { pictureOf } from "./picture.ts"
import { type Encoding, encodingOf, textKind } from "./text.ts"

/** Where a file says one thing and is another: in its name, in its declared type, or in what is hidden in it. */
export type Lie = {
  readonly field: "name" | "type" | "content"
  readonly says: FileSort
  readonly is: FileSort
}

/** What a file really is. */
export type Truth = {
  readonly kind: FileKind
  readonly encoding: Encoding | null
  readonly pixels: readonly [width: number, height: number] | null
  /** It ends before it should. */
  readonly broken: boolean
  readonly lies: Lie | null
}

/** What is said of a file beside its bytes. */
export type Told = { readonly name: string; readonly type: string }

/** Turns bytes into letters; the engine has this, and the core has not. */
export type Decode = (bytes: Uint8Array, encoding: Encoding) => string

/** What a file is by its bytes and structure, and whether its name, its type or its inside says otherwise. */
export function truthOf(piece: Piece, told: Told, decode: Decode): Truth {
  const { encoding, ...found } = structureOf(piece, decode)
  const claims = sortOfName(told.name)
  // Text that a double click would run is a program, whatever stands in it.
  const runs = claims === "program" && sortOf(found.kind) === "text"
  const kind = runs ? "program" : found.kind
  return {
    kind,
    encoding: encoding ?? null,
    pixels: found.pixels ?? null,
    broken: found.broken ?? false,
    lies: lieIn(told, kind) ?? hidden(piece, found),
  }
}

function structureOf(piece: Piece, decode: Decode): Structure & { encoding?: Encoding } {
  const { head, size } = piece
  const known = pictureOf(piece) ?? pdfOf(piece) ?? keptByBytes(piece) ?? mediaOf(piece)
  if (known) return known
  const encoding = encodingOf(head, size > head.length)
  return encoding ? { kind: textKind(decode(head, encoding)), encoding } : { kind: "other" }
}

/** A PDF begins with its first byte: what others let stand before it is where a second file hides. */
function pdfOf({ head, size }: Piece): Structure | null {
  if (!startsWith(head, "%PDF-")) return null
  const whole = head.length >= size
  const end = lettersAt(head, Math.max(0, head.length - 2048), head.length)
  return { kind: "pdf", broken: whole && !end.includes("%%EOF") }
}

function lieIn({ name, type }: Told, kind: FileKind): Lie | null {
  const is = sortOf(kind)
  const said = sortOfName(name)
  if (isTurned(name)) return { field: "name", says: said ?? "other", is }
  if (said !== null && !agrees(said, is)) return { field: "name", says: said, is }
  const declared = sortOfType(type)
  if (declared !== null && !agrees(declared, is) && said !== is)
    return { field: "type", says: declared, is }
  return null
}

/** Words of an office are archives inside, and voices are sounds: neither is a lie. */
function agrees(said: FileSort, is: FileSort): boolean {
  return (
    said === is ||
    (said === "media" && is === "voice") ||
    (said === "voice" && is === "media") ||
    (said === "office" && is === "archive") ||
    (said === "archive" && is === "office") ||
    (said === "program" && is === "archive")
  )
}

const page = /<(?:script|html|iframe|!doctype html)[\s>/]/i
const looked = 1 << 20

/** A picture that is something else as well, for whoever reads it in another way. */
function hidden({ head }: Piece, { kind, end }: Structure): Lie | null {
  if (sortOf(kind) !== "picture") return null
  const lie = (is: KeptKind): Lie => ({ field: "content", says: "picture", is })
  if (page.test(lettersAt(head, 0, looked))) return lie("page")
  if (end === undefined || end >= head.length) return null
  const rest = head.subarray(end, end + looked)
  if (page.test(lettersAt(rest, 0, looked))) return lie("page")
  const behind = keptByBytes({ head: rest, size: rest.length })?.kind
  if (behind && !isShown(behind)) return lie(behind)
  return lettersAt(rest, 0, looked).includes("PK\u0003\u0004") ? lie("archive") : null
}
