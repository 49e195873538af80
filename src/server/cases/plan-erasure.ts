import { erasesAt } from "#core/life/retention.ts"
import type { CaseId } from "#core/ids.ts"
import type { Life } from "#core/life/life.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"

/** Sets when a closed case is erased, or takes that back: it was opened again, or evidence has to be kept. */
export async function planErasure(
  tx: Tx,
  caseId: CaseId,
  life: Life,
  plus: Parameters<typeof erasesAt>[1],
): Promise<void> {
  const at = erasesAt(life, plus)
  await changeTimers(tx, caseId, 0, [
    at === null ? { cancel: "erase" } : { set: "erase", due: new Date(at) },
  ])
}
