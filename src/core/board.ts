import type { FailureOutcome } from "./life/word.ts"
import { failureOutcomes } from "./life/word.ts"
import { answerables, type Answerable } from "./answerable.ts"

/** From fewer reports than this no figure is made, whatever chance says. */
export const fewest = 10
/** A count is only ever shown as a ten: 10 to 19, 20 to 29. */
export const step = 10
/** So much further chance has to carry a count before it is shown: that it is shown at all then says almost nothing. */
const margin = 8
/** Nine in ten is shown when about ten are beyond it. */
const fewestForNine = 100

/** The promises whose times the board sees. */
export const boardPromises = ["opening", "first-contact", "protection", "outcome"] as const
export type BoardPromise = (typeof boardPromises)[number]

/** How much of the time allowed was used; `later` is more than twice, or not by the end of the period. */
export const shares = ["quarter", "half", "three-quarters", "whole", "twice", "later"] as const
export type Share = (typeof shares)[number]
/** Where each share but the last ends, in parts of the time allowed. */
export const shareEnds = [0.25, 0.5, 0.75, 1, 2] as const

/** How long it took; `more` is longer than all, or not by the end of the period. */
export const spans = ["15m", "1h", "4h", "1d", "3d", "7d", "21d", "60d", "more"] as const
export type Span = (typeof spans)[number]
const hours = 3600
/** Where each span but the last ends, in seconds. */
export const spanEnds = [0.25, 1, 4, 24, 72, 168, 504, 1440].map((h) => h * hours)

/** What became of a failure to act; `waiting` is nobody has decided yet. */
export const failureEnds = [...failureOutcomes, "waiting"] as const
export type FailureEnd = FailureOutcome | "waiting"

/** What was counted for one period, exactly. It stays in the transaction that counts it. */
export type Tally = {
  readonly reports: number
  readonly promises: Readonly<Record<BoardPromise, PromiseTally>>
  /** In how many reports each role missed something. */
  readonly missed: Readonly<Record<Answerable, number>>
  /** In how many reports a failure to act ended so. */
  readonly ends: Readonly<Record<FailureEnd, number>>
}
export type PromiseTally = {
  readonly late: number
  /** How many of each share and of each span; both add up to all. */
  readonly shares: readonly number[]
  readonly spans: readonly number[]
}

/** The lower end of a ten; null is none, few, or too few to be shown: one answer for all three. */
export type Count = number | null

/** What the board sees of one period. */
export type Figures = {
  readonly reports: number
  readonly promises: Readonly<Record<BoardPromise, PromiseFigures>>
  readonly missed: Readonly<Record<Answerable, Count>>
  readonly ends: Readonly<Record<FailureEnd, Count>>
}
export type PromiseFigures = {
  readonly owed: Count
  readonly late: Count
  readonly middle: Share | null
  readonly nine: Share | null
  readonly span: Span | null
}

/** A number from 0 up to but not 1, another each time. Chance comes from outside. */
export type Draw = () => number

/** Makes a period's figures fit to be seen by anybody, once; null when the whole period has too little to show. */
export function publish(tally: Tally, draw: Draw): Figures | null {
  const reports = countOf(tally.reports, draw)
  if (reports === null) return null
  const counts = <Key extends string>(keys: readonly Key[], of: Readonly<Record<Key, number>>) =>
    recordOf(keys, (key) => countOf(of[key], draw))
  return {
    reports,
    promises: recordOf(boardPromises, (kind) => promiseOf(tally.promises[kind], draw)),
    missed: counts(answerables, tally.missed),
    ends: counts(failureEnds, tally.ends),
  }
}

/** A count as it may be seen: moved by chance, then the ten it falls in. */
export function countOf(exact: number, draw: Draw): Count {
  const moved = exact + noise(draw())
  if (exact < fewest || moved < fewest + margin) return null
  return Math.floor(moved / step) * step
}

/**
 * The band in which a share of all has been reached. A band is the less likely the more cases would have to be others
 * for it to be the true one: half as likely for each.
 */
export function bandOf(counts: readonly number[], share: number, draw: Draw): number {
  const rank = counts.reduce((sum, n) => sum + n, 0) * share
  const weights = counts.map((n, at) => {
    const before = counts.slice(0, at).reduce((sum, one) => sum + one, 0)
    return 2 ** -Math.max(0, before - rank, rank - before - n)
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let left = draw() * all
  const found = weights.findIndex((weight) => (left -= weight) < 0)
  return found < 0 ? counts.length - 1 : found
}

/**
 * How far chance moves a count: by nothing in one of three, by each one more half as often, up as often as down. So
 * nobody who knows of every report but one learns more than a doubling of what they guessed before.
 */
export function noise(drawn: number): number {
  const beyond = drawn * 3 - 1
  if (beyond < 0) return 0
  const up = beyond < 1
  const left = 1 - (up ? beyond : beyond - 1)
  const by = Math.min(60, 1 + Math.floor(-Math.log2(Math.max(left, Number.MIN_VALUE))))
  return up ? by : -by
}

function promiseOf(tally: PromiseTally, draw: Draw): PromiseFigures {
  const owed = countOf(
    tally.shares.reduce((sum, n) => sum + n, 0),
    draw,
  )
  const late = countOf(tally.late, draw)
  if (owed === null) return { owed, late: null, middle: null, nine: null, span: null }
  const share = (at: number) => shares[bandOf(tally.shares, at, draw)] ?? "later"
  return {
    owed,
    late,
    middle: share(0.5),
    nine: owed >= fewestForNine ? share(0.9) : null,
    span: spans[bandOf(tally.spans, 0.5, draw)] ?? "more",
  }
}

/** Says one thing about each of a closed list. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  of: (key: Key) => Value,
): Record<Key, Value> {
  // One entry for each of the keys, and no other.
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Value>
}
