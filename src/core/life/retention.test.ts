import assert from "node:assert/strict"
import { test } from "node:test"
import { decidedCase, dayMs, staffed } from "../../../test/core/life-world.ts"
import { erasesAt, withoutPeople } from "./retention.ts"
import type { Life } from "./life.ts"

const plus = (from: number, { amount, unit }: { amount: number; unit: string }) =>
  from + amount * (unit === "years" ? 365 : 30) * dayMs
const day = (life: Life) => {
  const at = erasesAt(life, plus)
  return at === null ? null : at / dayMs
}
const closed = (life: Life, more: Partial<Life> = {}): Life => ({
  ...life,
  state: "CLOSED",
  closed: 0,
  closedFrom: "MONITORING",
  ...more,
})

test("what was found is kept six years, what was not two, what belongs elsewhere half a year; an open case for ever", () => {
  const found = decidedCase().life
  assert.equal(day(found), null)
  assert.equal(day(closed(found, { hold: "RELEASED" })), 6 * 365)
  const none = staffed().life
  assert.equal(day(closed(none)), 2 * 365)
  assert.equal(day(closed(none, { closedFrom: "NOT_IN_SCOPE" })), 6 * 30)
})

test("while evidence has to be kept nothing is erased, however old it is", () => {
  for (const hold of ["ISSUED", "CONFIRMED"] as const)
    assert.equal(day(closed(staffed().life, { hold })), null)
})

test("what stays of an erased case names nobody", () => {
  const { life } = decidedCase()
  const names = ["amina", "chen", "orla", "ito", "noor", "pia", "lex", "ada"]
  assert.ok(names.some((name) => JSON.stringify(life).includes(name)))
  const left = JSON.stringify(withoutPeople(life))
  assert.deepEqual(
    names.filter((name) => left.includes(name)),
    [],
  )
})
