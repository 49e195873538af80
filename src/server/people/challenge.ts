import { randomBytes } from "node:crypto"
import { Hono, type Context } from "hono"
import type { OrgId } from "#core/ids.ts"
import { after, minute } from "#core/time.ts"
import { hex } from "#crypto/bytes.ts"
import { prfSalt } from "#crypto/keys.ts"
import { checkLogin } from "#crypto/check-login.ts"
import type { Challenge, KeySignIn } from "#wire/session.ts"
import type { Env } from "#server/http/env.ts"
import { origin, rpId } from "#server/http/session.ts"
import { atomically, type Runtime } from "#server/runtime.ts"
import { same, sha256 } from "#server/secret.ts"

const lasts = 2 * minute

/** The question that a sign-in answers: random, good once, for two minutes. */
export const challenges = new Hono<Env>().post("/challenges", async (c) =>
  c.json(await challengeFor(c)),
)

/** A fresh question, with what a browser needs to answer it. */
export async function challengeFor(c: Context<Env>): Promise<Challenge> {
  const nonce = randomBytes(32).toString("base64url")
  const now = await atomically(c.var.runtime, c.var.org, async ({ sql, client, now, org }) => {
    await client.query({
      name: "forget challenges",
      text: `delete from challenge where hash in
               (select hash from challenge where expires_at < $1 limit 100 for update skip locked)`,
      values: [now],
    })
    const hash = sha256(nonce)
    await sql
      .insertInto("challenge")
      .values({ hash, orgId: org, expiresAt: after(now, lasts) })
      .execute()
    return now
  })
  return { nonce, rpId: rpId(c), prfSalt: hex(prfSalt(rpId(c))), now: now.getTime() }
}

/** Uses a question up, whichever node asked it, and says when; null when it was not good any more.
 * Committed by itself: a wrong answer uses it up too. */
export async function useChallenge(
  runtime: Runtime,
  org: OrgId,
  nonce: string,
): Promise<Date | null> {
  return atomically(runtime, org, async ({ sql, now }) => {
    const used = await sql
      .deleteFrom("challenge")
      .where("hash", "=", sha256(nonce))
      .returning("expiresAt")
      .executeTakeFirst()
    return used !== undefined && used.expiresAt > now ? now : null
  })
}

/** Whether a code or twelve words proved their key just now. Says nothing about who holds it. */
export async function provesKey(c: Context<Env>, sent: KeySignIn): Promise<boolean> {
  const asked = await useChallenge(c.var.runtime, c.var.org, sent.nonce)
  const vk = Buffer.from(sent.vk, "hex")
  const signature = Buffer.from(sent.signature, "base64url").toString("utf8")
  const login = { origin: origin(c), nonce: sent.nonce, time: String(sent.time) }
  const signed = checkLogin(sent.vk, login, signature)
  const named = same(sha256(vk), Buffer.from(sent.locator, "hex"))
  // The clock of a browser may be two minutes off.
  return asked !== null && signed && named && Math.abs(asked.getTime() - sent.time) <= lasts
}
