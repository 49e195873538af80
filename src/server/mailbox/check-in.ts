import { hasten, neglect } from "#core/alert.ts"
import type { CheckInFlag } from "#core/life/word.ts"
import { each } from "#server/alerts/each.ts"
import { changeLevel } from "#server/alerts/level.ts"
import type { CaseRow } from "#server/cases/say.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"
import type { Mine } from "./mine.ts"

/** Somebody does not feel safe: the case is urgent again, and the next people are rung at once. */
export async function ringForDanger(
  tx: Tx,
  { caseId }: Mine,
  found: CaseRow,
  flags: readonly CheckInFlag[],
): Promise<void> {
  if (!flags.includes("unsafe")) return
  if (found.level > urgent) {
    await changeLevel(tx, found, urgent)
    await each(tx, caseId, (f) => hasten(f.alert, f.moment), { only: "report" })
    const facts = { from: found.level, to: urgent, by: "reporter" }
    await record(tx, caseId, [{ kind: "level.raised", facts }])
  }
  await each(tx, caseId, (f) => neglect(f.alert, f.moment), { only: "report" })
}

const urgent = "e2"
