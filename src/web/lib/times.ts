import { signal } from "@preact/signals"
import { lang, locale } from "./words.ts"

/** The organisation's zone: every time at the desk is told in it. */
export const zone = signal("UTC")

const minute = 60_000
const day = 24 * 60 * minute

/** To the second: 13:50:00. */
export function clockSeconds(at: number): string {
  return told(at, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" })
}

/** To the minute: 13:50. */
export function clock(at: number): string {
  return told(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
}

/** The day: Thu 12 Aug 2027. */
export function dayOf(at: number): string {
  return told(at, { weekday: "short", day: "numeric", month: "short", year: "numeric" })
}

/** As short as it stays clear: 13:50 today, Thu 13:50 within a week, else the date with its clock, and its year when it is another one. */
export function when(at: number, now: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / day)
  if (days === 0) return clock(at)
  const date = { day: "numeric", month: "short" } as const
  const sameYear = isoDay(at).slice(0, 4) === isoDay(now).slice(0, 4)
  const far = sameYear ? date : ({ ...date, year: "numeric" } as const)
  const name = told(at, Math.abs(days) < 7 ? { weekday: "short" } : far)
  return `${name} ${clock(at)}`
}

/** A length of time in its two largest units: 1 h 57, 22 min, 36 s. */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const [d, h, min, s] = lang.value === "zh" ? ["天", "小时", "分钟", "秒"] : ["d", "h", "min", "s"]
  if (seconds < 60) return `${seconds} ${s}`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} ${min}`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return two(`${hours} ${h}`, minutes % 60, min)
  return two(`${Math.floor(hours / 24)} ${d}`, hours % 24, h)
}

function two(larger: string, amount: number, unit: string): string {
  return amount === 0 ? larger : `${larger} ${amount} ${unit}`
}

/** A countdown: 1:36, or 1:02:36. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, "0")
  const hours = Math.floor(seconds / 3600)
  const rest = `${Math.floor((seconds % 3600) / 60)}`
  return hours > 0
    ? `${hours}:${rest.padStart(2, "0")}:${two(seconds % 60)}`
    : `${rest}:${two(seconds % 60)}`
}

/** How far the zone is from UTC at an instant: +08:00. */
export function offset(at: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone.value,
    timeZoneName: "longOffset",
  }).formatToParts(at)
  const name = parts.find(({ type }) => type === "timeZoneName")?.value.slice("GMT".length) ?? ""
  return name === "" ? "+00:00" : name
}

/** The city a zone is named for. */
export function city(): string {
  return (zone.value.split("/").at(-1) ?? zone.value).replaceAll("_", " ")
}

/** The calendar day in the zone, as 2027-08-12. */
export function isoDay(at: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone.value }).format(at)
}

function startOfDay(at: number): number {
  return Date.parse(`${isoDay(at)}T00:00:00Z`)
}

function told(at: number, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: zone.value, ...how }).format(at)
}
