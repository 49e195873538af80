import type { Owed } from "#wire/report.ts"

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

/** Where the mark stands on the rope of promises. */
export function knotOf(
  state: PromiseState,
  next: boolean,
): "done" | "late" | "over" | "soon" | "now" | "owed" {
  if (state === "kept") return "done"
  if (state === "ahead") return next ? "now" : "owed"
  return state
}
