import type { PersonId } from "./ids.ts"
import { invariant } from "./refusal.ts"

export const tierKinds = ["inside", "outside", "board"] as const
export type TierKind = (typeof tierKinds)[number]

/** Everybody with a key who can ever be on call at one tier. */
export type TierPool = { readonly kind: TierKind; readonly people: readonly PersonId[] }

/** Whom a report is sealed to, tier by tier, and which tiers had nobody left. */
export type Receivers = {
  readonly grants: readonly { readonly tier: number; readonly person: PersonId }[]
  /** A tier without anybody, and the next one that has somebody and is rung in its place. */
  readonly skipped: readonly { readonly tier: number; readonly instead: number | null }[]
}

/** `k` different numbers below `n`, by chance; the caller brings the chance. */
export type Pick = (n: number, k: number) => readonly number[]

/**
 * Whom to seal to: every keyholder of every tier who is not excluded. In tiers of more than four up to one
 * in four more is left out by chance, never leaving fewer than three, so that a missing key accuses nobody.
 */
export function receivers(
  tiers: readonly TierPool[],
  excluded: ReadonlySet<PersonId>,
  pick: Pick,
): Receivers {
  const kept = tiers.map(({ people }) => {
    const left = [...new Set(people)].filter((person) => !excluded.has(person))
    return people.length > 4 ? thinned(left, pick) : left
  })
  const grants = kept.flatMap((people, tier) => people.map((person) => ({ tier, person })))
  const skipped = kept.flatMap((people, tier) => {
    if (people.length) return []
    const next = kept.findIndex((others, i) => i > tier && others.length > 0)
    return [{ tier, instead: next < 0 ? null : next }]
  })
  return { grants, skipped }
}

/** Chance decides first how many are left out, then who. */
function thinned(people: readonly PersonId[], pick: Pick): PersonId[] {
  // One in four of four leaves three, and of fewer than four leaves all.
  const most = Math.floor(people.length / 4)
  if (most === 0) return [...people]
  const [count] = pick(most + 1, 1)
  invariant(count !== undefined && count <= most, "chance stays within what was asked")
  const out = new Set(count ? pick(people.length, count) : [])
  invariant(out.size === count, "chance gives different numbers")
  return people.filter((_, i) => !out.has(i))
}
