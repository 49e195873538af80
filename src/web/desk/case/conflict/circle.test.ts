import assert from "node:assert/strict"
import { test } from "node:test"
import type { Conflict } from "#core/conflict.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { Colleague } from "#core/recusal.ts"
import type { Failure } from "#core/life/life.ts"

// The desk's pages of one browser tell each other when one is locked; here that line would be held open.
const silent = class {
  addEventListener() {}
}
Object.assign(globalThis, { BroadcastChannel: silent })
const { toTakeOff, unloggedIn } = await import("./circle.ts")

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

/** A case with answers of the report, people whom the desk linked as told before, and failures that stand. */
function told(
  answers: Readonly<Record<string, readonly string[]>>,
  linked: readonly string[] = [],
  failures: readonly Pick<Failure, "kind" | "role">[] = [],
): Case {
  const coded = Object.entries(answers).map(([page, codes]) => [page, { codes }])
  const said = [
    { view: { room: "mailbox", kind: "report" }, form: { answers: Object.fromEntries(coded) } },
    ...linked.map((person) => ({
      view: { room: "desk", kind: "paper" },
      form: { linked: [{ person, name: person, as: "told-not-logged" }] },
    })),
  ]
  return { said, screen: { life: { failures } } } as unknown as Case // all of a case that is looked at here
}
const staff = [
  ["gao", null, {}],
  ["lin", "gao", {}],
  ["xu", null, { hr: true }],
  ["luo", null, { executive: true }],
] as const
const people = staff.map(([id, manager, more]): Colleague => ({
  ...{ id: p(id), manager: manager && p(manager), unit: "", hr: false, executive: false },
  ...more,
}))

test("whoever was told before and did not log it has a failure each, by what they are and once", () => {
  const roles = (one: Case) => unloggedIn(one, people).map(({ role, name }) => [role, name])
  assert.deepEqual(roles(told({ i04: ["me"], i16: ["other"] })), [])
  assert.deepEqual(roles(told({ i04: ["me"], i16: ["mgr", "hr"] })), [
    ["leader", null],
    ["hr", null],
  ])
  assert.deepEqual(roles(told({ i04: ["manager"], i04c: ["today"] })), [])
  assert.deepEqual(roles(told({ i04: ["manager"], i04c: ["week"] })), [["receiver", null]])
  assert.deepEqual(roles(told({}, ["gao", "lin", "xu", "luo", "gao"])), [
    ["leader", "gao"],
    ["receiver", "lin"],
    ["hr", "xu"],
    ["executive", "luo"],
  ])
  const known = [{ kind: "late-log", role: "leader" } as const]
  assert.deepEqual(roles(told({ i16: ["mgr"] }, [], known)), [])
  assert.deepEqual(roles(told({ i16: ["mgr"] }, ["gao"], known)), [], "the same manager, by name")
  const other = [{ kind: "obstruction", role: "leader" } as const]
  assert.deepEqual(roles(told({}, ["gao"], other)), [["leader", "gao"]])
})
