import { intervalOfCode } from "#core/when.ts"
import { type Window, windowsFor } from "#core/window.ts"
import { now } from "#web/lib/clock.ts"
import { zone } from "#web/lib/times.ts"
import { inForce } from "./answers.ts"
import { windows } from "./content.ts"
import type { Answers } from "./form.ts"

/** The medical and evidence time limits for a report, and the instant they count from; null when nobody knows it. */
export type Limits = { readonly from: number | null; readonly limits: readonly Window[] }

/** Counts the limits from what the reporter said about the time, at its latest. */
export function limitsOf(told: Answers, receivedAt: number, country: string): Limits {
  const answers = inForce(told)
  const from = latest(answers, receivedAt)
  const limits = windowsFor(
    windows,
    {
      place: { country: answers["i00a"]?.codes?.[0] ?? country },
      zone: zone.value,
      anchors: {
        event_end: from === null ? null : at(from),
        report_received: at(receivedAt),
      },
      now: at(now.value),
    },
    answers,
  )
  return { from, limits }
}

function latest(answers: Answers, receivedAt: number): number | null {
  const said = answers["i05"]?.codes?.[0] === "often" ? answers["i05a"] : answers["i05"]
  if (said?.between) return said.between[1]
  return intervalOfCode(said?.codes?.[0], at(receivedAt))?.latest.epochMilliseconds ?? null
}

function at(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(ms))
}
