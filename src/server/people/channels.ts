import { randomUUID } from "node:crypto"
import { Hono, type Context } from "hono"
import * as v from "valibot"
import type { PersonId } from "#core/ids.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import { after } from "#core/time.ts"
import { opaqueId } from "#wire/form.ts"
import { channelMade } from "#wire/session.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { Malformed, parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { opaque, unopaque } from "#server/secret.ts"
import { testLasts } from "./list.ts"
import { channelsOf } from "./me.ts"
import { isAddress } from "./address.ts"

const most = 20
const order = v.strictObject({ ids: v.pipe(v.array(opaqueId), v.maxLength(most)) })

/** How a person is rung, in the order in which it is tried. Each person sets their own. */
export const channels = new Hono<Env>()
  .get("/channels", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    return c.json({ channels: await atomically(runtime, org, (tx) => channelsOf(tx, me.id)) })
  })
  .post("/channels", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const made = parse(channelMade, await readJson(c))
    if (!isAddress(made.channel, made.address)) throw new Malformed(["address"])
    const id = randomUUID()
    const view = await atomically(runtime, org, async (tx) => {
      await add(tx, me.id, id, made)
      const shown = opaque(runtime.secret, me.id, id)
      return (await channelsOf(tx, me.id)).find((channel) => channel.id === shown)
    })
    invariant(view, "the channel just made is there")
    return c.json(view, 201)
  })
  .put("/channels/order", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const { ids } = parse(order, await readJson(c))
    const wanted = ids.map((id) => unopaque(runtime.secret, me.id, id))
    await atomically(runtime, org, (tx) => reorder(tx, me.id, wanted))
    return c.body(null, 204)
  })
  .delete("/channels/:id", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const id = channelId(c)
    await atomically(runtime, org, async (tx) => {
      const gone = await tx.sql
        .deleteFrom("channelAddress")
        .where("id", "=", id)
        .where("personId", "=", me.id)
        .returning("position")
        .executeTakeFirst()
      if (!gone) throw new Refusal("not-found")
      await mustStillBeReached(tx, me.id)
    })
    return c.body(null, 204)
  })
  .get("/push-key", signedIn, (c) => c.json({ key: c.var.runtime.vapid.publicKey }))

/** The channel that a route names, as this viewer's ids name it. */
export function channelId(c: Context<Env>): string {
  const { id } = parse(v.object({ id: opaqueId }), c.req.param())
  return unopaque(c.var.runtime.secret, c.var.me.id, id)
}

async function add(
  { sql, org, now }: Tx,
  personId: PersonId,
  id: string,
  made: v.InferOutput<typeof channelMade>,
): Promise<void> {
  await sql.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute()
  const own = await sql
    .selectFrom("channelAddress")
    .select(["channel", "address", "position"])
    .where("personId", "=", personId)
    .execute()
  if (own.length >= most) throw new Refusal("quota")
  if (own.some((row) => row.channel === made.channel && row.address === made.address.trim())) {
    throw new Refusal("already-done")
  }
  await sql
    .insertInto("channelAddress")
    .values({
      id,
      orgId: org,
      personId,
      channel: made.channel,
      address: made.address.trim(),
      position: Math.max(0, ...own.map((row) => row.position)) + 1,
      testCodeHash: null,
      testSentAt: null,
      testedAt: null,
      deadAt: null,
      madeAt: now,
    })
    .execute()
}

/** The order must name each of a person's channels once. */
async function reorder(
  { sql, client }: Tx,
  whose: PersonId,
  ids: readonly string[],
): Promise<void> {
  const own = await sql
    .selectFrom("channelAddress")
    .select("id")
    .where("personId", "=", whose)
    .forUpdate()
    .execute()
  const named = new Set(ids)
  if (
    named.size !== ids.length ||
    own.length !== ids.length ||
    own.some(({ id }) => !named.has(id))
  ) {
    throw new Refusal("not-found")
  }
  await client.query(
    `update channel_address a set position = u.place
     from unnest($1::uuid[]) with ordinality u(id, place) where a.id = u.id`,
    [ids],
  )
}

/** Whoever stands on the path in force keeps a channel that was tested: nobody goes silent by a slip. */
async function mustStillBeReached({ client, now }: Tx, whose: PersonId): Promise<void> {
  const { rows } = await client.query<{ silent: boolean }>(
    `select exists (select 1 from path_slot s join path_version v on v.id = s.version_id
         where s.person_id = $1 and v.state = 'in-force')
       and not exists (select 1 from channel_address a
         where a.person_id = $1 and a.dead_at is null and a.tested_at > $2) as silent`,
    [whose, after(now, -testLasts)],
  )
  if (rows[0]?.silent) throw new Refusal("channel-untested")
}
