import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import * as sample from "../../../test/core/file-samples.ts"
import { truthOf } from "./truth.ts"

const told = (content: Uint8Array, name: string, type = "") =>
  truthOf(sample.piece(content), { name, type }, sample.decode)
const page = sample.utf8("<html><script>x()</script></html>")

test("every kind is known by its bytes, and an honest name and type are no lie", () => {
  for (const [kind, name, type, content] of sample.honest) {
    const truth = told(content, name, type)
    assert.equal(truth.kind, kind, name)
    assert.equal(truth.lies, null, name)
    assert.equal(truth.broken, false, name)
  }
})

test("a name or a type that says something else is a lie, with the field that lies", () => {
  const lies = (content: Uint8Array, name: string, type = "") => told(content, name, type).lies
  assert.deepEqual(lies(sample.program, "holiday.jpg", "image/jpeg"), {
    field: "name",
    says: "picture",
    is: "program",
  })
  assert.deepEqual(lies(page, "note.txt", "text/plain"), {
    field: "name",
    says: "text",
    is: "page",
  })
  const drawing = sample.utf8("<svg onload='x()'></svg>")
  assert.deepEqual(lies(drawing, "map.png", "image/png"), {
    field: "name",
    says: "picture",
    is: "drawing",
  })
  assert.deepEqual(lies(sample.png, "photo", "application/pdf"), {
    field: "type",
    says: "pdf",
    is: "picture",
  })
  assert.deepEqual(lies(sample.png, "letter.pdf", "image/png"), {
    field: "name",
    says: "pdf",
    is: "picture",
  })
  assert.deepEqual(lies(sample.utf8("no picture"), "not.png", "image/png"), {
    field: "name",
    says: "picture",
    is: "text",
  })
  assert.deepEqual(lies(sample.program, "evil\u202egpj.exe"), {
    field: "name",
    says: "program",
    is: "program",
  })
})

test("a picture that is a page or an archive for somebody else is told", () => {
  const inside = sample.bytes([...sample.jpeg.subarray(0, 2)], [0xff, 0xfe, 0, 10], "<script>", [
    ...sample.jpeg.subarray(2),
  ])
  const lies = [
    told(inside, "a.jpg").lies,
    told(sample.bytes(sample.jpeg, "<!doctype html><b>"), "a.jpg").lies,
    told(sample.bytes(sample.png, "PK\u0003\u0004rest"), "a.png").lies,
    told(sample.bytes(sample.gif, "MZ\u0090\0"), "a.gif").lies,
  ]
  assert.deepEqual(
    lies.map((lie) => [lie?.field, lie?.is]),
    [
      ["content", "page"],
      ["content", "page"],
      ["content", "archive"],
      ["content", "program"],
    ],
  )
})

test("what a phone writes behind its picture is no lie", () => {
  assert.equal(told(sample.bytes(sample.jpeg, sample.jpeg, "SEFT"), "a.jpg").lies, null)
})

test("a PDF with something before its beginning is not taken for one", () => {
  const truth = told(sample.bytes("junk\n", sample.pdf), "letter.pdf", "application/pdf")
  assert.notEqual(truth.kind, "pdf")
  assert.equal(truth.lies?.says, "pdf")
  assert.equal(told(sample.bytes("<html>", sample.pdf), "letter.pdf").kind, "page")
})

test("a file that was cut off is told", () => {
  const cut = (content: Uint8Array, name: string, by: number) =>
    told(content.subarray(0, content.length - by), name)
  assert.equal(cut(sample.jpeg, "a.jpg", 4).broken, true)
  assert.equal(cut(sample.png, "a.png", 14).broken, true)
  assert.equal(cut(sample.gif, "a.gif", 2).broken, true)
  assert.equal(cut(sample.webp, "a.webp", 2).broken, true)
  assert.equal(cut(sample.wav, "a.wav", 100).broken, true)
  assert.equal(cut(sample.pdf, "a.pdf", 20).broken, true)
})

test("a picture says how large it is before anything is drawn", () => {
  assert.deepEqual(told(sample.jpeg, "a.jpg").pixels, [8, 6])
  for (const one of [sample.png, sample.gif, sample.webp])
    assert.deepEqual(told(one, "a.jpg").pixels, [1, 1])
})

test("text is known in each of its encodings, and French in an old one is not taken for Chinese", () => {
  assert.equal(told(sample.gb18030, "a.txt").encoding, "gb18030")
  assert.equal(told(sample.utf16("十点"), "a.txt").encoding, "utf-16le")
  assert.equal(told(sample.utf8("é"), "a.txt").encoding, "utf-8")
  const latin = sample.bytes("Il est arriv\u00e9 \u00e0 dix heures, d\u00e9j\u00e0 ivre.")
  assert.equal(told(latin, "a.txt").kind, "other")
  const cut = { head: sample.utf8("十点").subarray(0, 5), size: 100 }
  assert.equal(truthOf(cut, { name: "a.txt", type: "" }, sample.decode).encoding, "utf-8")
})

test("no bytes whatever stop the look at them", () => {
  const starts = sample.honest.map(([, , , content]) => content)
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(fc.constantFrom(...starts), fc.nat(400), fc.nat(255)).map(([content, at, byte]) => {
      const changed = content.slice()
      if (at < changed.length) changed[at] = byte
      return changed
    }),
  )
  fc.assert(
    fc.property(any, (content) => {
      const { kind, pixels } = told(content, "a.jpg", "image/jpeg")
      assert.equal(typeof kind, "string")
      assert.ok(pixels === null || pixels.every(Number.isFinite))
    }),
    { numRuns: 3000 },
  )
})
