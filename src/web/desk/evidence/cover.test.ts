import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import {
  boxBetween,
  cover,
  covered,
  everywhere,
  inside,
  keyed,
  merged,
  type Passage,
} from "./cover.ts"

const size = { width: 640, height: 480 }
const number = fc.integer({ min: -100, max: 800 })
const passages = (length: number) =>
  fc.array(
    fc
      .tuple(fc.nat(length), fc.nat(length))
      .map(([a, b]): Passage => [Math.min(a, b), Math.max(a, b)]),
  )

test("a box lies on the picture, however it was drawn and whatever key was pressed", () => {
  const key = fc.record({
    key: fc.constantFrom("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "a"),
    shiftKey: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.tuple(number, number), fc.tuple(number, number), fc.array(key), (a, b, keys) => {
      let box = boxBetween(a, b, size)
      for (const pressed of keys) box = keyed(box, pressed, size) ?? box
      assert.ok(box.x >= 0 && box.y >= 0 && box.w > 0 && box.h > 0)
      assert.ok(box.x + box.w <= size.width && box.y + box.h <= size.height)
      assert.deepEqual(inside(box, size), box)
    }),
  )
})

test("a box covers every pixel it touches", () => {
  assert.deepEqual(boxBetween([10.7, 20.2], [30.1, 40.9], size), { x: 10, y: 20, w: 21, h: 21 })
  assert.deepEqual(boxBetween([30.1, 40.9], [10.7, 20.2], size), { x: 10, y: 20, w: 21, h: 21 })
})

test("no letter of a covered passage is left, and no other letter is gone", () => {
  const text = Array.from({ length: 60 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join("")
  fc.assert(
    fc.property(passages(60), (chosen) => {
      const left = covered(text, chosen).replaceAll(cover, "")
      const kept = [...text].filter((_, at) => !chosen.some(([from, to]) => at >= from && at < to))
      assert.equal(left, kept.join(""))
    }),
  )
})

test("a cover is as long for a name as for a sentence, and passages that touch are one", () => {
  assert.equal(covered("Ma Jun came", [[0, 6]]), `${cover} came`)
  assert.equal(
    covered("Ma Jun came", [
      [0, 2],
      [2, 6],
      [1, 3],
    ]),
    `${cover} came`,
  )
  assert.deepEqual(
    merged([
      [5, 9],
      [1, 5],
      [3, 3],
    ]),
    [[1, 9]],
  )
})

test("the same words are found everywhere, as words and not as a pattern", () => {
  assert.equal(
    covered("Ma Jun, MA JUN, Majun", everywhere("Ma Jun, MA JUN, Majun", " ma jun ")),
    `${cover}, ${cover}, Majun`,
  )
  assert.deepEqual(everywhere("a.b axb", "a.b"), [[0, 3]])
  assert.deepEqual(everywhere("马军 和 马军", "马军"), [
    [0, 2],
    [5, 7],
  ])
  assert.deepEqual(everywhere("x", "  "), [])
})
