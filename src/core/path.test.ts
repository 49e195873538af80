import assert from "node:assert/strict"
import { test } from "node:test"
import rules from "#content/level.json" with { type: "json" }
import { idOf, type PersonId } from "./ids.ts"
import type { LevelRules } from "./level.ts"
import {
  checkPath,
  lineOf,
  mostOnPath,
  stopping,
  type Keyholder,
  type Path,
  type Tier,
} from "./path.ts"
import type { Rotation } from "./roster.ts"

const { targets } = rules as LevelRules // level.test.ts checks its closed words
const now = Temporal.Instant.from("2026-10-05T00:00Z")
const p = (name: string) => idOf<PersonId>(name)
const keyholder = (name: string, more: Partial<Keyholder> = {}): Keyholder => ({
  id: p(name),
  manager: null,
  unit: "",
  hr: false,
  executive: false,
  outside: false,
  board: false,
  key: true,
  tested: true,
  channels: ["voice", "sms"],
  ...more,
})
const people = [
  keyholder("chief", { executive: true }),
  keyholder("amina", { manager: p("su") }),
  keyholder("chen", { manager: p("su") }),
  keyholder("su", { manager: p("chief") }),
  keyholder("ren", { manager: p("chief") }),
  keyholder("orla", { outside: true, unit: "Finch & Co" }),
  keyholder("ito", { board: true }),
]
const tier = (names: string[], more: Partial<Tier> = {}): Tier => ({
  name: "Tier",
  kind: "inside",
  waits: {},
  schedule: { kind: "list", people: names.map(p) },
  ...more,
})
const outside = tier(["orla"], { kind: "outside" })
const board = tier(["ito"], { kind: "board" })
const sound: Path = { tiers: [tier(["amina", "chen"]), tier(["su", "ren"]), outside, board] }
const faults = (path: Path, cast = people) => checkPath(path, cast, { now, targets })
const codes = (path: Path, cast = people) => faults(path, cast).map((f) => f.code)
const stops = (path: Path, cast = people) => codes(path, cast).filter((code) => stopping[code])
const but = (name: string, more: Partial<Keyholder>) =>
  people.map((one) => (one.id === name ? { ...one, ...more } : one))

test("a sound path may be signed; one-person tiers are only said", () => {
  assert.deepEqual(faults(sound), [
    { code: "one-person", tier: 2, person: "orla" },
    { code: "one-person", tier: 3, person: "ito" },
  ])
  assert.deepEqual(stops(sound), [])
})

test("a path holds as many people as a reporter's roster has room for, each counted once", () => {
  const crowd = (n: number) => Array.from({ length: n }, (_, i) => `p${i}`)
  const cast = [...people, ...crowd(mostOnPath).map((name) => keyholder(name))]
  const room = mostOnPath - 2 // orla and ito stand on it too
  const full: Path = { tiers: [tier(crowd(room)), tier(crowd(4)), outside, board] }
  assert.ok(!codes(full, cast).includes("too-many"))
  const over: Path = { tiers: [tier(crowd(room + 1)), tier(crowd(4)), outside, board] }
  assert.deepEqual(
    faults(over, cast).filter((f) => f.code === "too-many"),
    [{ code: "too-many", people: mostOnPath + 1, most: mostOnPath }],
  )
  assert.ok(stops(over, cast).includes("too-many"), "it keeps the path from being signed")
})

test("no tiers, an empty tier, somebody unknown, somebody without a key, somebody untested", () => {
  assert.deepEqual(faults({ tiers: [] }), [{ code: "no-tiers" }])
  assert.deepEqual(stops({ tiers: [...sound.tiers.slice(0, 1), tier([]), outside] }), [
    "empty-tier",
  ])
  assert.deepEqual(stops({ tiers: [tier(["amina", "nobody", "chen"]), outside] }), [
    "unknown-person",
  ])
  assert.deepEqual(stops(sound, but("ren", { key: false })), ["no-key"])
  assert.deepEqual(codes(sound, but("ren", { tested: false }))[0], "untested")
  assert.deepEqual(stops(sound, but("ren", { channels: [] })), [])
})

test("three people who can be reached, in two reporting lines", () => {
  const few = faults({ tiers: [tier(["amina"]), outside] })
  assert.deepEqual(
    few.filter((f) => f.code === "too-few-reachable"),
    [{ code: "too-few-reachable", reachable: 2, needed: 3 }],
  )
  const asleep = people.map((one) =>
    ["ren", "orla", "ito"].includes(one.id) ? { ...one, tested: false } : one,
  )
  assert.ok(stops(sound, asleep).includes("one-line"))
  assert.ok(!stops(sound, asleep).includes("too-few-reachable"))
})

test("a line is the topmost manager below the chief executive", () => {
  const byId = new Map(people.map((one) => [one.id, one]))
  const line = (name: string) => {
    const one = byId.get(p(name))
    assert.ok(one)
    return lineOf(byId, one)
  }
  assert.equal(line("amina"), "su")
  assert.equal(line("su"), "su")
  assert.equal(line("ren"), "ren")
  assert.equal(line("chief"), "chief")
  assert.equal(line("orla"), "outside Finch & Co")
  assert.equal(line("ito"), "board")
  assert.equal(lineOf(byId, keyholder("x", { manager: p("gone") })), "gone")
  const circle = [keyholder("a", { manager: p("b") }), keyholder("b", { manager: p("a") })]
  const round = new Map(circle.map((one) => [one.id, one]))
  assert.deepEqual(
    circle.map((one) => lineOf(round, one)),
    ["a", "a"],
  )
})

test("somebody outside or the board comes last, can be reached, by voice or in two ways", () => {
  assert.deepEqual(stops({ tiers: [outside, tier(["amina", "chen"])] }), ["last-inside"])
  assert.deepEqual(stops(sound, but("ito", { tested: false })), ["last-unreachable"])
  assert.deepEqual(stops(sound, but("ito", { channels: ["push"] })), ["one-way"])
  assert.deepEqual(stops(sound, but("ito", { channels: ["push", "push"] })), ["one-way"])
  assert.deepEqual(stops(sound, but("ito", { channels: ["push", "email"] })), [])
  assert.deepEqual(stops(sound, but("ito", { channels: ["voice"] })), [])
  assert.deepEqual(
    stops({ tiers: [tier(["chen", "ren"]), tier(["amina"], { kind: "outside" })] }),
    ["not-outside"],
  )
  assert.deepEqual(stops({ tiers: [tier(["chen", "ren"]), tier(["orla"], { kind: "board" })] }), [
    "not-board",
  ])
})

test("nobody is the only one at two tiers that follow each other, by list or by turn", () => {
  assert.deepEqual(stops({ tiers: [tier(["su"]), tier(["su"]), tier(["ren"]), outside] }), [
    "alone-twice",
  ])
  assert.deepEqual(stops({ tiers: [tier(["su"]), tier(["su", "ren"]), outside] }), [])
  const turns = (first: string, second: string): Rotation => ({
    kind: "rotation",
    zone: "Asia/Shanghai",
    anchor: "2026-10-05",
    handoverDay: 1,
    handoverTime: "09:00",
    turns: [[p(first)], [p(second)]],
    overrides: [],
  })
  const both = (one: Rotation, two: Rotation) =>
    stops({ tiers: [tier([], { schedule: one }), tier([], { schedule: two }), outside] })
  assert.deepEqual(both(turns("su", "ren"), turns("ren", "su")), [])
  assert.deepEqual(both(turns("su", "ren"), turns("ren", "ren")), ["alone-twice"])
})

test("a wait may be shorter than the level's opening time and never longer", () => {
  const waits = (more: Tier["waits"]) =>
    faults({
      tiers: [tier(["amina", "chen"], { waits: more }), tier(["su", "ren"]), outside],
    }).filter((f) => f.code === "wait-too-long")
  assert.deepEqual(waits({ e2: 30, e3: 240, e4: 1440, r: 240 }), [])
  assert.deepEqual(waits({ e2: 31, e4: 1441 }), [
    { code: "wait-too-long", tier: 0, level: "e2", minutes: 31, most: 30 },
    { code: "wait-too-long", tier: 0, level: "e4", minutes: 1441, most: 1440 },
  ])
})

test("a hole in the next 35 days is found, with its hours", () => {
  const hole = { from: "2026-10-20T00:00:00Z", to: "2026-10-21T12:00:00Z" }
  const schedule = (from: string, to: string): Rotation => ({
    kind: "rotation",
    zone: "Asia/Shanghai",
    anchor: "2026-10-05",
    handoverDay: 1,
    handoverTime: "09:00",
    turns: [[p("su")]],
    overrides: [{ from, to, kind: "remove", person: p("su") }],
  })
  const path = (s: Rotation): Path => ({
    tiers: [tier([], { schedule: s }), tier(["amina", "ren"]), outside],
  })
  assert.deepEqual(
    faults(path(schedule(hole.from, hole.to))).filter((f) => stopping[f.code]),
    [
      {
        code: "hole",
        tier: 0,
        from: Temporal.Instant.from(hole.from),
        to: Temporal.Instant.from(hole.to),
      },
    ],
  )
  assert.deepEqual(stops(path(schedule("2026-12-20T00:00:00Z", "2026-12-21T00:00:00Z"))), [])
})

test("an empty tier for somebody outside, and a board with one channel, cannot be signed", () => {
  const path: Path = {
    tiers: [
      tier(["amina", "chen"]),
      tier(["su"]),
      tier(["ren"]),
      tier([], { kind: "outside" }),
      board,
    ],
  }
  assert.deepEqual(stops(path, but("ito", { channels: ["app"] })), ["empty-tier", "one-way"])
})
