import { notBefore, plus, type Calendar } from "./calendar.ts"
import type { Anchors, PackCalendars } from "./law.ts"
import { anchorsOf, type CaseMoment, type CaseMoments } from "./law-moments.ts"
import { stepDue, type StepDue } from "./law-step.ts"
import { windowSteps, type LawStep } from "./law-table.ts"
import type { Amount } from "./level.ts"
import type { Life } from "./life/life.ts"
import type { LawPack } from "./pack.ts"

/** What a case is asked about the limits of its steps with. */
export type LawOfSteps = {
  readonly packs: readonly LawPack[]
  readonly calendars: PackCalendars
  /** The organisation's own days, by which our limits are counted. */
  readonly ours: Calendar
  readonly known: CaseMoments
  /** Events that somebody named by themselves. */
  readonly named?: Anchors | undefined
}

/** The one instant that a step has in a case, and whose rule it is. */
export type StepEnd = {
  /** Milliseconds. Of a window, when it may close; of every other step, by when it is done. */
  readonly due: number
  readonly basis: string
  readonly conflict: StepDue["conflict"]
}

/** When a step ends that begins at an instant, with our own limit for it and all laws of the case. */
export function stepIn(law: LawOfSteps): (step: LawStep, ours: Amount, from: number) => StepEnd {
  return (step, ours, from) => {
    const at = Temporal.Instant.fromEpochMilliseconds(from)
    const isWindow = windowSteps.includes(step)
    const own = isWindow ? notBefore(law.ours, at, ours) : plus(law.ours, at, ours)
    const begins = beginningOf[step]
    const known: CaseMoments = begins ? { ...law.known, [begins]: at } : law.known
    const found = stepDue({
      step,
      ours: isWindow ? { min: own } : { max: own },
      packs: law.packs,
      anchors: anchorsOf(known, law.named),
      calendars: law.calendars,
    })
    const bound = (isWindow ? found.min : found.max) ?? { due: own, basis: "product" }
    return { due: bound.due.epochMilliseconds, basis: bound.basis, conflict: found.conflict }
  }
}

/** The dates that a case's life tells, each the earliest that it can be. */
export function momentsOf(life: Life): CaseMoments {
  return {
    received: instantAt(life.began),
    "inquiry-begun": instantAt(life.plan?.at),
    "inquiry-ended": instantAt(life.comment?.opened),
  }
}

/** The moment at which a step begins, where it is the step's own: with two respondents each has an answer of their own. */
const beginningOf: Readonly<Partial<Record<LawStep, CaseMoment>>> = {
  answer: "notice-received",
  report: "inquiry-ended",
  decision: "report-issued",
  "outcome-letters": "decided",
  "appeal-window": "outcome-told",
}

function instantAt(ms: number | null | undefined): Temporal.Instant | undefined {
  return typeof ms === "number" ? Temporal.Instant.fromEpochMilliseconds(ms) : undefined
}
