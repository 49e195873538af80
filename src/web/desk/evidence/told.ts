import type { Span } from "#core/interval.ts"
import { zone } from "#web/lib/times.ts"
import { fill, locale } from "#web/lib/words.ts"
import { evidenceWords } from "./words.ts"

/** A time with its day, to the minute, in a zone; another zone than the desk's own is named, and so is each distance from UTC. */
export function timeTold(at: number, where: string = zone.value): string {
  const told = new Intl.DateTimeFormat(locale(), {
    timeZone: where,
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "shortOffset",
  }).format(at)
  return where === zone.value ? told : `${told} (${where})`
}

/** From when to when something may have been. */
export function spanTold({ from, to }: Span, where: string = zone.value): string {
  if (from === to) return timeTold(from, where)
  const { register } = evidenceWords()
  return fill(register.between, { from: timeTold(from, where), to: timeTold(to, where) })
}
