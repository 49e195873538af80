/** How far two samples stand apart by the order of their values alone, whatever their shape. */
export type Apart = {
  /** Standard deviations from what two samples of one distribution would give. */
  readonly z: number
  /** The share of pairs in which the first is the greater; a half when they are alike. */
  readonly share: number
}

/** The Mann-Whitney U test, with the correction for equal values. */
export function apart(one: readonly number[], other: readonly number[]): Apart {
  const { above, mean, variance } = rankSum(one, other)
  return {
    z: variance > 0 ? (above - mean) / Math.sqrt(variance) : 0,
    share: above / (one.length * other.length),
  }
}

/** The same over several pairs of samples at once, each compared within itself: a small difference that all share shows here first. */
export function apartTogether(
  pairs: readonly (readonly [readonly number[], readonly number[]])[],
): number {
  const sums = pairs.map(([one, other]) => rankSum(one, other))
  const variance = sums.reduce((sum, s) => sum + s.variance, 0)
  const away = sums.reduce((sum, s) => sum + s.above - s.mean, 0)
  return variance > 0 ? away / Math.sqrt(variance) : 0
}

type RankSum = { readonly above: number; readonly mean: number; readonly variance: number }

/** In how many pairs the first is the greater (equal ones count half), and what chance alone would make of it. */
function rankSum(one: readonly number[], other: readonly number[]): RankSum {
  const all = [
    ...one.map((value) => ({ value, first: true })),
    ...other.map((value) => ({ value, first: false })),
  ].toSorted((a, b) => a.value - b.value)
  let ranks = 0
  let ties = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1
    const rank = (from + 1 + to) / 2
    for (const { first } of all.slice(from, to)) if (first) ranks += rank
    ties += (to - from) ** 3 - (to - from)
    from = to
  }
  const [n, m] = [one.length, other.length]
  const total = n + m
  return {
    above: ranks - (n * (n + 1)) / 2,
    mean: (n * m) / 2,
    variance: total > 1 ? ((n * m) / 12) * (total + 1 - ties / (total * (total - 1))) : 0,
  }
}
