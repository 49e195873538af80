import type { Calendar } from "./calendar.ts"
import { calendarUnder, type Clock, type ClockKind, type Pack } from "./deadline.ts"
import type { Amount } from "./level.ts"
import { invariant, Refusal } from "./refusal.ts"
import { dayMs, dayOf, zoneNamed, type Zone } from "./wall.ts"

/** A calendar made ready to count with: days are numbers since 1970. */
export type Days = {
  readonly zone: Zone
  readonly isWorked: (day: number) => boolean
}

/** The days by which a law counts one of its clocks, made ready once for each calendar. */
export function daysUnder(pack: Pack, clock: Clock, calendar: Calendar): Days {
  const known = ready.get(calendar) ?? new Map<Clock, Days>()
  ready.set(calendar, known)
  const found = known.get(clock) ?? daysOf(calendarUnder(pack, clock, calendar))
  known.set(clock, found)
  return found
}

/** When a clock runs out, in milliseconds: what `dueUnder` says of the same calendar, quickly. */
export function dueAt(clock: Clock, days: Days, from: number): number {
  const due = reckoned(clock, days, from)
  if (!clock.less_days) return due
  return shifted(days.zone, due, { amount: -clock.less_days, unit: "calendar_days" }, "earlier")
}

const ready = new WeakMap<Calendar, Map<Clock, Days>>()

function daysOf({ zone, weekend, holidays, workdays, years }: Calendar): Days {
  const off = holidays && new Set([...holidays].map(numberOf))
  const worked = new Set([...(workdays ?? [])].map(numberOf))
  const [first, last] = years ?? [-Infinity, Infinity]
  const [from, until] = [yearBegins(first), yearBegins(last + 1)]
  const isKnown = (day: number) => day >= from && day < until
  return {
    zone: zoneNamed(zone),
    isWorked(day) {
      if (!off || !isKnown(day)) throw new Refusal("no-calendar")
      return worked.has(day) || (!weekend.includes(weekDayOf(day)) && !off.has(day))
    },
  }
}

function numberOf(date: string): number {
  return dayOf(Date.parse(date))
}

function yearBegins(year: number): number {
  return Number.isFinite(year) ? numberOf(`${year}-01-01`) : year
}

/** 1 Monday … 7 Sunday; the first of January 1970 was a Thursday. */
function weekDayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

function reckoned(clock: Clock, days: Days, from: number): number {
  const { amount, unit, kind } = clock
  if (amount === 0) return from
  if (unit === "working_days") return byWorkingDays(kind, days, from, amount)
  const span = kind === "before" ? -amount : amount
  return shifted(days.zone, from, { amount: span, unit }, kind === "min" ? "later" : "earlier")
}

function byWorkingDays(kind: ClockKind, days: Days, from: number, amount: number): number {
  const { zone } = days
  const wall = zone.wallAt(from)
  const today = dayOf(wall)
  const onDay = (day: number) => zone.instantAt(day * dayMs + (wall - today * dayMs), "earlier")
  if (kind === "min") return zone.startOf(nth(days, today, amount) + 1)
  if (kind === "before") return onDay(nth(days, today, -amount))
  // What begins on a day off has the whole of its first day.
  const whole = from === zone.startOf(today) || !days.isWorked(today)
  return whole ? zone.startOf(nth(days, today - 1, amount) + 1) : onDay(nth(days, today, amount))
}

/** The `n`-th working day after a day; before it when negative. */
function nth(days: Days, from: number, n: number): number {
  const step = Math.sign(n)
  let [day, left] = [from, Math.abs(n)]
  for (let tried = 0; left > 0; tried += 1) {
    invariant(tried < 20 * Math.abs(n) + 100, "a calendar has working days")
    day += step
    if (days.isWorked(day)) left -= 1
  }
  return day
}

function shifted(
  zone: Zone,
  from: number,
  { amount, unit }: Amount,
  edge: "earlier" | "later",
): number {
  if (unit === "minutes") return from + amount * 60_000
  if (unit === "hours") return from + amount * 3_600_000
  const wall = zone.wallAt(from)
  if (unit === "calendar_days") return zone.instantAt(wall + amount * dayMs, edge)
  return zone.instantAt(monthsOn(wall, unit === "years" ? amount * 12 : amount), edge)
}

/** The same day of another month; its last when it has no such day. */
function monthsOn(wall: number, months: number): number {
  const date = new Date(wall)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Math.min(date.getUTCDate(), last)
  return Date.UTC(year, month, day) + (wall - dayOf(wall) * dayMs)
}
