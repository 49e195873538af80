import { idOf, type PersonId } from "#core/ids.ts"
import { holesBetween, onCall, shiftsBetween, weekOf, type Rotation } from "#core/roster.ts"
import { chance, type Chance } from "./chance.ts"

/** What was asked of rosters in every zone. */
export type RosterFigures = { zones: number; rosters: number; instants: number; shifts: number }

const people = ["ana", "ben", "cyd", "dov", "eli"].map((name) => idOf<PersonId>(name))
const from = Temporal.Instant.from("2020-01-01T00:00Z")
const to = Temporal.Instant.from("2041-01-01T00:00Z")

/** Rosters in every zone the platform knows, 2020 to 2040: no hole, no overlap but at a change of clocks, turns in order, wall clock kept. */
export function proveRosters(seed: number, each: number, skip = 1): RosterFigures {
  const zones = Intl.supportedValuesOf("timeZone").filter((_, i) => i % skip === 0)
  const figures = { zones: zones.length, rosters: 0, instants: 0, shifts: 0 }
  zones.forEach((zone, i) => {
    const by = chance(seed + i)
    for (let n = 0; n < each; n += 1) {
      try {
        proveOne(rosterIn(zone, by), by, figures)
      } catch (error) {
        throw new Error(`roster: ${zone} fails with seed ${seed + i}`, { cause: error })
      }
    }
  })
  return figures
}

function rosterIn(zone: string, by: Chance): Rotation {
  return {
    ...{
      kind: "rotation",
      zone,
      anchor: `20${20 + by.below(20)}-0${1 + by.below(9)}-1${by.below(9)}`,
    },
    turns: Array.from({ length: 1 + by.below(5) }, () => [by.one(people)]),
    handoverDay: 1 + by.below(7),
    // Most changes of clocks are between midnight and three: most handovers here are there too.
    handoverTime: `0${by.below(4)}:${by.one(["00", "15", "30", "45"])}`,
    overrides: [],
  }
}

function proveOne(roster: Rotation, by: Chance, figures: RosterFigures): void {
  figures.rosters += 1
  const holes = holesBetween(roster, from, to)
  must(holes.length === 0, `a hole at ${holes[0]?.start.toString()}`)
  const shifts = shiftsBetween(roster, from, to)
  figures.shifts += shifts.length
  shifts.forEach((shift, i) => {
    const next = shifts[i + 1]
    must(!next || shift.end.equals(next.start), "one shift ends where the next begins")
    if (shift.people.length < 2) return
    // Both stand for the hours that come twice, and only for those.
    const change = shift.start.toZonedDateTimeISO(roster.zone).getTimeZoneTransition("next")
    const twice = change && Temporal.Instant.compare(change.toInstant(), shift.end) <= 0
    must(Boolean(twice), `an overlap without a change of clocks at ${shift.start.toString()}`)
  })
  for (let n = 0; n < 60; n += 1) {
    figures.instants += 1
    const at = from.add({ minutes: by.below(21 * 365 * 24 * 60) })
    const shift = shifts.find((s) => Temporal.Instant.compare(s.end, at) > 0)
    must(onCall(roster, at).join() === shift?.people.join(), "the calendar and the bell agree")
  }
  for (let n = -20; n < 20; n += 1) {
    const { start, end } = weekOf(roster, n)
    must(Temporal.Instant.compare(weekOf(roster, n + 1).start, end) <= 0, "weeks leave no gap")
    const wall = start.toZonedDateTimeISO(roster.zone)
    const kept = wall.toPlainTime().toString({ smallestUnit: "minute" }) === roster.handoverTime
    const last = wall.add({ nanoseconds: 1 }).getTimeZoneTransition("previous")
    const jumped = last?.toInstant().equals(start) ?? false
    must(kept || jumped, `the handover is at ${wall.toString()}`)
  }
}

function must(holds: boolean, law: string): void {
  if (!holds) throw new Error(law)
}
