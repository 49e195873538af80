import { fall, raise } from "./alert.ts"
import { plus, type Calendar } from "./calendar.ts"
import type { Decision } from "./decision.ts"
import { idOf, type AlertId, type CaseId, type PersonId } from "./ids.ts"
import type { Level, LevelRules, Targets } from "./level.ts"
import { isReachable, lookAheadDays, type Keyholder, type Path, type Tier } from "./path.ts"
import { newAlert, type Alert, type Moment, type Reach } from "./ladder.ts"
import { closure } from "./recusal.ts"
import { invariant } from "./refusal.ts"
import { onCall, poolOf } from "./roster.ts"
import { instantOf } from "./time.ts"

/** A report that nobody answers: when it comes, how urgent it is and whom it names. */
export type Silence = {
  readonly at: Temporal.Instant
  readonly level: Level
  readonly named: readonly PersonId[]
  readonly mustNotSee?: readonly PersonId[] | undefined
  /** For retaliation: the protection officers, who are rung first. */
  readonly protection?: readonly PersonId[] | undefined
  readonly targets: LevelRules["targets"]
  readonly calendar: Calendar
}

/** One moment at which telephones ring. Tiers count from 0, the protection officers first if there are any. */
export type ReplayStep = {
  /** Seconds after the report. */
  readonly after: number
  readonly at: Temporal.Instant
  /** The highest tier that rings. */
  readonly tier: number
  /** Everybody who is rung, those of the tiers below again. */
  readonly rung: readonly PersonId[]
  /** Those who were not rung before. */
  readonly fresh: readonly PersonId[]
  /** Those of `rung` on whom nobody should count: no channel of theirs was answered lately. */
  readonly unreachable: readonly PersonId[]
  /** Tiers gone past at once, because nobody there can be called or holds a key. */
  readonly passed: readonly {
    readonly tier: number
    readonly why: "nobody-on-call" | "nobody-holds-a-key"
  }[]
  /** The first of the rounds that go on for ever. */
  readonly again: boolean
}

/**
 * Who would be rung and when, if nobody answered, up to the first of the endless rounds. It asks the same
 * decisions as the bell, so it cannot promise anything else. Who is left out by chance is not foreseen.
 */
export function replay(path: Path, people: readonly Keyholder[], silence: Silence): ReplayStep[] {
  return rehearse(stageOf(path, people, silence), silence.at)
}

/** A run in which, whatever the hour, only people of the company are reached. */
export type SilentRun = {
  readonly night: Temporal.Instant
  readonly named: PersonId
  /** Seconds after which it rings nobody new who can be reached; null when it never reaches anybody. */
  readonly reachesNobodyNewFrom: number | null
}

/**
 * The path tried with each person on it as the one named, on each of the next nights at ten past two.
 *
 * A run is silent when, climbed to its end, it has rung nobody who can be reached and is outside the
 * company or on the board: from then on it reaches nobody new, and everybody it reached is paid by the
 * same company as the one named. A path may be signed when no run is silent.
 */
export function tryAll(
  path: Path,
  people: readonly Keyholder[],
  asked: Pick<Silence, "targets" | "calendar"> & {
    from: Temporal.Instant
    level?: Level
    nights?: number
  },
): { runs: number; silent: SilentRun[] } {
  const byId = new Map(people.map((one) => [one.id, one]))
  const cast = [...new Set(path.tiers.flatMap((tier) => poolOf(tier.schedule)))]
  const nights = nightsFrom(asked.from, asked.calendar.zone, asked.nights ?? lookAheadDays)
  const level = asked.level ?? "e2"
  const shifts = new Map<string, PersonId[]>()
  const silent = cast.flatMap((named) => {
    const silence = { ...asked, level, named: [named], at: asked.from }
    const stage = { ...stageOf(path, people, silence), shifts }
    return nights.flatMap((night) => {
      const steps = rehearse(stage, night)
      const reached = steps.flatMap((step) =>
        step.rung.filter((p) => !step.unreachable.includes(p)),
      )
      const beyond = reached.some((p) => byId.get(p)?.outside || byId.get(p)?.board)
      if (beyond) return []
      const last = steps.findLast((s) => s.fresh.some((p) => !s.unreachable.includes(p)))
      return [{ night, named, reachesNobodyNewFrom: last?.after ?? null }]
    })
  })
  return { runs: cast.length * nights.length, silent }
}

/**
 * When the wait that begins at an instant ends: at the top its repeat; at `e1` the minutes between its steps;
 * else the level's opening time or the tier's own shorter wait.
 */
export function waitsOf(
  level: Level,
  targets: Targets,
  calendar: Calendar,
  tiers: readonly Pick<Tier, "waits">[],
): (tier: number, from: Temporal.Instant) => Temporal.Instant {
  const [first = 0, second] = targets.tier_steps_minutes ?? []
  return (tier, from) => {
    if (tier >= tiers.length - 1) return plus(calendar, from, targets.top_repeat)
    if (second !== undefined) return from.add({ minutes: second - first })
    const whole = plus(calendar, from, targets.open)
    const shorter = level === "e1" ? undefined : tiers[tier]?.waits[level]
    const end = shorter === undefined ? whole : from.add({ minutes: shorter })
    return Temporal.Instant.compare(end, whole) < 0 ? end : whole
  }
}

/** What does not change while one report climbs. */
type Stage = {
  tiers: readonly Tier[]
  holders: readonly (readonly PersonId[])[]
  unreachable: ReadonlySet<PersonId>
  tiersAtStart: number
  waitEnds: (tier: number, from: Temporal.Instant) => Temporal.Instant
  /** Shifts already asked for, by tier and instant: many runs ask about the same night. */
  shifts: Map<string, PersonId[]>
}

function stageOf(path: Path, people: readonly Keyholder[], silence: Silence): Stage {
  const targets = silence.targets[silence.level]
  const excluded = new Set(closure(people, silence.named, silence.mustNotSee).map((e) => e.person))
  const holding = new Map(people.filter((p) => p.key && !excluded.has(p.id)).map((p) => [p.id, p]))
  const officers = silence.protection ?? []
  const first: Tier = {
    name: "",
    kind: "inside",
    waits: {},
    schedule: { kind: "list", people: officers },
  }
  const tiers = officers.length ? [first, ...path.tiers] : path.tiers
  return {
    tiers,
    holders: tiers.map((tier) => poolOf(tier.schedule).filter((p) => holding.has(p))),
    unreachable: new Set(people.filter((p) => !isReachable(p)).map((p) => p.id)),
    tiersAtStart: targets.tiers_at_start,
    waitEnds: waitsOf(silence.level, targets, silence.calendar, tiers),
    shifts: new Map(),
  }
}

function rehearse(stage: Stage, at: Temporal.Instant): ReplayStep[] {
  if (!stage.tiers.length) return []
  const rung = new Set<PersonId>()
  const steps: ReplayStep[] = []
  let decision = raise(newAlert(tried, dateOf(at)), momentAt(stage, at))
  for (;;) {
    steps.push(stepOf(stage, decision, rung))
    if (decision.next.loop > 0) return steps
    const step = decision.timers.find((t) => "set" in t && t.set === "step")
    invariant(step && "set" in step, "a ringing alert has a step ahead of it")
    const due = instantOf(step.due)
    decision = fall(decision.next, true, [], momentAt(stage, due))
  }
}

function momentAt(stage: Stage, now: Temporal.Instant): Moment {
  const reach = stage.tiers.map(({ schedule }, tier): Reach => {
    const name = `${tier} ${now.epochMilliseconds}`
    const shift = stage.shifts.get(name) ?? onCall(schedule, now)
    stage.shifts.set(name, shift)
    const holders = stage.holders[tier] ?? []
    return { onCall: shift.filter((p) => holders.includes(p)), holders }
  })
  return {
    now: dateOf(now),
    reach,
    owed: [],
    tiersAtStart: stage.tiersAtStart,
    waitEnds: (tier, from) => dateOf(stage.waitEnds(tier, instantOf(from))),
  }
}

function stepOf(
  stage: Stage,
  { next, rings, events }: Decision<Alert>,
  seen: Set<PersonId>,
): ReplayStep {
  const rung = rings.map((ring) => ring.person)
  const fresh = rung.filter((person) => !seen.has(person))
  for (const person of fresh) seen.add(person)
  return {
    after: (next.steppedAt.getTime() - next.raisedAt.getTime()) / 1000,
    at: instantOf(next.steppedAt),
    tier: next.tier,
    rung,
    fresh,
    unreachable: rung.filter((person) => stage.unreachable.has(person)),
    passed: events.flatMap(({ kind, facts }) => {
      if (kind !== "tier.passed") return []
      const why = facts["why"] === "nobody-on-call" ? facts["why"] : "nobody-holds-a-key"
      return [{ tier: Number(facts["tier"]), why }]
    }),
    again: next.loop > 0,
  }
}

const tried = {
  id: idOf<AlertId>("rehearsal"),
  caseId: idOf<CaseId>("rehearsal"),
  kind: "report",
} as const

function nightsFrom(from: Temporal.Instant, zone: string, nights: number): Temporal.Instant[] {
  const today = from.toZonedDateTimeISO(zone).toPlainDate()
  const tonight = today.toZonedDateTime({ timeZone: zone, plainTime: "02:10" }).toInstant()
  const first = today.add({ days: Temporal.Instant.compare(tonight, from) < 0 ? 1 : 0 })
  return Array.from({ length: nights }, (_, i) =>
    first.add({ days: i }).toZonedDateTime({ timeZone: zone, plainTime: "02:10" }).toInstant(),
  )
}

function dateOf(at: Temporal.Instant): Date {
  return new Date(at.epochMilliseconds)
}
