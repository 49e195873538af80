import { joined, utf8 } from "./bytes.ts"
import { NotAPicture, ascii } from "./picture.ts"

/** A JPEG of only the segments that pixels, colours and the right way up need; nothing after its end. */
export function stripJpeg(picture: Uint8Array): Uint8Array {
  if (picture[0] !== 0xff || picture[1] !== 0xd8) throw new NotAPicture("jpeg")
  const kept: Uint8Array[] = [picture.slice(0, 2)]
  let scans = 0
  for (let at = 2; ;) {
    at = markerAt(picture, at)
    const marker = picture[at + 1] ?? 0
    if (marker === 0xd9) {
      if (scans === 0) throw new NotAPicture("jpeg")
      return joined(...kept, picture.slice(at, at + 2))
    }
    const length = ((picture[at + 2] ?? 0) << 8) | (picture[at + 3] ?? 0)
    const end = at + 2 + length
    if (length < 2 || end > picture.length) throw new NotAPicture("jpeg")
    const clean = cleanSegment(marker, picture.subarray(at, end))
    if (clean) kept.push(clean)
    at = end
    if (marker !== 0xda) continue
    scans += 1
    at = scanEnd(picture, end)
    kept.push(picture.subarray(end, at))
  }
}

/** The next marker; any number of fill bytes may stand before it. */
function markerAt(picture: Uint8Array, from: number): number {
  if (picture[from] !== 0xff) throw new NotAPicture("jpeg")
  let at = from
  while (picture[at + 1] === 0xff) at += 1
  if (at + 1 >= picture.length) throw new NotAPicture("jpeg")
  return at
}

/** Where the compressed pixels end: at the first marker that is neither a stuffed zero nor a restart. */
function scanEnd(picture: Uint8Array, from: number): number {
  for (let at = from; at + 1 < picture.length; at += 1) {
    if (picture[at] !== 0xff) continue
    const next = picture[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  throw new NotAPicture("jpeg")
}

function cleanSegment(marker: number, segment: Uint8Array): Uint8Array | undefined {
  const starts = (name: string) => ascii(segment, 4, 4 + name.length) === name
  if (marker === 0xe0) return starts("JFIF\0") ? withoutThumbnail(segment) : undefined
  if (marker === 0xe1) return starts("Exif\0\0") ? onlyOrientation(segment) : undefined
  if (marker === 0xe2) return starts("ICC_PROFILE\0") ? segment : undefined
  if (marker === 0xee) return starts("Adobe") ? shortened(segment, 16) : undefined
  if ((marker >= 0xe3 && marker <= 0xef) || marker === 0xfe) return undefined
  // Frames, tables, scans and restart intervals: C0-CF except the reserved C8, DA-DD.
  const needed = (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || isTable(marker)
  if (!needed) throw new NotAPicture("jpeg")
  return segment
}

function isTable(marker: number): boolean {
  return marker >= 0xda && marker <= 0xdd
}

function withoutThumbnail(segment: Uint8Array): Uint8Array {
  const head = shortened(segment, 18)
  head.set([0, 0], 16)
  return head
}

/** The first bytes of a segment, saying its new length. */
function shortened(segment: Uint8Array, length: number): Uint8Array {
  if (segment.length < length) throw new NotAPicture("jpeg")
  const head = segment.slice(0, length)
  head.set([0, length - 2], 2)
  return head
}

/** An Exif segment that says which way is up, and nothing else; none when it is up already. */
function onlyOrientation(segment: Uint8Array): Uint8Array | undefined {
  const orientation = orientationOf(segment.subarray(10))
  if (orientation < 2 || orientation > 8) return undefined
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation]
  const body = joined(utf8("Exif\0\0"), new Uint8Array(tiff), new Uint8Array(6))
  return joined(new Uint8Array([0xff, 0xe1, 0, body.length + 2]), body)
}

function orientationOf(tiff: Uint8Array): number {
  const little = ascii(tiff, 0, 2) === "II"
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 8) return 1
  const ifd = view.getUint32(4, little)
  if (ifd + 2 > tiff.length) return 1
  const count = view.getUint16(ifd, little)
  for (let at = ifd + 2; at < ifd + 2 + count * 12 && at + 12 <= tiff.length; at += 12) {
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return 1
}
