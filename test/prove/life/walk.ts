import { actKinds } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { guards } from "#core/life/guard.ts"
import type { Life } from "#core/life/life.ts"
import { barOf, type CaseRole, holdersOf, isCleared } from "#core/life/role.ts"
import { inState } from "#core/life/rule.ts"
import type { State } from "#core/life/state.ts"
import { Refusal } from "#core/refusal.ts"
import { chance, type Chance } from "../chance.ts"
import {
  type Stand,
  type Step,
  type Who,
  actorOf,
  dayMs,
  keyholders,
  newStand,
  take,
  whos,
} from "./cast.ts"
import { factsFor } from "./facts.ts"
import { opening, stories } from "./story.ts"
import { type History, noHistory, remember } from "./history.ts"
import { brokenBy } from "./laws.ts"

/** A life that was reached, with the way there. */
export type Reached = {
  readonly stand: Stand
  readonly h: History
  readonly depth: number
  readonly trail: Trail | null
}
/** The steps to it, the last one first. */
type Trail = { readonly step: Step; readonly from: Trail | null }

/** What a walk has seen. */
export type Seen = {
  sequences: number
  taken: Map<string, number>
  refused: Map<string, number>
  states: Map<string, number>
  moves: Map<string, number>
  /** States in which a case was seen that owed nothing. */
  owing: Set<string>
  largest: number
}

export const nothingSeen = (): Seen => ({
  ...{ sequences: 0, largest: 0, owing: new Set() },
  ...{ taken: new Map(), refused: new Map(), states: new Map(), moves: new Map() },
})

/** A law that does not hold, and the shortest way found that breaks it. */
export class Broken extends Error {
  readonly law: string
  readonly steps: readonly Step[]
  constructor(law: string, way: Way | readonly Step[]) {
    const steps = "steps" in way ? way.steps : way
    super(`${law}\n${steps.map((one) => `  ${JSON.stringify(one)}`).join("\n")}`)
    this.law = law
    this.steps = steps
  }
}

const levels = ["e1", "e2", "e3", "e4"] as const
const deepest = 400

/** Walks `sequences` times from a life that was reached before, a few acts on, and keeps whatever is new. */
export function walk(seed: number, sequences: number): Seen {
  const seen = nothingSeen()
  const lives = new Map<State, Map<string, Reached>>()
  for (let n = 0; n < sequences; n += 1) {
    const by = chance(seed + n)
    let at = beginning(lives, by)
    for (let acts = 3 + by.below(8); acts > 0; acts -= 1) {
      at = oneStep(at, by, seen)
      keep(lives, at, by)
    }
    seen.sequences += 1
  }
  return seen
}

/** Grows one case for as long as it takes to accept so many acts, and says how large its life became. */
export function grow(seed: number, accepted: number, seen: Seen): number {
  const by = chance(seed)
  let at = staffed(by)
  let tries = 0
  for (let n = 0; n < accepted && tries < accepted * 200; tries += 1) {
    const next = oneStep(at, by, seen, true)
    if (next !== at) n += 1
    at = next
  }
  const bytes = JSON.stringify(at.stand.life).length
  seen.largest = Math.max(seen.largest, bytes)
  return bytes
}

function beginning(lives: Map<State, Map<string, Reached>>, by: Chance): Reached {
  if (lives.size === 0 || by.below(12) === 0) return by.below(3) === 0 ? fresh(by) : staffed(by)
  const signs = [...by.one([...lives.values()]).entries()]
  // Of a few the one that has come furthest: every guard that holds already is one less to meet.
  const few = Array.from({ length: 1 + by.below(6) }, () => by.one(signs))
  const far = ([sign]: (typeof few)[number]) => sign.split("1").length
  return few.toSorted((a, b) => far(b) - far(a))[0]?.[1] ?? fresh(by)
}

const fresh = (by: Chance): Reached => ({
  ...{ stand: newStand(by.one(levels)), h: noHistory, depth: 0, trail: null },
})

/** A case that was opened, with most of its people named and without ties: otherwise few would ever come far. Some go on along a story. */
function staffed(by: Chance): Reached {
  const story = by.below(3) === 0 ? by.one(stories) : []
  const far = by.below(story.length + 1)
  let at = fresh(by)
  for (const step of [...opening, ...story.slice(0, far)]) {
    if (by.below(40) === 0) continue
    try {
      at = after(at, step)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return at
}

/** One act that is tried; a refusal leaves everything as it was. */
function oneStep(at: Reached, by: Chance, seen: Seen, growing = false): Reached {
  const step = stepFrom(at, by, growing)
  const sampled = by.below(64) === 0
  const was = sampled ? JSON.stringify(at.stand.life) : ""
  try {
    const next = after(at, step)
    count(seen.taken, step.kind)
    count(seen.states, next.stand.life.state)
    const from = at.stand.life.state
    if (next.stand.life.state !== from) count(seen.moves, `${from} ${next.stand.life.state}`)
    if (next.stand.owed.size === 0) seen.owing.add(next.stand.life.state)
    if (sampled) survives(next)
    return next
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    count(seen.refused, step.kind)
    if (!isListed(error))
      throw new Broken(
        `a refusal is of the closed lists: ${error.code} ${error.field}`,
        wayTo(at, step),
      )
    if (sampled && JSON.stringify(at.stand.life) !== was)
      throw new Broken("a refusal changes nothing", wayTo(at, step))
    return at
  }
}

/** Takes a step and asks every law; a broken one is thrown with the shortest way to it. */
function after(at: Reached, step: Step): Reached {
  const next = afterUnasked(at, step)
  if (next.law) throw new Broken(next.law, shortest(wayTo(at, step), next.law))
  return next.reached
}

function afterUnasked(at: Reached, step: Step): { reached: Reached; law: string | null } {
  const { next, decision } = take(at.stand, step)
  const by = actorOf(at.stand, step.who)
  const law = brokenBy({ before: at.stand, after: next, step, decision, by, h: at.h })
  const h = remember(at.h, at.stand, step, next, decision.waits)
  return { reached: { stand: next, h, depth: at.depth + 1, trail: { step, from: at.trail } }, law }
}

const pushes = [
  ...[0, 0, 0, 0, 0, 0, 1, 1, 1, 60_000, 60_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000],
  ...[dayMs, dayMs, dayMs, 3 * dayMs, 3 * dayMs, 8 * dayMs, 8 * dayMs, 20 * dayMs, 200 * dayMs],
]

function stepFrom(at: Reached, by: Chance, growing: boolean): Step {
  const { life, owed, now } = at.stand
  const push = by.one(pushes)
  if (life.state === "RECEIVED" && by.below(3) === 0)
    return { push, who: "k0", kind: "open", facts: {} }
  if (by.below(120) === 0) return { push, who: by.one(keyholders), kind: "hand-over", facts: {} }
  if (by.below(200) === 0) return { push, who: "reporter", kind: "pay-back", facts: {} }
  const due = by.below(150) === 0 ? [...owed] : []
  if (due.length > 0 && life.state !== "CLOSED")
    return { push, who: "k0", kind: "miss", facts: { of: by.one(due) } }
  const { signing } = life
  if (signing && by.below(4) > 0)
    return { push, who: by.one(keyholders), kind: signing.act, facts: JSON.parse(signing.facts) }
  const possible = kindsIn.get(life.state) ?? actKinds
  const some = growing ? possible.filter((kind) => !ending.includes(kind)) : possible
  const kind =
    by.below(12) === 0 && !growing ? by.one(actKinds) : by.one(some.length ? some : possible)
  const facts = factsFor(kind, { by, life, now: now + push })
  return { push, who: whoFor(at.stand, kind, by), kind, facts }
}

/** Acts that end a case or lead away from where it grows. */
const ending: readonly string[] = [
  "case.closed",
  "case.merged",
  "scope.refused",
  "report.withdrawn",
  "role.ended",
]

const kindsIn = new Map(
  [...new Set(Object.values(acts).flatMap((rule) => rule.in))].map((state) => [
    state,
    actKinds.filter((kind) => acts[kind].in.includes(state)),
  ]),
)

const later: readonly Who[] = ["k3", "k4", "k8", "k9", "k10"]

/** Mostly somebody who may, by what they are; now and then anybody. */
function whoFor(stand: Stand, kind: (typeof actKinds)[number], by: Chance): Who {
  if (by.below(10) === 0) return by.one(whos)
  const may = inState(acts[kind].by, stand.life.state) ?? []
  const able = whos.filter((who) => actorOf(stand, who).is.some((part) => may.includes(part)))
  // Who sits in judgement later is seldom at work before: otherwise nobody could.
  const apart = may.includes("panel") || may.includes("appeal") || kind === "ties.declared"
  const usual = apart || by.below(20) === 0 ? able : able.filter((who) => !later.includes(who))
  return by.one(usual.length ? usual : able.length ? able : whos)
}

const words = new Set(["role", "state", "signed", "involved", "full", ...Object.keys(guards)])
const codes = ["not-now", "not-yours", "needs-second-person"]
const isListed = ({ code, field }: Refusal) => codes.includes(code) && words.has(field ?? "")

/** What is stored is what was decided, and small enough. */
function survives(at: Reached): void {
  const text = JSON.stringify(at.stand.life)
  const back = JSON.stringify(JSON.parse(text))
  if (text !== back || /:undefined|NaN/.test(text))
    throw new Broken("a life survives its storage", wayTo(at))
  if (text.length > 64_000) throw new Broken(`a life stays small: ${text.length}`, wayTo(at))
}

/** Keeps a life that shows something no other does; the corpus of each state is bounded. */
function keep(lives: Map<State, Map<string, Reached>>, at: Reached, by: Chance): void {
  if (at.depth > deepest) return
  const { state } = at.stand.life
  const here = lives.get(state) ?? new Map<string, Reached>()
  lives.set(state, here)
  const key = signOf(at)
  if (here.has(key) ? by.below(4) > 0 : here.size >= 1500) return
  here.set(key, at)
}

/** What is particular of a life, coarsely: two lives with the same sign are as good to begin from. */
function signOf({ stand: { life, level } }: Reached): string {
  const n = (list: readonly unknown[]) => Math.min(list.length, 2)
  const { respondents: r, allegations: a, measures: m, appeal, lastWord, retaliation } = life
  const is = [
    life.safetyPlan !== null,
    ["ISSUED", "CONFIRMED", "WAIVED"].includes(life.hold),
    life.wish?.path === "inquiry",
    life.override?.told ?? false,
    life.plan !== null,
    r.some((x) => x.noticed),
    r.every((x) => x.noticed),
    r.every((x) => x.answered),
    r.some((x) => x.sanction),
    r.every((x) => x.told),
    r.length > 0 && r.every((x) => x.agreed),
    a.every((x) => x.finding),
    life.comment !== null,
    life.quality !== null,
    m.some((x) => x.state === "ORDERED"),
    m.some((x) => x.liftTold),
    m.some((x) => x.state === "CONSENTED"),
    able(life, "panel") > 1,
    able(life, "appeal") > 0,
    able(life, "investigator") > 0,
    able(life, "lead") > 0,
    life.wish?.path === "informal",
    life.flags.length === 0,
    life.informalDone !== null,
    (life.comment?.waived.length ?? 0) > 0,
    lastWord.asked !== null,
    lastWord.given !== null,
    life.lessons !== null,
    life.signing !== null,
    life.refused !== null,
    level === "e3" || level === "e4",
    life.heard.length > 1,
    Object.keys(life.told).length > 0,
  ]
  return (
    is.map(Number).join("") +
    [n(r), n(a), n(m), appeal.state, appeal.result, retaliation.state, life.police.state].join(" ")
  )
}

/** How many could sit in a part now. */
const able = (life: Life, role: CaseRole) =>
  holdersOf(life, role).filter((one) => isCleared(life, one) && barOf(life, one, role) === null)
    .length

function count(of: Map<string, number>, what: string): void {
  of.set(what, (of.get(what) ?? 0) + 1)
}

/** The whole way to a life, from its first hour. */
export function wayTo(at: Reached, last?: Step): { level: Stand["level"]; steps: Step[] } {
  const steps: Step[] = last ? [last] : []
  for (let one = at.trail; one; one = one.from) steps.unshift(one.step)
  return { level: at.stand.level, steps }
}

type Way = ReturnType<typeof wayTo>

/** Leaves out whatever is not needed for the law to break. */
function shortest({ level, steps }: Way, law: string): Step[] {
  let best = steps
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = best.length - 1 - size; from >= 0; from -= 1) {
      const fewer = best.toSpliced(from, size)
      if (breaks({ level, steps: fewer }, law)) best = fewer
    }
  }
  return best
}

/** Does all steps again, those that are refused left out, and says whether the last breaks this law. */
export function breaks({ level, steps }: Way, law: string): boolean {
  let at: Reached = { stand: newStand(level), h: noHistory, depth: 0, trail: null }
  for (const step of steps) {
    try {
      const next = afterUnasked(at, step)
      if (next.law) return next.law === law && step === steps.at(-1)
      at = next.reached
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return false
}
