import { idOf, type AlertId, type CaseId } from "#core/ids.ts"
import { fallDue } from "#server/alerts/fall.ts"
import { countQuarters, planCounting } from "#server/board/count.ts"
import { eraseDue } from "#server/cases/erase.ts"
import { recordFailures } from "#server/cases/failures.ts"
import { lookAtChecks } from "#server/rehire/look.ts"
import { expire } from "#server/reports/expire.ts"
import { lookAhead } from "#server/alerts/look-ahead.ts"
import { checkDue } from "#server/protection/due.ts"
import { forgetOldChecks } from "#server/protection/forget.ts"
import type { Tx } from "#server/runtime.ts"
import type { Due } from "./due.ts"

/** Which act answers what has fallen due. Everything due for one subject at one instant is answered together. */
export async function onDue(tx: Tx, subject: string, dues: readonly Due[]): Promise<void> {
  const bell = dues.filter(
    (d) => d.kind === "step" || d.kind === "deadline" || d.kind === "unproved",
  )
  if (bell.length) await fallDue(tx, idOf<AlertId>(subject), bell)
  if (dues.some((d) => d.kind === "expire")) {
    await expire(tx)
    await forgetOldChecks(tx)
    await planCounting(tx)
  }
  if (dues.some((d) => d.kind === "look-ahead")) await lookAhead(tx)
  if (dues.some((d) => d.kind === "erase")) await eraseDue(tx, idOf<CaseId>(subject))
  if (dues.some((d) => d.kind === "failure")) await recordFailures(tx, idOf<CaseId>(subject))
  if (dues.some((d) => d.kind === "recruiter-check")) await lookAtChecks(tx)
  if (dues.some((d) => d.kind === "protection")) await checkDue(tx, subject)
  if (dues.some((d) => d.kind === "board")) await countQuarters(tx)
}
