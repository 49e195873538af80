import Holidays from "date-holidays"
import { plus as plusIn, type Calendar } from "#core/calendar.ts"
import { weekendFor } from "#core/deadline.ts"
import type { Amount } from "#core/level.ts"
import { packs } from "./packs.ts"

/** Where an organisation is: whose holidays it keeps and what its clocks show. */
export type Place = { readonly country: string; readonly zone: string }

/** The end of a span that begins at an instant, in working days as this organisation has them. */
export function plus(place: Place, amount: Amount, from: Date): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime())
  return new Date(plusIn(calendarAt(place, from), start, amount).epochMilliseconds)
}

/** The organisation's days around an instant: two years on, which no promise of ours outlasts. */
export function calendarAt({ country, zone }: Place, from: Date): Calendar {
  const year = from.getUTCFullYear()
  return calendarFor(country, zone, [year - 1, year, year + 1, year + 2])
}

/** Some years' days of a country in a zone. A country that the library does not know has no holidays to count with. */
export function calendarFor(country: string, zone: string, years: readonly number[]): Calendar {
  const name = `${country} ${zone} ${years.join()}`
  const known = calendars.get(name)
  if (known) return known
  const days = hasCalendar(country) ? years.flatMap((year) => holidaysOf(country, year)) : null
  const made: Calendar = { zone, weekend: weekendOf(country), holidays: days && new Set(days) }
  if (calendars.size > 500) calendars.clear()
  calendars.set(name, made)
  return made
}

/** Whether working days can be counted in a country at all. */
export function hasCalendar(country: string): boolean {
  return country in countries
}

const calendars = new Map<string, Calendar>()
const rules = new Map<string, Holidays>()
const countries = new Holidays().getCountries()

/** Days that the library calls public and on which grown-up people in the private sector work all day. */
const worked: Readonly<Record<string, readonly string[]>> = { CN: ["06-01"] }

function holidaysOf(country: string, year: number): string[] {
  const known = rules.get(country) ?? new Holidays(country, { types: ["public"] })
  rules.set(country, known)
  return known.getHolidays(year).flatMap(({ date, start, end }) => {
    // A holiday of half a day leaves a working day; one of several days is that many dates.
    const days = Math.round((end.getTime() - start.getTime()) / 86_400_000 - 0.25)
    const first = Temporal.PlainDate.from(date.slice(0, 10))
    const dates = Array.from({ length: days }, (_, at) => first.add({ days: at }).toString())
    return dates.filter((day) => !worked[country]?.includes(day.slice(5)))
  })
}

/** The days off of a week: as the law pack says for a deadline, else as the platform knows the country. */
function weekendOf(country: string): readonly number[] {
  const pack = packs.find(({ id }) => id === country)
  if (pack?.calendar.weekend) return weekendFor(pack, "max")
  // Node has it (ECMA-402, 2026); the compiler's library does not know it yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & WeekKnowing
  return locale.getWeekInfo().weekend
}

type WeekKnowing = { getWeekInfo(): { readonly weekend: readonly number[] } }
