import { randomUUID } from "node:crypto"
import { Hono } from "hono"
import * as v from "valibot"
import { idOf, type OrgId, type PersonId } from "#core/ids.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import { opaqueId } from "#wire/form.ts"
import { tokenMade, type Tokens, type TokenShown, type TokenView } from "#wire/rehire.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Runtime, type Tx } from "#server/runtime.ts"
import { newToken, opaque, sha256, unopaque } from "#server/secret.ts"
import type { Asking } from "./check.ts"

/** An administrator lets systems of HR ask in a recruiter's name, and ends that again. */
export const tokens = new Hono<Env>()
  .get("/recruiter-tokens", signedIn, adminOnly, async (c) => {
    const { runtime, org, me } = c.var
    return c.json(await atomically(runtime, org, (tx) => all(tx, me.id)))
  })
  .post("/recruiter-tokens", signedIn, adminOnly, async (c) => {
    const { runtime, org, me } = c.var
    const { person, label } = parse(tokenMade, await readJson(c))
    const { token, hash } = newToken()
    const view = await atomically(runtime, org, async (tx) => {
      await mustBeRecruiter(tx, person)
      const id = randomUUID()
      const made = { madeBy: me.id, madeAt: tx.now }
      await tx.sql
        .insertInto("recruiterToken")
        .values({ id, orgId: org, tokenHash: hash, label, personId: person, ...made })
        .execute()
      await record(tx, null, [{ kind: "organisation.changed", facts: { by: me.id, person } }])
      return (await all(tx, me.id)).tokens.find(
        (one) => one.id === opaque(runtime.secret, me.id, id),
      )
    })
    invariant(view, "the token just made is there")
    return c.json({ token, view } satisfies TokenShown, 201)
  })
  .delete("/recruiter-tokens/:id", signedIn, adminOnly, async (c) => {
    const { runtime, org, me } = c.var
    const shown = parse(v.object({ id: opaqueId }), c.req.param()).id
    await atomically(runtime, org, async (tx) => {
      const ended = await tx.sql
        .updateTable("recruiterToken")
        .set((row) => ({ revokedAt: row.fn.coalesce("revokedAt", row.val(tx.now)) }))
        .where("id", "=", unopaque(runtime.secret, me.id, shown))
        .executeTakeFirst()
      if (!ended.numUpdatedRows) throw new Refusal("not-found")
      await record(tx, null, [{ kind: "organisation.changed", facts: { by: me.id } }])
    })
    return c.body(null, 204)
  })

/** Whose name a token asks in. One that was ended, or whose recruiter is none any more, lets nobody in. */
export async function asksWith(runtime: Runtime, org: OrgId, token: string): Promise<Asking> {
  const found = await atomically(runtime, org, async (tx) => {
    const { rows } = await tx.client.query<{ id: string; person_id: string }>({
      name: "recruiter token",
      text: `update recruiter_token t set used_on = $2::date from person p
        where t.token_hash = $1 and t.revoked_at is null and p.id = t.person_id and p.recruiter and p.left_at is null
        returning t.id, t.person_id`,
      values: [sha256(token), tx.now],
    })
    return rows[0]
  })
  if (!found) throw new Refusal("sign-in")
  return { recruiter: idOf<PersonId>(found.person_id), token: found.id }
}

async function all({ client, runtime }: Tx, viewer: PersonId): Promise<Tokens> {
  type Row = Omit<TokenView, "madeAt" | "revoked"> & { made_at: Date; revoked_at: Date | null }
  const { rows } = await client.query<Row>(
    `select t.id, t.label, p.name as recruiter, t.made_at, t.used_on::text as "usedOn", t.revoked_at
     from recruiter_token t join person p on p.id = t.person_id order by t.made_at desc, t.id`,
  )
  const { rows: recruiters } = await client.query<{ id: string; name: string }>(
    "select id, name from person where recruiter and left_at is null order by lower(name), id",
  )
  const shown = rows.map(({ id, made_at: madeAt, revoked_at: revokedAt, ...row }) => ({
    ...row,
    id: opaque(runtime.secret, viewer, id),
    madeAt: madeAt.getTime(),
    revoked: revokedAt !== null,
  }))
  return { tokens: shown, recruiters }
}

async function mustBeRecruiter({ sql }: Tx, id: PersonId): Promise<void> {
  const person = await sql
    .selectFrom("person")
    .select("id")
    .where("id", "=", id)
    .where("recruiter", "=", true)
    .where("leftAt", "is", null)
    .executeTakeFirst()
  if (!person) throw new Refusal("not-found", "person")
}
