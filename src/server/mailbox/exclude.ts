import { Refusal } from "#core/refusal.ts"
import type { CaseId, PersonId } from "#core/ids.ts"
import { setAside } from "#server/cases/aside.ts"
import { lockCase } from "#server/cases/say.ts"
import type { Tx } from "#server/runtime.ts"
import type { Urging } from "./urge.ts"

/**
 * Whoever reported, or whom it happened to, says that a keyholder must not see it, after it was sent. Their sealed words say so to everybody else;
 * here it ends at once what this person is shown. Somebody has to be left who can read it.
 */
export async function exclude(tx: Tx, caseId: CaseId, person: PersonId, by: Urging): Promise<void> {
  await lockCase(tx, caseId)
  const { rows } = await tx.client.query<{ person_id: string; here: boolean }>(
    `select distinct g.person_id, p.left_at is null as here from standing_grant g join person p on p.id = g.person_id
     where g.case_id = $1`,
    [caseId],
  )
  if (!rows.some((row) => row.person_id === person)) throw new Refusal("not-found", "person")
  if (!rows.some((row) => row.here && row.person_id !== person))
    throw new Refusal("not-now", "person")
  await setAside(tx, caseId, person, { why: "person.excluded", by })
}
