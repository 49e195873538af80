import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import {
  deny,
  fall,
  handOver,
  hasten,
  keep,
  neglect,
  open,
  raise,
  recuse,
  type Alert,
  type Moment,
  type Reach,
} from "./alert.ts"
import type { Decision } from "./decision.ts"
import { idOf, type AlertId, type CaseId, type PersonId } from "./ids.ts"
import { missedAt, type Owed, type OwedKind } from "./owed.ts"
import { Refusal } from "./refusal.ts"
import { after, minute } from "./time.ts"

const p = (name: string) => idOf<PersonId>(name)
const start = new Date("2027-07-28T04:50:00Z")

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

type Act = {
  act: "pass" | "open" | "contact" | "protect" | "neglect" | "hand" | "recuse" | "hasten"
  who: number
  minutes: number
}
const acts = fc.array(
  fc.record({
    act: fc.constantFrom<Act["act"]>(
      "pass",
      "open",
      "contact",
      "protect",
      "neglect",
      "hand",
      "recuse",
      "hasten",
    ),
    who: fc.nat(5),
    minutes: fc.integer({ min: 0, max: 400 }),
  }),
  { maxLength: 40 },
)
const names = ["noor", "sam", "ravi", "orla", "ito", "kim"]

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
        for (const { act, who, minutes } of sequence) {
          const person = names[who] ?? "noor"
          const before = world.alert
          step(world, act, person, minutes, gone)
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
      for (const { act, who, minutes } of sequence)
        step(world, act, names[who] ?? "noor", minutes, new Set())
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

function step(
  world: World,
  act: Act["act"],
  person: string,
  minutes: number,
  gone: Set<string>,
): void {
  const holds = world.reach.some((r) => r.holders.includes(p(person)))
  if (act === "pass") return void world.pass(minutes)
  if (act === "neglect") return void world.do((m) => neglect(world.alert, m))
  if (act === "hasten") return void world.do((m) => hasten(world.alert, m))
  if (!holds) return
  if (act === "open") world.do((m) => open(world.alert, p(person), m))
  if (act === "contact") world.do((m) => keep(world.alert, "first-contact", p(person), m))
  if (act === "protect") world.do((m) => keep(world.alert, "protection", p(person), m))
  if (act === "hand" && world.alert.ownerId && world.alert.state !== "ringing") {
    const owner = world.alert.ownerId
    if (owner !== p(person)) world.do((m) => handOver(world.alert, owner, p(person), m))
  }
  if (act === "recuse") {
    gone.add(person)
    world.reach = world.reach.map((r) => ({
      onCall: r.onCall.filter((x) => x !== p(person)),
      holders: r.holders.filter((x) => x !== p(person)),
    }))
    world.do((m) => recuse(world.alert, p(person), m))
  }
}

type World = ReturnType<typeof begin>

/** An alert with a clock that is pushed by hand and timers kept in a map. */
function begin(tiers: string[][], reach?: Reach[], tiersAtStart = 1) {
  const due: Record<OwedKind, number> = {
    opening: 30,
    "first-contact": 60,
    protection: 120,
    plan: 2880,
    outcome: 30_240,
  }
  const timers = new Map<string, Date>()
  const world = {
    now: start,
    alert: {
      id: idOf<AlertId>("a"),
      caseId: idOf<CaseId>("c"),
      kind: "report",
      state: "ringing",
      tier: -1,
      loop: 0,
      epoch: 1,
      releases: true,
      overdue: null,
      ownerId: null,
      lapsedOwners: [],
      raisedAt: start,
      openedAt: null,
      steppedAt: start,
    } as Alert,
    reach: reach ?? tiers.map((names) => ({ onCall: names.map(p), holders: names.map(p) })),
    promises: (Object.keys(due) as OwedKind[]).map((kind): Owed => ({
      kind,
      due: after(start, due[kind] * minute),
      metAt: null,
      missedAt: null,
    })),
    all: [] as string[],
    last: [] as string[],
    events: [] as { kind: string; facts: object }[],
    moment(): Moment {
      return {
        now: world.now,
        reach: world.reach,
        owed: world.promises,
        tiersAtStart,
        waitEnds: (tier, from, releases) =>
          after(from, (!releases ? 1440 : tier >= world.reach.length - 1 ? 15 : 30) * minute),
      }
    },
    do(decide: (m: Moment) => Decision<Alert>): Decision<Alert> {
      const decided = decide(world.moment())
      world.alert = decided.next
      for (const change of decided.timers) {
        if ("set" in change) timers.set(change.set, change.due)
        else timers.delete(change.cancel)
      }
      for (const event of decided.events) {
        const of = event.facts["deadline"]
        if (event.kind === "deadline.kept")
          world.promises = world.promises.map((o) =>
            o.kind === of ? { ...o, metAt: world.now } : o,
          )
        if (event.kind === "deadline.missed")
          world.promises = world.promises.map((o) =>
            o.kind === of ? { ...o, missedAt: world.now } : o,
          )
      }
      if (decided.timers.some((t) => "set" in t && t.set === "step") || decided.rings.length)
        world.last = decided.rings.map((r) => r.person)
      world.all.push(...decided.rings.map((r) => r.person))
      world.events.push(...decided.events)
      return decided
    },
    pass(minutes: number): Decision<Alert> {
      world.now = after(world.now, minutes * minute)
      return world.fallDue()
    },
    toNext(): void {
      const next = [...timers.values()].reduce((one, other) => (one < other ? one : other))
      if (next > world.now) world.now = next
      world.fallDue()
    },
    fallDue(): Decision<Alert> {
      const stepDue = (timers.get("step") ?? after(world.now, 1)) <= world.now
      if (stepDue) timers.delete("step")
      if ((timers.get("deadline") ?? after(world.now, 1)) <= world.now) timers.delete("deadline")
      return world.do((m) => fall(world.alert, stepDue, missedAt(m.owed, m.now), m))
    },
    restore: (kind: OwedKind) => {
      world.promises = world.promises.map((o) => (o.kind === kind ? { ...o, metAt: null } : o))
    },
    owed: (kind: OwedKind): Owed =>
      world.promises.find((o) => o.kind === kind) ?? assert.fail(kind),
    timer: (kind: string) => timers.get(kind),
    rung: () => world.last,
    kinds: (kind: string) => world.events.filter((e) => e.kind === kind),
    check(gone: Set<string>): void {
      if (world.alert.state === "ringing")
        assert.ok(timers.has("step"), "what rings has a step ahead of it")
      else assert.ok(timers.has("step") || timers.has("deadline"), "what rests has a timer")
      assert.ok(
        !world.last.some((name) => gone.has(name)) || world.alert.state !== "ringing",
        "the recused are not rung",
      )
    },
  }
  world.do((m) => raise(world.alert, m))
  return world
}
