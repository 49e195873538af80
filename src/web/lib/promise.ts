import { dutyOf, promisedKinds } from "#core/owed.ts"
import type { DutyWords } from "#web/words/duty-en.ts"
import type { PromiseWords } from "#web/words/promise-en.ts"
import type { DeadlineKind, Owed } from "#wire/report.ts"

/** How a promise stands: circles are in time, diamonds were missed. */
export const promiseStates = ["ahead", "soon", "over", "kept", "late"] as const
export type PromiseState = (typeof promiseStates)[number]

/** The state of one promise made at `since`; `soon` is the last quarter of its time. */
export function promiseState(
  owed: Pick<Owed, "due" | "met" | "missed">,
  since: number,
  now: number,
): PromiseState {
  if (owed.met !== null) return owed.missed !== null || owed.met > owed.due ? "late" : "kept"
  if (owed.missed !== null || now >= owed.due) return "over"
  return now >= owed.due - (owed.due - since) / 4 ? "soon" : "ahead"
}

/** What is owed, by its name: one of the beginning, promised since, or a duty of the team. */
export function promiseNamed(
  kind: DeadlineKind,
  alert: Owed["alert"],
  words: PromiseWords,
  since: DutyWords,
): string {
  const first = promisedKinds.find((one) => one === kind)
  if (first) return words[alert][first]
  const n = /(\d+)$/.exec(kind)?.[1] ?? ""
  const duty = dutyOf(kind)
  const promise = kind.startsWith("promise:measure-") ? since.asked : since.said
  return (duty ? since.duty[duty] : promise).replace("{n}", n)
}

/** Where the mark stands on the rope of promises. */
export function knotOf(
  state: PromiseState,
  next: boolean,
): "done" | "late" | "over" | "soon" | "now" | "owed" {
  if (state === "kept") return "done"
  if (state === "ahead") return next ? "now" : "owed"
  return state
}
