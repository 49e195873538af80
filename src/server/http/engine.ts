import { Hono } from "hono"
import type { EngineView } from "#wire/engine.ts"
import { atomically } from "#server/runtime.ts"
import { isFailing } from "#server/timers/failing.ts"
import type { Env } from "./env.ts"
import { adminOnly, signedIn } from "./session.ts"

/** What whoever runs the system is shown about it at the desk. */
export const engine = new Hono<Env>().get("/engine", signedIn, adminOnly, async (c) => {
  const { runtime, org } = c.var
  const shown: EngineView = { failing: await atomically(runtime, org, isFailing) }
  return c.json(shown)
})
