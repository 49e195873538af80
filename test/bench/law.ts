import { lawDue, type Anchors, type LawOf } from "#core/law.ts"
import { stepDue } from "#core/law-step.ts"
import { lawSteps } from "#core/law-table.ts"
import { clockEvents } from "#core/pack.ts"
import { day } from "#core/time.ts"
import { calendarsFor } from "#server/law.ts"
import { packs } from "#server/packs.ts"
import type { Figure, Group } from "./figure.ts"

/** Every limit that twelve laws set in ten thousand cases, and between when and when each of their steps is due. */
export const law: Group = { name: "law", run }

const cases = 10_000
const begin = Date.UTC(2025, 0)
/** A place for each law: the Union's and the standards' are counted in Berlin. */
const places = [
  ["DE", "Europe/Berlin"],
  ["IN", "Asia/Kolkata"],
  ["CN", "Asia/Shanghai"],
  ["GB", "Europe/London"],
  ["US", "America/New_York"],
  ["JP", "Asia/Tokyo"],
  ["KR", "Asia/Seoul"],
  ["AU", "Australia/Sydney"],
  ["PK", "Asia/Karachi"],
  ["SG", "Asia/Singapore"],
  ["FR", "Europe/Paris"],
].map(([country = "", zone = ""]) => ({ country, zone }))

async function* run(): AsyncGenerator<Figure> {
  const files = Array.from({ length: cases }, (_, n) => anchorsOf(n))
  // The holidays are asked of another process, once for each country and year, before anything is counted.
  const calendars = calendarsFor(packs, places, [
    Temporal.Instant.fromEpochMilliseconds(begin),
    Temporal.Instant.fromEpochMilliseconds(begin + 800 * day),
  ])
  const from = performance.now()
  let limits = 0
  for (const anchors of files) limits += lawDue({ packs, anchors, calendars }).length
  const all = (performance.now() - from) / 1000
  if (limits !== cases * 50) throw new Error(`${limits} limits are not fifty a case.`)
  yield {
    name: "law.limits",
    value: all,
    unit: "s",
    target: 2,
    reference: {
      what: "every limit of 12 laws in 10,000 cases, each event of each on a day of its own, one thread; the same and all their steps, s",
      value: Number((all + stepsOf({ packs, calendars }, files)).toFixed(2)),
    },
  }
}

function stepsOf(laws: Omit<LawOf, "anchors">, files: readonly Anchors[]): number {
  const from = performance.now()
  for (const anchors of files)
    for (const step of lawSteps) stepDue({ ...laws, step, anchors, ours: {} })
  return (performance.now() - from) / 1000
}

/** Everything a law counts from has happened, half a day apart, over two years of cases. */
function anchorsOf(n: number): Anchors {
  const first = begin + n * ((730 * day) / cases)
  return Object.fromEntries(
    clockEvents.map((event, at) => [
      event,
      Temporal.Instant.fromEpochMilliseconds(Math.round(first + (at * day) / 2)),
    ]),
  )
}
