import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { plus as plusIn, type Calendar } from "#core/calendar.ts"
import { weekendFor } from "#core/deadline.ts"
import type { Amount } from "#core/level.ts"
import { invariant } from "#core/refusal.ts"
import { instantOf } from "#core/time.ts"
import { packs } from "./packs.ts"
import type { Tx } from "./runtime.ts"

/** Where an organisation is: whose holidays it keeps and what its clocks show. */
export type Place = { readonly country: string; readonly zone: string }

/** Where the organisation of this transaction is. */
export async function placeOf({ sql, org }: Tx): Promise<Place> {
  return sql
    .selectFrom("organisation")
    .select(["country", "zone"])
    .where("id", "=", org)
    .executeTakeFirstOrThrow()
}

/** The end of a span that begins at an instant, in working days as this organisation has them. */
export function plus(place: Place, amount: Amount, from: Date): Date {
  const start = instantOf(from)
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
  const days = holidaysOf(country, years)
  const made: Calendar = {
    zone,
    weekend: weekendOf(country),
    holidays: days && new Set(days.holidays),
    workdays: new Set(days?.workdays),
  }
  if (calendars.size > 500) calendars.clear()
  calendars.set(name, made)
  return made
}

/** Whether working days can be counted in a country at all. */
export function hasCalendar(country: string): boolean {
  return holidaysOf(country, []) !== null
}

const calendars = new Map<string, Calendar>()

/** Asks the library, once for a country and year: a fifth of a second, at the start for the countries already known. */
function holidaysOf(
  country: string,
  years: readonly number[],
): { holidays: string[]; workdays: string[] } | null {
  const script = join(import.meta.dirname, "holidays.ts")
  const asked = spawnSync(process.execPath, [script, country, ...years.map(String)], {
    encoding: "utf8",
    env: {},
  })
  invariant(asked.status === 0, `the holidays of a country are known: ${asked.stderr}`)
  return JSON.parse(asked.stdout) as ReturnType<typeof holidaysOf> // the script's own answer
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
