import { sortedBy } from "./acts-response.ts"
import type { Life } from "./life.ts"
import type { LifeMoment, Owe } from "./rule.ts"
import type { State } from "./state.ts"
import type { OwedKind } from "#core/owed.ts"

/** A limit that no date can keep, since one law waits longer than another allows: a lawyer decides, and soon. */
export function torn(owes: readonly Owe[], { now, plus }: LifeMoment): Owe[] {
  const clash = owes.find(({ conflict }) => conflict)
  if (!clash?.conflict) return []
  const { min, max } = clash.conflict
  const due = plus(now, { amount: 1, unit: "working_days" })
  return [{ kind: "duty:legal", due, basis: `${min} ${max}` }]
}

/** What is due as a case comes into a state. */
export function arriving(next: Life, moment: LifeMoment): Owe[] {
  if (next.state === "TRIAGE") return [{ kind: "duty:sorted", due: sortedBy(next, moment) }]
  if (next.state === "NOT_IN_SCOPE" || next.state === "MERGED")
    return [
      { kind: "duty:ended", due: moment.plus(moment.now, { amount: 20, unit: "working_days" }) },
    ]
  return []
}

/** What is no longer due as a case leaves a state. */
export function leaving(from: State, to: State): OwedKind[] {
  if (from === to) return []
  // Whoever took their report back was asked nothing: withdrawing lets the questions go, it does not answer them.
  if (from === "TRIAGE") return to === "SUPPORT_ONLY" ? [] : ["duty:sorted"]
  return from === "NOT_IN_SCOPE" || from === "MERGED" ? ["duty:ended"] : []
}

/** Help with the police is offered three times: at once, after a day and after a week (domain, section 2.11). */
export function offersDue({ began }: Life, { now }: LifeMoment): Owe[] {
  const dues = [now + dayMs / 24, Math.max(began + dayMs, now + dayMs), began + 7 * dayMs] as const
  return dues.map((due, at): Owe => ({
    kind: `duty:police-offer-${at + 1}`,
    due: Math.max(due, now + dayMs / 24),
  }))
}

const dayMs = 24 * 60 * 60 * 1000
