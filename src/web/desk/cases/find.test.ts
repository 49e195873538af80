import assert from "node:assert/strict"
import { test } from "node:test"
import type { Opened } from "#web/desk/case/said.ts"
import { findIn } from "./find.ts"

const said = (id: string, at: number, text: string): Opened => ({
  id,
  said: {
    view: {
      seq: at,
      epoch: 1,
      room: "mailbox",
      kind: "message",
      sha256: `${id} ${at}`,
      bytes: 0,
      at,
      by: null,
      readAt: null,
    },
    text,
    form: {},
    files: [],
    reporterRecipient: null,
    parties: [],
    code: null,
    fault: null,
  },
})
const texts = ({ text }: Opened["said"]) => [text]
const opened = [
  said("a", 1, "After the dinner Ma  Jun followed me (to my floor)."),
  said("b", 2, "晚饭后马俊跟着我到了我住的楼层。"),
  said("a", 3, `${"x".repeat(60)} MA JUN ${"🙂".repeat(60)}`),
]

test("words are found whatever their case and spacing, the newest first, with what stands around them", () => {
  assert.deepEqual(
    findIn(opened, " ma jun", texts).map(({ id, before, match, after }) => [
      id,
      before,
      match,
      after,
    ]),
    [
      ["a", `…${"x".repeat(47)} `, "MA JUN", ` ${"🙂".repeat(47)}…`],
      ["a", "After the dinner ", "Ma  Jun", " followed me (to my floor)."],
    ],
  )
  assert.deepEqual(
    findIn(opened, "马", texts).map(({ id, match }) => [id, match]),
    [["b", "马"]],
  )
})

test("signs that mean something to a pattern are only signs; one letter and nothing find nothing", () => {
  assert.deepEqual(
    ["(to my", "f.llowed", "j", "", " "].map((typed) => findIn(opened, typed, texts).length),
    [1, 0, 0, 0, 0],
  )
})
