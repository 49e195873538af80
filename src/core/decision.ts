import type { Event } from "./event.ts"
import type { PersonId } from "./ids.ts"

export const timerKinds = [
  "step",
  "deadline",
  "unproved",
  "expire",
  "look-ahead",
  "bare",
  "failure",
  "erase",
  "recruiter-check",
  "protection",
  "board",
] as const
export type TimerKind = (typeof timerKinds)[number]
export type TimerChange = { set: TimerKind; due: Date } | { cancel: TimerKind }

/** Somebody to be rung, and how: `ring` brings the case with it, `overdue` only a promise and its lateness. */
export type Ring = { person: PersonId; tier: number; text: "ring" | "overdue" }

/** What a decision about an alert changes; the server writes all of it in one transaction or none. */
export type Decision<State> = {
  next: State
  events: readonly Event[]
  timers: readonly TimerChange[]
  rings: readonly Ring[]
  /** People whose sealed grants are handed out from now on. */
  releases: readonly PersonId[]
  /** Pages of an earlier epoch that have not left yet are not sent. */
  cancelsPages: boolean
}
