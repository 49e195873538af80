import { day, hour } from "./time.ts"

/** The time in which something lies, in milliseconds: nobody needs to know more of it. Both ends belong to it. */
export type Span = { readonly from: number; readonly to: number }

export const spanOrders = ["before", "after", "same", "unclear"] as const
/** How two uncertain times stand to each other; `unclear` when either could have been first. */
export type SpanOrder = (typeof spanOrders)[number]

/** Whether one thing certainly was before or after another, or nobody can tell from the times alone. */
export function orderOf(one: Span, other: Span): SpanOrder {
  if (one.to < other.from) return "before"
  if (one.from > other.to) return "after"
  const points = one.from === one.to && other.from === other.to
  return points ? "same" : "unclear"
}

/** The time that two things can share; null when they cannot. */
export function overlapOf(one: Span, other: Span): Span | null {
  const from = Math.max(one.from, other.from)
  const to = Math.min(one.to, other.to)
  return from <= to ? { from, to } : null
}

/** From the earliest that any of them can be to the latest; null of none. */
export function wholeOf(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null
  return {
    from: spans.reduce((least, { from }) => Math.min(least, from), Infinity),
    to: spans.reduce((most, { to }) => Math.max(most, to), -Infinity),
  }
}

/** The order in which uncertain times are listed: by their beginning, and of two that begin together the shorter first. */
export function byBeginning(one: Span, other: Span): number {
  return one.from - other.from || one.to - other.to
}

/** Where a mark of the scale stands, and whether a new day begins there. */
export type Mark = { readonly at: number; readonly day: boolean }

/** The marks of a scale, at whole hours or days of a zone: few enough to be read, also over a change of the clocks. */
export function marksOf(span: Span, zone: string, most: number): Mark[] {
  const length = Math.max(span.to - span.from, hour)
  const hours = hourSteps.find((step) => length / (step * hour) <= most)
  const days =
    daySteps.find((step) => length / (step * day) <= most) ?? Math.ceil(length / day / most)
  const start = Temporal.Instant.fromEpochMilliseconds(Math.floor(span.from)).toZonedDateTimeISO(
    zone,
  )
  const marks: Mark[] = []
  let date = start.startOfDay()
  while (date.epochMilliseconds <= span.to) {
    marks.push(...marksOfDay(date, hours))
    date = date.add({ days: hours ? 1 : days }).startOfDay()
  }
  return marks.filter(({ at }) => at >= span.from && at <= span.to)
}

const hourSteps = [1, 2, 3, 6, 12]
const daySteps = [1, 2, 7, 14, 30, 90, 180, 365]

/** Hours of the wall: on the day the clocks change one of them may be missing. */
function marksOfDay(date: Temporal.ZonedDateTime, step: number | undefined): Mark[] {
  const midnight = { at: date.epochMilliseconds, day: true }
  if (!step) return [midnight]
  const later = Array.from({ length: 24 / step - 1 }, (_, n) => {
    const at = date.withPlainTime({ hour: (n + 1) * step })
    return { at: at.epochMilliseconds, day: false }
  })
  return [midnight, ...later]
}
