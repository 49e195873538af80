import { ahead, notBefore, plus, weekDays, type Calendar } from "./calendar.ts"
import type { Amount, Level, LevelRules, Targets, Unit } from "./level.ts"
import { promisedKinds, type PromisedKind } from "./owed.ts"

export const clockKinds = ["max", "min", "cap", "before"] as const
export type ClockKind = (typeof clockKinds)[number]

/** One time limit of a law pack, as `content/jurisdictions.json` writes it. */
export type Clock = {
  readonly id: string
  readonly event: string
  readonly amount: number
  readonly unit: Unit
  readonly kind: ClockKind
  readonly owner: string
  /** "Three months less one day". */
  readonly less_days?: number | undefined
  readonly weekend_override?: readonly string[] | undefined
}

/** One country's or region's rules, as far as time goes. */
export type Pack = {
  readonly id: string
  readonly clocks: readonly Clock[]
  readonly calendar: {
    readonly weekend: {
      readonly for_max: readonly string[]
      readonly for_min: readonly string[]
    } | null
  }
}

/** A promise to the reporter: by when, and whether our own rule or which clock of a law set it. */
export type Deadline = {
  readonly kind: PromisedKind
  readonly due: Temporal.Instant
  readonly basis: string
}

/** What she is promised when a case of this level begins: our own times, tightened by the laws that apply. */
export function deadlinesFor(asked: {
  level: Level
  t0: Temporal.Instant
  targets: LevelRules["targets"]
  calendar: Calendar
  packs: readonly Pack[]
}): Deadline[] {
  const { level, t0, calendar } = asked
  const targets = asked.targets[level]
  const laws = asked.packs.flatMap((pack) =>
    pack.clocks.filter(binds).map((clock) => ({ pack, clock })),
  )
  return promisedKinds.map((kind) => {
    const ours: Deadline = {
      kind,
      due: plus(calendar, t0, productTime(kind, level, targets)),
      basis: "product",
    }
    return laws
      .filter(({ clock }) => promiseOf[clock.id] === kind)
      .map(({ pack, clock }) => ({
        kind,
        due: dueUnder(clock, t0, calendarUnder(pack, clock, calendar)),
        basis: clock.id,
      }))
      .reduce<Deadline>((first, next) => (isBefore(next.due, first.due) ? next : first), ours)
  })
}

/** When a clock of a law runs out: a maximum never late, a due-process minimum never short. */
export function dueUnder(
  clock: Clock,
  event: Temporal.Instant,
  calendar: Calendar,
): Temporal.Instant {
  const days = clock.weekend_override
    ? { ...calendar, weekend: weekDays(clock.weekend_override) }
    : calendar
  const due = reckoned(clock, event, days)
  return clock.less_days
    ? ahead(calendar, due, { amount: clock.less_days, unit: "calendar_days" })
    : due
}

/** The calendar of a law for one clock: a maximum has the fewest days off that may be meant, a minimum the most. */
export function calendarUnder(
  pack: Pack,
  clock: Pick<Clock, "kind" | "weekend_override">,
  calendar: Calendar,
): Calendar {
  return {
    ...calendar,
    weekend: clock.weekend_override
      ? weekDays(clock.weekend_override)
      : pack.calendar.weekend
        ? weekendFor(pack, clock.kind)
        : calendar.weekend,
    holidays: calendar.holidays && holidaysFor(clock.kind, calendar.holidays, calendar.regional),
  }
}

/** The weekend a clock is reckoned with: fewer days off for a maximum, more for a minimum. */
export function weekendFor(pack: Pack, kind: ClockKind): number[] {
  const weekend = pack.calendar.weekend ?? { for_max: ["sat", "sun"], for_min: ["sat", "sun"] }
  return weekDays(kind === "min" ? weekend.for_min : weekend.for_max)
}

/**
 * The clocks that are a promise to the reporter, and which. Some begin at a later event (an acknowledgement
 * sent, an inquiry begun); they are counted from the report here, which can only make them earlier.
 * Everything else binds somebody else, protects the respondent, or is a task of the case team.
 */
export const promiseOf: Readonly<Record<string, PromisedKind>> = {
  "EU.ack": "first-contact", // acknowledge receipt to the reporter
  "FR.ack": "first-contact", // written acknowledgement
  "KR.protect": "protection", // change of place of work, paid leave
  "JP.prompt": "plan", // begin to confirm the facts
  "KR.investigate": "plan", // begin the investigation
  "GB.nodelay": "plan", // first meeting
  "EU.feedback": "outcome", // what was done and why
  "FR.feedback": "outcome", // measures told in writing
  "IN.inquiry": "outcome", // inquiry completed
  "KR.grievance": "outcome", // result notified
  "PK.findings": "outcome", // findings and recommendations
}

/** By when she is told what was found: 21, 45 or 60 days; for retaliation it is the finding itself. */
export const outcomeWithin: Readonly<Record<Level, Amount>> = {
  e1: { amount: 21, unit: "calendar_days" },
  e2: { amount: 21, unit: "calendar_days" },
  e3: { amount: 45, unit: "calendar_days" },
  e4: { amount: 60, unit: "calendar_days" },
  r: { amount: 15, unit: "calendar_days" },
}

function productTime(kind: PromisedKind, level: Level, targets: Targets): Amount {
  const times = {
    opening: targets.open,
    "first-contact": targets.contact,
    protection: targets.protect,
    plan: targets.plan,
    outcome: outcomeWithin[level],
  } as const satisfies Record<PromisedKind, Amount>
  return times[kind]
}

const others = ["reporter", "respondent", "either_party", "ombudsperson", "any_person"]

/** Only what the organisation must have done by then tightens a promise of the organisation. */
function binds(clock: Clock): boolean {
  return clock.kind === "max" && !others.includes(clock.owner)
}

function reckoned(clock: Clock, event: Temporal.Instant, calendar: Calendar): Temporal.Instant {
  if (clock.kind === "min") return notBefore(calendar, event, clock)
  if (clock.kind === "before") return ahead(calendar, event, clock)
  return plus(calendar, event, clock)
}

function holidaysFor(
  kind: ClockKind,
  holidays: ReadonlySet<string>,
  regional: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  if (kind === "min") return new Set([...holidays, ...regional])
  return new Set([...holidays].filter((day) => !regional.has(day)))
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}
