import { Hono } from "hono"
import { compress } from "hono/compress"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import type { DirectoryIndex } from "#wire/door.ts"
import { uuid } from "#wire/form.ts"
import { checkMade, type Answerers, type CheckList } from "#wire/protection.ts"
import { directoryOf } from "#server/door/directory.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { answering } from "./answer.ts"
import { askCheck } from "./ask.ts"
import { duties } from "./duties.ts"
import { checkOf, checksOf } from "./show.ts"
import { bySystem } from "./system.ts"
import { tokens } from "./token.ts"
import { answerersNow, eitherOnly, hrOnly } from "./who.ts"

/** Sixteen sealed copies as text, and what stands around them. */
const mostBytes = 512 * 1024

const named = v.object({ id: uuid })
const shard = v.object({ n: v.pipe(v.string(), v.regex(/^\d{1,4}$/)) })

/** The check before a dismissal: HR asks, those who answer answer. Under `/desk/api`. */
export const checks = new Hono<Env>()
  .get("/protection/answerers", signedIn, eitherOnly, async (c) => {
    const { runtime, org } = c.var
    return c.json(await atomically(runtime, org, answerersView))
  })
  // The names are searched in the browser: whom HR looks for is not told to anybody.
  .get("/protection/directory", signedIn, eitherOnly, async (c) => {
    const { runtime, org } = c.var
    const { version, shards, people } = await atomically(runtime, org, directoryOf)
    return c.json({ version, shards: shards.length, people } satisfies DirectoryIndex)
  })
  .get("/protection/directory/:n", signedIn, eitherOnly, compress(), async (c) => {
    const { n } = parse(shard, c.req.param())
    const { shards } = await atomically(c.var.runtime, c.var.org, directoryOf)
    const found = shards[Number(n)]
    if (found === undefined) throw new Refusal("not-found")
    return c.body(found, 200, { "content-type": "application/json" })
  })
  .post("/protection/checks", signedIn, hrOnly, async (c) => {
    const { runtime, org, me } = c.var
    const made = parse(checkMade, await readJson(c, mostBytes))
    const asking = { by: me.id, bySystem: false }
    return c.json(await atomically(runtime, org, (tx) => askCheck(tx, asking, made)), 201)
  })
  .get("/protection/checks", signedIn, hrOnly, async (c) => {
    const { runtime, org, me } = c.var
    const list = await atomically(runtime, org, async (tx): Promise<CheckList> => ({
      checks: await checksOf(tx, me.id),
      now: tx.now.getTime(),
    }))
    return c.json(list)
  })
  .get("/protection/checks/:id", signedIn, hrOnly, async (c) => {
    const { runtime, org, me } = c.var
    const { id } = parse(named, c.req.param())
    return c.json(await atomically(runtime, org, (tx) => checkOf(tx, me.id, id)))
  })
  .route("/", duties)
  .route("/", answering)
  .route("/", tokens)

/** The same for an HR system, with a key that somebody of HR made: under `/hr/api`. */
export const system = new Hono<Env>()
  .use("*", bySystem)
  .get("/answerers", async (c) => {
    const { runtime, org } = c.var
    return c.json(await atomically(runtime, org, answerersView))
  })
  .post("/checks", async (c) => {
    const { runtime, org, by } = c.var
    const made = parse(checkMade, await readJson(c, mostBytes))
    return c.json(
      await atomically(runtime, org, (tx) => askCheck(tx, { by, bySystem: true }, made)),
      201,
    )
  })
  .get("/checks", async (c) => {
    const { runtime, org, by } = c.var
    const list = await atomically(runtime, org, async (tx): Promise<CheckList> => ({
      checks: await checksOf(tx, by),
      now: tx.now.getTime(),
    }))
    return c.json(list)
  })
  .get("/checks/:id", async (c) => {
    const { runtime, org, by } = c.var
    const { id } = parse(named, c.req.param())
    return c.json(await atomically(runtime, org, (tx) => checkOf(tx, by, id)))
  })

async function answerersView(tx: Tx): Promise<Answerers> {
  return { answerers: await answerersNow(tx), now: tx.now.getTime() }
}
