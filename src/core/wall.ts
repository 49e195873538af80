/**
 * A zone's clocks as plain numbers: `dueUnder` of deadline.ts says what a time limit is, and this says the same in a tenth
 * of the time, for all limits of all cases. Milliseconds; a wall time is written as if it were UTC.
 */
export type Zone = {
  /** What the wall shows at an instant. */
  wallAt(instant: number): number
  /** When the wall shows it: where it shows it twice or never, the earlier or later reading. */
  instantAt(wall: number, edge: "earlier" | "later"): number
  /** The first instant of a day, counted in days since 1970. */
  startOf(day: number): number
}

export const dayMs = 86_400_000

/** The clocks of a zone; each zone's changes are asked for once. */
export function zoneNamed(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const made = readZone(name)
  zones.set(name, made)
  return made
}

/** The number of a wall time's day. */
export function dayOf(wall: number): number {
  return Math.floor(wall / dayMs)
}

const zones = new Map<string, Zone>()
/** What lies outside is asked of the platform each time. */
const [first, end] = [Date.UTC(1970, 0), Date.UTC(2100, 0)]

function readZone(name: string): Zone {
  const { starts, offsets } = changesOf(name)
  const offsetAt = (instant: number): number =>
    instant < first || instant >= end
      ? offsetIn(name, instant)
      : (offsets[lastAtOrBefore(starts, instant)] ?? 0)

  function instantAt(wall: number, edge: "earlier" | "later"): number {
    const before = offsetAt(wall - dayMs)
    const after = offsetAt(wall + dayMs)
    if (before === after) return wall - before
    const readings = [wall - before, wall - after]
    const shown = readings.filter((instant) => instant + offsetAt(instant) === wall)
    // Shown once it is that instant; twice or never, one of both.
    const among = shown.length === 1 ? shown : readings
    return edge === "earlier" ? Math.min(...among) : Math.max(...among)
  }

  return {
    wallAt: (instant) => instant + offsetAt(instant),
    instantAt,
    startOf(day) {
      const midnight = day * dayMs
      const [one, other] = [instantAt(midnight, "earlier"), instantAt(midnight, "later")]
      if (one === other || one + offsetAt(one) === midnight) return one
      // Midnight is skipped: the day begins with the change itself.
      return starts[lastAtOrBefore(starts, other)] ?? other
    },
  }
}

function changesOf(name: string): { starts: number[]; offsets: number[] } {
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(name)
  const starts: number[] = []
  const offsets: number[] = []
  while (at && at.epochMilliseconds < end) {
    starts.push(at.epochMilliseconds)
    offsets.push(at.offsetNanoseconds / 1e6)
    at = at.getTimeZoneTransition("next")
  }
  return { starts, offsets }
}

function offsetIn(name: string, instant: number): number {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name)
  return at.offsetNanoseconds / 1e6
}

/** The place of the last of ascending numbers that is not above another; the first when all are. */
function lastAtOrBefore(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] ?? Infinity) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
