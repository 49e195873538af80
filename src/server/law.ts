import * as v from "valibot"
import { deadlinesFor } from "#core/deadline.ts"
import { momentsOf, type LawOfSteps } from "#core/law-case.ts"
import { memberStates } from "#core/law-place.ts"
import type { PackCalendars } from "#core/law.ts"
import type { Life } from "#core/life/life.ts"
import { units, type Amount, type Level, type LevelRules } from "#core/level.ts"
import type { PromisedKind } from "#core/owed.ts"
import type { LawPack } from "#core/pack.ts"
import { invariant } from "#core/refusal.ts"
import { instantOf } from "#core/time.ts"
import content from "#content/level.json" with { type: "json" }
import { calendarAt, calendarFor, type Place } from "./calendar.ts"
import { packs } from "./packs.ts"

/** A promise with the rule it comes from: our own, or a clock of a law. */
export type Promised = { readonly kind: PromisedKind; readonly due: Date; readonly basis: string }

/** How a level rings and how long its opening may take. */
export type Ringing = {
  readonly open: Amount
  readonly topRepeat: Amount
  readonly tiersAtStart: number
}

/** What a reporter is promised if the case begins at this instant, in the order of the list. */
export function dueFor(place: Place, level: Level, t0: Date): Promised[] {
  const deadlines = deadlinesFor({
    level,
    t0: instantOf(t0),
    targets,
    calendar: calendarAt(place, t0),
    packs: packsFor(place.country),
  })
  return deadlines.map(({ kind, due, basis }) => {
    return { kind, due: new Date(due.epochMilliseconds), basis }
  })
}

/** The laws that bind an organisation in a country: its own, and the Union's baseline in a member state. */
export function packsFor(country: string): LawPack[] {
  return packsOf([country])
}

/** The laws of a case: of the country of the workplace, of the event and of the contract, each once, and the Union's baseline. */
export function packsOf(countries: readonly string[]): LawPack[] {
  const inUnion = countries.some((country) => memberStates.has(country))
  return packs.filter(({ id }) => countries.includes(id) || (id === "EU" && inUnion))
}

/** The law of a case whose work is done at these places, the organisation's own first: what each step is asked of. */
export function lawAt(places: readonly Place[], life: Life, now: Date): LawOfSteps {
  const [home] = places
  invariant(home, "a case has a place")
  const laws = packsOf(places.map(({ country }) => country))
  const known = momentsOf(life)
  const around = [...Object.values(known), instantOf(now)].filter((at) => at !== undefined)
  return {
    packs: laws,
    calendars: calendarsFor(laws, places, around),
    ours: calendarAt(home, now),
    known,
  }
}

/**
 * The days by which each law of a case counts: its own country's, on the clock of the place there that the case names, and
 * else on that of the first. Holidays are known from the year before the first of some instants to two years after the last.
 */
export function calendarsFor(
  packs: readonly LawPack[],
  places: readonly Place[],
  around: readonly Temporal.Instant[],
): PackCalendars {
  const [home] = places
  invariant(home && around.length > 0, "a law is counted at a place and a time")
  const seen = around.map((at) => at.toZonedDateTimeISO("UTC").year)
  const [first, last] = [Math.min(...seen) - 1, Math.max(...seen) + 2]
  const years = Array.from({ length: last - first + 1 }, (_, n) => first + n)
  return Object.fromEntries(
    packs.map(({ id, calendar }) => {
      const country = calendar.country ?? unionMember(id, places) ?? home.country
      const zone = places.find((place) => place.country === country)?.zone ?? home.zone
      return [id, calendarFor(country, zone, years)]
    }),
  )
}

/** How a level rings. */
export function targetsOf(level: Level): Ringing {
  const { open, top_repeat: topRepeat, tiers_at_start: tiersAtStart } = targets[level]
  return { open, topRepeat, tiersAtStart }
}

/** The Union has no holidays of its own: those of the first place that is in it. */
function unionMember(id: string, places: readonly Place[]): string | undefined {
  if (id !== "EU") return undefined
  return places.find(({ country }) => memberStates.has(country))?.country
}

const amount = v.object({ amount: v.number(), unit: v.picklist(units) })
const target = v.object({
  open: amount,
  contact: amount,
  protect: amount,
  plan: amount,
  tier_steps_minutes: v.optional(v.array(v.number())),
  tiers_at_start: v.pipe(v.number(), v.integer(), v.minValue(1)),
  top_repeat: amount,
})
const ofEachLevel = { e1: target, e2: target, e3: target, e4: target, r: target } as const
/** What each level promises. A file that is not of this form stops the start. */
export const targets: LevelRules["targets"] = v.parse(v.object(ofEachLevel), content.targets)
