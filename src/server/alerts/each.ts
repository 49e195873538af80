import type { Alert } from "#core/ladder.ts"
import type { Decision } from "#core/decision.ts"
import type { CaseId, PersonId } from "#core/ids.ts"
import type { Tx } from "#server/runtime.ts"
import { openAlertsOf, type Found } from "./find.ts"
import { save } from "./save.ts"

/** Applies one decision to every open alert of the case. */
export async function each(
  tx: Tx,
  caseId: CaseId,
  decide: (found: Found) => Decision<Alert>,
  { only, by }: { only?: "report"; by?: { person: PersonId | null; seq: number | null } } = {},
): Promise<void> {
  for (const found of await openAlertsOf(tx, caseId)) {
    if (only && found.alert.kind !== only) continue
    await save(tx, found.level, decide(found), by)
  }
}
