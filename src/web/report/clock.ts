import type { Lang } from "#wire/form.ts"

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** An instant as she reads it: the clock today, else the date, with its year when it is another one; in the zone she is in. */
export function instant(at: number, now: number, lang: Lang): string {
  const clock = format(
    at,
    lang,
    lang === "en"
      ? { hour: "numeric", minute: "2-digit", hour12: true }
      : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  )
  const days = daysBetween(now, at)
  if (days === 0) return lang === "en" ? `${clock} today` : `今天 ${clock}`
  if (days === 1) return lang === "en" ? `${clock} tomorrow` : `明天 ${clock}`
  if (days === -1) return lang === "en" ? `${clock} yesterday` : `昨天 ${clock}`
  const weekday = lang === "zh" ? "short" : "long"
  const date = { weekday, day: "numeric", month: "long", ...yearOf(at, now) } as const
  return `${format(at, lang, date)}${lang === "zh" ? " " : ", "}${clock}`
}

/** A day without a clock. */
export function dayName(at: number, lang: Lang): string {
  return format(at, lang, { weekday: "long", day: "numeric", month: "long" })
}

/** How long something lasts, in its two largest units. */
export function lasting(ms: number, lang: Lang): string {
  const whole = Math.max(0, Math.round(ms / minute))
  const parts = [
    [Math.floor(whole / 1440), "day", "天"],
    [Math.floor((whole % 1440) / 60), "hour", "小时"],
    [whole % 60, "minute", "分钟"],
  ] as const
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first < 0) return lang === "en" ? "less than a minute" : "不到一分钟"
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, en, zh]) =>
      lang === "en" ? `${amount} ${en}${amount === 1 ? "" : "s"}` : `${amount} ${zh}`,
    )
    .join(" ")
}

/** Midnight at the start of the day that is so many days after today. */
export function dayStart(now: number, days: number): number {
  const at = new Date(now)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime()
}

function daysBetween(now: number, at: number): number {
  return Math.round((dayStart(at, 0) - dayStart(now, 0)) / day)
}

/** Without its year a day six years ahead reads like one of this year. */
function yearOf(at: number, now: number): { year?: "numeric" } {
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" }
}

function format(at: number, lang: Lang, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(lang === "zh" ? "zh-Hans-CN" : "en-GB", how).format(at)
}
