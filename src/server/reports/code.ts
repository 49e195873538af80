import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import { keySignIn } from "#wire/session.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { beginCodeSession } from "#server/http/session.ts"
import { challenges, provesKey } from "#server/people/challenge.ts"
import { atomically } from "#server/runtime.ts"

/** A code proves itself by answering a question; what it holds is only said to whoever could answer. */
export const codes = new Hono<Env>().route("/", challenges).post("/sessions", async (c) => {
  const { runtime, org } = c.var
  const said = parse(keySignIn, await readJson(c))
  // Checked whatever is held, so that an answer takes as long for a code nobody has.
  if (!(await provesKey(c, said))) throw new Refusal("wrong-code")
  const vk = Buffer.from(said.vk, "hex")
  const locator = Buffer.from(said.locator, "hex")
  const answer = await atomically(runtime, org, async (tx) => {
    const { rows } = await tx.client.query<{ holds: string }>({
      name: "what a code holds",
      text: `select coalesce(
               (select case party when 'reporter' then 'case' else 'answer' end from mailbox where locator = $1 and vk = $2),
               (select 'draft' from draft where locator = $1 and vk = $2), 'nothing') as holds`,
      values: [locator, vk],
    })
    const { token, expiresAt } = await beginCodeSession(tx, locator, vk)
    return {
      token,
      expiresAt: expiresAt.getTime(),
      holds: rows[0]?.holds ?? "nothing",
      now: tx.now.getTime(),
    }
  })
  return c.json(answer, 201)
})
