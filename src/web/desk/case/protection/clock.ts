import { isoDay, clock, zone } from "#web/lib/times.ts"

/** An instant as a field for date and time shows it, by the organisation's clock. */
export function wallOf(at: number): string {
  return `${isoDay(at)}T${clock(at)}`
}

/** The instant that such a field names; null while it names none. */
export function atWall(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone.value).epochMilliseconds
}
