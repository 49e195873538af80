import { day, hour } from "#core/time.ts"
import { now } from "#web/lib/clock.ts"
import { clock, isoDay, zone } from "#web/lib/times.ts"
import { answersOf, type Case } from "#web/desk/case/case.ts"

/** What is known without asking, put into the blanks: never a name of the case, never its number. Dates are read alike in every language. */
export function blanksFor(one: Case, sender: string, reference: string): Record<string, string> {
  const told = answersOf(one)
  const said = told["i05"]?.codes?.[0] === "often" ? told["i05a"] : told["i05"]
  const between = said?.between
  const written = (at: number) => `${isoDay(at)} ${clock(at)}`
  return {
    reference,
    sender_name: sender,
    time_zone: zone.value,
    reply_by: isoDay(now.value + 3 * day),
    // Wider than what was said: before it people arrive, after it they leave.
    ...(between
      ? { from_time: written(between[0] - 5 * hour), to_time: written(between[1] + 15 * hour) }
      : {}),
  }
}
