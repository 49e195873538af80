import { Hono, type Context, type MiddlewareHandler } from "hono"
import { Refusal } from "#core/refusal.ts"
import { opaqueId } from "#wire/form.ts"
import { answerHead, instructionHead } from "#wire/instruction.ts"
import { onMyCase, readMyCase } from "#server/cases/mine.ts"
import { headerJson } from "#server/cases/objects.ts"
import { readBytes } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { keyholderOnly, signedIn } from "#server/http/session.ts"
import { atomically } from "#server/runtime.ts"
import { unopaque } from "#server/secret.ts"
import { answer, markOpened } from "./answer.ts"
import { send } from "./send.ts"
import { instructionsFor, instructionsOf } from "./show.ts"

const most = 65_536

/** For whoever carries out measures for HR; to everybody else these addresses are not there. */
const hrOpsOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.me.hrOps) throw new Refusal("not-found")
  await next()
}

/** What HR operations is asked to do: sent and read back in a case, done on a screen of their own. */
export const instructions = new Hono<Env>()
  .use("/cases/:id/instructions", signedIn, keyholderOnly)
  .get("/cases/:id/instructions", async (c) =>
    c.json(await readMyCase(c, instructionsOf, { opened: true })),
  )
  .post("/cases/:id/instructions", async (c) => {
    const head = parse(instructionHead, headerJson(c, "x-tocsin-instruction"))
    const bytes = await readBytes(c, most)
    const me = c.var.me.id
    await onMyCase(c, (tx, mine) => send(tx, mine, { head, bytes, me }), { opened: true })
    return c.body(null, 201)
  })
  .use("/instructions", signedIn, keyholderOnly, hrOpsOnly)
  .use("/instructions/*", signedIn, keyholderOnly, hrOpsOnly)
  .get("/instructions", async (c) => {
    const { runtime, org, me } = c.var
    return c.json(await atomically(runtime, org, (tx) => instructionsFor(tx, me.id)))
  })
  .post("/instructions/:id/opening", async (c) => {
    const { runtime, org, me } = c.var
    await atomically(runtime, org, (tx) => markOpened(tx, named(c), me.id))
    return c.body(null, 204)
  })
  .post("/instructions/:id/answer", async (c) => {
    const { runtime, org, me } = c.var
    const { as } = parse(answerHead, headerJson(c, "x-tocsin-answer"))
    const bytes = await readBytes(c, most)
    await atomically(runtime, org, (tx) => answer(tx, named(c), { as, bytes, me: me.id }))
    return c.body(null, 204)
  })

function named(c: Context<Env>): string {
  return unopaque(c.var.runtime.secret, c.var.me.id, parse(opaqueId, c.req.param("id")))
}
