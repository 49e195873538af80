import assert from "node:assert/strict"
import { test } from "node:test"
import type { Conflict } from "#core/conflict.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import type { Case } from "#web/desk/case/case.ts"
import { toTakeOff } from "./circle.ts"

const p = (name: string) => idOf<PersonId>(name)

/** A case whose keys these people hold; a star marks who is from outside or of the board. */
function held(...names: readonly string[]): Case {
  const keys = names.map((name) => ({
    ...{ person: name.replace("*", ""), apart: name.endsWith("*"), recipient: "age1pq1" },
  }))
  return { screen: { keys } } as unknown as Case // all of a case that is looked at here
}
const close = (...names: readonly string[]) =>
  names.map((name): Conflict => ({ person: p(name), why: "manager-of", of: p("gao") }))

test("whoever is too close loses the case, their own browser included", () => {
  const one = held("noor", "sam", "orla*", "ito*")
  assert.deepEqual(toTakeOff(one, close("sam", "ito"), "noor"), [p("sam"), p("ito")])
  assert.deepEqual(toTakeOff(one, close("noor"), "noor"), [p("noor")])
})

test("where nobody from outside or of the board would be left, those keep it and the others lose it", () => {
  const one = held("noor", "sam", "orla*", "ito*")
  assert.deepEqual(toTakeOff(one, close("sam", "orla", "ito"), "noor"), [p("sam")])
  assert.deepEqual(toTakeOff(held("noor", "sam"), close("sam"), "sam"), [p("sam")])
})

test("nobody is left alone with a case by their own browser", () => {
  assert.deepEqual(toTakeOff(held("noor", "sam"), close("sam"), "noor"), [])
  assert.deepEqual(toTakeOff(held("noor*", "sam"), close("sam"), "noor"), [])
  assert.deepEqual(toTakeOff(held("noor", "sam"), close("noor", "sam"), "noor"), [])
})
