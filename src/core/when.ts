/** Parts of a day as people name them. The night is that of the day before: it ends next morning. */
export const dayParts = ["early", "morning", "afternoon", "evening", "night"] as const
export type DayPart = (typeof dayParts)[number]

/** When something happened, as far as somebody remembers. Every piece may be missing. */
export type Said = {
  readonly day?: string | undefined
  readonly part?: DayPart | undefined
  readonly clock?: string | undefined
  /** "About": an hour either way for a time, two for a part of a day, a day for a day. */
  readonly approx?: boolean | undefined
}

/** The time in which something certainly lies. A rule uses the latest instant: then nobody is told too early that it is too late. */
export type Interval = { readonly earliest: Temporal.Instant; readonly latest: Temporal.Instant }

/** What was said, as an interval in a zone; null without a day. What happened is never later than now. */
export function intervalOf(said: Said, zone: string, now?: Temporal.Instant): Interval | null {
  if (!said.day) return null
  const [from, to] = wallOf(Temporal.PlainDate.from(said.day), said)
  const hours = aboutOf(said)
  // Widened after the wall clock became an instant: an hour that the wall clock skips would narrow it instead.
  const earliest = from.toZonedDateTime(zone, early).toInstant().subtract({ hours })
  const latest = to.toZonedDateTime(zone, late).toInstant().add({ hours })
  return now ? { earliest: first(earliest, now), latest: first(latest, now) } : { earliest, latest }
}

/** What a chosen answer to "when did it happen" says, counted back from the moment it was chosen; null when it says nothing. */
export function intervalOfCode(
  code: string | null | undefined,
  chosen: Temporal.Instant,
): Interval | null {
  const hours = code ? hoursBack[code] : undefined
  if (!hours) return null
  return {
    earliest: chosen.subtract({ hours: hours[0] }),
    latest: chosen.subtract({ hours: hours[1] }),
  }
}

/** One piece of how a remembered time is shown; the words are the screen's. */
export type WhenToken =
  | { kind: "about" }
  | { kind: "day"; day: string; weekday: number; ago: number }
  | { kind: "part"; part: DayPart }
  | { kind: "clock"; clock: string }
  | { kind: "unknown" }

/** How a remembered time is shown, piece by piece; `ago` counts days back from today in the zone. */
export function tokensOf(said: Said, zone: string, now: Temporal.Instant): WhenToken[] {
  const tokens: WhenToken[] = []
  if (said.day) {
    const date = Temporal.PlainDate.from(said.day)
    const ago = date.until(now.toZonedDateTimeISO(zone).toPlainDate()).days
    tokens.push({ kind: "day", day: said.day, weekday: date.dayOfWeek, ago })
  }
  if (said.clock) tokens.push({ kind: "clock", clock: said.clock })
  else if (said.part) tokens.push({ kind: "part", part: said.part })
  if (!tokens.length) return [{ kind: "unknown" }]
  return said.approx ? [{ kind: "about" }, ...tokens] : tokens
}

/** Hours of the wall from the start of the day; what ends at 24 or later ends on the next day. */
const hoursOf: Readonly<Record<DayPart, readonly [number, number]>> = {
  early: [0, 6],
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 24],
  night: [21, 30],
}

/** The earliest and the latest hours back that each answer to i05 and i05a stands for. */
const hoursBack: Readonly<Record<string, readonly [number, number]>> = {
  now: [0, 0],
  h24: [24, 0],
  h72: [72, 24],
  h120: [120, 72],
  d30: [720, 120],
}

function wallOf(
  day: Temporal.PlainDate,
  { part, clock, approx }: Said,
): [Temporal.PlainDateTime, Temporal.PlainDateTime] {
  const midnight = day.toPlainDateTime()
  if (clock) {
    const at = day.toPlainDateTime(clock)
    return [at, at]
  }
  if (part) {
    const [from, to] = hoursOf[part]
    return [midnight.add({ hours: from }), midnight.add({ hours: to })]
  }
  const days = approx ? 1 : 0
  return [midnight.subtract({ days }), midnight.add({ days: days + 1 })]
}

function aboutOf({ part, clock, approx }: Said): number {
  if (!approx) return 0
  return clock ? 1 : part ? 2 : 0
}

const early = { disambiguation: "earlier" } as const
const late = { disambiguation: "later" } as const

function first(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}
