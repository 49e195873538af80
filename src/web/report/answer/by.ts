import { instant } from "#web/report/clock.ts"
import { lang } from "#web/report/memory.ts"
import { say } from "#web/report/say.ts"

/** Until when, as a sentence; the last minute that counts, since midnight would be read as the day after. */
export function by(
  end: number | null,
  now: number,
  w: { readonly until: string; readonly over: string },
): string | undefined {
  if (end === null) return undefined
  return end > now ? say(w.until, { at: at(end - 60_000, now) }) : w.over
}

/** A moment as they read it, by the clock of their device. */
export function at(time: number, now: number): string {
  return instant(time, now, lang.value)
}
