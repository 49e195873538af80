import { allow, hasten, neglect } from "#core/alert.ts"
import type { AlertKind } from "#core/ladder.ts"
import type { CaseId } from "#core/ids.ts"
import type { OwedKind } from "#core/owed.ts"
import { Refusal } from "#core/refusal.ts"
import { each } from "#server/alerts/each.ts"
import { alertOf } from "#server/alerts/find.ts"
import { changeLevel } from "#server/alerts/level.ts"
import { waitingOf } from "#server/alerts/quiet.ts"
import { save } from "#server/alerts/save.ts"
import { type CaseRow, lockCase } from "#server/cases/say.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"

/** Whoever reported, or whoever it happened to and did not report: both may say that it is too slow. */
export type Urging = "reporter" | "affected"

/** Nobody has been in touch: the next tier is rung now. */
export async function nobodyCame(tx: Tx, caseId: CaseId, by: Urging): Promise<void> {
  const { alert, level, moment } = await alertOf(tx, caseId)
  const facts = { alert: alert.kind, by }
  await save(tx, level, neglect(alert, moment, { kind: "alert.neglected", facts }))
}

type Yes = { readonly alert: AlertKind; readonly deadline: OwedKind }
/** Whoever was only told that something is late may read the case from now on. */
export async function letThemRead(tx: Tx, caseId: CaseId, yes: Yes, by: Urging): Promise<void> {
  const found = await alertOf(tx, caseId, yes.alert)
  const waiting = await waitingOf(tx, found)
  await save(tx, found.level, allow(found.alert, { late: yes.deadline, waiting, by }, found.moment))
}

/** It is more urgent than it was: only upwards here. */
export async function raiseLevel(
  tx: Tx,
  caseId: CaseId,
  level: CaseRow["level"],
  by: Urging,
): Promise<void> {
  const found = await lockCase(tx, caseId)
  if (level >= found.level) throw new Refusal("not-now", "level") // e1 is the highest
  await changeLevel(tx, found, level)
  await each(tx, caseId, (f) => hasten(f.alert, f.moment), { only: "report" })
  await record(tx, caseId, [{ kind: "level.raised", facts: { from: found.level, to: level, by } }])
}
