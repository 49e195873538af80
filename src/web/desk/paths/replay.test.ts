import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import type { Keyholder, Path, Tier } from "#core/path.ts"
import { tryNights } from "./nights.ts"
import { replay, type AllTargets, type Trial } from "./replay.ts"

// The content is checked at the server's start.
const { targets } = JSON.parse(
  readFileSync(new URL("../../../../content/level.json", import.meta.url), "utf8"),
) as { targets: AllTargets }

const id = (name: string) => idOf<PersonId>(name)
const person = (name: string, more: Partial<Keyholder> = {}): Keyholder => ({
  id: id(name),
  manager: null,
  unit: "",
  hr: false,
  executive: false,
  outside: false,
  board: false,
  key: true,
  tested: true,
  channels: ["voice", "email"],
  ...more,
})
const tier = (names: string[], more: Partial<Tier> = {}): Tier => ({
  name: names.join(" "),
  kind: "inside",
  waits: {},
  schedule: { kind: "list", people: names.map(id) },
  ...more,
})
const at = Date.parse("2027-08-14T02:10:00+08:00")
const people = ["amina", "wei", "ran", "tao", "sae"].map((name) => person(name))
const path: Path = {
  tiers: [tier(["amina", "wei"], { waits: { e2: 5 } }), tier(["ran", "tao"]), tier(["sae"])],
}
const run = (more: Partial<Trial> = {}, who = people, on = path) =>
  replay(on, who, { at, level: "e2", named: null, ...more }, targets)
const told = (r: ReturnType<typeof run>) =>
  r.steps.map(({ at: then, fresh }) => [(then - at) / 60_000, fresh.join(" ")])

test("with nobody named it climbs by the path's own wait, then the level's, and goes round", () => {
  const r = run()
  assert.deepEqual(told(r), [
    [0, "amina wei"],
    [5, "ran tao"],
    [35, "sae"],
    [50, ""],
  ])
  assert.equal(r.steps.at(-1)?.again.length, 5)
  assert.equal(r.nobodyFrom, null)
})

test("danger now rings two tiers at once and climbs every two minutes", () => {
  assert.deepEqual(told(run({ level: "e1" })), [
    [0, "amina wei ran tao"],
    [2, "sae"],
    [17, ""],
  ])
})

test("whoever is named is never rung, nor whoever is close to them; an emptied tier is passed at once", () => {
  const who = [person("amina", { manager: id("ran") }), ...people.slice(1)]
  const r = run({ named: id("amina") }, who)
  assert.deepEqual(told(r)[1], [5, "tao"])
  const both = run({ named: id("ran") }, [
    ...people.slice(0, 2),
    person("ran"),
    person("tao", { manager: id("ran") }),
    person("sae"),
  ])
  assert.deepEqual(told(both), [
    [0, "amina wei"],
    [5, "sae"],
    [20, ""],
  ])
  assert.deepEqual(both.steps[1]?.passed, [{ tier: 1, why: "left-out" }])
  assert.equal(both.nobodyFrom, null)
})

test("a path whose end is the one named reaches nobody new from then on", () => {
  const r = run({ named: id("sae") })
  assert.equal(((r.nobodyFrom ?? 0) - at) / 60_000, 35)
  const unready = run({}, [...people.slice(0, 4), person("sae", { tested: false })])
  assert.equal(((unready.nobodyFrom ?? 0) - at) / 60_000, 35)
})

test("an empty tier and a path without tiers are said as they are", () => {
  const r = run({}, people, { tiers: [tier(["amina"]), tier([])] })
  assert.deepEqual(r.steps[1]?.passed, [{ tier: 1, why: "empty" }])
  assert.notEqual(r.nobodyFrom, null)
  assert.deepEqual(run({}, people, { tiers: [] }), { steps: [], nobodyFrom: at })
})

test("every person on the path is tried on each of the next 35 nights, across a change of the clocks", () => {
  const now = Date.parse("2027-10-20T12:00:00Z")
  const tried = tryNights(path, people, { now, zone: "Europe/London", targets })
  assert.equal(tried.runs, 175)
  assert.deepEqual(new Set(tried.silent.map(({ named }) => named)), new Set([id("sae")]))
  assert.equal(tried.silent.length, 35)
})
