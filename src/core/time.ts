export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** The instant some milliseconds after another. */
export function after(start: Date, ms: number): Date {
  return new Date(start.getTime() + ms)
}

/** A date of the database or of JSON, as the calendar counts with it. */
export function instantOf(at: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
}

/** The earliest of several instants, or null when there is none. */
export function earliest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((first, at) => (first && first <= at ? first : at), null)
}
