import { big, lettersAt, little, type Piece, startsWith, type Structure } from "./bytes.ts"

/** A picture by its structure, with its size; null when it is none. */
export function pictureOf(piece: Piece): Structure | null {
  const { head } = piece
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return jpeg(piece)
  if (startsWith(head, "\u0089PNG\r\n\u001a\n")) return png(piece)
  if (startsWith(head, "RIFF") && startsWith(head, "WEBP", 8)) return webp(piece)
  if (/^GIF8[79]a/.test(lettersAt(head, 0, 6))) return gif(piece)
  return null
}

/** Frames, and not the tables that stand among their numbers. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function jpeg({ head, size }: Piece): Structure {
  let pixels: readonly [number, number] | undefined
  for (let at = 2; at + 4 <= head.length;) {
    if (head[at] !== 0xff) return { kind: "other" }
    const marker = head[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const next = at + 2 + big(head, at + 2, 2)
    if (isFrame(marker)) pixels = [big(head, at + 7, 2), big(head, at + 5, 2)]
    if (marker === 0xda) return pixels ? scan({ head, size }, next, pixels) : { kind: "other" }
    if (next < at + 4) return { kind: "other" }
    at = next
  }
  return pixels ? { kind: "jpeg", pixels, broken: true } : { kind: "other" }
}

/** After the first scan: markers are told from data by the zero that data puts behind its 255. */
function scan({ head, size }: Piece, from: number, pixels: readonly [number, number]): Structure {
  for (let at = from; at + 1 < head.length; at++) {
    if (head[at] === 0xff && head[at + 1] === 0xd9) return { kind: "jpeg", pixels, end: at + 2 }
  }
  return { kind: "jpeg", pixels, broken: head.length >= size }
}

function png({ head, size }: Piece): Structure {
  if (!startsWith(head, "IHDR", 12)) return { kind: "other" }
  const pixels = [big(head, 16, 4), big(head, 20, 4)] as const
  for (let at = 8; at + 12 <= head.length;) {
    const next = at + 12 + big(head, at, 4)
    if (!/^[A-Za-z]{4}$/.test(lettersAt(head, at + 4, at + 8))) return { kind: "other" }
    if (startsWith(head, "IEND", at + 4)) return { kind: "png", pixels, end: next }
    at = next
  }
  return { kind: "png", pixels, broken: head.length >= size }
}

function webp({ head, size }: Piece): Structure {
  const end = little(head, 4, 4) + 8
  const pixels = webpPixels(head)
  return pixels ? { kind: "webp", pixels, end, broken: end > size } : { kind: "other" }
}

function webpPixels(head: Uint8Array): readonly [number, number] | null {
  const chunk = lettersAt(head, 12, 16)
  if (chunk === "VP8X") return [little(head, 24, 3) + 1, little(head, 27, 3) + 1]
  if (chunk === "VP8 ") return [little(head, 26, 2) & 0x3fff, little(head, 28, 2) & 0x3fff]
  if (chunk !== "VP8L") return null
  const bits = little(head, 21, 4)
  return [(bits & 0x3fff) + 1, (Math.floor(bits / 0x4000) & 0x3fff) + 1]
}

function gif({ head, size }: Piece): Structure {
  const pixels = [little(head, 6, 2), little(head, 8, 2)] as const
  if (pixels[0] === 0 || pixels[1] === 0) return { kind: "other" }
  const end = gifEnd(head)
  if (end === null) return { kind: "gif", pixels, broken: head.length >= size }
  return end < 0 ? { kind: "other" } : { kind: "gif", pixels, end }
}

/** Where the last block ends; null when what is there runs out before it, -1 when a block is none. */
function gifEnd(head: Uint8Array): number | null {
  const colours = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)
  let at = 13 + colours(head[10] ?? 0)
  while (at < head.length) {
    const block = head[at]
    if (block === 0x3b) return at + 1
    if (block === 0x2c) at += 11 + colours(head[at + 9] ?? 0)
    else if (block === 0x21) at += 2
    else return -1
    while (at < head.length && head[at] !== 0) at += 1 + (head[at] ?? 0)
    at += 1
  }
  return null
}
