import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { begin, p, step, type Act, type World } from "../../test/core/alert-world.ts"
import { allow, keep, neglect, open } from "./alert.ts"
import type { OwedKind } from "./owed.ts"
import { Refusal } from "./refusal.ts"
import { after, minute } from "./time.ts"

/** Noor answers and writes; two hours in, protection is late and the tier above is told only that. */
function quiet(tiers = [["noor"], ["sam", "ravi"], ["orla"], ["ito"]]): World {
  const world = begin(tiers)
  world.do((m) => open(world.alert, p("noor"), m))
  world.do((m) => keep(world.alert, "first-contact", p("noor"), m))
  world.pass(120)
  return world
}

const yes = (world: World, late: OwedKind = "protection") =>
  world.do((m) => allow(world.alert, { late, waiting: world.waiting(), by: "reporter" }, m))

test("her yes gives the case to everybody of the tiers rung so far, and rings them", () => {
  const world = quiet()
  assert.deepEqual([...world.given], [p("noor")])
  const step = world.timer("step")
  const allowed = yes(world)
  assert.deepEqual([...world.given], ["noor", "sam", "ravi"].map(p))
  assert.deepEqual(
    allowed.rings.map(({ person, text }) => [person, text]),
    ["noor", "sam", "ravi"].map((name) => [name, "ring"]),
  )
  assert.ok(allowed.cancelsPages, "what still says only that something is late does not leave")
  assert.equal(world.alert.state, "engaged", "whoever answers still answers")
  assert.deepEqual(world.timer("step"), step, "a yes does not make the bell slower or faster")
  assert.deepEqual(world.kinds("content.allowed"), [
    { kind: "content.allowed", facts: { alert: "report", deadline: "protection", by: "reporter" } },
  ])
})

test("a second yes changes nothing", () => {
  const world = quiet()
  yes(world)
  const before = world.alert
  const again = yes(world)
  assert.deepEqual(
    [again.next, again.events, again.timers, again.rings, again.releases, again.cancelsPages],
    [before, [], [], [], [], false],
  )
})

test("whoever is rung about the same promise afterwards is given the case with it, a tier a day as before", () => {
  const world = quiet()
  yes(world)
  const next = world.pass(1440)
  assert.ok(next.rings.every((r) => r.text === "ring"))
  assert.ok(world.given.has(p("orla")))
  assert.equal(world.alert.overdue, "protection")
  assert.deepEqual(world.timer("step"), after(world.now, 1440 * minute))
})

test("another promise missed is another question", () => {
  const world = quiet()
  yes(world)
  world.pass(1440)
  const missed = world.pass(1320) // the plan was due
  assert.equal(world.alert.overdue, "plan")
  assert.deepEqual(missed.releases, [])
  assert.ok(!world.given.has(p("ito")), "the board is told of the plan only")
  assert.throws(() => yes(world, "protection"), new Refusal("not-now"))
  yes(world, "plan")
  assert.ok(world.given.has(p("ito")))
})

test("another promise kept leaves the yes as it is; the late one kept ends it", () => {
  const world = quiet()
  yes(world)
  world.do((m) => keep(world.alert, "plan", p("noor"), m))
  assert.deepEqual([world.alert.overdue, world.alert.releases], ["protection", true])
  world.do((m) => keep(world.alert, "protection", p("noor"), m))
  assert.equal(world.alert.overdue, null)
  assert.equal(world.timer("step"), undefined)
  assert.throws(() => yes(world), new Refusal("not-now"))
})

test("nothing to say yes to: nothing later is late, the bell is loud, or nobody waits", () => {
  const early = begin([["noor"], ["sam"]])
  assert.throws(() => yes(early), new Refusal("not-now"))
  early.do((m) => open(early.alert, p("noor"), m))
  assert.throws(() => yes(early), new Refusal("not-now"))

  const loud = quiet()
  loud.pass(1)
  loud.do((m) => neglect(loud.alert, m))
  assert.throws(() => yes(loud), new Refusal("not-now"))

  const alone = quiet([["noor"]])
  assert.deepEqual(alone.waiting(), [])
  assert.throws(() => yes(alone), new Refusal("not-now"))
})

const names = ["noor", "sam", "ravi", "orla", "ito"]
const acting = [
  ...(["pass", "pass", "pass", "open", "contact", "protect", "plan", "allow"] as const),
  ...(["neglect", "hand", "recuse", "hasten"] as const),
]
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    act: fc.constantFrom<Act["act"][]>(...acting),
    person: fc.constantFrom(...names),
    minutes: fc.integer({ min: 0, max: 2000 }),
  }),
  { maxLength: 40 },
)

test("law: a bell that is quiet gives the case to nobody, unless she said yes about that very promise", () => {
  let given = 0
  fc.assert(
    fc.property(acts, (sequence) => {
      const world = quiet()
      for (const act of sequence) {
        const had = world.given.size
        step(world, act, new Set())
        if (world.given.size === had || act.act === "hand") continue
        if (world.alert.state === "ringing" || world.alert.overdue === null) continue
        given += 1
        const said = world.kinds("content.allowed").at(-1)?.facts
        assert.deepEqual(said, { alert: "report", deadline: world.alert.overdue, by: "reporter" })
      }
    }),
    { numRuns: 400 },
  )
  assert.ok(given > 20, "the law was tried")
})

test("law: after a yes nobody of the tiers rung waits, nothing is due at another time, and a second changes nothing", () => {
  let said = 0
  fc.assert(
    fc.property(acts, (sequence) => {
      const world = quiet()
      for (const act of sequence) step(world, act, new Set())
      const { overdue, state } = world.alert
      const can = state !== "ringing" && overdue && world.waiting().length && !world.alert.releases
      if (!can || overdue === "opening" || overdue === "first-contact") return
      said += 1
      const [timers, gave] = [[world.timer("step"), world.timer("deadline")], world.given.size]
      yes(world, overdue)
      assert.deepEqual(world.waiting(), [])
      assert.ok(world.given.size > gave)
      assert.deepEqual([world.timer("step"), world.timer("deadline")], timers)
      const before = world.alert
      const again = yes(world, overdue)
      assert.deepEqual([again.next, again.rings, again.events], [before, [], []])
    }),
    { numRuns: 400 },
  )
  assert.ok(said > 20, "the law was tried")
})
