import { Hono } from "hono"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { readCallback } from "#server/channels/gateway.ts"
import { provePage } from "#server/outbox/proof.ts"
import { readBytes, readJson } from "./bodies.ts"
import type { Env } from "./env.ts"
import { parse } from "./problems.ts"
import { signedIn } from "./session.ts"

const arrived = v.strictObject({ id: v.pipe(v.string(), v.uuid()) })

/** What providers say about a page, signed by them. */
export const hooks = new Hono<Env>().post("/gateway", async (c) => {
  const { runtime } = c.var
  const { gateway } = runtime.config
  if (!gateway) throw new Refusal("not-found")
  const body = await readBytes(c, 16_384)
  const headers = {
    time: c.req.header("x-tocsin-time"),
    signature: c.req.header("x-tocsin-signature"),
  }
  const said = readCallback(gateway.secret, headers, body.toString("utf8"), Date.now())
  if ("refused" in said) throw new Refusal("bad-signature")
  if (!(await provePage(runtime, said.id, said))) throw new Refusal("not-found")
  return c.body(null, 204)
})

/** A push has arrived at the service worker of an open or closed desk. */
export const deliveries = new Hono<Env>().post("/deliveries", signedIn, async (c) => {
  const { id } = parse(arrived, await readJson(c))
  if (!(await provePage(c.var.runtime, id, { state: "delivered", person: c.var.me.id })))
    throw new Refusal("not-found")
  return c.body(null, 204)
})
