import { Hono, type Context } from "hono"
import * as v from "valibot"
import { opaqueId } from "#wire/form.ts"
import { answerSaid, contestMade, contestSaid, identity, reviewSaid } from "#wire/rehire.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { centralDeskOnly, recruiterOnly, signedIn } from "#server/http/session.ts"
import { atomically } from "#server/runtime.ts"
import { unopaque } from "#server/secret.ts"
import { askAbout } from "./check.ts"
import { contest } from "./contest.ts"
import { mostOfOne } from "./hook.ts"
import { checksOf } from "./mine.ts"
import { answer, hear, review } from "./sign.ts"
import { tasksFor } from "./tasks.ts"
import { tokens } from "./tokens.ts"

const page = v.object({ after: v.optional(opaqueId) })

/** Recruiters ask, the central desk answers, administrators let systems of HR ask: under `/desk/api`. */
export const rehire = new Hono<Env>()
  .get("/recruiter-checks", signedIn, recruiterOnly, async (c) => {
    const { runtime, org, me } = c.var
    const from = parse(page, c.req.query()).after ?? null
    return c.json(await atomically(runtime, org, (tx) => checksOf(tx, me.id, from)))
  })
  .post("/recruiter-checks", signedIn, recruiterOnly, async (c) => {
    const { runtime, org, me } = c.var
    const who = parse(identity, await readJson(c, mostOfOne))
    const asking = { recruiter: me.id, token: null }
    return c.json(await atomically(runtime, org, (tx) => askAbout(tx, who, asking)), 202)
  })
  .get("/central-desk", signedIn, centralDeskOnly, async (c) => {
    const { runtime, org, me } = c.var
    return c.json(await atomically(runtime, org, (tx) => tasksFor(tx, me.id)))
  })
  .post("/central-desk/contests", signedIn, centralDeskOnly, async (c) => {
    const { runtime, org } = c.var
    const { reference } = parse(contestMade, await readJson(c))
    await atomically(runtime, org, (tx) => contest(tx, reference))
    return c.body(null, 204)
  })
  .put("/central-desk/checks/:id/answer", signedIn, centralDeskOnly, async (c) => {
    const { runtime, org, me } = c.var
    const { word } = parse(answerSaid, await readJson(c))
    const id = meant(c)
    return c.json({ holds: await atomically(runtime, org, (tx) => answer(tx, me.id, id, word)) })
  })
  .put("/central-desk/entries/:id/contest-outcome", signedIn, centralDeskOnly, async (c) => {
    const { runtime, org, me } = c.var
    const { word } = parse(contestSaid, await readJson(c))
    const id = meant(c)
    return c.json({ holds: await atomically(runtime, org, (tx) => hear(tx, me.id, id, word)) })
  })
  .put("/central-desk/entries/:id/review", signedIn, centralDeskOnly, async (c) => {
    const { runtime, org, me } = c.var
    const { word } = parse(reviewSaid, await readJson(c))
    const id = meant(c)
    return c.json({ holds: await atomically(runtime, org, (tx) => review(tx, me.id, id, word)) })
  })
  .route("/", tokens)

/** What an id of this person's screen stands for. */
function meant(c: Context<Env>): string {
  const { id } = parse(v.object({ id: opaqueId }), c.req.param())
  return unopaque(c.var.runtime.secret, c.var.me.id, id)
}
