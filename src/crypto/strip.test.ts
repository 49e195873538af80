import assert from "node:assert/strict"
import { test } from "node:test"
import { crc32 } from "node:zlib"
import fc from "fast-check"
import { joined, utf8 } from "./bytes.ts"
import { NotAPicture } from "./picture.ts"
import { stripJpeg } from "./strip-jpeg.ts"
import { stripPicture, stripPng, stripWebp } from "./strip.ts"

const u8 = (...bytes: number[]) => new Uint8Array(bytes)
const secret = "GPS 52.5N 13.4E, Maker, serial 4711"
const has = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text)

function segment(marker: number, body: Uint8Array): Uint8Array {
  const length = body.length + 2
  return joined(u8(0xff, marker, length >> 8, length & 255), body)
}

function exif(orientation: number, little: boolean): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(38))
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d)
  tiff.setUint16(2, 42, little)
  tiff.setUint32(4, 8, little)
  tiff.setUint16(8, 2, little)
  tiff.setUint16(10, 0x010f, little) // Make
  tiff.setUint16(12, 2, little)
  tiff.setUint16(22, 0x0112, little)
  tiff.setUint16(24, 3, little)
  tiff.setUint32(26, 1, little)
  tiff.setUint16(30, orientation, little)
  return segment(0xe1, joined(utf8("Exif\0\0"), new Uint8Array(tiff.buffer), utf8(secret)))
}

const jfif = segment(0xe0, joined(utf8("JFIF\0"), u8(1, 2, 0, 0, 1, 0, 1, 0, 0)))
const icc = segment(0xe2, utf8("ICC_PROFILE\0\u0001\u0001colours"))
const table = segment(0xdb, new Uint8Array(65))
const frame = segment(0xc0, u8(8, 0, 1, 0, 1, 1, 1, 0x11, 0))
const scan = joined(
  segment(0xda, u8(1, 1, 0, 0, 63, 0)),
  u8(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56),
)
const scanTwo = joined(segment(0xda, u8(1, 1, 0, 0, 63, 0)), u8(0x78))
const end = u8(0xff, 0xd9)
const plain = joined(u8(0xff, 0xd8), jfif, icc, table, frame, scan, table, scanTwo, end)

function photograph(orientation: number, little = false): Uint8Array {
  const thumbnail = joined(utf8("JFIF\0"), u8(1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9))
  return joined(
    u8(0xff, 0xd8),
    segment(0xe0, thumbnail),
    segment(0xe0, utf8(`JFXX\0${secret}`)),
    exif(orientation, little),
    segment(0xe1, utf8(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
    icc,
    segment(0xe2, utf8(`MPF\0${secret}`)),
    segment(0xed, utf8(secret)),
    segment(0xfe, utf8(secret)),
    u8(0xff, 0xff),
    table,
    frame,
    scan,
    segment(0xfe, utf8(secret)),
    table,
    scanTwo,
    end,
    utf8(`a second picture with ${secret}`),
  )
}

test("a photograph keeps pixels and colours, and loses place, camera, words, thumbnail and tail", () => {
  assert.deepEqual(stripJpeg(photograph(1)), plain)
  assert.deepEqual(stripJpeg(plain), plain, "a clean one stays as it is")
  assert.deepEqual(stripPicture(photograph(0)), { type: "image/jpeg", bytes: plain })
})

test("the colour mark of a printing program stays, what stands behind it goes", () => {
  const mark = joined(utf8("Adobe"), u8(0, 100, 0, 0, 0, 0, 1))
  const picture = (body: Uint8Array) =>
    joined(plain.slice(0, 20), segment(0xee, body), plain.slice(20))
  assert.deepEqual(stripJpeg(picture(joined(mark, utf8(secret)))), picture(mark))
  assert.throws(() => stripJpeg(picture(mark.slice(0, 8))), NotAPicture)
})

test("a photograph that must be turned says so, and nothing else", () => {
  for (const little of [true, false]) {
    const clean = stripJpeg(photograph(6, little))
    assert.equal(has(clean, secret), false)
    const head = u8(
      0x4d,
      0x4d,
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0,
    )
    const turned = segment(0xe1, joined(utf8("Exif\0\0"), head))
    assert.deepEqual(clean, joined(plain.slice(0, 20), turned, plain.slice(20)))
    assert.deepEqual(stripJpeg(clean), clean)
  }
})

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = joined(utf8(type), body)
  const view = new DataView(new ArrayBuffer(4))
  const number = (value: number) => {
    view.setUint32(0, value)
    return new Uint8Array(view.buffer.slice(0))
  }
  return joined(number(body.length), named, number(crc32(named)))
}

const pngStart = u8(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const ihdr = chunk("IHDR", u8(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0))
const idat = chunk("IDAT", u8(1, 2, 3))
const iend = chunk("IEND", u8())

test("a screenshot keeps the chunks of its pixels only", () => {
  const colours = chunk("iCCP", utf8("p\0\0x"))
  const texts = ["tEXt", "iTXt", "zTXt", "eXIf", "tIME", "prVt"].map((type) =>
    chunk(type, utf8(secret)),
  )
  const picture = joined(pngStart, ihdr, colours, ...texts, idat, iend, utf8(secret))
  const clean = joined(pngStart, ihdr, colours, idat, iend)
  assert.deepEqual(stripPng(picture), clean)
  assert.deepEqual(stripPicture(clean), { type: "image/png", bytes: clean })
})

function riff(type: string, body: Uint8Array): Uint8Array {
  const size = new Uint8Array(new Uint32Array([body.length]).buffer)
  return joined(utf8(type), size, body, new Uint8Array(body.length % 2))
}
function webp(...chunks: Uint8Array[]): Uint8Array {
  return riff("RIFF", joined(utf8("WEBP"), ...chunks))
}

test("a WebP keeps pixels, frames and colours, and no longer announces what is gone", () => {
  const header = (flags: number) => riff("VP8X", u8(flags, 0, 0, 0, 0, 0, 0, 0, 0, 0))
  const pixels = riff("VP8L", u8(1, 2, 3))
  const frameHead = new Uint8Array(16).fill(5)
  const dirtyFrame = riff("ANMF", joined(frameHead, pixels, riff("note", utf8(secret))))
  const cleanFrame = riff("ANMF", joined(frameHead, pixels))
  const colours = riff("ICCP", u8(7))
  const exifChunk = riff("EXIF", utf8(secret))
  const xmp = riff("XMP ", utf8(secret))
  const picture = webp(
    header(0x2e),
    colours,
    riff("ANIM", new Uint8Array(6)),
    dirtyFrame,
    pixels,
    exifChunk,
    xmp,
  )
  const clean = webp(header(0x22), colours, riff("ANIM", new Uint8Array(6)), cleanFrame, pixels)
  assert.deepEqual(stripWebp(joined(picture, utf8(secret))), clean)
  assert.deepEqual(stripPicture(clean), { type: "image/webp", bytes: clean })
})

test("what is cut short, changed or something else is refused, never half cleaned", () => {
  const whole = [plain, joined(pngStart, ihdr, idat, iend), webp(riff("VP8L", u8(1, 2, 3, 4)))]
  for (const picture of whole) {
    for (let length = 0; length < picture.length; length += 1) {
      assert.throws(() => stripPicture(picture.slice(0, length)), NotAPicture, `${length}`)
    }
  }
  const wrongSum = joined(pngStart, ihdr, idat.with(8, 9), iend)
  const noHead = joined(pngStart, idat, iend)
  const noPixels = joined(u8(0xff, 0xd8), table, end)
  const unknown = joined(u8(0xff, 0xd8), segment(0x01, u8(1)), scan, end)
  for (const picture of [wrongSum, noHead, noPixels, unknown, webp(), utf8("%PDF-1.7")]) {
    assert.throws(() => stripPicture(picture), NotAPicture)
  }
})

test("no bytes at all make the cleaner stumble, and a secret put anywhere beside the pixels is gone", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(plain, photograph(3)),
      fc.nat(400),
      fc.nat(255),
      (picture, at, byte) => {
        try {
          stripPicture(picture.with(at % picture.length, byte))
        } catch (why) {
          assert.ok(why instanceof NotAPicture)
        }
      },
    ),
    { numRuns: 400 },
  )
  for (let marker = 0xe0; marker <= 0xef; marker += 1) {
    const picture = joined(u8(0xff, 0xd8), segment(marker, utf8(secret)), plain.slice(2))
    assert.equal(has(stripJpeg(picture), secret), false)
  }
})
