import assert from "node:assert/strict"
import { allow, fall, handOver, hasten, keep, neglect, open, raise, recuse } from "#core/alert.ts"
import type { Decision } from "#core/decision.ts"
import { idOf, type AlertId, type CaseId, type PersonId } from "#core/ids.ts"
import { isLater, newAlert, type Alert, type Moment, type Reach } from "#core/ladder.ts"
import { missedAt, type Owed, type PromisedKind } from "#core/owed.ts"
import { after, minute } from "#core/time.ts"

export const p = (name: string): PersonId => idOf<PersonId>(name)
export const start = new Date("2027-07-28T04:50:00Z")

export type Act = {
  act:
    | "pass"
    | "open"
    | "contact"
    | "protect"
    | "plan"
    | "neglect"
    | "hand"
    | "recuse"
    | "hasten"
    | "allow"
  person: string
  minutes: number
}

export type World = ReturnType<typeof begin>

/** An alert with a clock that is pushed by hand and timers kept in a map. */
export function begin(tiers: string[][], reach?: Reach[], tiersAtStart = 1) {
  const due: Record<PromisedKind, number> = {
    opening: 30,
    "first-contact": 60,
    protection: 120,
    plan: 2880,
    outcome: 30_240,
  }
  const timers = new Map<string, Date>()
  const world = {
    now: start,
    alert: newAlert({ id: idOf<AlertId>("a"), caseId: idOf<CaseId>("c"), kind: "report" }, start),
    reach: reach ?? tiers.map((names) => ({ onCall: names.map(p), holders: names.map(p) })),
    promises: (Object.keys(due) as PromisedKind[]).map((kind): Owed => ({
      kind,
      due: after(start, due[kind] * minute),
      metAt: null,
      missedAt: null,
    })),
    /** Whoever has been given the case so far. */
    given: new Set<PersonId>(),
    all: [] as string[],
    last: [] as string[],
    events: [] as { kind: string; facts: object }[],
    moment(): Moment {
      return {
        now: world.now,
        reach: world.reach,
        owed: world.promises,
        tiersAtStart,
        waitEnds: (tier, from, loud) =>
          after(from, (!loud ? 1440 : tier >= world.reach.length - 1 ? 15 : 30) * minute),
      }
    },
    do(decide: (m: Moment) => Decision<Alert>): Decision<Alert> {
      const decided = decide(world.moment())
      world.alert = decided.next
      decided.releases.forEach((person) => world.given.add(person))
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
    /** Keyholders of the tiers rung so far who cannot read the case. */
    waiting: (): PersonId[] =>
      world.reach
        .slice(0, world.alert.tier + 1)
        .flatMap((r) => r.holders)
        .filter((person) => !world.given.has(person)),
    restore: (kind: PromisedKind) => {
      world.promises = world.promises.map((o) => (o.kind === kind ? { ...o, metAt: null } : o))
    },
    owed: (kind: PromisedKind): Owed =>
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

/** Does one thing somebody might do, if they can. */
export function step(world: World, { act, person, minutes }: Act, gone: Set<string>): void {
  const holds = world.reach.some((r) => r.holders.includes(p(person)))
  if (act === "pass") return void world.pass(minutes)
  if (act === "neglect") return void world.do((m) => neglect(world.alert, m))
  if (act === "hasten") return void world.do((m) => hasten(world.alert, m))
  if (act === "plan") return void world.do((m) => keep(world.alert, "plan", null, m))
  if (act === "allow") return allowed(world)
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

/** Her yes to whatever a quiet bell is about, if there is one and somebody waits for it. */
function allowed(world: World): void {
  const { overdue, state } = world.alert
  const quiet = state !== "ringing" && overdue && isLater(overdue)
  if (quiet && (world.alert.releases || world.waiting().length))
    world.do((m) =>
      allow(world.alert, { late: overdue, waiting: world.waiting(), by: "reporter" }, m),
    )
}
