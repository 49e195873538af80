import { momentsOf, type LawOfSteps } from "./law-case.ts"
import { dueOf } from "./law.ts"
import { promiseOf } from "./deadline.ts"
import { anchorsOf, type CaseMoments } from "./law-moments.ts"
import { stepDue } from "./law-step.ts"
import type { LawStep } from "./law-table.ts"
import type { Life } from "./life/life.ts"
import type { Owe } from "./life/rule.ts"
import { dutyOf, type DutyKind, type OwedKind } from "./owed.ts"

/** What is owed in a case and was neither kept nor missed. */
export type Unmet = { readonly kind: OwedKind; readonly due: number }

/** What has to be counted anew as a case gets other laws: only what these laws make due earlier than it was. */
export function recounted(asked: {
  readonly law: LawOfSteps
  readonly life: Life
  readonly unmet: readonly Unmet[]
}): Owe[] {
  return asked.unmet.flatMap(({ kind, due }) => {
    const anew = promisedUnder(asked, kind) ?? dutyUnder(asked, kind)
    return anew && anew.due < due ? [{ kind, ...anew }] : []
  })
}

/** What our rule and these laws say together about the feedback that one of them asks for; counted from the report, so never late. */
export function feedbackDue(
  law: LawOfSteps,
  life: Life,
): (Bound & { readonly kind: "duty:feedback" }) | null {
  const received = Temporal.Instant.fromEpochMilliseconds(life.began)
  const { max } = stepDue({
    ...{ step: "feedback", ours: {}, packs: law.packs, calendars: law.calendars },
    anchors: anchorsOf({ received, acknowledged: received }),
  })
  return max && { kind: "duty:feedback", due: max.due.epochMilliseconds, basis: max.basis }
}

type Bound = { readonly due: number; readonly basis: string }
type Asked = Parameters<typeof recounted>[0]

/** A promise of the beginning, by the law alone: our own time for it runs by our own days and does not change. */
function promisedUnder({ law, life }: Asked, kind: OwedKind): Bound | null {
  const t0 = Temporal.Instant.fromEpochMilliseconds(life.began)
  const bounds = law.packs.flatMap((pack) =>
    pack.clocks
      .filter(({ id }) => promiseOf[id] === kind)
      .flatMap((clock) => {
        const due = dueOf(pack, clock, { [clock.event]: t0 }, law.calendars)
        return due === null ? [] : [{ due, basis: clock.id }]
      }),
  )
  return bounds.toSorted((a, b) => a.due - b.due)[0] ?? null
}

/** A step that is under way, from the event that began it. */
function dutyUnder({ law, life }: Asked, kind: OwedKind): Bound | null {
  const duty = dutyOf(kind)
  const step = duty && stepOfDuty[duty]
  if (!step) return null
  if (step === "feedback") return feedbackDue(law, life)
  const known: CaseMoments = {
    ...momentsOf(life),
    // The panel had the report at the latest when it began to decide.
    ...(step === "decision" && life.state === "DECISION"
      ? { "report-issued": Temporal.Instant.fromEpochMilliseconds(life.since) }
      : {}),
  }
  const { max } = stepDue({
    ...{ step, ours: {}, packs: law.packs, calendars: law.calendars },
    anchors: anchorsOf(known, law.named),
  })
  return max && { due: max.due.epochMilliseconds, basis: max.basis }
}

const stepOfDuty: Readonly<Partial<Record<DutyKind, LawStep>>> = {
  notice: "respondent-notice",
  inquiry: "inquiry",
  findings: "report",
  decision: "decision",
  feedback: "feedback",
}
