import type { Reach } from "#core/ladder.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import type { Level } from "#core/level.ts"
import { onCall, poolOf } from "#core/roster.ts"
import { instantOf } from "#core/time.ts"
import type { Tiers } from "#wire/path.ts"

/** The path as it stood when an alert was raised. `tier` is the path's own number; 0 is the protection officers. */
export type Ladder = { readonly tiers: readonly Rungs[] }
export type Rungs = {
  readonly tier: number
  readonly name: string
  readonly kind: "inside" | "outside" | "board"
  readonly waits: Partial<Record<Level, number>>
  readonly schedule: Tiers[number]["schedule"]
}

/** A grant as the ladder sees it. */
export type Holding = { readonly tier: number; readonly personId: PersonId }

/** Copies the path into what an alert will climb, whatever happens to the path later. */
export function ladderOf(tiers: Tiers, protection: readonly PersonId[]): Ladder {
  const rungs = tiers.map((t, i) => ({
    tier: i + 1,
    name: t.name,
    kind: t.kind,
    waits: t.waits as Rungs["waits"], // the schema's keys are levels
    schedule: t.schedule,
  }))
  if (!protection.length) return { tiers: rungs }
  const officers: Rungs = {
    tier: 0,
    name: "",
    kind: "inside",
    waits: {},
    schedule: { kind: "list", people: [...protection] },
  }
  return { tiers: [officers, ...rungs] }
}

/** Who can be rung at each tier now: on call and holding a key of this case. */
export function reachOf(ladder: Ladder, holdings: readonly Holding[], now: Date): Reach[] {
  const at = instantOf(now)
  return ladder.tiers.map(({ tier, schedule }) => {
    const officers = tier === 0 ? poolOf(schedule) : []
    const here = holdings.filter((h) =>
      tier === 0 ? officers.includes(h.personId) : h.tier === tier,
    )
    const pool = new Set(here.map((h) => h.personId))
    const shift = onCall(schedule, at).map((p) => idOf<PersonId>(p))
    return { onCall: shift.filter((p) => pool.has(p)), holders: [...pool] }
  })
}
