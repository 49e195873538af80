import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { begin, p, start, step, type Act } from "../../test/core/alert-world.ts"
import { deny, handOver, keep, neglect, open } from "./alert.ts"
import { Refusal } from "./refusal.ts"
import { after, minute } from "./time.ts"

test("silence climbs tier by tier, and at the top it rings for ever", () => {
  const world = begin([["noor"], ["sam", "ravi"], ["orla"], ["ito"]])
  assert.deepEqual(world.rung(), ["noor"])
  world.pass(30)
  assert.deepEqual(world.rung(), ["noor", "sam", "ravi"])
  world.pass(30)
  world.pass(30)
  assert.deepEqual(world.rung(), ["noor", "sam", "ravi", "orla", "ito"])
  for (let turn = 1; turn <= 50; turn += 1) {
    world.pass(15)
    assert.deepEqual(world.rung(), ["noor", "sam", "ravi", "orla", "ito"])
    assert.equal(world.alert.loop, turn)
  }
})

test("an opening rests the ladder; a missed first contact rings the next tier and ends the lease", () => {
  const world = begin([["noor"], ["sam"], ["orla"]])
  world.do((m) => open(world.alert, p("noor"), m))
  assert.equal(world.alert.state, "opened")
  assert.equal(world.timer("step"), undefined)
  assert.deepEqual(world.timer("deadline"), after(start, 60 * minute))
  world.pass(60)
  assert.equal(world.alert.state, "ringing")
  assert.deepEqual(world.rung(), ["noor", "sam"])
  assert.deepEqual(world.alert.lapsedOwners, [p("noor")])
  world.do((m) => open(world.alert, p("noor"), m))
  assert.equal(
    world.alert.state,
    "ringing",
    "whoever let it lapse cannot rest the ladder by reading again",
  )
  world.do((m) => open(world.alert, p("sam"), m))
  assert.equal(world.alert.ownerId, p("sam"))
})

test("contact made rests it also for whoever let it lapse", () => {
  const world = begin([["noor"], ["sam"]])
  world.do((m) => open(world.alert, p("noor"), m))
  world.pass(60)
  world.do((m) => keep(world.alert, "first-contact", p("noor"), m))
  assert.equal(world.alert.state, "engaged")
  assert.equal(
    world.owed("first-contact").missedAt?.getTime(),
    after(start, 60 * minute).getTime(),
    "the miss stays",
  )
})

test("tiers that nobody can be rung at are passed at once and recorded", () => {
  const world = begin([[], [], ["orla"]])
  assert.deepEqual(world.rung(), ["orla"])
  assert.equal(world.kinds("tier.passed").length, 2)
})

test("a shift without a key rings the tier's other keyholders and the next tier with them", () => {
  const world = begin(
    [["noor"], ["sam"]],
    [
      { onCall: [], holders: [p("kim")] },
      { onCall: [p("sam")], holders: [p("sam")] },
    ],
  )
  assert.deepEqual(world.rung(), ["kim", "sam"])
})

test("a later promise missed rings the next tier without handing out the case", () => {
  const world = begin([["noor"], ["sam"]])
  world.do((m) => open(world.alert, p("noor"), m))
  world.do((m) => keep(world.alert, "first-contact", p("noor"), m))
  const decided = world.pass(120)
  assert.equal(world.alert.state, "engaged")
  assert.equal(world.alert.overdue, "protection")
  assert.deepEqual(decided.releases, [])
  assert.ok(decided.rings.every((r) => r.text === "overdue"))
  assert.deepEqual(world.rung(), ["noor", "sam"])
  assert.ok(world.timer("step"), "and it rings again until the promise is kept")
  world.do((m) => keep(world.alert, "protection", p("noor"), m))
  assert.equal(world.timer("step"), undefined)
})

test("nobody has contacted me: the lease ends at once, and pressing again within half a minute rings nobody twice", () => {
  const world = begin([["noor"], ["sam"], ["orla"]])
  world.do((m) => open(world.alert, p("noor"), m))
  world.now = after(world.now, 31_000)
  world.do((m) => neglect(world.alert, m))
  assert.deepEqual(world.rung(), ["noor", "sam"])
  const again = world.do((m) => neglect(world.alert, m))
  assert.deepEqual(again.rings, [])
})

test("nobody has contacted me counts at the very instant of a quiet step too", () => {
  const world = begin([["noor"], ["sam"], ["orla"]])
  world.do((m) => open(world.alert, p("noor"), m))
  world.do((m) => keep(world.alert, "first-contact", p("noor"), m))
  world.pass(120) // protection is late, and the bell has just told sam so
  world.do((m) => neglect(world.alert, m))
  assert.equal(world.alert.state, "ringing")
  assert.ok(world.given.has(p("sam")))
})

test("a denied call restores the promise: missed if it is late, owed again if not", () => {
  const early = begin([["noor"], ["sam"]])
  early.do((m) => open(early.alert, p("noor"), m))
  early.do((m) => keep(early.alert, "first-contact", p("noor"), m))
  early.restore("first-contact")
  early.do((m) => deny(early.alert, m))
  assert.equal(early.alert.state, "opened")
  assert.deepEqual(early.timer("deadline"), after(start, 60 * minute))

  const late = begin([["noor"], ["sam"]])
  late.do((m) => open(late.alert, p("noor"), m))
  late.do((m) => keep(late.alert, "first-contact", p("noor"), m))
  late.now = after(start, 90 * minute)
  late.restore("first-contact")
  late.do((m) => deny(late.alert, m))
  assert.equal(late.alert.state, "ringing")
  assert.ok(late.owed("first-contact").missedAt)
})

test("only the person who answers hands it over, and the other is rung", () => {
  const world = begin([["noor"], ["sam"]])
  world.do((m) => open(world.alert, p("noor"), m))
  assert.throws(
    () => world.do((m) => handOver(world.alert, p("sam"), p("noor"), m)),
    new Refusal("not-yours"),
  )
  const decided = world.do((m) => handOver(world.alert, p("noor"), p("sam"), m))
  assert.deepEqual(
    decided.rings.map((r) => r.person),
    [p("sam")],
  )
  assert.equal(world.alert.ownerId, p("sam"))
})

test("danger: two tiers at once, then one every two minutes", () => {
  const world = begin([["noor"], ["sam"], ["orla"], ["ito"]], undefined, 2)
  assert.deepEqual(world.rung(), ["noor", "sam"])
})

const names = ["noor", "sam", "ravi", "orla", "ito", "kim"]
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    act: fc.constantFrom<Act["act"]>(
      "pass",
      "open",
      "contact",
      "protect",
      "plan",
      "neglect",
      "hand",
      "recuse",
      "hasten",
      "allow",
    ),
    person: fc.constantFrom(...names),
    minutes: fc.integer({ min: 0, max: 400 }),
  }),
  { maxLength: 40 },
)

test("laws: whatever people do, it rings or rests under a timer, and the recused are never rung", () => {
  fc.assert(
    fc.property(
      acts,
      fc.array(fc.subarray(names), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 2 }),
      (sequence, tiers, atStart) => {
        const world = begin(tiers, undefined, atStart)
        const gone = new Set<string>()
        world.check(gone)
        for (const act of sequence) {
          const before = world.alert
          step(world, act, gone)
          assert.ok(world.alert.epoch >= before.epoch, "epochs only grow")
          assert.ok(world.alert.tier >= before.tier, "a ladder never climbs down")
          world.check(gone)
        }
      },
    ),
    { numRuns: 400 },
  )
})

test("law: left alone from any state, every promise is missed once and somebody is rung within the longest wait", () => {
  fc.assert(
    fc.property(acts, (sequence) => {
      const world = begin([["noor"], ["sam"], ["orla", "ito"]])
      for (const act of sequence) step(world, act, new Set())
      for (
        let turn = 0;
        turn < 3000 && world.moment().owed.some((o) => !o.metAt && !o.missedAt);
        turn += 1
      )
        world.toNext()
      const left = world.moment().owed.filter((o) => !o.metAt)
      assert.ok(
        left.every((o) => o.missedAt),
        "nothing owed is forgotten",
      )
      const before = world.all.length
      world.toNext()
      const anybody = world.reach.some((r) => r.holders.length)
      assert.ok(!anybody || world.all.length > before, "it still rings")
    }),
    { numRuns: 200 },
  )
})

test("when every promise is past, whoever opens is asked again each day: no alert that is open is without a timer", () => {
  const world = begin([["noor"], ["sam"]])
  world.do((m) => open(world.alert, p("noor"), m))
  for (const at of [60, 60, 2760, 27_360]) world.pass(at)
  world.do((m) => neglect(world.alert, { ...m, now: after(m.now, minute) }))
  world.do((m) => open(world.alert, p("sam"), m))
  assert.equal(world.alert.state, "opened")
  assert.equal(world.alert.overdue, "protection")
  assert.deepEqual(world.timer("step"), after(world.now, 1440 * minute))
  world.pass(1440)
  assert.deepEqual(world.rung().toSorted(), ["noor", "sam"])
})

test("a contact keeps the opening that it implies, in the record too", () => {
  const world = begin([["noor"]])
  const kept = world.do((m) => keep(world.alert, "first-contact", p("noor"), m))
  const kinds = kept.events.map((e) => e.facts["deadline"]).filter(Boolean)
  assert.deepEqual(kinds, ["opening", "first-contact"])
})
