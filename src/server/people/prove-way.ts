import { randomUUID } from "node:crypto"
import { Hono, type Context } from "hono"
import * as v from "valibot"
import type { PersonId } from "#core/ids.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import { checkTrial } from "#crypto/trial.ts"
import { opaqueId } from "#wire/form.ts"
import { trialUnlock, wayMade, type WayMade } from "#wire/session.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env, Responder } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { beginSession, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { opaque, same, sha256, unopaque } from "#server/secret.ts"
import { announce } from "./announce.ts"
import { useChallenge } from "./challenge.ts"
import { provedWays } from "./make-key.ts"
import { waysOf } from "./me.ts"
import { passkeyFrom, type Passkey } from "./passkey.ts"

/** Ways into a key: made, proved by a trial unlock, and given up while two others are left. */
export const ways = new Hono<Env>()
  .post("/ways", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const made = parse(wayMade, await readJson(c))
    const proof = await proofOf(c, made)
    const view = await atomically(runtime, org, async (tx) => {
      await mustHaveKey(tx, me)
      const id = await addWay(tx, me.id, made, proof)
      return (await waysOf(tx, me.id)).find((way) => way.id === opaque(runtime.secret, me.id, id))
    })
    invariant(view, "the way just made is there")
    return c.json(view, 201)
  })
  .post("/ways/:id/trial", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const shown = shownId(c)
    const { nonce, signature } = parse(trialUnlock, await readJson(c))
    const asked = await useChallenge(runtime, org, nonce)
    const text = Buffer.from(signature, "base64url").toString("utf8")
    await atomically(runtime, org, async (tx) => {
      const before = await provedWays(tx, me.id)
      const vk = await mustHaveKey(tx, me)
      const way = await mustBeMine(tx, me.id, unopaque(runtime.secret, me.id, shown))
      if (!asked || !checkTrial(vk, { way: shown, nonce }, text)) throw new Refusal("wrong-code")
      if (way.verifiedAt) return
      await tx.sql
        .updateTable("wayIn")
        .set({ verifiedAt: tx.now })
        .where("id", "=", way.id)
        .execute()
      if (before === 1) await finish(tx, me)
    })
    return c.body(null, 204)
  })
  .delete("/ways/:id", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const id = unopaque(runtime.secret, me.id, shownId(c))
    await atomically(runtime, org, async (tx) => {
      const proved = await provedWays(tx, me.id)
      const way = await mustBeMine(tx, me.id, id)
      if (way.verifiedAt && proved <= 2) throw new Refusal("needs-two-ways")
      await tx.sql.deleteFrom("wayIn").where("id", "=", id).execute()
      // A way is given up when a device is lost: whoever holds it is signed out, this browser is not.
      await tx.sql.deleteFrom("deskSession").where("personId", "=", me.id).execute()
      await beginSession(c, tx, me.id)
    })
    return c.body(null, 204)
  })

function shownId(c: Context<Env>): string {
  return parse(v.object({ id: opaqueId }), c.req.param()).id
}

/** The public half that will be checked at sign-in. A passkey proves itself at once, words at their trial. */
async function proofOf(c: Context<Env>, made: WayMade): Promise<Passkey> {
  if (made.kind === "words") {
    const vk = Buffer.from(made.vk, "hex")
    if (!same(sha256(vk), Buffer.from(made.locator, "hex")))
      throw new Refusal("wrong-key", "locator")
    return { locator: made.locator, vk, counter: 0, transports: [] }
  }
  const asked = await useChallenge(c.var.runtime, c.var.org, made.nonce)
  if (!asked) throw new Refusal("wrong-code")
  return passkeyFrom(c, made)
}

async function addWay(tx: Tx, whose: PersonId, made: WayMade, proof: Passkey): Promise<string> {
  const id = randomUUID()
  const added = await tx.sql
    .insertInto("wayIn")
    .values({
      id,
      orgId: tx.org,
      personId: whose,
      kind: made.kind,
      locator: proof.locator,
      vk: proof.vk,
      counter: String(proof.counter),
      transports: [...proof.transports],
      label: made.label,
      sealedSeed: Buffer.from(made.sealedSeed, "base64url"),
      madeAt: tx.now,
      verifiedAt: null,
    })
    .onConflict((known) => known.columns(["orgId", "locator"]).doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) throw new Refusal("already-done")
  return id
}

/** Two ways are proved: the key is finished, its links are used up, and the other keyholders hear of a new key. */
async function finish(tx: Tx, { id: whose, recruiter }: Responder): Promise<void> {
  await tx.sql
    .updateTable("invitation")
    .set({ usedAt: tx.now })
    .where("personId", "=", whose)
    .where("usedAt", "is", null)
    .execute()
  if (!recruiter) await announce(tx, "key-new")
}

async function mustHaveKey({ sql }: Tx, { id: whose, recruiter }: Responder): Promise<string> {
  const key = await sql
    .selectFrom("keyholder")
    .select("vk")
    .where("personId", "=", whose)
    .where("retiredAt", recruiter ? "is not" : "is", null)
    .executeTakeFirst()
  if (!key) throw new Refusal("not-now")
  return key.vk.toString("hex")
}

async function mustBeMine({ sql }: Tx, whose: PersonId, id: string) {
  const way = await sql
    .selectFrom("wayIn")
    .select(["id", "verifiedAt"])
    .where("id", "=", id)
    .where("personId", "=", whose)
    .executeTakeFirst()
  if (!way) throw new Refusal("not-found")
  return way
}
