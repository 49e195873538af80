import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import rules from "#content/level.json" with { type: "json" }
import type { Calendar } from "./calendar.ts"
import { idOf, type PersonId } from "./ids.ts"
import { levels, type LevelRules } from "./level.ts"
import type { Keyholder, Path, Tier } from "./path.ts"
import { replay, tryAll, type Silence } from "./rehearsal.ts"
import { closure } from "./recusal.ts"

const { targets } = rules as LevelRules // level.test.ts checks its closed words
const calendar: Calendar = { zone: "Asia/Shanghai", weekend: [6, 7], holidays: new Set() }
const at = Temporal.Instant.from("2027-08-13T18:10:00Z")
const p = (name: string) => idOf<PersonId>(name)
const keyholder = (name: string, more: Partial<Keyholder> = {}): Keyholder => ({
  id: p(name),
  manager: p("chief"),
  unit: "",
  hr: false,
  executive: false,
  outside: false,
  board: false,
  key: true,
  tested: true,
  channels: ["voice", "app"],
  ...more,
})
const people = [
  keyholder("chief", { executive: true, manager: null, key: false }),
  keyholder("amina", { manager: p("su") }),
  keyholder("chen", { manager: p("su") }),
  keyholder("su"),
  keyholder("ren"),
  keyholder("xu", { tested: false }),
  keyholder("orla", { outside: true, manager: null }),
  keyholder("ito", { board: true, manager: null }),
]
const tier = (names: string[], more: Partial<Tier> = {}): Tier => ({
  name: "",
  kind: "inside",
  waits: {},
  schedule: { kind: "list", people: names.map(p) },
  ...more,
})
const path: Path = {
  tiers: [
    tier(["amina", "chen"]),
    tier(["su"]),
    tier(["ren", "xu"]),
    tier(["orla"], { kind: "outside" }),
    tier(["ito"], { kind: "board" }),
  ],
}
const told = (more: Partial<Silence> = {}, on = path, cast = people) =>
  replay(on, cast, { at, level: "e2", named: [], targets, calendar, ...more }).map(
    (s) =>
      `${s.again ? "again " : ""}+${s.after / 60} ${s.fresh.join(",")}${s.passed.map((x) => ` passed ${x.tier}`).join("")}`,
  )

test("at e2 each tier waits the opening time; then all ring for ever", () => {
  assert.deepEqual(told(), [
    "+0 amina,chen",
    "+30 su",
    "+60 ren,xu",
    "+90 orla",
    "+120 ito",
    "again +135 ",
  ])
})

test("e1 rings tiers one and two together, then a tier every two minutes", () => {
  assert.deepEqual(told({ level: "e1" }), [
    "+0 amina,chen,su",
    "+2 ren,xu",
    "+4 orla",
    "+6 ito",
    "again +21 ",
  ])
})

test("e4 waits whole working days, and the round is once a working day", () => {
  const [, second, third] = replay(path, people, { at, level: "e4", named: [], targets, calendar })
  assert.equal(at.toZonedDateTimeISO("Asia/Shanghai").dayOfWeek, 6)
  assert.equal(
    second?.at.toZonedDateTimeISO("Asia/Shanghai").toPlainDateTime().toString(),
    "2027-08-17T00:00:00",
  )
  assert.equal(
    third?.at.toZonedDateTimeISO("Asia/Shanghai").toPlainDateTime().toString(),
    "2027-08-18T00:00:00",
  )
})

test("a path's own shorter waits count, and never at e1", () => {
  const quick: Path = {
    tiers: path.tiers.map((t, i) => (i === 0 ? { ...t, waits: { e2: 5, r: 7 } } : t)),
  }
  assert.equal(told({}, quick)[1], "+5 su")
  assert.equal(told({ level: "r" }, quick)[1], "+7 su")
  assert.equal(told({ level: "e1" }, quick)[1], "+2 ren,xu")
  const slow: Path = { tiers: path.tiers.map((t) => ({ ...t, waits: { e2: 45 } })) }
  assert.equal(told({}, slow)[1], "+30 su")
})

test("whoever is named is not rung, nor who is close to them; an emptied tier is gone past at once", () => {
  assert.deepEqual(told({ named: [p("su")] }), [
    "+0 ren,xu passed 0 passed 1",
    "+30 orla",
    "+60 ito",
    "again +75 ",
  ])
  assert.deepEqual(told({ mustNotSee: [p("orla"), p("ito")] }).slice(3), [
    "+90  passed 3 passed 4",
    "again +105 ",
  ])
  assert.deepEqual(told({ level: "r", protection: [p("ren")] })[0], "+0 ren")
})

test("everybody rung before is rung again, and whoever cannot be counted on is said", () => {
  const steps = replay(path, people, { at, level: "e2", named: [p("amina")], targets, calendar })
  assert.deepEqual(steps[1]?.rung, ["chen", "ren", "xu"])
  assert.deepEqual(steps[1]?.unreachable, ["xu"])
  assert.equal(steps.at(-1)?.rung.length, 5)
})

test("an empty path is silence", () => {
  assert.deepEqual(told({}, { tiers: [] }), [])
})

test("every person named on every night: a sound path always ends outside or with the board", () => {
  const tried = tryAll(path, people, { from: at, targets, calendar })
  assert.equal(tried.runs, 7 * 35)
  assert.deepEqual(tried.silent, [])
})

test("a path whose only end outside is named, or cannot be reached, is silent, and says from when", () => {
  const short: Path = { tiers: [...path.tiers.slice(0, 3), tier(["orla"], { kind: "outside" })] }
  const tried = tryAll(short, people, { from: at, targets, calendar, nights: 2 })
  assert.deepEqual(
    tried.silent.map((s) => `${s.night.toString()} ${s.named} ${s.reachesNobodyNewFrom}`),
    ["2027-08-13T18:10:00Z orla 3600", "2027-08-14T18:10:00Z orla 3600"],
  )
  const asleep = people.map((one) => (one.id === "orla" ? { ...one, tested: false } : one))
  assert.equal(tryAll(short, asleep, { from: at, targets, calendar, nights: 2 }).silent.length, 12)
  const alone: Path = { tiers: [tier(["su"])] }
  assert.deepEqual(
    tryAll(alone, people, { from: at, targets, calendar, nights: 1 }).silent[0]
      ?.reachesNobodyNewFrom,
    null,
  )
})

test("ten keyholders are tried as the one named on each of 35 nights", () => {
  const names = Array.from({ length: 8 }, (_, i) => `k${i}`)
  const cast = [...names.map((n) => keyholder(n)), ...people]
  const turns = (some: string[]) => ({
    kind: "rotation" as const,
    zone: "America/Chicago",
    anchor: "2027-01-04",
    handoverDay: 1,
    handoverTime: "09:00",
    turns: some.map((n) => [p(n)]),
    overrides: [],
  })
  const long: Path = {
    tiers: [
      tier([], { schedule: turns(names.slice(0, 4)) }),
      tier([], { schedule: turns(names.slice(2, 6)) }),
      tier([], { schedule: turns(names.slice(4)) }),
      ...path.tiers.slice(3),
    ],
  }
  const { runs } = tryAll(long, cast, { from: at, targets, calendar })
  assert.equal(runs, 350)
})

const casts = fc.array(
  fc.record({
    kind: fc.constantFrom("inside", "outside", "board"),
    key: fc.boolean(),
    tested: fc.boolean(),
    manager: fc.option(fc.integer({ min: 0, max: 9 })),
  }),
  { minLength: 10, maxLength: 10 },
)
const ladders = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 5,
})

test("in any rehearsal: nobody left out is rung, nobody is ever dropped, it climbs within the level's wait and ends at the top", () => {
  fc.assert(
    fc.property(
      casts,
      ladders,
      fc.constantFrom(...levels),
      fc.integer({ min: 0, max: 9 }),
      (drawn, rungs, level, who) => {
        const cast = drawn.map((d, i) =>
          keyholder(`p${i}`, {
            key: d.key,
            tested: d.tested,
            outside: d.kind === "outside",
            board: d.kind === "board",
            manager: d.manager === null ? null : p(`p${d.manager}`),
          }),
        )
        const tiers = rungs.map((names) => tier(names.map((n) => `p${n}`)))
        const named = [p(`p${who}`)]
        const out = new Set(closure(cast, named).map((e) => e.person))
        const steps = replay({ tiers }, cast, { at, level, named, targets, calendar })
        assert.ok(steps.at(-1)?.again && steps.filter((s) => s.again).length === 1)
        assert.equal(steps.at(-1)?.tier, tiers.length - 1)
        steps.forEach((s, i) => {
          assert.ok(
            s.rung.every((person) => !out.has(person) && cast.find((c) => c.id === person)?.key),
          )
          const before = steps[i - 1]
          if (before)
            assert.ok(
              s.after > before.after && before.rung.every((person) => s.rung.includes(person)),
            )
        })
        const everyone = new Set(
          rungs
            .flat()
            .map((n) => p(`p${n}`))
            .filter((person) => !out.has(person) && cast.find((c) => c.id === person)?.key),
        )
        assert.deepEqual(new Set(steps.at(-1)?.rung), everyone)
      },
    ),
    { numRuns: 300 },
  )
})
