import { Hono } from "hono"
import * as v from "valibot"
import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { personId } from "#wire/form.ts"
import { keyMade } from "#wire/session.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { keyholderOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { announce } from "./announce.ts"

/** A person's browser made their key: only its public halves come here. Once, until two ways to it were proved and lost. */
export const keyMaking = new Hono<Env>().put("/key", signedIn, async (c) => {
  const { runtime, org, me } = c.var
  const { recipient, vk } = parse(keyMade, await readJson(c))
  if (!isHybrid(recipient)) throw new Refusal("wrong-key", "recipient")
  await atomically(runtime, org, async (tx) => {
    if ((await provedWays(tx, me.id)) >= 2) throw new Refusal("already-done")
    await mustBeNew(tx, me.id, recipient, vk)
    // Ways made for a key that was never finished hold another seed.
    await tx.sql.deleteFrom("wayIn").where("personId", "=", me.id).execute()
    const key = { recipient, vk: Buffer.from(vk, "hex"), madeAt: tx.now }
    // A recruiter's key opens their own ways in and nothing else: it is never in force, so nothing is sealed to it.
    const retiredAt = me.recruiter ? tx.now : null
    const fresh = { ...key, confirmedBy: null, confirmedAt: null, retiredAt }
    await tx.sql
      .insertInto("keyholder")
      .values({ ...fresh, personId: me.id, orgId: org })
      .onConflict((known) => known.column("personId").doUpdateSet(fresh))
      .execute()
    await record(tx, null, [{ kind: "key.made", facts: { person: me.id } }])
  })
  return c.body(null, 204)
})

/** Two people read a fingerprint to each other, and one of them says so here. */
export const keyConfirming = new Hono<Env>().post(
  "/keys/:person/confirmation",
  signedIn,
  keyholderOnly,
  async (c) => {
    const { runtime, org, me } = c.var
    const whose = parse(v.object({ person: personId }), c.req.param()).person
    if (whose === me.id) throw new Refusal("needs-second-person")
    await atomically(runtime, org, async (tx) => {
      const key = await tx.sql
        .selectFrom("keyholder")
        .select("confirmedAt")
        .where("personId", "=", whose)
        .where("retiredAt", "is", null)
        .forUpdate()
        .executeTakeFirst()
      if (!key) throw new Refusal("not-found")
      if (key.confirmedAt) return
      await tx.sql
        .updateTable("keyholder")
        .set({ confirmedBy: me.id, confirmedAt: tx.now })
        .where("personId", "=", whose)
        .execute()
      await record(tx, null, [{ kind: "key.confirmed", facts: { person: whose, by: me.id } }])
    })
    return c.body(null, 204)
  },
)

/** A finished key is no longer counted on: its ways in are gone and every keyholder hears of it. Unfinished ones just start again. */
export async function retireKey(tx: Tx, whose: PersonId, why: "invited" | "left"): Promise<void> {
  if (why === "invited" && (await provedWays(tx, whose)) < 2) return
  const retired = await tx.sql
    .updateTable("keyholder")
    .set({ retiredAt: tx.now })
    .where("personId", "=", whose)
    .where("retiredAt", "is", null)
    .executeTakeFirst()
  await tx.sql.deleteFrom("wayIn").where("personId", "=", whose).execute()
  await tx.sql.deleteFrom("deskSession").where("personId", "=", whose).execute()
  if (!retired.numUpdatedRows) return
  await record(tx, null, [{ kind: "key.retired", facts: { person: whose, why } }])
  await announce(tx, "key-retired")
}

/** How many ways in have opened this person's key in a trial. The person's row is locked: two at once are counted one after the other. */
export async function provedWays({ sql }: Tx, whose: PersonId): Promise<number> {
  await sql.selectFrom("person").select("id").where("id", "=", whose).forUpdate().execute()
  const { proved } = await sql
    .selectFrom("wayIn")
    .select(({ fn }) => fn.countAll<string>().as("proved"))
    .where("personId", "=", whose)
    .where("verifiedAt", "is not", null)
    .executeTakeFirstOrThrow()
  return Number(proved)
}

const isHybrid = (recipient: string): boolean => /^age1pq1[02-9ac-hj-np-z]{1952}$/.test(recipient)

/** One key is one person's: two people with the same key would be one person to every rule that needs two. */
async function mustBeNew(tx: Tx, whose: PersonId, recipient: string, vk: string): Promise<void> {
  const other = await tx.sql
    .selectFrom("keyholder")
    .select("personId")
    .where("personId", "<>", whose)
    .where((is) => is.or([is("recipient", "=", recipient), is("vk", "=", Buffer.from(vk, "hex"))]))
    .executeTakeFirst()
  if (other) throw new Refusal("already-done")
}
