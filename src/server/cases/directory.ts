import { Hono } from "hono"
import { compress } from "hono/compress"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import type { DirectoryIndex } from "#wire/door.ts"
import { directoryOf } from "#server/door/directory.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically } from "#server/runtime.ts"

const shard = v.object({ n: v.pipe(v.string(), v.regex(/^\d{1,4}$/)) })

/** The directory for whoever holds a key: whom they look up in it, and for which case, is told to nobody. */
export const directory = new Hono<Env>()
  .get("/directory", async (c) => {
    const { version, shards, people } = await atomically(c.var.runtime, c.var.org, directoryOf)
    return c.json({ version, shards: shards.length, people } satisfies DirectoryIndex)
  })
  .get("/directory/:n", compress(), async (c) => {
    const { n } = parse(shard, c.req.param())
    const { shards } = await atomically(c.var.runtime, c.var.org, directoryOf)
    const found = shards[Number(n)]
    if (found === undefined) throw new Refusal("not-found")
    return c.body(found, 200, { "content-type": "application/json" })
  })
