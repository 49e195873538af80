import { randomUUID } from "node:crypto"
import { Hono } from "hono"
import * as v from "valibot"
import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { opaqueId } from "#wire/form.ts"
import { tokenMade, type TokenShown, type TokenView } from "#wire/protection.ts"
import { recordUnheard } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { newToken, opaque, unopaque } from "#server/secret.ts"
import { hrOnly } from "./who.ts"

/** One person of HR keeps at most so many. */
const most = 5

/** The keys with which an HR system asks in its maker's name; each is shown once. */
export const tokens = new Hono<Env>()
  .use("/protection/tokens", signedIn, hrOnly)
  .use("/protection/tokens/*", signedIn, hrOnly)
  .get("/protection/tokens", async (c) => {
    const { runtime, org, me } = c.var
    return c.json({ tokens: await atomically(runtime, org, (tx) => tokensOf(tx, me.id)) })
  })
  .post("/protection/tokens", async (c) => {
    const { runtime, org, me } = c.var
    const { label } = parse(tokenMade, await readJson(c))
    const shown = await atomically(runtime, org, async (tx): Promise<TokenShown> => {
      if ((await tokensOf(tx, me.id)).length >= most) throw new Refusal("not-now", "many-keys")
      const { token, hash } = newToken()
      const id = randomUUID()
      const { org: orgId, now: madeAt } = tx
      const own = { id, orgId, personId: me.id, tokenHash: hash, label, madeAt, usedAt: null }
      await tx.sql.insertInto("protectionToken").values(own).execute()
      await told(tx, me.id)
      return {
        id: opaque(runtime.secret, me.id, id),
        label,
        madeAt: madeAt.getTime(),
        usedAt: null,
        token,
      }
    })
    return c.json(shown, 201)
  })
  .delete("/protection/tokens/:id", async (c) => {
    const { runtime, org, me } = c.var
    const { id } = parse(v.object({ id: opaqueId }), c.req.param())
    await atomically(runtime, org, async (tx) => {
      const gone = await tx.sql
        .deleteFrom("protectionToken")
        .where("id", "=", unopaque(runtime.secret, me.id, id))
        .where("personId", "=", me.id)
        .executeTakeFirst()
      if (!gone.numDeletedRows) throw new Refusal("not-found")
      await told(tx, me.id)
    })
    return c.body(null, 204)
  })

async function tokensOf({ sql, runtime }: Tx, me: PersonId): Promise<TokenView[]> {
  const rows = await sql
    .selectFrom("protectionToken")
    .select(["id", "label", "madeAt", "usedAt"])
    .where("personId", "=", me)
    .orderBy("madeAt")
    .orderBy("id")
    .execute()
  return rows.map(({ id, label, madeAt, usedAt }) => ({
    ...{ id: opaque(runtime.secret, me, id), label, madeAt: madeAt.getTime() },
    usedAt: usedAt?.getTime() ?? null,
  }))
}

async function told(tx: Tx, by: PersonId): Promise<void> {
  await recordUnheard(tx, null, [{ kind: "organisation.changed", facts: { by } }])
}
