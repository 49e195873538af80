import { fall, raise } from "#core/alert.ts"
import type { Decision } from "#core/decision.ts"
import { idOf, type AlertId, type CaseId, type PersonId } from "#core/ids.ts"
import type { Amount, ReportLevel, Targets } from "#core/level.ts"
import type { Alert, Moment, Reach } from "#core/ladder.ts"
import { isReachable, type Keyholder, type Path } from "#core/path.ts"
import { closure } from "#core/recusal.ts"
import { onCall, poolOf } from "#core/roster.ts"

/** One moment of a replay: who is rung for the first time, who again, and which tiers were passed at once. */
export type Step = {
  readonly at: number
  readonly fresh: readonly PersonId[]
  readonly again: readonly PersonId[]
  readonly passed: readonly { readonly tier: number; readonly why: Passed }[]
}
/** Why a tier rang nobody: nobody stands on it, all of them are left out or keyless, or none of them is on call. */
export type Passed = "empty" | "left-out" | "off"
/** A replay from the first ring until everybody has been rung and the round begins again. */
export type Replay = {
  readonly steps: readonly Step[]
  /** From this moment on nobody new who can be reached is rung, though there were tiers to come; null when each reached somebody. */
  readonly nobodyFrom: number | null
}
/** A report that did not happen: when, how urgent, and whom it names. */
export type Trial = {
  readonly at: number
  readonly level: ReportLevel
  readonly named: PersonId | null
}
export type AllTargets = Readonly<Record<ReportLevel, Targets>>

/** Plays what the bell would do if nobody answered. It asks the same functions as the bell itself, and rings nobody. */
export function replay(
  path: Path,
  people: readonly Keyholder[],
  trial: Trial,
  targets: AllTargets,
): Replay {
  const out = new Set(trial.named ? closure(people, [trial.named]).map(({ person }) => person) : [])
  const keyed = new Set(people.filter(({ key }) => key).map(({ id }) => id))
  const holders = path.tiers.map(({ schedule }) =>
    poolOf(schedule).filter((person) => keyed.has(person) && !out.has(person)),
  )
  if (!path.tiers.length) return { steps: [], nobodyFrom: trial.at }
  const target = targets[trial.level]
  const moment = (at: number): Moment => ({
    now: new Date(at),
    reach: reachAt(path, holders, at),
    owed: [],
    tiersAtStart: target.tiers_at_start,
    waitEnds: waits(path, trial.level, target),
  })
  const rung = new Set<PersonId>()
  const steps: Step[] = []
  let at = trial.at
  let decision = raise(alertAt(at), moment(at))
  for (let round = 0; round <= path.tiers.length + 1; round += 1) {
    steps.push(stepOf(decision, at, rung, path, holders))
    if (decision.next.loop > 0) break
    at = dueOf(decision)
    decision = fall(decision.next, true, [], moment(at))
  }
  return { steps, nobodyFrom: nobodyFrom(steps, people, path.tiers.length - 1) }
}

/** From when on nobody new can be reached before the round begins again. */
function nobodyFrom(
  steps: readonly Step[],
  people: readonly Keyholder[],
  top: number,
): number | null {
  const reachable = new Set(people.filter(isReachable).map(({ id }) => id))
  const climbing = steps.slice(0, -1)
  const good = climbing.findLastIndex(({ fresh }) => fresh.some((person) => reachable.has(person)))
  const after = climbing[good + 1]
  if (after) return after.at
  // Somebody was rung at the last step, but the end of the path itself had nobody.
  const last = climbing.at(-1)
  return last?.passed.some(({ tier }) => tier === top) ? last.at : null
}

function reachAt(path: Path, holders: readonly PersonId[][], at: number): Reach[] {
  const instant = Temporal.Instant.fromEpochMilliseconds(at)
  return path.tiers.map(({ schedule }, i) => {
    const held = holders[i] ?? []
    return {
      onCall: onCall(schedule, instant).filter((person) => held.includes(person)),
      holders: held,
    }
  })
}

function stepOf(
  { rings, events }: Decision<Alert>,
  at: number,
  rung: Set<PersonId>,
  path: Path,
  holders: readonly PersonId[][],
): Step {
  const people = rings.map(({ person }) => person)
  const fresh = people.filter((person) => !rung.has(person))
  const again = people.filter((person) => rung.has(person))
  for (const person of fresh) rung.add(person)
  const passed = events.flatMap(({ kind, facts }) => {
    const tier = facts["tier"]
    if (kind !== "tier.passed" || typeof tier !== "number") return []
    const schedule = path.tiers[tier]?.schedule
    const empty = !schedule || !poolOf(schedule).length
    const why: Passed = empty ? "empty" : holders[tier]?.length ? "off" : "left-out"
    return [{ tier, why }]
  })
  return { at, fresh, again, passed }
}

/** The path's own shorter wait, else the level's opening time; at the top its repeat. A working day counts as a day here. */
function waits(path: Path, level: ReportLevel, target: Targets): Moment["waitEnds"] {
  const whole = millisecondsOf(target.open)
  return (tier, from) => {
    if (tier >= path.tiers.length - 1) return later(from, millisecondsOf(target.top_repeat))
    if (level === "e1") return later(from, e1Step(target))
    const shorter = path.tiers[tier]?.waits[level]
    return later(from, shorter ? Math.min(shorter * minute, whole) : whole)
  }
}

const minute = 60_000
const e1Step = ({ tier_steps_minutes: steps }: Targets) =>
  ((steps?.[1] ?? 2) - (steps?.[0] ?? 0)) * minute

function millisecondsOf({ amount, unit }: Amount): number {
  const minutes = unit === "minutes" ? amount : unit === "hours" ? amount * 60 : amount * 24 * 60
  return minutes * minute
}

function later(from: Date, ms: number): Date {
  return new Date(from.getTime() + ms)
}

function dueOf({ timers }: Decision<Alert>): number {
  const step = timers.flatMap((timer) => ("set" in timer && timer.set === "step" ? timer.due : []))
  return step[0]?.getTime() ?? Number.POSITIVE_INFINITY
}

function alertAt(at: number): Alert {
  return {
    id: idOf<AlertId>("replay"),
    caseId: idOf<CaseId>("replay"),
    kind: "report",
    state: "ringing",
    tier: -1,
    loop: 0,
    epoch: 0,
    releases: true,
    overdue: null,
    ownerId: null,
    lapsedOwners: [],
    raisedAt: new Date(at),
    openedAt: null,
    steppedAt: new Date(at),
  }
}
