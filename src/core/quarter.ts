import { invariant } from "./refusal.ts"

/** A quarter of a year: `2027-Q3`. */
export type Quarter = `${number}-Q${number}`

/** The quarter in which an instant lies, where the organisation is. */
export function quarterOf(at: Temporal.Instant, zone: string): Quarter {
  const { year, month } = at.toZonedDateTimeISO(zone)
  return `${year}-Q${Math.ceil(month / 3)}`
}

/** The one after it. */
export function nextQuarter(quarter: Quarter): Quarter {
  const { year, n } = partsOf(quarter)
  return n === 4 ? `${year + 1}-Q1` : `${year}-Q${n + 1}`
}

/** When its first day begins. */
export function quarterBegins(quarter: Quarter, zone: string): Temporal.Instant {
  const { year, n } = partsOf(quarter)
  return Temporal.PlainDate.from({ year, month: n * 3 - 2, day: 1 })
    .toZonedDateTime(zone)
    .toInstant()
}

/** Reads a quarter as it was written. */
export function quarterFrom(written: string): Quarter {
  invariant(/^\d{4}-Q[1-4]$/.test(written), "a quarter")
  return written as Quarter // its form was looked at above
}

function partsOf(quarter: Quarter): { year: number; n: number } {
  const [year = 0, n = 0] = quarter.split("-Q").map(Number)
  return { year, n }
}
