import { randomUUID } from "node:crypto"
import { Hono } from "hono"
import { idOf, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { personAdd } from "#wire/person.ts"
import type { Person } from "#server/db/tables.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { personView } from "./list.ts"

/** An administrator writes down one person, often somebody from outside. */
export const adding = new Hono<Env>().post("/people", signedIn, adminOnly, async (c) => {
  const { runtime, org, me } = c.var
  const wanted = parse(personAdd, await readJson(c))
  const view = await atomically(runtime, org, async (tx) => {
    const id = await addPerson(tx, wanted)
    await directoryMoved(tx)
    await record(tx, null, [{ kind: "organisation.changed", facts: { by: me.id, person: id } }])
    return personView(tx, me, id)
  })
  return c.json(view, 201)
})

type Wanted = Pick<Person, "name" | "email" | "language"> & Partial<Person>

/** Writes a new person; an address that somebody here already has is refused. */
export async function addPerson({ sql, org, now }: Tx, wanted: Wanted): Promise<PersonId> {
  const id = idOf<PersonId>(randomUUID())
  const nothing = { managerId: null, unit: "", country: "", title: "", leftAt: null } as const
  const no = { hr: false, executive: false, outside: false, board: false } as const
  const added = await sql
    .insertInto("person")
    .values({
      ...nothing,
      ...no,
      admin: false,
      protection: false,
      hrOps: false,
      ...wanted,
      id,
      orgId: org,
      joinedAt: now,
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) throw new Refusal("already-done", "email")
  return id
}

/** Who is in the directory changed: whoever keeps shards of it fetches them again. */
export async function directoryMoved({ sql, org }: Tx): Promise<void> {
  await sql
    .updateTable("organisation")
    .set((row) => ({ rosterVersion: row("rosterVersion", "+", 1) }))
    .where("id", "=", org)
    .execute()
}
