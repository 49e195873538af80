import { Hono } from "hono"
import { invariant } from "#core/refusal.ts"
import type { Door } from "#wire/door.ts"
import type { Lang } from "#wire/form.ts"
import type { Env } from "#server/http/env.ts"
import { atomically } from "#server/runtime.ts"

/** What the first screen of the reporter's door needs: the same bytes for everybody. */
export const opening = new Hono<Env>().get("/door", async (c) => {
  const { runtime, org } = c.var
  const door = await atomically(runtime, org, async ({ client, now }): Promise<Door> => {
    const { rows } = await client.query<{
      name: string
      country: string
      zone: string
      languages: Lang[]
      exit_url: string
      contact: string
      open: boolean
    }>({
      name: "door",
      text: `select name, country, zone, languages, exit_url, contact,
               exists (select 1 from path_version v where v.state = 'in-force') as open
             from organisation where id = $1`,
      values: [org],
    })
    const [row] = rows
    invariant(row, "the host name found an organisation")
    const { exit_url: exitUrl, open, ...rest } = row
    return { org: { id: org, ...rest, exitUrl }, open, now: now.getTime() }
  })
  return c.json(door)
})
