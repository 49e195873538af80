import type { WaitLevel } from "#core/path.ts"
import type { PersonId } from "#core/ids.ts"
import { poolOf, type Rotation } from "#core/roster.ts"
import type { Tiers } from "#wire/path.ts"

/** One tier as it is written. */
export type Tier = Tiers[number]
/** The exception form of a rotation. */
export type Override = Extract<Tier["schedule"], { kind: "rotation" }>["overrides"][number]

/** The most tiers a path may have. */
export const mostTiers = 9

/** Changes one tier and leaves the others. */
export function changeTier(tiers: Tiers, at: number, change: Partial<Tier>): Tiers {
  return tiers.map((tier, i) => (i === at ? { ...tier, ...change } : tier))
}

/** Puts a new empty tier before the last one, or at the end of a path that has none. */
export function addTier(tiers: Tiers, name: string): Tiers {
  const tier: Tier = { name, kind: "inside", waits: {}, schedule: { kind: "list", people: [] } }
  return tiers.length >= mostTiers ? tiers : [...tiers, tier]
}

/** Takes a tier out. */
export function removeTier(tiers: Tiers, at: number): Tiers {
  return tiers.filter((_, i) => i !== at)
}

/** Moves one thing of a row up or down; at an end it stays. */
export function moved<T>(row: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by
  const [one, other] = [row[at], row[to]]
  if (one === undefined || other === undefined) return [...row]
  return row.map((each, i) => (i === at ? other : i === to ? one : each))
}

/** Puts a person on a list, or on one turn of a rotation. */
export function putOn(tier: Tier, person: PersonId, turn = 0): Tier {
  const { schedule } = tier
  if (schedule.kind === "list") {
    return { ...tier, schedule: { ...schedule, people: added(schedule.people, person) } }
  }
  const turns = schedule.turns.map((people, i) => (i === turn ? added(people, person) : people))
  return { ...tier, schedule: { ...schedule, turns } }
}

/** Takes a person off a list, or off one turn; a turn left empty goes with its last person, unless it is the only one. */
export function takeOff(tier: Tier, person: PersonId, turn = 0): Tier {
  const { schedule } = tier
  if (schedule.kind === "list") {
    const people = schedule.people.filter((other) => other !== person)
    return { ...tier, schedule: { ...schedule, people } }
  }
  const turns = schedule.turns
    .map((people, i) => (i === turn ? people.filter((other) => other !== person) : people))
    .filter((people) => people.length > 0)
  if (!turns.length) return { ...tier, schedule: { kind: "list", people: [] } }
  return { ...tier, schedule: { ...schedule, turns } }
}

/** Adds a turn of one person at the end of a rotation. */
export function addTurn(tier: Tier, person: PersonId): Tier {
  if (tier.schedule.kind === "list") return tier
  return { ...tier, schedule: { ...tier.schedule, turns: [...tier.schedule.turns, [person]] } }
}

/** Makes a list into weekly turns of one person each, handed over on Monday morning. */
export function inTurns(tier: Tier, zone: string, today: string): Tier {
  const people = poolOf(tier.schedule)
  if (tier.schedule.kind === "rotation" || !people.length) return tier
  const turns = people.map((person) => [person])
  const begins = { zone, anchor: today, handoverDay: 1, handoverTime: "09:00" }
  return { ...tier, schedule: { kind: "rotation", ...begins, turns, overrides: [] } }
}

/** Makes weekly turns into a list of everybody who had one; exceptions end with the turns. */
export function asList(tier: Tier): Tier {
  return { ...tier, schedule: { kind: "list", people: poolOf(tier.schedule) } }
}

/** Shortens a wait; null goes back to the level's own. */
export function setWait(tier: Tier, level: WaitLevel, minutes: number | null): Tier {
  const { [level]: _, ...others } = tier.waits
  return { ...tier, waits: minutes === null ? others : { ...others, [level]: minutes } }
}

/** Says whether two paths ring the same people in the same way. */
export function sameTiers(one: Tiers, other: Tiers): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The wall-clock time of a rotation's zone, as a field shows it, as an instant. */
export function instantAt(local: string, zone: string): string {
  return Temporal.PlainDateTime.from(local)
    .toZonedDateTime(zone)
    .toInstant()
    .toString({ smallestUnit: "second" })
}

/** An instant as a field of a zone shows it. */
export function localAt(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" })
}

/** The next handovers of a rotation and whose turn begins. */
export function nextWeeks(rotation: Rotation, now: number, many: number, week: WeekOf): Week[] {
  const found: Week[] = []
  for (let n = firstWeek(rotation, now, week); found.length < many; n += 1) {
    const { start } = week(rotation, n)
    const length = rotation.turns.length
    const people = rotation.turns[((n % length) + length) % length] ?? []
    found.push({ start: start.epochMilliseconds, people })
  }
  return found
}
type Week = { readonly start: number; readonly people: readonly PersonId[] }
type WeekOf = (rotation: Rotation, n: number) => { readonly start: Temporal.Instant }

function firstWeek(rotation: Rotation, now: number, week: WeekOf): number {
  const weeks = (now - week(rotation, 0).start.epochMilliseconds) / (7 * 24 * 3_600_000)
  const near = Math.floor(weeks)
  // Near a change of the clocks the week may have begun an hour earlier or later.
  for (const n of [near + 1, near, near - 1]) {
    if (week(rotation, n).start.epochMilliseconds <= now) return n
  }
  return near
}

function added(people: readonly PersonId[], person: PersonId): PersonId[] {
  return people.includes(person) ? [...people] : [...people, person]
}
