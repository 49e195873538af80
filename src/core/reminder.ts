import { instantOf } from "./time.ts"

/** An hour of the day, where she is. */
export type DailyHour = { readonly zone: string; readonly hour: number }

/**
 * When a reminder goes out: at the next occurrence of her hour, on a day that has had none. Where the clock skips the hour
 * it is the one after it; where the hour comes twice it is the first.
 */
export function nextReminder(now: Date, { zone, hour }: DailyHour, last: Date | null): Date {
  const dayOf = (at: Date) => instantOf(at).toZonedDateTimeISO(zone).toPlainDate()
  const afterLast = last && dayOf(last).add({ days: 1 })
  let day = dayOf(now)
  if (afterLast && Temporal.PlainDate.compare(day, afterLast) < 0) day = afterLast
  const plainTime = Temporal.PlainTime.from({ hour })
  for (;;) {
    const { epochMilliseconds } = day.toZonedDateTime({ timeZone: zone, plainTime })
    if (epochMilliseconds > now.getTime()) return new Date(epochMilliseconds)
    day = day.add({ days: 1 })
  }
}
