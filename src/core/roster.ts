import type { PersonId } from "./ids.ts"

export const overrideKinds = ["add", "remove", "replace"] as const
/** An exception to the turns from one instant until before another: somebody more, somebody less, or one for another. */
export type Override = {
  readonly from: string
  readonly to: string
  readonly kind: (typeof overrideKinds)[number]
  readonly person: PersonId
  /** Who stands in; a replacement without one changes nothing, so that it cannot make a hole. */
  readonly instead?: PersonId | null | undefined
}

/** Turns of a week each, handed over at one wall-clock time of one zone. */
export type Rotation = {
  readonly kind: "rotation"
  readonly zone: string
  /** Turn 0 begins at the last handover day on or before this date. There is no stored position. */
  readonly anchor: string
  readonly turns: readonly (readonly PersonId[])[]
  /** 1 Monday … 7 Sunday. */
  readonly handoverDay: number
  readonly handoverTime: string
  readonly overrides: readonly Override[]
}

/** Who is called at a tier: everybody on a list, or whoever has the turn. */
export type TierSchedule =
  | { readonly kind: "list"; readonly people: readonly PersonId[] }
  | Rotation

/** A stretch of time in which the same people are on call; with nobody it is a hole. */
export type Shift = {
  readonly start: Temporal.Instant
  readonly end: Temporal.Instant
  readonly people: readonly PersonId[]
}

/** Who is on call at this instant. The bell, the calendar and the look-ahead all ask this. */
export function onCall(tier: TierSchedule, at: Temporal.Instant): PersonId[] {
  if (tier.kind === "list") return [...new Set(tier.people)]
  return excepted(tier, turnAt(tier, at), at.epochMilliseconds)
}

/** Who is on call from one instant until before another, cut wherever that changes. */
export function shiftsBetween(
  tier: TierSchedule,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Shift[] {
  const cuts = tier.kind === "list" ? [] : changesOf(tier, from, to)
  const inside = cuts.filter((ms) => ms > from.epochMilliseconds && ms < to.epochMilliseconds)
  const starts = [from, ...[...new Set(inside)].toSorted((a, b) => a - b).map(instantOf)]
  const shifts: Shift[] = []
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? to
    const people = onCall(tier, start)
    const last = shifts.at(-1)
    if (last && same(last.people, people)) shifts[shifts.length - 1] = { ...last, end }
    else shifts.push({ start, end, people })
  })
  return shifts
}

/** The stretches in which nobody is on call. */
export function holesBetween(
  tier: TierSchedule,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Shift[] {
  return shiftsBetween(tier, from, to).filter((shift) => shift.people.length === 0)
}

/** Everybody who can ever be on call at a tier: these are the people a report is sealed to. */
export function poolOf(tier: TierSchedule): PersonId[] {
  if (tier.kind === "list") return [...new Set(tier.people)]
  const added = tier.overrides.flatMap((o) =>
    o.kind === "add" ? [o.person] : o.kind === "replace" && o.instead ? [o.instead] : [],
  )
  return [...new Set([...tier.turns.flat(), ...added])]
}

/** The shift of week `n`: half-open, and never a gap before the next one. */
export function weekOf(
  tier: Rotation,
  n: number,
): { start: Temporal.Instant; end: Temporal.Instant } {
  const first = firstHandover(tier)
  return {
    start: handover(tier, first.add({ days: 7 * n }), "start"),
    end: handover(tier, first.add({ days: 7 * (n + 1) }), "end"),
  }
}

/** Whose turn it is by the weeks alone. In an hour that comes twice, both the old and the new turn. */
function turnAt(tier: Rotation, at: Temporal.Instant): PersonId[] {
  const week = weekAround(tier, at)
  return [week - 1, week].flatMap((n) => {
    const { start, end } = weekOf(tier, n)
    const on =
      start.epochMilliseconds <= at.epochMilliseconds &&
      at.epochMilliseconds < end.epochMilliseconds
    return on ? turnOf(tier, n) : []
  })
}

/** The exceptions in force do not follow one another: each speaks of the turn, not of another exception. */
function excepted(tier: Rotation, turn: readonly PersonId[], ms: number): PersonId[] {
  const now = tier.overrides.filter((o) => Date.parse(o.from) <= ms && ms < Date.parse(o.to))
  const away = new Set(now.filter((o) => o.kind === "remove").map((o) => o.person))
  const standIn = (person: PersonId) =>
    now.find((o) => o.kind === "replace" && o.person === person)?.instead ?? person
  const added = now.filter((o) => o.kind === "add").map((o) => o.person)
  return [...new Set([...turn.map(standIn).filter((p) => !away.has(p)), ...added])]
}

/** Every instant at which who is on call may change. */
function changesOf(tier: Rotation, from: Temporal.Instant, to: Temporal.Instant): number[] {
  const cuts = tier.overrides.flatMap((o) => [Date.parse(o.from), Date.parse(o.to)])
  const last = weekAround(tier, to)
  for (let n = weekAround(tier, from) - 1; n <= last; n += 1) {
    const { start, end } = weekOf(tier, n)
    cuts.push(start.epochMilliseconds, end.epochMilliseconds)
  }
  return cuts
}

/** The week whose handover day is the last on or before the local date. */
function weekAround(tier: Rotation, at: Temporal.Instant): number {
  const today = at.toZonedDateTimeISO(tier.zone).toPlainDate()
  return Math.floor(firstHandover(tier).until(today).days / 7)
}

function firstHandover(tier: Rotation): Temporal.PlainDate {
  const anchor = Temporal.PlainDate.from(tier.anchor)
  return anchor.subtract({ days: (anchor.dayOfWeek - tier.handoverDay + 7) % 7 })
}

function turnOf(tier: Rotation, week: number): readonly PersonId[] {
  const length = tier.turns.length
  return length ? (tier.turns[((week % length) + length) % length] ?? []) : []
}

/** The wall-clock handover as an instant: a start takes the earlier of two, an end the later, and a time that does not exist is the first instant after the gap. */
function handover(
  tier: Rotation,
  date: Temporal.PlainDate,
  edge: "start" | "end",
): Temporal.Instant {
  const wall = date.toPlainDateTime(tier.handoverTime)
  const earlier = wall.toZonedDateTime(tier.zone, { disambiguation: "earlier" })
  if (!earlier.toPlainDateTime().equals(wall)) {
    return (earlier.getTimeZoneTransition("next") ?? earlier).toInstant()
  }
  if (edge === "start") return earlier.toInstant()
  return wall.toZonedDateTime(tier.zone, { disambiguation: "later" }).toInstant()
}

function instantOf(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms)
}

function same(a: readonly PersonId[], b: readonly PersonId[]): boolean {
  return a.length === b.length && a.every((person, i) => person === b[i])
}
