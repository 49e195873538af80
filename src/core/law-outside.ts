import { byText, elsewhereOf, oneDoor } from "./law-table.ts"
import type { ClockEvent, LawClock, LawPack } from "./pack.ts"

/** Days that a reporter knows. `incident` stands for every event that a law counts from what happened. */
export type OutsideDates = { readonly [E in ClockEvent]?: Temporal.PlainDate | undefined }

/** What the browser needs of a pack. */
export type OutsidePack = Pick<LawPack, "id"> & {
  readonly clocks: readonly (Pick<
    LawClock,
    "id" | "event" | "amount" | "unit" | "less_days" | "article" | "number_basis" | "applies"
  > & { readonly source: Pick<LawClock["source"], "state"> })[]
}

/** The last day on which somebody may still go to an outside body. */
export type OutsideLimit = {
  readonly pack: string
  readonly clock: string
  readonly event: ClockEvent
  /** The last day; null where it is counted in working days, which only the server's calendars know. */
  readonly last: Temporal.PlainDate | null
  /** False for the later of two readings of one limit: it is shown, and the earlier is the one to keep. */
  readonly binding: boolean
  readonly appeal: boolean
  readonly article: string
  readonly basis: LawClock["number_basis"]
  /** What is only `knowledge` is shown as not checked, never as law. */
  readonly source: LawClock["source"]["state"]
  readonly applies: string | null
}

/** A party's own time limits outside the organisation, soonest first. What the organisation does never extends them. */
export function outsideLimits(
  packs: readonly OutsidePack[],
  dates: OutsideDates,
): readonly OutsideLimit[] {
  const limits = packs.flatMap((pack) =>
    pack.clocks.flatMap((clock) => limitOf(pack.id, clock, dates)),
  )
  return limits
    .map((limit) => ({ ...limit, binding: !limits.some((other) => comesBefore(other, limit)) }))
    .toSorted((a, b) => dayNumber(a) - dayNumber(b) || byText(a.clock, b.clock))
}

/** Whether a clock can be counted only with a calendar of working days. */
export function needsCalendar({ unit }: Pick<LawClock, "unit">): boolean {
  return unit === "working_days"
}

/** The events that the day of the incident starts, where nobody knows better. */
const ofIncident: readonly ClockEvent[] = [
  "last_incident",
  "act_complained_of",
  "discriminatory_act",
  "conduct",
  "rights_infringed_known",
]

function limitOf(
  pack: string,
  clock: OutsidePack["clocks"][number],
  dates: OutsideDates,
): OutsideLimit[] {
  const whom = elsewhereOf[clock.id]
  if (whom !== "claim" && whom !== "outside-appeal") return []
  const from = dates[clock.event] ?? (ofIncident.includes(clock.event) ? dates.incident : undefined)
  if (!from) return []
  return [
    {
      pack,
      clock: clock.id,
      event: clock.event,
      last: needsCalendar(clock) ? null : lastDay(clock, from),
      binding: true,
      appeal: whom === "outside-appeal",
      article: clock.article,
      basis: clock.number_basis,
      source: clock.source.state,
      applies: clock.applies ?? null,
    },
  ]
}

function lastDay(
  { amount, unit, less_days: less = 0 }: OutsidePack["clocks"][number],
  from: Temporal.PlainDate,
): Temporal.PlainDate {
  if (unit === "months") return from.add({ months: amount }).subtract({ days: less })
  if (unit === "years") return from.add({ years: amount }).subtract({ days: less })
  if (unit === "calendar_days") return from.add({ days: amount - less })
  // Hours and minutes end within the day on which they begin.
  return from
}

/** One of two readings of the same limit that ends sooner. */
function comesBefore(one: OutsideLimit, other: OutsideLimit): boolean {
  const door = oneDoor[one.clock]
  if (door === undefined || one === other || door !== oneDoor[other.clock]) return false
  return dayNumber(one) < dayNumber(other)
}

function dayNumber({ last }: OutsideLimit): number {
  return last ? Date.UTC(last.year, last.month - 1, last.day) : Infinity
}
