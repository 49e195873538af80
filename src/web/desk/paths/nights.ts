import type { PersonId } from "#core/ids.ts"
import { lookAheadDays, type Keyholder, type Path } from "#core/path.ts"
import { poolOf } from "#core/roster.ts"
import { replay, type AllTargets } from "./replay.ts"

/** One run that ends without anybody new: which night, whom the report named, and from when. */
export type Silence = { readonly at: number; readonly named: PersonId; readonly from: number }
/** Every person on the path as the one named, on each of the next nights. */
export type Nights = { readonly runs: number; readonly silent: readonly Silence[] }

/** Tries a path with each of its people as the one named, at ten past two on each of the next 35 nights. */
export function tryNights(
  path: Path,
  people: readonly Keyholder[],
  { now, zone, targets }: { now: number; zone: string; targets: AllTargets },
): Nights {
  const named = [...new Set(path.tiers.flatMap(({ schedule }) => poolOf(schedule)))]
  const nights = nightsFrom(now, zone)
  const silent = nights.flatMap((at) =>
    named.flatMap((person): Silence[] => {
      const { nobodyFrom } = replay(path, people, { at, level: "e2", named: person }, targets)
      return nobodyFrom === null ? [] : [{ at, named: person, from: nobodyFrom }]
    }),
  )
  return { runs: nights.length * named.length, silent }
}

/** Ten past two of the next nights, in a zone. */
export function nightsFrom(now: number, zone: string): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  return Array.from({ length: lookAheadDays }, (_, night) =>
    today
      .add({ days: night + 1 })
      .toPlainDateTime("02:10")
      .toZonedDateTime(zone)
      .toInstant(),
  ).map(({ epochMilliseconds }) => epochMilliseconds)
}
