import type { CaseId } from "#core/ids.ts"
import { partyIn, type RoomName } from "#core/mailbox.ts"
import { Refusal } from "#core/refusal.ts"
import type { Tx } from "#server/runtime.ts"

/**
 * A sealed list names these uploads: from now on they belong to the case and do not expire, and to the mailbox of the list
 * if it is not the reporter's. What another list has named already stays where it is.
 */
export async function claimUploads(
  tx: Tx,
  ids: readonly string[],
  to: { readonly caseId: CaseId; readonly room: RoomName; readonly locator?: Buffer },
): Promise<void> {
  if (!ids.length) return
  const { rows } = await tx.client.query<{ id: string; whole: boolean }>(
    `update upload u set case_id = $2, party = $4, expires_at = null
     where u.id = any($1::uuid[]) and case when $3::bytea is null then u.case_id = $2
         else u.locator = $3 and (u.case_id is null or u.case_id = $2) end
       and (u.party is not distinct from $4 or u.expires_at is not null)
     returning u.id, u.parts = (select count(*) from upload_part p where p.upload_id = u.id) as whole`,
    [[...ids], to.caseId, to.locator ?? null, partyIn(to.room)],
  )
  if (rows.length !== new Set(ids).size) throw new Refusal("not-found", "uploads")
  if (rows.some((r) => !r.whole)) throw new Refusal("not-now", "uploads")
}
