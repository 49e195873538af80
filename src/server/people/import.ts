import { randomUUID } from "node:crypto"
import { Hono } from "hono"
import { peopleFile, type PeopleChange } from "#wire/person.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { directoryMoved } from "./add.ts"
import { markLeft } from "./leave.ts"
import { lockOrganisation } from "./organisation.ts"
import { faultsOf, planOf, type Known, type Plan } from "./people-file.ts"

const most = 16 * 1024 * 1024

/** The whole staff at once, from a file: tried first, then taken whole or not at all. */
export const importing = new Hono<Env>().post("/people/file", signedIn, adminOnly, async (c) => {
  const { runtime, org, me } = c.var
  const file = parse(peopleFile, await readJson(c, most))
  const change = await atomically(runtime, org, async (tx): Promise<PeopleChange> => {
    await lockOrganisation(tx)
    const known = await knownPeople(tx)
    const plan = planOf(file, known, randomUUID)
    const faults = faultsOf(file, known, plan)
    if (!file.trial && !faults.length) {
      await apply(tx, plan)
      await directoryMoved(tx)
      await record(tx, null, [{ kind: "people.imported", facts: { by: me.id, ...counts(plan) } }])
    }
    return { ...counts(plan), faults }
  })
  return c.json(change)
})

function counts(plan: Plan): Omit<PeopleChange, "faults"> {
  const { added, changed, same, left } = plan
  return { added: added.length, changed: changed.length, same, left: left.length }
}

async function knownPeople({ client }: Tx): Promise<Known[]> {
  const { rows } = await client.query<Known>(
    `select p.id, p.name, lower(p.email) as email, p.manager_id as "managerId", p.unit, p.country, p.language, p.title,
       p.outside or p.board as "notStaff",
       p.admin or p.central_desk or exists (select 1 from keyholder k where k.person_id = p.id and k.retired_at is null) as needed
     from person p where p.left_at is null`,
  )
  return rows
}

async function apply(tx: Tx, plan: Plan): Promise<void> {
  await markLeft(tx, plan.left)
  const columns = [
    "id",
    "name",
    "email",
    "managerId",
    "unit",
    "country",
    "language",
    "title",
  ] as const
  const arrays = (rows: Plan["added"]) => columns.map((column) => rows.map((row) => row[column]))
  const unnested = `unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[])
    u(id, name, email, manager_id, unit, country, language, title)`
  await tx.client.query(
    `insert into person (id, name, email, manager_id, unit, country, language, title, org_id, joined_at)
     select u.*, $9, $10 from ${unnested}`,
    [...arrays(plan.added), tx.org, tx.now],
  )
  await tx.client.query(
    `update person p set name = u.name, manager_id = u.manager_id, unit = u.unit, country = u.country,
       language = u.language, title = u.title
     from ${unnested} where p.id = u.id`,
    arrays(plan.changed),
  )
}
