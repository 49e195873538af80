import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import type { Tx } from "#server/runtime.ts"

/** The person who answers learns at once that something was written; before, the bell rings anyway. */
export async function tellOwner(tx: Tx, caseId: CaseId): Promise<void> {
  const { rows } = await tx.client.query<{ owner_id: string }>(
    `select a.owner_id from alert a where a.case_id = $1 and a.kind = 'report' and a.owner_id is not null and a.state <> 'ringing'
       and not exists (select 1 from outbox o where o.person_id = a.owner_id and o.alert_id is null and o.text_kind = 'ring'
         and o.made_at > $2::timestamptz - interval '2 minutes')`,
    [caseId, tx.now],
  )
  if (rows[0])
    await queueMessage(tx, {
      personId: idOf<PersonId>(rows[0].owner_id),
      textKind: "ring",
      urgent: false,
    })
}
