import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { comparable, comparableName, comparableNumber, isBirthday, isDay } from "./identity.ts"

const born = "1985-03-09"
const of = (family: string, given: string, number?: string): string =>
  JSON.stringify(comparable({ family, given, born, number }))

test("the same person, however it was typed", () => {
  const same: [[string, string], [string, string]][] = [
    [
      ["Wang", "Wei"],
      ["wei", "WANG"],
    ],
    [
      ["García Márquez", "José"],
      ["Garcia-Marquez", "Jose"],
    ],
    [
      ["O'Neill", "Seán"],
      ["O’NEILL", " sean "],
    ],
    [
      ["欧阳", "修"],
      ["欧", "阳修"],
    ],
    [
      ["欧阳 修", "文"],
      ["欧阳", "修 文"],
    ],
    [
      ["李", "明"],
      ["明", "李"],
    ],
    [
      ["Ｌｉ", "Ｍｉｎｇ"],
      ["LI", "MING"],
    ],
    [
      ["Ou yang", "Xiu"],
      ["Ouyang", "Xiu"],
    ],
    [
      ["Weiß", "Jörg"],
      ["WEISS", "JÖRG"],
    ],
    [
      ["Nguyễn", "Thị Hà"],
      ["nguyen", "thi ha"],
    ],
  ]
  for (const [one, other] of same) assert.equal(of(...one), of(...other), one.join(" "))
})

test("somebody else is somebody else", () => {
  const different: [[string, string], [string, string]][] = [
    [
      ["Wang", "Wei"],
      ["Wang", "Wen"],
    ],
    [
      ["Wang", "Wei"],
      ["Wan", "Gwei"],
    ],
    [
      ["王", "伟"],
      ["王", "玮"],
    ],
    [
      ["王", "伟"],
      ["Wang", "Wei"],
    ],
    [
      ["कि", "राम"],
      ["का", "राम"],
    ],
    [
      ["Ann", "Lee"],
      ["Anne", "Lee"],
    ],
  ]
  for (const [one, other] of different) assert.notEqual(of(...one), of(...other), one.join(" "))
  assert.notDeepEqual(
    comparable({ family: "Wang", given: "Wei", born }),
    comparable({ family: "Wang", given: "Wei", born: "1985-03-10" }),
  )
  assert.notEqual(of("Wang", "Wei"), of("Wang", "Wei", "110101198503090011"))
  assert.equal(
    of("Wang", "Wei", "110101 19850309 001x"),
    of("Wei", "Wang", "１１０１０１19850309001X"),
  )
})

test("a name without a letter is no name, and a number without enough signs shows it", () => {
  for (const none of ["", "  ", "-", "’", "\u200d", "·", "´"])
    assert.equal(comparableName(none), "")
  assert.equal(comparableNumber("A-12 / 3"), "a123")
})

test("a day of birth is a day of the calendar, since 1900 and not to come", () => {
  const today = "2027-08-12"
  for (const good of ["1900-01-01", "1984-02-29", today]) assert.ok(isBirthday(good, today), good)
  for (const bad of [
    "1899-12-31",
    "2027-08-13",
    "1985-02-29",
    "1985-13-01",
    "1985-3-9",
    "9 March 1985",
    "",
  ])
    assert.ok(!isBirthday(bad, today), bad)
  assert.ok(!isDay("0000-00-00"))
})

const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 })

test("law: which name stands first, capitals and what is between letters make no difference", () => {
  fc.assert(
    fc.property(name, name, (family, given) => {
      assert.equal(of(family, given), of(given, family))
      assert.equal(of(family, given), of(` ${family} - `, given.normalize("NFD")))
      assert.equal(of(family, given), of(family.normalize("NFC"), `${given}\u2019`))
    }),
  )
})

test("law: comparing what was made comparable changes nothing more", () => {
  fc.assert(
    fc.property(name, (typed) => {
      const once = comparableName(typed)
      assert.equal(comparableName(once), once)
      const number = comparableNumber(typed)
      assert.equal(comparableNumber(number), number)
    }),
  )
})

test("law: a name in Han characters is one name, wherever it is divided", () => {
  const han = fc.string({
    unit: fc.constantFrom(..."王李张欧阳司马明伟芳修"),
    minLength: 2,
    maxLength: 5,
  })
  fc.assert(
    fc.property(han, fc.nat(), fc.nat(), (whole, one, other) => {
      const divided = (at: number): [string, string] => {
        const cut = 1 + (at % ([...whole].length - 1))
        return [whole.slice(0, cut), whole.slice(cut)]
      }
      assert.equal(of(...divided(one)), of(...divided(other)))
    }),
  )
})
