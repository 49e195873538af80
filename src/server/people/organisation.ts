import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import { organisationEdit } from "#wire/person.ts"
import { hasCalendar } from "#server/calendar.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { newCompanyCode } from "./company-code.ts"

/** What the organisation says of itself, and the code on its posters. */
export const organisation = new Hono<Env>()
  .get("/organisation", signedIn, adminOnly, async (c) => {
    const { runtime, org } = c.var
    const row = await atomically(runtime, org, ({ sql }) =>
      sql
        .selectFrom("organisation")
        .select(["name", "country", "zone", "languages", "contact", "exitUrl", "companyCode"])
        .where("id", "=", org)
        .executeTakeFirstOrThrow(),
    )
    return c.json(row)
  })
  .put("/organisation", signedIn, adminOnly, async (c) => {
    const { runtime, org, me } = c.var
    const wanted = parse(organisationEdit, await readJson(c))
    if (!hasCalendar(wanted.country)) throw new Refusal("no-calendar", "country")
    await atomically(runtime, org, async (tx) => {
      await tx.sql
        .updateTable("organisation")
        .set({ ...wanted, languages: [...new Set(wanted.languages)] })
        .where("id", "=", org)
        .execute()
      await record(tx, null, [{ kind: "organisation.changed", facts: { by: me.id } }])
    })
    return c.body(null, 204)
  })
  .post("/organisation/company-code", signedIn, adminOnly, async (c) => {
    const { runtime, org, me } = c.var
    const companyCode = newCompanyCode()
    await atomically(runtime, org, async (tx) => {
      await tx.sql.updateTable("organisation").set({ companyCode }).where("id", "=", org).execute()
      await record(tx, null, [{ kind: "organisation.changed", facts: { by: me.id } }])
    })
    return c.json({ companyCode }, 201)
  })

/** One change at a time of what the organisation's row stands for, its people and its path: whoever comes second sees what the first one did. */
export async function lockOrganisation({ sql, org }: Tx): Promise<void> {
  await sql.selectFrom("organisation").select("id").where("id", "=", org).forUpdate().execute()
}
