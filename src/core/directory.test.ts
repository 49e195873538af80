import assert from "node:assert/strict"
import { test } from "node:test"
import { fold, searchDirectory, type Listed } from "./directory.ts"
import { idOf, type PersonId } from "./ids.ts"

const person = (name: string, more: Partial<Listed> = {}): Listed => ({
  id: idOf<PersonId>(name),
  name,
  ...more,
})
const people = [
  person("Ana Núñez", { title: "Nurse", unit: "Clinic" }),
  person("Nuno Dias"),
  person("Søren Øst"),
  person("王伟", { pinyin: "wáng wěi", title: "店长" }),
  person("Wang Xiu"),
  person("Anna-Maria Groß", { unit: "Finance" }),
  person("Susanna Lee"),
  person("김민준"),
]
const found = (query: string) => searchDirectory(people, query).map((p) => p.name)

test("names are found without accents, in any case, by any of their words", () => {
  assert.deepEqual(found("NUN"), ["Nuno Dias", "Ana Núñez"])
  assert.deepEqual(found("núñe"), ["Ana Núñez"])
  assert.deepEqual(found("soren ost"), ["Søren Øst"])
  assert.deepEqual(found("gross"), ["Anna-Maria Groß"])
  assert.deepEqual(found("maria"), ["Anna-Maria Groß"])
  assert.deepEqual(found("lee sus"), ["Susanna Lee"])
})

test("what begins so comes before what contains it", () => {
  assert.deepEqual(found("an"), ["Ana Núñez", "Anna-Maria Groß", "Wang Xiu", "Susanna Lee"])
})

test("Chinese names are found by their characters and by how they are read", () => {
  for (const query of ["王", "伟", "wangwei", "wang w", "ww", "WáNG"])
    assert.ok(found(query).includes("王伟"), query)
  assert.deepEqual(found("wang"), ["Wang Xiu", "王伟"])
  assert.deepEqual(found("김민"), ["김민준"])
})

test("post and unit come last; nothing typed finds nobody; brackets are only letters", () => {
  assert.deepEqual(found("clin"), ["Ana Núñez"])
  assert.deepEqual(found("  "), [])
  assert.deepEqual(found("(.*"), [])
  assert.equal(fold("ＡＢＣ İi"), "abc ii")
})

test("ten thousand people are searched, and no more than twenty are shown", () => {
  const first = ["Ana", "José", "Wang", "Priya", "Søren", "李", "Chloë", "Omar", "Kateřina", "John"]
  const crowd = Array.from({ length: 10_000 }, (_, i) =>
    person(`${first[i % 10]} ${first[(i * 7 + 3) % 10]}ov ${i}`, {
      title: "Sales",
      unit: `Shop ${i % 40}`,
      pinyin: i % 5 ? undefined : "li na",
    }),
  )
  for (const query of ["joh", "li na", "chloe", "shop 7"]) {
    const found = searchDirectory(crowd, query)
    assert.equal(found.length, 20, query)
  }
  assert.deepEqual(searchDirectory(crowd, "zzz"), [])
})
