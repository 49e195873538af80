import { after, hour } from "#core/time.ts"
import { forgetChecked, lookAtChecks } from "#server/rehire/look.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { forgetPart } from "#server/uploads/parts.ts"
import { draftLasts } from "./draft.ts"

/** Takes away what was said to expire: drafts, unfinished uploads, sessions, questions. Runs once an hour. */
export async function expire(tx: Tx): Promise<void> {
  const { sql, now } = tx
  await sql.deleteFrom("draft").where("savedAt", "<", after(now, -draftLasts)).execute()
  await sql.deleteFrom("reporterSession").where("expiresAt", "<", now).execute()
  await sql.deleteFrom("deskSession").where("expiresAt", "<", now).execute()
  await sql.deleteFrom("challenge").where("expiresAt", "<", now).execute()
  const { rows } = await tx.client.query<{ sha256: Buffer }>(
    `with gone as (delete from upload where expires_at < $1 returning id)
     select p.sha256 from upload_part p join gone g on g.id = p.upload_id
     where not exists (select 1 from upload_part q join upload u on u.id = q.upload_id
       where q.sha256 = p.sha256 and q.upload_id <> p.upload_id and (u.expires_at is null or u.expires_at >= $1))`,
    [now],
  )
  for (const { sha256 } of rows) await forgetPart(tx.runtime, sha256.toString("hex"))
  await forgetChecked(tx)
  await lookAtChecks(tx) // also what waits for the central desk is rung by the hour
  await changeTimers(tx, tx.org, 0, [{ set: "expire", due: after(now, hour) }])
}
