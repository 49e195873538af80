import type { CaseId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { Tx } from "#server/runtime.ts"

/** A sealed list names these uploads: from now on they belong to the case and do not expire. */
export async function claimUploads(
  tx: Tx,
  ids: readonly string[],
  caseId: CaseId,
  locator: Buffer | null,
): Promise<void> {
  if (!ids.length) return
  const { rows } = await tx.client.query<{ id: string; whole: boolean }>(
    `update upload u set case_id = $2, expires_at = null
     where u.id = any($1::uuid[]) and (u.case_id = $2 or (u.case_id is null and u.locator = $3))
     returning u.id, u.parts = (select count(*) from upload_part p where p.upload_id = u.id) as whole`,
    [[...ids], caseId, locator],
  )
  if (rows.length !== new Set(ids).size) throw new Refusal("not-found", "uploads")
  if (rows.some((r) => !r.whole)) throw new Refusal("not-now", "uploads")
}
