import type { Amount, LevelRules, ReportLevel } from "#core/level.ts"
import type { Tiers } from "#wire/path.ts"

/** How long after a report a tier is rung if nobody answers; working days are counted apart. */
export function untilTier(
  tiers: Tiers,
  at: number,
  level: ReportLevel,
  targets: LevelRules["targets"],
): { minutes: number; days: number } {
  const target = targets[level]
  const waited = tiers.slice(0, Math.max(0, at + 1 - target.tiers_at_start))
  const before = waited.map(({ waits }): { minutes: number; days: number } => {
    if (level === "e1") {
      const steps = target.tier_steps_minutes ?? []
      return { minutes: (steps[1] ?? 2) - (steps[0] ?? 0), days: 0 }
    }
    const shorter = waits[level]
    if (shorter !== undefined) return { minutes: shorter, days: 0 }
    return whole(target.open)
  })
  return before.reduce(
    (sum, one) => ({ minutes: sum.minutes + one.minutes, days: sum.days + one.days }),
    { minutes: 0, days: 0 },
  )
}

function whole({ amount, unit }: Amount): { minutes: number; days: number } {
  if (unit === "working_days") return { minutes: 0, days: amount }
  return { minutes: unit === "hours" ? amount * 60 : amount, days: 0 }
}
