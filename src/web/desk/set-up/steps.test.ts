import assert from "node:assert/strict"
import { test } from "node:test"
import type { PathScreen, PathView } from "#wire/path.ts"
import { stepsOf, type Standing } from "./steps.ts"

const person = (name: string, more: Partial<PathScreen["people"][number]> = {}) => ({
  id: name,
  name,
  title: "",
  unit: "",
  manager: null,
  hr: false,
  executive: false,
  outside: false,
  board: false,
  key: true,
  tested: true,
  channels: ["email"],
  ...more,
})
const version = (state: PathView["state"]): PathView => ({
  id: state,
  number: 1,
  state,
  tiers: [],
  editedBy: null,
  proposedBy: null,
  signedBy: null,
  inForceAt: null,
})
const begun: Standing = {
  twoWays: true,
  ownTested: false,
  known: 1,
  path: { inForce: null, draft: null, people: [person("Noor", { tested: false })] },
  stops: () => 0,
}
const left = (standing: Standing) =>
  stepsOf(standing)
    .filter(({ done }) => !done)
    .map(({ name }) => name)

test("a system just begun has everything but its first key before it", () => {
  assert.deepEqual(left(begun), [
    "channel",
    "people",
    "holders",
    "outside",
    "tested",
    "path",
    "signed",
    "door",
  ])
})

test("the list follows what is so, and names who is untested", () => {
  const people = [person("Noor"), person("Sam", { tested: false }), person("Ito", { board: true })]
  const standing = { ...begun, ownTested: true, known: 40, path: { ...begun.path, people } }
  assert.deepEqual(left(standing), ["tested", "path", "signed", "door"])
  const tested = stepsOf(standing).find(({ name }) => name === "tested")
  assert.deepEqual(tested?.names, ["Sam"])
  const unsafe = {
    ...standing,
    stops: () => 2,
    path: { ...standing.path, draft: version("draft") },
  }
  assert.equal(stepsOf(unsafe).find(({ name }) => name === "path")?.n, 2)
})

test("only a path in force opens the door; a proposal waits for a second person", () => {
  const people = ["a", "b", "c"].map((name) => person(name, { outside: true }))
  const base = { ...begun, ownTested: true, known: 9 }
  const proposed = { ...base, path: { people, inForce: null, draft: version("proposed") } }
  assert.deepEqual(left(proposed), ["signed", "door"])
  assert.equal(stepsOf(proposed).find(({ name }) => name === "signed")?.n, 1)
  const open = { ...base, path: { people, inForce: version("in-force"), draft: null } }
  assert.deepEqual(left(open), [])
})
