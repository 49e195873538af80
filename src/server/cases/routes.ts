import { Hono } from "hono"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { keyholderOnly, signedIn } from "#server/http/session.ts"
import { heardBy } from "#server/outbox/proof.ts"
import { atomically } from "#server/runtime.ts"
import { acting } from "./act.ts"
import { doing } from "./acts.ts"
import { directory } from "./directory.ts"
import { lawOfCase } from "./law.ts"
import { linking } from "./link.ts"
import { listing } from "./list.ts"
import { now } from "./now.ts"
import { opening } from "./open.ts"
import { outside } from "./outside.ts"
import { precedents } from "./precedents.ts"
import { rehiring } from "./rehire.ts"
import { showing } from "./show.ts"

const heard = v.strictObject({ ref: v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{6}$/i)) })

/** The responder's side of a case. */
export const cases = new Hono<Env>()
  .use("/cases", signedIn, keyholderOnly)
  .use("/cases/*", signedIn, keyholderOnly)
  .use("/now", signedIn, keyholderOnly)
  .use("/directory", signedIn, keyholderOnly)
  .use("/directory/*", signedIn, keyholderOnly)
  .use("/heard", signedIn, keyholderOnly)
  .post("/heard", async (c) => {
    const { runtime, org, me } = c.var
    const { ref } = parse(heard, await readJson(c))
    if (!(await atomically(runtime, org, (tx) => heardBy(tx, me.id, ref))))
      throw new Refusal("not-found")
    return c.body(null, 204)
  })
  .route("/", now)
  .route("/", listing)
  .route("/", linking)
  .route("/", showing)
  .route("/", opening)
  .route("/", acting)
  .route("/", doing)
  .route("/", outside)
  .route("/", precedents)
  .route("/", directory)
  .route("/", rehiring)
  .route("/", lawOfCase)
