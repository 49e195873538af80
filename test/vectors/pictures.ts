import { joined, utf8 } from "#crypto/bytes.ts"
import { stripPicture } from "#crypto/strip.ts"

/** What became of one real picture: same pixels, the same way up, and no word of what was written beside them. */
export type Cleaned = {
  readonly type: string
  readonly samePixels: boolean
  readonly size: string
  readonly secretGone: boolean
}

const secret = "GPS 52.5N 13.4E, serial 4711"

/** Draw a picture, write a secret beside its pixels, clean it, and compare what a browser shows before and after. */
export async function cleanPictures(): Promise<Cleaned[]> {
  const canvas = new OffscreenCanvas(40, 24)
  const brush = canvas.getContext("2d")
  if (!brush) throw new Error("no canvas")
  for (let at = 0; at < 40; at += 1) {
    brush.fillStyle = `rgb(${at * 6} ${255 - at * 6} ${at * 3})`
    brush.fillRect(at, 0, 1, at % 24)
  }
  const types = ["image/jpeg", "image/png", "image/webp"] as const
  return Promise.all(
    types.map(async (type) => {
      const blob = await canvas.convertToBlob({ type, quality: 0.8 })
      const drawn = new Uint8Array(await blob.arrayBuffer())
      const dirty = soil[type](drawn)
      const { bytes } = stripPicture(dirty)
      const [before, after] = await Promise.all([shown(dirty, type), shown(bytes, type)])
      return {
        type,
        samePixels:
          before.pixels.length > 0 && before.pixels.every((p, at) => p === after.pixels[at]),
        size: after.size,
        secretGone: holds(dirty) && !holds(bytes),
      }
    }),
  )
}

const soil = {
  "image/jpeg": (picture: Uint8Array) =>
    joined(picture.slice(0, 2), exif(), comment(), picture.slice(2), utf8(secret)),
  "image/png": (picture: Uint8Array) =>
    joined(picture.slice(0, 33), pngText(), picture.slice(33), utf8(secret)),
  "image/webp": (picture: Uint8Array) => {
    const body = utf8(secret)
    const chunk = joined(utf8("EXIF"), little(body.length), body)
    const whole = joined(picture, chunk)
    whole.set(little(whole.length - 8), 4)
    return whole
  },
}

async function shown(picture: Uint8Array, type: string) {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(picture)], { type }))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const brush = canvas.getContext("2d")
  brush?.drawImage(bitmap, 0, 0)
  const pixels = brush?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []
  return { pixels: [...pixels], size: `${bitmap.width}x${bitmap.height}` }
}

function holds(picture: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(picture).includes("serial 4711")
}

/** An Exif segment that says "turn me right" and holds the secret behind it. */
function exif(): Uint8Array {
  const tiff = new Uint8Array([
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
  ])
  const body = joined(utf8("Exif\0\0"), tiff, utf8(secret))
  return joined(new Uint8Array([0xff, 0xe1, 0, body.length + 2]), body)
}

function comment(): Uint8Array {
  return joined(new Uint8Array([0xff, 0xfe, 0, secret.length + 2]), utf8(secret))
}

function pngText(): Uint8Array {
  const body = joined(utf8("tEXt"), utf8(`Comment\0${secret}`))
  let crc = 0xffffffff
  for (const byte of body) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  const big = (value: number) => little(value).toReversed()
  return joined(big(body.length - 4), body, big(~crc >>> 0))
}

function little(value: number): Uint8Array {
  return new Uint8Array([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24])
}
