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
  const days = daysOf(country, years)
  const all = (kind: keyof YearDays) => new Set(days?.flatMap((year) => year[kind]))
  const made: Calendar = {
    zone,
    weekend: weekendOf(country),
    holidays: days && all("holidays"),
    workdays: all("workdays"),
    regional: all("regional"),
    years: years.length > 0 ? [Math.min(...years), Math.max(...years)] : undefined,
  }
  if (calendars.size > 500) calendars.clear()
  calendars.set(name, made)
  return made
}

/** Whether working days can be counted in a country at all. */
export function hasCalendar(country: string): boolean {
  return ask(country, []) !== null
}

type YearDays = {
  readonly holidays: readonly string[]
  readonly workdays: readonly string[]
  readonly regional: readonly string[]
}

const calendars = new Map<string, Calendar>()
/** What the library said, by country and year; null for a country that it does not know. */
const told = new Map<string, YearDays | null>()

function daysOf(country: string, wanted: readonly number[]): YearDays[] | null {
  if (wanted.length === 0) return ask(country, [])
  const missing = wanted.filter((year) => !told.has(`${country} ${year}`))
  if (missing.length > 0) {
    const found = ask(country, missing)
    for (const [at, year] of missing.entries()) told.set(`${country} ${year}`, found?.[at] ?? null)
  }
  const days = wanted.flatMap((year) => told.get(`${country} ${year}`) ?? [])
  return days.length === wanted.length ? days : null
}

/** Asks the library, once for a country and year: a fifth of a second, at the start for the countries already known. */
function ask(country: string, wanted: readonly number[]): YearDays[] | null {
  const script = join(import.meta.dirname, "holidays.ts")
  const words = [script, country, partsOf(country), ...wanted.map(String)]
  const asked = spawnSync(process.execPath, words, { encoding: "utf8", env: {} })
  invariant(asked.status === 0, `the holidays of a country are known: ${asked.stderr}`)
  return JSON.parse(asked.stdout) as ReturnType<typeof ask> // the script's own answer
}

/** The parts of a country that the law pack names, or all; none where there is no pack to count with. */
function partsOf(country: string): string {
  const pack = packs.find(({ id }) => id === country)
  if (!pack) return ""
  const named = pack.calendar.subdivisions
  return named ? named.map((part) => part.slice(part.indexOf("-") + 1)).join() : "*"
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
