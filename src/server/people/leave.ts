import { Hono } from "hono"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { personId } from "#wire/form.ts"
import { record } from "#server/events.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { directoryMoved } from "./add.ts"
import { mustNotBeLastAdmin } from "./edit.ts"
import { retireKey } from "./make-key.ts"
import { lockOrganisation } from "./organisation.ts"
import { mustLeaveTwo } from "./stand-apart.ts"

/** Somebody leaves. Whoever stands on the path in force is first taken off it, which needs two people. */
export const leaving = new Hono<Env>().delete("/people/:id", signedIn, adminOnly, async (c) => {
  const { runtime, org, me } = c.var
  const { id } = parse(v.object({ id: personId }), c.req.param())
  await atomically(runtime, org, async (tx) => {
    await lockOrganisation(tx)
    const { rows } = await tx.client.query<{ stands: boolean }>(
      `select exists (select 1 from path_slot s join path_version v on v.id = s.version_id
         where s.person_id = p.id and v.state = 'in-force') as stands
       from person p where p.id = $1 and p.left_at is null`,
      [id],
    )
    if (!rows[0]) throw new Refusal("not-found")
    if (rows[0].stands) throw new Refusal("not-now")
    await mustNotBeLastAdmin(tx, id)
    await mustLeaveTwo(tx, id)
    await retireKey(tx, id, "left")
    await markLeft(tx, [id])
    await directoryMoved(tx)
    await record(tx, null, [{ kind: "organisation.changed", facts: { by: me.id, person: id } }])
  })
  return c.body(null, 204)
})

/** Writes that people left: nobody reports to them, nothing rings them, no link or cookie of theirs works. */
export async function markLeft({ client, now }: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await client.query(
    `update person set left_at = $2, admin = false, protection = false, central_desk = false, recruiter = false, hr_ops = false
     where id = any($1::uuid[])`,
    [ids, now],
  )
  await client.query(
    `update person set manager_id = null where manager_id = any($1::uuid[]) and left_at is null`,
    [ids],
  )
  for (const table of ["desk_session", "invitation", "channel_address", "way_in"]) {
    await client.query(`delete from ${table} where person_id = any($1::uuid[])`, [ids])
  }
}
