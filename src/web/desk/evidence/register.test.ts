import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import type { FileEntry } from "#crypto/file.ts"
import type { Said } from "#web/desk/case/said.ts"
import { readAbout, readCustody } from "./note.ts"
import { registerOf } from "./register.ts"

const hash = (n: number) => n.toString(16).padStart(64, "0")
const file = (n: number, more: Partial<FileEntry> = {}): FileEntry => ({
  name: `${n}.jpg`,
  type: "image/jpeg",
  copy: "original",
  size: 1,
  sha256: hash(n),
  parts: [hash(n + 1000)],
  ...more,
})
type Place = {
  readonly room?: "mailbox" | "desk"
  readonly seq: number
  readonly by?: string | null
}
const said = (
  { room = "mailbox", seq, by = null }: Place,
  files: readonly FileEntry[],
  form: Said["form"] = {},
): Said => ({
  view: {
    room,
    seq,
    epoch: 2,
    kind: "message",
    sha256: hash(seq + (room === "desk" ? 5000 : 4000)),
    bytes: 1,
    at: seq * 1000,
    by,
    readAt: null,
  },
  text: "",
  form,
  files,
  reporterRecipient: null,
  parties: [],
  code: null,
  fault: null,
})
const row = {
  item: hash(1),
  from: "Amina",
  to: "Officer Liang",
  at: 9000,
  purpose: "investigation",
}

test("pieces are numbered as they came, whatever order they were opened in", () => {
  const all = [1, 2, 3, 4].map((n) => said({ seq: n }, [file(n), file(n + 10)]))
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (shuffled) => {
      const { pieces } = registerOf(shuffled)
      assert.deepEqual(
        pieces.map(({ id }) => id),
        ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8"],
      )
      assert.deepEqual(
        pieces.map(({ file }) => file.sha256),
        [1, 11, 2, 12, 3, 13, 4, 14].map(hash),
      )
    }),
  )
})

test("a piece that comes later takes nobody's number", () => {
  const before = registerOf([said({ seq: 1 }, [file(1)])]).pieces[0]
  const after = registerOf([said({ seq: 1 }, [file(1)]), said({ seq: 2 }, [file(2)])]).pieces
  assert.equal(after[0]?.id, before?.id)
  assert.equal(after[1]?.id, "E2")
})

test("a clean twin and a redacted copy stand under the piece they were made from", () => {
  const redacted = file(9, { copy: "redacted", of: hash(1), name: "redacted.jpg" })
  const lost = file(8, { copy: "redacted", of: hash(77) })
  const { pieces, loose } = registerOf([
    said({ seq: 1 }, [file(1, { name: "a.jpg" }), file(2, { name: "a.jpg", copy: "clean" })]),
    said({ room: "desk", seq: 5, by: "Amina" }, [redacted, lost]),
  ])
  assert.equal(pieces.length, 1)
  assert.deepEqual(
    pieces[0]?.copies.map(({ id, file }) => [id, file.sha256]),
    [
      ["E1-C1", hash(2)],
      ["E1-R1", hash(9)],
    ],
  )
  assert.deepEqual(
    loose.map(({ file }) => file.sha256),
    [hash(8)],
  )
})

test("only the team's own notes move a piece; a message that says the same moves nothing", () => {
  const about = { item: hash(1), between: [1, 2] as const, zone: "UTC", source: "door log" }
  const forged = registerOf([said({ seq: 1 }, [file(1)], { custody: row, evidence: about })])
  assert.equal(forged.pieces[0]?.custody.length, 1, "its arrival, and nothing else")
  assert.equal(forged.pieces[0]?.about, null)
  const written = registerOf([
    said({ seq: 1 }, [file(1)]),
    said({ room: "desk", seq: 2, by: "Amina" }, [], { custody: row }),
    said({ room: "desk", seq: 3, by: "Amina" }, [], { evidence: about }),
    said({ room: "desk", seq: 4, by: "Chen" }, [], { evidence: { ...about, source: "camera" } }),
    said({ room: "desk", seq: 5, by: "Amina" }, [], { custody: { ...row, item: "*" } }),
  ])
  assert.deepEqual(
    written.pieces[0]?.custody.map(({ to }) => to),
    ["", "Officer Liang"],
  )
  assert.equal(written.pieces[0]?.about?.source, "camera", "the newest word counts")
  assert.equal(written.whole.length, 1)
})

test("a row or an interval that is not whole is none", () => {
  assert.deepEqual(readCustody(row), row)
  for (const wrong of [
    null,
    [],
    {},
    { ...row, item: "E1" },
    { ...row, to: " " },
    { ...row, at: "now" },
    { ...row, at: 1e20 },
    { ...row, purpose: "x".repeat(501) },
  ])
    assert.equal(readCustody(wrong), null)
  const about = { item: hash(1), between: [1, 2], zone: "Asia/Shanghai", source: "she says so" }
  assert.deepEqual(readAbout(about), about)
  for (const wrong of [
    { ...about, between: [2, 1] },
    { ...about, between: [1] },
    { ...about, zone: "Moon/Base" },
    { ...about, item: "*" },
  ])
    assert.equal(readAbout(wrong), null)
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readCustody(value)
      readAbout(value)
    }),
  )
})
