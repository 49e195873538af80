/** Chance that can be had again: the same seed gives the same numbers. */
export type Chance = {
  /** A whole number from 0 to below `most`. */
  below(most: number): number
  one<T>(list: readonly T[]): T
}

/** Chance from a seed (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return { below, one: (list) => list[below(list.length)] as (typeof list)[number] } // never asked of an empty list
}
