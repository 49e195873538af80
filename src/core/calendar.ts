import type { Amount } from "./level.ts"
import { invariant, Refusal } from "./refusal.ts"

/** One place's days: its zone, its weekend (1 Monday … 7 Sunday) and its holidays, as `YYYY-MM-DD`. */
export type Calendar = {
  readonly zone: string
  readonly weekend: readonly number[]
  /** Null when no kept library knows them: then no working day is computed. */
  readonly holidays: ReadonlySet<string> | null
  /** Days of a weekend that a yearly notice makes working days. */
  readonly workdays?: ReadonlySet<string> | undefined
  /** Days off in only a part of the country: a law's maximum has them worked, its minimum off. */
  readonly regional?: ReadonlySet<string> | undefined
  /** The first and last year whose holidays were asked for: a law is not counted beyond them. */
  readonly years?: readonly [first: number, last: number] | undefined
}

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const

/** The numbers of the week-days that the content names. */
export function weekDays(names: readonly string[]): number[] {
  return names.map((name) => {
    const at = dayNames.findIndex((one) => one === name)
    invariant(at >= 0, `a day of the week: ${name}`)
    return at + 1
  })
}

/** Says whether a date is a working day; without known holidays nobody can say. */
export function isWorkingDay(calendar: Calendar, date: Temporal.PlainDate): boolean {
  if (!calendar.holidays) throw new Refusal("no-calendar")
  const day = date.toString()
  if (calendar.workdays?.has(day)) return true
  return !calendar.weekend.includes(date.dayOfWeek) && !calendar.holidays.has(day)
}

/**
 * The same time of day, so many working days later: what is owed is owed by then.
 * What begins on a day off counts from the start of the next working day, and so ends with the last
 * of its days: never late for a maximum.
 */
export function workingDays(
  calendar: Calendar,
  from: Temporal.Instant,
  days: number,
): Temporal.Instant {
  if (days === 0) return from
  const start = from.toZonedDateTimeISO(calendar.zone)
  const today = start.toPlainDate()
  const whole = start.equals(start.startOfDay()) || !isWorkingDay(calendar, today)
  if (whole) return dayAfter(calendar, nthWorkingDay(calendar, today.subtract({ days: 1 }), days))
  const last = nthWorkingDay(calendar, today, days)
  return instantAt(last.toPlainDateTime(start.toPlainTime()), calendar.zone, "earlier")
}

/** No later than this is a maximum met: an amount after an instant, never rounded up. */
export function plus(calendar: Calendar, from: Temporal.Instant, span: Amount): Temporal.Instant {
  return span.unit === "working_days"
    ? workingDays(calendar, from, span.amount)
    : shifted(calendar, from, span, "earlier")
}

/** Not before this may a due-process minimum end: whole working days, the day it begins on not counted. */
export function notBefore(
  calendar: Calendar,
  from: Temporal.Instant,
  span: Amount,
): Temporal.Instant {
  if (span.unit !== "working_days") return shifted(calendar, from, span, "later")
  const today = from.toZonedDateTimeISO(calendar.zone).toPlainDate()
  return span.amount === 0 ? from : dayAfter(calendar, nthWorkingDay(calendar, today, span.amount))
}

/** The last instant that is an amount ahead of an event. */
export function ahead(calendar: Calendar, event: Temporal.Instant, span: Amount): Temporal.Instant {
  if (span.unit !== "working_days") {
    return shifted(calendar, event, { ...span, amount: -span.amount }, "earlier")
  }
  if (span.amount === 0) return event
  const start = event.toZonedDateTimeISO(calendar.zone)
  const last = nthWorkingDay(calendar, start.toPlainDate(), -span.amount)
  return instantAt(last.toPlainDateTime(start.toPlainTime()), calendar.zone, "earlier")
}

/** Hours are hours; days, months and years are those of the wall, with the month's last day for a day it has not. */
function shifted(
  { zone }: Calendar,
  from: Temporal.Instant,
  { amount, unit }: Amount,
  edge: "earlier" | "later",
): Temporal.Instant {
  if (amount === 0) return from
  if (unit === "minutes") return from.add({ minutes: amount })
  if (unit === "hours") return from.add({ hours: amount })
  const wall = from.toZonedDateTimeISO(zone).toPlainDateTime()
  const span =
    unit === "months" ? { months: amount } : unit === "years" ? { years: amount } : { days: amount }
  return instantAt(wall.add(span), zone, edge)
}

/** The `n`-th working day after a date; before it when negative. */
function nthWorkingDay(
  calendar: Calendar,
  date: Temporal.PlainDate,
  n: number,
): Temporal.PlainDate {
  const step = Math.sign(n)
  let day = date
  let left = Math.abs(n)
  for (let tried = 0; left > 0; tried += 1) {
    invariant(tried < 20 * Math.abs(n) + 100, "a calendar has working days")
    day = day.add({ days: step })
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}

function dayAfter({ zone }: Calendar, date: Temporal.PlainDate): Temporal.Instant {
  return date.add({ days: 1 }).toZonedDateTime(zone).toInstant()
}

function instantAt(
  wall: Temporal.PlainDateTime,
  zone: string,
  disambiguation: "earlier" | "later",
): Temporal.Instant {
  return wall.toZonedDateTime(zone, { disambiguation }).toInstant()
}
