import { Hono } from "hono"
import * as v from "valibot"
import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { personId } from "#wire/form.ts"
import { personEdit } from "#wire/person.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { directoryMoved } from "./add.ts"
import { lockOrganisation } from "./organisation.ts"
import { mustLeaveTwo, mustStandApart } from "./stand-apart.ts"

/** An administrator changes what is known of one person. */
export const editing = new Hono<Env>().patch("/people/:id", signedIn, adminOnly, async (c) => {
  const { runtime, org, me } = c.var
  const { id } = parse(v.object({ id: personId }), c.req.param())
  const { manager, ...rest } = withoutAbsent(parse(personEdit, await readJson(c)))
  await atomically(runtime, org, async (tx) => {
    // Who works here changes one change at a time: two at once could make a circle or remove both administrators.
    await lockOrganisation(tx)
    await mustBeFree(tx, id, rest.email)
    if (manager) await mustNotCircle(tx, id, manager)
    if (rest.admin === false) await mustNotBeLastAdmin(tx, id)
    if (rest.centralDesk === false) await mustLeaveTwo(tx, id)
    await mustStandApart(tx, id, rest)
    const change = manager === undefined ? rest : { ...rest, managerId: manager }
    if (!Object.keys(change).length) return
    const { numUpdatedRows } = await tx.sql
      .updateTable("person")
      .set(change)
      .where("id", "=", id)
      .where("leftAt", "is", null)
      .executeTakeFirst()
    if (!numUpdatedRows) throw new Refusal("not-found")
    await directoryMoved(tx)
    await record(tx, null, [{ kind: "organisation.changed", facts: { by: me.id, person: id } }])
  })
  return c.body(null, 204)
})

/** Somebody else must be left who administers and can come in. */
export async function mustNotBeLastAdmin({ client }: Tx, id: PersonId): Promise<void> {
  const { rows } = await client.query<{ last: boolean }>(
    `select exists (select 1 from person where id = $1 and admin)
       and not exists (select 1 from person p join keyholder k on k.person_id = p.id and k.retired_at is null
         where p.admin and p.left_at is null and p.id <> $1
           and (select count(*) from way_in w where w.person_id = p.id and w.verified_at is not null) >= 2) as last`,
    [id],
  )
  if (rows[0]?.last) throw new Refusal("last-admin")
}

async function mustBeFree({ sql }: Tx, id: PersonId, email: string | undefined): Promise<void> {
  if (email === undefined) return
  const other = await sql
    .selectFrom("person")
    .select("id")
    .where((is) => is.fn("lower", ["email"]), "=", email)
    .where("id", "<>", id)
    .where("leftAt", "is", null)
    .executeTakeFirst()
  if (other) throw new Refusal("already-done", "email")
}

async function mustNotCircle({ client }: Tx, id: PersonId, manager: PersonId): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `with recursive line as (
       select p.id, p.manager_id from person p where p.id = $1 and p.left_at is null
       union select p.id, p.manager_id from person p join line l on p.id = l.manager_id)
     select id from line`,
    [manager],
  )
  if (!rows.length) throw new Refusal("not-found", "manager")
  if (rows.some((above) => above.id === id)) throw new Refusal("not-now", "manager")
}

/** A field left out stays as it is. */
function withoutAbsent<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as { [K in keyof T]: Exclude<T[K], undefined> } // only absent ones were dropped
}
