import type pg from "pg"
import type { Served } from "#server/serve.ts"
import type { Staff } from "./organisation.ts"

/** Requests to the running system, by nobody in particular or by one of its people. */
export function frontDoor(served: Served, staff: ReadonlyMap<string, Staff>, owner: pg.Pool) {
  const base = `http://${served.port ? `localhost:${served.port}` : "localhost"}`

  async function request(path: string, init: Asked = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set("host", new URL(base).host)
    const who = init.as ? staff.get(init.as) : undefined
    if (who) {
      await keepSession(owner, who)
      headers.set("cookie", `tocsin_desk=${who.cookie}`)
      headers.set("x-tocsin", "desk")
    }
    return served.app.request(`${base}${path}`, { ...init, headers })
  }
  const json = async <T>(path: string, init?: Asked): Promise<T> =>
    (await request(path, init)).json() as Promise<T> // what a test says it expects

  return { base, request, json }
}

/** The system as its callers meet it. */
export type FrontDoor = ReturnType<typeof frontDoor>
type Asked = RequestInit & { as?: string }

/** The clock is pushed by days: the session was used six minutes ago, which is too long for an open desk. */
async function keepSession(owner: pg.Pool, { id }: Staff): Promise<void> {
  await owner.query(
    "update desk_session set seen_at = tocsin_now() - interval '6 minutes', expires_at = tocsin_now() + interval '1 day' where person_id = $1",
    [id],
  )
}
