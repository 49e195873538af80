import { isDueWithin, type AnnualRule } from "#core/annual.ts"
import { instantOf } from "#core/time.ts"
import { placeOf } from "#server/calendar.ts"
import { packsFor } from "#server/law.ts"
import { packs } from "#server/packs.ts"
import type { Tx } from "#server/runtime.ts"
import { answersFor } from "./choose.ts"

/** So long before its day a yearly report is spoken of. */
const ahead = 31

/** After how many days from the end of its year a report is due; undefined where the pack knows of none. */
export function daysFor(rule: AnnualRule): number | undefined {
  const clocks = packs.flatMap((pack) => pack.clocks)
  return clocks.find(({ id, unit }) => id === rule.clock && unit === "calendar_days")?.amount
}

/**
 * Whether the laws of where the organisation is ask for a report within a month, for whoever answers for reports.
 * Law and calendar alone decide it: it is said in a year without a case too, and to those who get no figures.
 */
export async function isReportDue(tx: Tx, me: string): Promise<boolean> {
  if (!(await answersFor(tx, me))) return false
  const { country, zone } = await placeOf(tx)
  const today = instantOf(tx.now).toZonedDateTimeISO(zone).toPlainDate()
  const rules = packsFor(country).flatMap(({ reports }) =>
    reports.flatMap((one) => one.annual ?? []),
  )
  return rules.some((rule) => {
    const days = daysFor(rule)
    return days !== undefined && isDueWithin({ begins: rule.begins, days }, today, ahead)
  })
}
