import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { type Circle, conflictsOf } from "./conflict.ts"
import { idOf, type PersonId } from "./ids.ts"
import type { Colleague } from "./recusal.ts"

const p = (name: string) => idOf<PersonId>(name)
const nobody: Circle = { respondent: [], witness: [], "told-not-logged": [], "must-not-see": [] }
function one(name: string, manager: string | null, more: Partial<Colleague> = {}): Colleague {
  const at = { unit: "sales", hr: false, executive: false }
  return { id: p(name), manager: manager ? p(manager) : null, ...at, ...more }
}
const staff = [
  one("chief", null, { executive: true, unit: "top" }),
  one("skip", "chief", { unit: "top" }),
  one("gao", "skip"),
  one("report", "gao"),
  one("hrbp", "chief", { hr: true }),
  one("far", "chief", { unit: "it" }),
]

test("the person named, the line above, those below and HR of the unit are in it; whoever works far away is not", () => {
  const found = conflictsOf(staff, { ...nobody, respondent: [p("gao")] })
  assert.deepEqual(
    found.map(({ person, why }) => [person, why]),
    [
      ["gao", "named"],
      ["skip", "manager-of"],
      ["report", "reports-to"],
      ["hrbp", "hr-of-unit"],
    ],
  )
})

test("a witness and whoever was told and did not log it are in it alone, and the plainest reason counts", () => {
  const circle: Circle = {
    ...nobody,
    respondent: [p("gao")],
    witness: [p("far"), p("report")],
    "told-not-logged": [p("far"), p("chief")],
  }
  const why = new Map(conflictsOf(staff, circle).map((found) => [found.person, found.why]))
  assert.equal(why.get(p("far")), "witness")
  assert.equal(why.get(p("report")), "reports-to", "being close comes before having seen it")
  assert.equal(why.get(p("chief")), "told-not-logged")
})

test("learning more never lets anybody back in", () => {
  const some = fc.uniqueArray(fc.constantFrom(...staff.map(({ id }) => id)))
  const circle = fc.record({
    respondent: some,
    witness: some,
    "told-not-logged": some,
    "must-not-see": some,
  })
  fc.assert(
    fc.property(circle, circle, (before, more) => {
      const after: Circle = {
        respondent: [...before.respondent, ...more.respondent],
        witness: [...before.witness, ...more.witness],
        "told-not-logged": [...before["told-not-logged"], ...more["told-not-logged"]],
        "must-not-see": [...before["must-not-see"], ...more["must-not-see"]],
      }
      const out = new Set(conflictsOf(staff, after).map(({ person }) => person))
      return conflictsOf(staff, before).every(({ person }) => out.has(person))
    }),
  )
})
