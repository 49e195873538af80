import { recuse } from "#core/alert.ts"
import type { SetAside } from "#core/event.ts"
import type { CaseId, PersonId } from "#core/ids.ts"
import { each } from "#server/alerts/each.ts"
import { withdrawn } from "#server/outbox/withdraw.ts"
import type { Tx } from "#server/runtime.ts"

/** Takes a case out of one person's hands: nothing of it is shown to them, rings them or leaves for them any more. */
export async function setAside(
  tx: Tx,
  caseId: CaseId,
  person: PersonId,
  { why, by }: { readonly why: SetAside; readonly by?: "reporter" | "affected" },
): Promise<void> {
  await tx.client.query(
    "update key_grant set revoked_at = $3 where case_id = $1 and person_id = $2 and revoked_at is null",
    [caseId, person, tx.now],
  )
  await tx.client.query(
    `update outbox set ${withdrawn}
     where person_id = $2 and state in ('queued', 'leased') and alert_id in (select id from alert where case_id = $1)`,
    [caseId, person],
  )
  const gone = { kind: why, facts: { person, ...(by ? { by } : {}) } }
  await each(tx, caseId, (f) => recuse(f.alert, person, f.moment, gone))
}
