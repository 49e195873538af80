import { Hono, type Context } from "hono"
import * as v from "valibot"
import { idOf, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { keySignIn, passkeySignIn, type KeySignIn, type PasskeySignIn } from "#wire/session.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { beginSession, endSession } from "#server/http/session.ts"
import { atomically } from "#server/runtime.ts"
import { same } from "#server/secret.ts"
import { provesKey, useChallenge } from "./challenge.ts"
import { meFor } from "./me.ts"
import { counterAfter } from "./passkey.ts"

const signingIn = v.variant("kind", [
  v.strictObject({ kind: v.literal("words"), ...keySignIn.entries }),
  v.strictObject({ kind: v.literal("passkey"), ...passkeySignIn.entries }),
])

/** A person comes in at the desk, by passkey or by words, and leaves again. */
export const sessions = new Hono<Env>()
  .post("/sessions", async (c) => {
    const { runtime, org } = c.var
    const sent = parse(signingIn, await readJson(c))
    const way = sent.kind === "words" ? await wayByWords(c, sent) : await wayByPasskey(c, sent)
    if (!way) throw new Refusal("wrong-code")
    const me = await atomically(runtime, org, async (tx) => {
      const personId = idOf<PersonId>(way.personId)
      await beginSession(c, tx, personId)
      return { ...(await meFor(tx, personId)), sealedSeed: way.sealedSeed.toString("base64url") }
    })
    return c.json(me, 201)
  })
  .delete("/sessions", async (c) => {
    if (c.req.header("x-tocsin") !== "desk") throw new Refusal("sign-in")
    await atomically(c.var.runtime, c.var.org, (tx) => endSession(c, tx))
    return c.body(null, 204)
  })

/** A way in that was proved, and the seed sealed to it. */
type Way = { readonly personId: string; readonly sealedSeed: Buffer }

async function wayByWords(c: Context<Env>, sent: KeySignIn): Promise<Way | undefined> {
  const proved = await provesKey(c, sent)
  const way = await wayNamed(c, "words", sent.locator)
  const known = same(way?.vk ?? Buffer.alloc(32), Buffer.from(sent.vk, "hex"))
  return proved && known ? way : undefined
}

async function wayByPasskey(c: Context<Env>, sent: PasskeySignIn): Promise<Way | undefined> {
  const asked = await useChallenge(c.var.runtime, c.var.org, sent.nonce)
  const way = await wayNamed(c, "passkey", sent.credential.id)
  const known = way && { ...way, counter: Number(way.counter) }
  const counter = await counterAfter(c, sent, known)
  if (!asked || !way || counter === null) return undefined
  const counted = await atomically(c.var.runtime, c.var.org, ({ sql }) =>
    sql
      .updateTable("wayIn")
      .set({ counter: String(counter) })
      .where("id", "=", way.id)
      .where("counter", "=", way.counter) // the same answer on two nodes at once counts once
      .executeTakeFirst(),
  )
  return counted.numUpdatedRows ? way : undefined
}

async function wayNamed(c: Context<Env>, kind: "words" | "passkey", locator: string) {
  return atomically(c.var.runtime, c.var.org, ({ sql }) =>
    sql
      .selectFrom("wayIn as w")
      .innerJoin("person as p", "p.id", "w.personId")
      .select(["w.id", "w.personId", "w.locator", "w.vk", "w.counter", "w.transports"])
      .select("w.sealedSeed")
      .where("w.kind", "=", kind)
      .where("w.locator", "=", locator)
      .where("p.leftAt", "is", null)
      .executeTakeFirst(),
  )
}
