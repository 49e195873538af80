import { Hono } from "hono"
import type { Env } from "./env.ts"

/** Healthy is proved, not assumed: a node has beaten within three seconds and no timer is more than five late. */
export const health = new Hono<Env>().get("/", async (c) => {
  const { rows } = await c.var.runtime.pool.query<{ age: number | null; overdue: number | null }>(
    `select (extract(epoch from clock_timestamp() - max(at)) * 1000)::float8 as age,
            max(oldest_overdue_ms) filter (where at > clock_timestamp() - interval '3 seconds') as overdue from beat`,
  )
  const beatAgeMs = Math.round(rows[0]?.age ?? -1)
  const overdueMs = rows[0]?.overdue ?? -1
  const ok = beatAgeMs >= 0 && beatAgeMs < 3000 && overdueMs >= 0 && overdueMs < 5000
  return c.json({ ok, beatAgeMs, overdueMs }, ok ? 200 : 503)
})
