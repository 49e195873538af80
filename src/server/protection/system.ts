import type { MiddlewareHandler } from "hono"
import { idOf, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { Env } from "#server/http/env.ts"
import { atomically } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"

/** Only with a key that somebody made who is of HR today. */
export const bySystem: MiddlewareHandler<Env> = async (c, next) => {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(c.req.header("authorization") ?? "")?.[1]
  if (!token) throw new Refusal("sign-in")
  const { runtime, org } = c.var
  const by = await atomically(runtime, org, async ({ client, now }) => {
    const { rows } = await client.query<{ person_id: string }>({
      name: "hr system",
      text: `update protection_token t set used_at = $2 from person p
             where t.token_hash = $1 and p.id = t.person_id and p.hr and p.left_at is null returning t.person_id`,
      values: [sha256(token), now],
    })
    return rows[0]?.person_id
  })
  if (by === undefined) throw new Refusal("sign-in")
  c.set("by", idOf<PersonId>(by))
  await next()
}
