import type { Amount } from "#core/level.ts"
import { lasting } from "#web/lib/times.ts"
import { lang } from "#web/lib/words.ts"

/** A span of time in words: 30 min, 1 working day. */
export function amountWords({ amount, unit }: Amount): string {
  if (unit === "minutes") return lasting(amount * 60_000)
  if (unit === "hours") return lasting(amount * 3_600_000)
  if (lang.value === "zh") return `${amount} 个工作日`
  return amount === 1 ? "1 working day" : `${amount} working days`
}
