import { randomBytes } from "node:crypto"
import { Hono } from "hono"
import { checkLogin } from "#crypto/login.ts"
import { Refusal } from "#core/refusal.ts"
import { after, minute } from "#core/time.ts"
import { keySignIn, type Challenge } from "#wire/session.ts"
import { readJson } from "../http/bodies.ts"
import type { Env } from "../http/env.ts"
import { parse } from "../http/problems.ts"
import { beginCodeSession, origin, rpId } from "../http/session.ts"
import { atomically } from "../runtime.ts"
import { same, sha256 } from "../secret.ts"

/** A code proves itself by answering a question; what it holds is only said to whoever could answer. */
export const codes = new Hono<Env>()
  .post("/challenges", async (c) => {
    const { runtime, org } = c.var
    const nonce = randomBytes(24)
    const now = await atomically(runtime, org, async (tx) => {
      await tx.sql
        .insertInto("challenge")
        .values({ hash: sha256(nonce), orgId: org, expiresAt: after(tx.now, 2 * minute) })
        .execute()
      return tx.now
    })
    return c.json({
      nonce: nonce.toString("base64url"),
      rpId: rpId(c),
      prfSalt: "",
      now: now.getTime(),
    } satisfies Challenge)
  })
  .post("/sessions", async (c) => {
    const { runtime, org } = c.var
    const said = parse(keySignIn, await readJson(c))
    const vk = Buffer.from(said.vk, "hex")
    const locator = Buffer.from(said.locator, "hex")
    const login = { origin: origin(c), nonce: said.nonce, time: String(said.time) }
    // Checked whatever is held, so that an answer takes as long for a code nobody has.
    const right =
      checkLogin(said.vk, login, Buffer.from(said.signature, "base64url").toString("utf8")) &&
      same(locator, sha256(vk))
    const answer = await atomically(runtime, org, async (tx) => {
      const asked = await tx.sql
        .deleteFrom("challenge")
        .where("hash", "=", sha256(Buffer.from(said.nonce, "base64url")))
        .where("expiresAt", ">", tx.now)
        .executeTakeFirst()
      const fresh =
        asked.numDeletedRows > 0n && Math.abs(said.time - tx.now.getTime()) < 10 * minute
      if (!right || !fresh) return undefined
      const { rows } = await tx.client.query<{ holds: string }>(
        `select case when exists (select 1 from mailbox where locator = $1 and vk = $2) then 'case'
                     when exists (select 1 from draft where locator = $1 and vk = $2) then 'draft' else 'nothing' end as holds`,
        [locator, vk],
      )
      const { token, expiresAt } = await beginCodeSession(tx, locator, vk)
      return {
        token,
        expiresAt: expiresAt.getTime(),
        holds: rows[0]?.holds ?? "nothing",
        now: tx.now.getTime(),
      }
    })
    if (!answer) throw new Refusal("wrong-code")
    return c.json(answer, 201)
  })
