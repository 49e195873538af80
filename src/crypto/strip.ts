import { joined } from "./bytes.ts"
import { stripJpeg } from "./strip-jpeg.ts"
import { NotAPicture, ascii } from "./picture.ts"

/** The kinds of pictures that can be cleaned without touching a pixel. */
export type PictureType = "image/jpeg" | "image/png" | "image/webp"

/** A picture without what the camera and the programs wrote beside the pixels. */
export function stripPicture(picture: Uint8Array): { type: PictureType; bytes: Uint8Array } {
  if (picture[0] === 0xff && picture[1] === 0xd8) {
    return { type: "image/jpeg", bytes: stripJpeg(picture) }
  }
  if (ascii(picture, 1, 4) === "PNG") return { type: "image/png", bytes: stripPng(picture) }
  if (ascii(picture, 8, 12) === "WEBP") return { type: "image/webp", bytes: stripWebp(picture) }
  throw new NotAPicture("unknown")
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const pngChunks = new Set(
  "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD acTL fcTL fdAT".split(" "),
)

/** A PNG of only the chunks that pixels and colours need. */
export function stripPng(picture: Uint8Array): Uint8Array {
  if (pngStart.some((byte, at) => picture[at] !== byte)) throw new NotAPicture("png")
  const view = viewOf(picture)
  const kept = [picture.subarray(0, 8)]
  for (let at = 8; at + 12 <= picture.length;) {
    const type = ascii(picture, at + 4, at + 8)
    const end = at + 12 + view.getUint32(at)
    if (end > picture.length) break
    if ((at === 8) !== (type === "IHDR")) break
    if (view.getUint32(end - 4) !== crc32(picture.subarray(at + 4, end - 4))) break
    if (pngChunks.has(type)) kept.push(picture.subarray(at, end))
    if (type === "IEND") return joined(...kept)
    at = end
  }
  throw new NotAPicture("png")
}

const webpChunks = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"])
const frameHeader = 16

/** A WebP of only the chunks that pixels and colours need. */
export function stripWebp(picture: Uint8Array): Uint8Array {
  const size = picture.length < 12 ? 0 : viewOf(picture).getUint32(4, true)
  const wrong = ascii(picture, 0, 4) !== "RIFF" || ascii(picture, 8, 12) !== "WEBP"
  if (wrong || size < 4 || size + 8 > picture.length) throw new NotAPicture("webp")
  const chunks = keepChunks(picture.subarray(12, size + 8))
  if (chunks.length === 0) throw new NotAPicture("webp")
  const out = joined(picture.subarray(0, 12), ...chunks)
  viewOf(out).setUint32(4, out.length - 8, true)
  return out
}

function keepChunks(riff: Uint8Array): Uint8Array[] {
  const view = viewOf(riff)
  const kept: Uint8Array[] = []
  let at = 0
  while (at < riff.length) {
    if (at + 8 > riff.length) throw new NotAPicture("webp")
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (end > riff.length) throw new NotAPicture("webp")
    const type = ascii(riff, at, at + 4)
    if (webpChunks.has(type)) kept.push(cleanChunk(type, riff.slice(at, end), size))
    at = end
  }
  return kept
}

function cleanChunk(type: string, chunk: Uint8Array, size: number): Uint8Array {
  if (type === "VP8X") {
    if (size < 10) throw new NotAPicture("webp")
    chunk[8] = (chunk[8] ?? 0) & ~0x0c // the flags that announce EXIF and XMP
  }
  if (type !== "ANMF") return chunk
  if (size < frameHeader) throw new NotAPicture("webp")
  const head = chunk.slice(0, 8 + frameHeader)
  const frame = joined(head, ...keepChunks(chunk.subarray(8 + frameHeader)))
  viewOf(frame).setUint32(4, frame.length - 8, true)
  return frame
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
