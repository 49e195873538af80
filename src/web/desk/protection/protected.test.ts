import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { idOf, type PersonId } from "#core/ids.ts"
import { sameName, tooClose, type Someone } from "./directory.ts"
import { matchesOf, type ProtectedPerson } from "./match.ts"

const [lin, zhao] = [
  idOf<PersonId>("11111111-1111-4111-8111-111111111111"),
  idOf<PersonId>("22222222-2222-4222-8222-222222222222"),
]
const named = (said: string, person: string | null = null): ProtectedPerson => ({
  id: "case",
  as: "witness",
  person,
  said,
})
const found = (name: string, person: PersonId | null, ...people: ProtectedPerson[]) =>
  matchesOf({ name, person }, people).map(({ sure }) => sure)

test("a person is found by id, else by exactly the name, however it is spaced and accented", () => {
  assert.deepEqual(found("Lin Yao", lin, named("Yao Lin", lin)), [true])
  assert.deepEqual(found("Lin Yao", lin, named("Lin Yao", zhao)), [], "two people of one name")
  assert.deepEqual(found("lin  yáo ", lin, named("Lin Yao")), [true])
  assert.deepEqual(found("Lin Yao", null, named("Lin Yao", lin)), [true])
  assert.deepEqual(found("林瑶", null, named(" 林瑶")), [true])
  assert.deepEqual(found("Lin Yao", lin, named("Lin Yang")), [])
})

test("a name within other words may be the person; a part of a longer word is not", () => {
  assert.deepEqual(found("Lin Yao", null, named("my friend Lin Yao, from buying")), [false])
  assert.deepEqual(found("林瑶", null, named("采购部的林瑶看到了")), [false])
  assert.deepEqual(found("Ann", null, named("Joanna saw it")), [])
  assert.deepEqual(found("A", null, named("a friend")), [])
  assert.deepEqual(found("", null, named("")), [])
})

test("each case and reason stands there once, the surest first", () => {
  const twice = matchesOf({ name: "Lin Yao", person: null }, [
    named("Lin Yao from buying"),
    named("Lin Yao"),
    { ...named("Lin Yao"), as: "reporter" },
  ])
  assert.deepEqual(
    twice.map(({ as, sure }) => [as, sure]),
    [
      ["witness", true],
      ["reporter", true],
    ],
  )
})

test("every name is itself, and no name is the empty one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      assert.equal(sameName(name, ` ${name} `), sameName(name, name))
      assert.ok(!sameName(name, ""))
    }),
  )
})

test("whoever is close to the person is not asked; for a typed name everybody called that counts", () => {
  const one = (id: PersonId, name: string, manager: PersonId | null): Someone => ({
    ...{ id, name, manager, title: "", unit: "", hr: false, executive: false },
  })
  const people = [one(lin, "Lin Yao", zhao), one(zhao, "Zhao Min", null)]
  const all = [lin, zhao].toSorted()
  assert.deepEqual([...tooClose(people, { person: lin, name: "Lin Yao" })].toSorted(), all)
  assert.deepEqual([...tooClose(people, { person: null, name: "lin yao" })].toSorted(), all)
  assert.deepEqual([...tooClose(people, { person: null, name: "Nobody" })], [])
  const gone = idOf<PersonId>("33333333-3333-4333-8333-333333333333")
  assert.deepEqual([...tooClose(people, { person: gone, name: "Gone" })], [gone])
})
