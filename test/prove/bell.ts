import {
  allow,
  deny,
  fall,
  handOver,
  hasten,
  keep,
  neglect,
  open,
  raise,
  recuse,
} from "#core/alert.ts"
import type { Decision } from "#core/decision.ts"
import { idOf, type AlertId, type CaseId, type PersonId } from "#core/ids.ts"
import type { Alert, Moment } from "#core/ladder.ts"
import { missedAt, promisedKinds, type Owed, type OwedKind } from "#core/owed.ts"
import { Refusal } from "#core/refusal.ts"
import * as small from "./bell-model.ts"
import { chance, type Chance } from "./chance.ts"
import { check, instant, minutesOf, must } from "./bell-laws.ts"

/** What the proof of the bell found. A sequence that fails is thrown with its seed. */
export type BellFigures = { sequences: number; acts: number; steps: number; longestSilence: number }

/** Random sequences of acts on the bell, each act compared with the small model and held to the laws. */
export function proveBell(seed: number, sequences: number): BellFigures {
  const figures = { sequences, acts: 0, steps: 0, longestSilence: 0 }
  for (let n = 0; n < sequences; n += 1) {
    try {
      play(chance(seed + n), figures)
    } catch (error) {
      throw new Error(`bell: the sequence of seed ${seed + n} fails`, { cause: error })
    }
  }
  return figures
}

const names = ["ana", "ben", "cyd", "dov", "eli", "fay", "gus", "hal"]

/** One sequence as it stands. */
export type Run = {
  alert: Alert
  owed: Owed[]
  timers: Map<string, number>
  model: ReturnType<typeof small.newModel>
  gone: Set<string>
  missedOnce: Set<string>
  /** Whether the last act set a step. */
  stepped: boolean
}

function play(by: Chance, figures: BellFigures): void {
  const run = begin(by)
  for (let acts = 3 + by.below(12); acts > 0; acts -= 1) {
    const tier = run.alert.tier
    act(run, by)
    figures.acts += 1
    must(run.alert.tier >= tier, "the ladder never climbs down")
    if (run.alert.state !== "ringing") continue
    const silence = run.model.now - minutesOf(run.alert.steppedAt)
    if (silence === 0) figures.steps += 1
    figures.longestSilence = Math.max(figures.longestSilence, silence)
    must(silence <= 30, "it is never silent for longer than the longest wait")
    const canRing = run.model.tiers.some((t, i) => i <= run.alert.tier && t.holders.length > 0)
    must(
      silence > 0 || !canRing || run.model.rung.size > 0 || !run.stepped,
      "each step rings somebody, if anybody holds a key",
    )
  }
}

function begin(by: Chance): Run {
  const tiers = Array.from({ length: 1 + by.below(4) }, () => {
    const holders = names.filter(() => by.below(3) === 0)
    return { holders, onCall: holders.filter(() => by.below(3) > 0) }
  })
  const due = { opening: 30, "first-contact": 60, protection: 120, plan: 2880, outcome: 30_240 }
  const atStart = 1 + by.below(2)
  const run: Run = {
    alert: newAlert(),
    owed: small.promises.map((kind) => ({
      ...{ kind, due: instant(due[kind]), metAt: null, missedAt: null },
    })),
    timers: new Map(),
    model: small.newModel(tiers, due, atStart),
    gone: new Set(),
    missedOnce: new Set(),
    stepped: false,
  }
  apply(run, (m) => raise(run.alert, m))
  return run
}

const acts = [
  "pass",
  "pass",
  "next",
  "next",
  "open",
  "contact",
  "protect",
  "neglect",
  "deny",
  "hand",
  "recuse",
  "hasten",
  "allow",
] as const

/** One act on both. Time never passes over an instant at which something is due. */
function act(run: Run, by: Chance): void {
  const { model } = run
  const what = by.one(acts)
  if (what === "pass" || what === "next")
    return pass(run, what === "next" ? Infinity : by.below(90))
  if (what === "neglect")
    return both(
      run,
      (m) => neglect(run.alert, m),
      () => small.neglect(model),
    )
  if (what === "deny") {
    if (!model.met.has("first-contact")) return
    run.owed = run.owed.map((o) => (o.kind === "first-contact" ? { ...o, metAt: null } : o))
    return both(
      run,
      (m) => deny(run.alert, m),
      () => small.deny(model),
    )
  }
  if (what === "hasten")
    return both(
      run,
      (m) => hasten(run.alert, m),
      () => small.hasten(model),
    )
  if (what === "allow") return sayYes(run, by)
  const holders = [...new Set(model.tiers.flatMap((t) => t.holders))]
  if (!holders.length) return
  const who = by.one(holders)
  const id = idOf<PersonId>(who)
  if (what === "open")
    both(
      run,
      (m) => open(run.alert, id, m),
      () => small.open(model, who),
    )
  if (what === "contact")
    both(
      run,
      (m) => keep(run.alert, "first-contact", id, m),
      () => small.contact(model, who),
    )
  if (what === "protect")
    both(
      run,
      (m) => keep(run.alert, "protection", id, m),
      () => small.protect(model),
    )
  const owner = run.alert.ownerId
  if (what === "hand" && owner && owner !== id && run.alert.state !== "ringing")
    both(
      run,
      (m) => handOver(run.alert, owner, id, m),
      () => small.hand(model, who),
    )
  if (what === "recuse") {
    run.gone.add(who)
    small.recuse(model, who)
    apply(run, (m) => recuse(run.alert, id, m))
  }
}

/** Her yes: to what the bell is about, when somebody waits for it; a second one and one to nothing change nothing. */
function sayYes(run: Run, by: Chance): void {
  const { model } = run
  const waiting = small.waiting(model).map((who) => idOf<PersonId>(who))
  const about = promisedKinds.find((kind) => kind === model.about)
  if (waiting.length && about) {
    both(
      run,
      (m) => allow(run.alert, { late: about, waiting, by: "reporter" }, m),
      () => small.allow(model),
    )
  }
  try {
    const again = allow(
      run.alert,
      { late: by.one(promisedKinds), waiting: [], by: "affected" },
      momentOf(run),
    )
    must(again.next === run.alert && !again.events.length, "a second yes changes nothing")
    must(model.allowed, "a yes that is not refused was said before")
  } catch (error) {
    must(error instanceof Refusal, String(error))
  }
}

function pass(run: Run, minutes: number): void {
  const next = Math.min(...run.timers.values())
  run.model.now = Math.min(Math.max(next, run.model.now), run.model.now + minutes)
  const stepDue = (run.timers.get("step") ?? Infinity) <= run.model.now
  for (const [kind, due] of run.timers) if (due <= run.model.now) run.timers.delete(kind)
  const missed = missedAt(run.owed, instant(run.model.now))
  both(
    run,
    (m) => fall(run.alert, stepDue, missed, m),
    () => small.fallDue(run.model),
  )
}

function both(run: Run, decide: (m: Moment) => Decision<Alert>, model: () => void): void {
  model()
  apply(run, decide)
}

function apply(run: Run, decide: (m: Moment) => Decision<Alert>): void {
  const { model } = run
  const decided = decide(momentOf(run))
  run.alert = decided.next
  run.stepped = decided.timers.some((t) => "set" in t && t.set === "step")
  for (const t of decided.timers) {
    if ("set" in t) run.timers.set(t.set, minutesOf(t.due))
    else run.timers.delete(t.cancel)
  }
  for (const { kind, facts } of decided.events) {
    const of = facts["deadline"] as OwedKind // only deadline events name one
    const now = instant(model.now)
    if (kind === "deadline.kept")
      run.owed = run.owed.map((o) => (o.kind === of ? { ...o, metAt: now } : o))
    if (kind !== "deadline.missed") continue
    must(!run.missedOnce.has(of), `${of} is missed once`)
    run.missedOnce.add(of)
    run.owed = run.owed.map((o) => (o.kind === of ? { ...o, missedAt: now } : o))
  }
  check(run, decided)
}

function momentOf({ model, owed }: Run): Moment {
  const top = model.tiers.length - 1
  return {
    now: instant(model.now),
    reach: model.tiers.map(({ onCall, holders }) => ({
      onCall: onCall.map((x) => idOf<PersonId>(x)),
      holders: holders.map((x) => idOf<PersonId>(x)),
    })),
    owed,
    tiersAtStart: model.atStart,
    waitEnds: (tier, from, loud) => instant(minutesOf(from) + small.waitOf(tier, top, !loud)),
  }
}

function newAlert(): Alert {
  return {
    id: idOf<AlertId>("a"),
    caseId: idOf<CaseId>("c"),
    kind: "report",
    ...{ state: "ringing", tier: -1, loop: 0, epoch: 1, releases: true, overdue: null },
    ...{
      ownerId: null,
      lapsedOwners: [],
      raisedAt: instant(0),
      openedAt: null,
      steppedAt: instant(0),
    },
  }
}
