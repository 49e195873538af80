import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { idOf, type PersonId } from "./ids.ts"
import { closure, managersAbove, type Colleague } from "./recusal.ts"

const id = (name: string) => idOf<PersonId>(name)
const row = (name: string, manager: string | null, unit = "", flags = ""): Colleague => ({
  id: id(name),
  manager: manager === null ? null : id(manager),
  unit,
  hr: flags.includes("hr"),
  executive: flags.includes("exec"),
})
/** The chief; two who report to her; a shop with its head, its manager and its people. */
const company = [
  row("chief", null, "", "exec"),
  row("sales", "chief", "sales", "exec"),
  row("finance", "chief", "finance", "exec"),
  row("people", "chief", "people", "hr"),
  row("luo", "sales", "shops"),
  row("ma", "luo", "shops"),
  row("gao", "ma", "shops"),
  row("rui", "gao", "shops"),
  row("lin", "ma", "shops"),
  row("xu", "people", "shops", "hr"),
  row("yan", "people", "people", "hr"),
  row("solo", "luo", ""),
]
const left = (named: string[], mustNot: string[] = []) =>
  closure(company, named.map(id), mustNot.map(id)).map((e) => `${e.person} ${e.why} ${e.of}`)

test("whoever is close at work to the person named gets no key, each for one reason", () => {
  assert.deepEqual(left(["gao"]), [
    "gao named gao",
    "ma manager-of gao",
    "luo manager-of gao",
    "sales manager-of gao",
    "rui reports-to gao",
    "xu hr-of-unit gao",
  ])
})

test("the head of the unit is left out also when not above", () => {
  const matrix = [
    row("a", null),
    row("b", "a", "shops"),
    row("c", "b", "shops"),
    row("d", "a", "shops"),
  ]
  assert.deepEqual(
    closure(matrix, [id("d")]).map((e) => `${e.person} ${e.why}`),
    ["d named", "a manager-of", "b leads-unit"],
  )
})

test("the chief executive is spared unless they are the direct manager; then no executive sees it", () => {
  assert.ok(!left(["gao"]).some((line) => line.startsWith("chief")))
  assert.deepEqual(left(["finance"]), [
    "finance named finance",
    "chief manager-of finance",
    "sales fellow-executive finance",
  ])
  assert.deepEqual(
    left(["people"]).filter((line) => line.includes("executive")),
    ["sales fellow-executive people", "finance fellow-executive people"],
  )
})

test("somebody at the top who is not marked as an executive is not spared", () => {
  const flat = [row("top", null), row("mid", "top"), row("low", "mid")]
  assert.deepEqual(managersAbove(new Map(flat.map((p) => [p.id, p])), id("low")), [
    id("mid"),
    id("top"),
  ])
})

test("who leads HR is judged by no executive, wherever HR stands", () => {
  const firm = [
    row("boss", null, "", "exec"),
    row("coo", "boss", "", "exec"),
    row("hr-head", "coo", "", "hr"),
    row("hr-one", "hr-head", "", "hr"),
    row("cfo", "boss", "", "exec"),
  ]
  const out = (name: string) => closure(firm, [id(name)]).map((e) => `${e.person} ${e.why}`)
  assert.deepEqual(out("hr-head"), [
    "hr-head named",
    "coo manager-of",
    "boss fellow-executive",
    "hr-one reports-to",
    "cfo fellow-executive",
  ])
  assert.deepEqual(out("hr-one"), ["hr-one named", "hr-head manager-of", "coo manager-of"])
})

test("in a circle nobody is their own manager", () => {
  const round = [row("a", "b"), row("b", "a")]
  assert.deepEqual(managersAbove(new Map(round.map((one) => [one.id, one])), id("a")), [id("b")])
})

test("whoever must not see it is left out with those close to them", () => {
  assert.deepEqual(left(["rui"], ["lin"]).slice(0, 2), ["rui named rui", "lin must-not-see lin"])
  assert.ok(left([], ["gao"]).includes("rui reports-to gao"))
  assert.ok(left(["gao"], ["gao"]).includes("gao named gao"))
})

test("a name the directory does not know is left out alone; an unknown unit is nobody's", () => {
  assert.deepEqual(left(["a stranger"]), ["a stranger named a stranger"])
  assert.deepEqual(left(["solo"]).slice(1), ["luo manager-of solo", "sales manager-of solo"])
})

const companies = fc.integer({ min: 1, max: 30 }).chain((n) =>
  fc.array(
    fc.record({
      manager: fc.option(fc.integer({ min: 0, max: n - 1 })),
      unit: fc.constantFrom("", "a", "b"),
      hr: fc.boolean(),
      executive: fc.boolean(),
    }),
    { minLength: n, maxLength: n },
  ),
)

test("in any company, circles and all: named, direct manager, reports and HR of the unit are always left out, once", () => {
  fc.assert(
    fc.property(companies, fc.nat(), (drawn, at) => {
      const people = drawn.map((p, i): Colleague => ({
        ...p,
        id: id(`p${i}`),
        manager: p.manager === null ? null : id(`p${p.manager}`),
      }))
      const named = people[at % people.length]
      assert.ok(named)
      const out = closure(people, [named.id])
      const gone = new Set(out.map((e) => e.person))
      assert.equal(gone.size, out.length)
      assert.equal(out[0]?.why, "named")
      if (named.manager) assert.ok(gone.has(named.manager))
      for (const other of people) {
        if (other.manager === named.id) assert.ok(gone.has(other.id))
        if (named.unit && other.unit === named.unit && other.hr) assert.ok(gone.has(other.id))
      }
      // More names never give a key back.
      const more = new Set(
        closure(
          people,
          people.slice(0, 2).map((p) => p.id),
          [named.id],
        ).map((e) => e.person),
      )
      for (const person of gone) assert.ok(more.has(person))
    }),
  )
})
