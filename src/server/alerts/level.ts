import { idOf, type CaseId } from "#core/ids.ts"
import { placeOf } from "#server/calendar.ts"
import type { CaseRow } from "#server/cases/say.ts"
import { dueFor } from "#server/law.ts"
import type { Tx } from "#server/runtime.ts"

/** The case has another level: what is still owed is owed by the new level's times, and never later than before when it rose. */
export async function changeLevel(tx: Tx, found: CaseRow, level: CaseRow["level"]): Promise<void> {
  const caseId = idOf<CaseId>(found.id)
  await tx.client.query("update case_file set level = $2 where id = $1", [caseId, level])
  await tx.client.query("update alert set level = $2 where case_id = $1 and kind = 'report'", [
    caseId,
    level,
  ])
  const due = dueFor(await placeOf(tx), level, tx.now)
  const rises = level < found.level // e1 sorts before e4
  await tx.client.query(
    `update deadline d set due_at = ${rises ? "least(d.due_at, n.due)" : "greatest(d.due_at, n.due)"}, basis = n.basis
     from unnest($2::text[], $3::timestamptz[], $4::text[]) n(kind, due, basis), alert a
     where a.id = d.alert_id and a.kind = 'report' and d.case_id = $1 and d.kind = n.kind and d.met_at is null and d.missed_at is null`,
    [caseId, due.map((d) => d.kind), due.map((d) => d.due), due.map((d) => d.basis)],
  )
}
