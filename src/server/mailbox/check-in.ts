import { hasten, neglect } from "#core/alert.ts"
import { idOf, type CaseId } from "#core/ids.ts"
import type { CheckInFlag } from "#core/life/word.ts"
import { each } from "#server/alerts/each.ts"
import { changeLevel } from "#server/alerts/level.ts"
import type { CaseRow } from "#server/cases/say.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"
import { payback, type Teller } from "./payback.ts"

/** What somebody answered when they were asked how it goes: danger and payback wake people at once, whoever of those outside it is. */
export async function heardHow(
  tx: Tx,
  found: CaseRow,
  { flags, told }: { readonly flags: readonly CheckInFlag[]; readonly told: Teller },
): Promise<void> {
  if (flags.includes("unsafe")) await ringForDanger(tx, found, told)
  if (flags.includes("changed")) await payback(tx, idOf<CaseId>(found.id), told)
}

/** Somebody does not feel safe: the case is urgent again, and the next people are rung at once. */
async function ringForDanger(tx: Tx, found: CaseRow, { by }: Teller): Promise<void> {
  const caseId = idOf<CaseId>(found.id)
  if (found.level > urgent) {
    await changeLevel(tx, found, urgent)
    await each(tx, caseId, (f) => hasten(f.alert, f.moment), { only: "report" })
    const facts = { from: found.level, to: urgent, by }
    await record(tx, caseId, [{ kind: "level.raised", facts }])
  }
  await each(
    tx,
    caseId,
    (f) => neglect(f.alert, f.moment, { kind: "danger.told", facts: { alert: f.alert.kind, by } }),
    { only: "report" },
  )
}

const urgent = "e2"
