import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import type { PathScreen } from "#wire/path.ts"
import type { Env } from "#server/http/env.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically } from "#server/runtime.ts"
import { versions, viewOf } from "./find.ts"
import { standing } from "./people.ts"

/** The path in force, the one being written, and who may stand on it. */
export const showing = new Hono<Env>().get("/path", signedIn, async (c) => {
  const { runtime, org, me } = c.var
  if (!me.admin && !me.keyholder) throw new Refusal("not-found")
  const screen = await atomically(runtime, org, async (tx): Promise<PathScreen> => {
    const { inForce, draft } = await versions(tx)
    return {
      inForce: inForce && viewOf(inForce),
      draft: draft && viewOf(draft),
      people: await standing(tx, [inForce, draft]),
      now: tx.now.getTime(),
    }
  })
  return c.json(screen)
})
