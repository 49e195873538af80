import { Hono } from "hono"
import { streamSSE } from "hono/streaming"
import { atomically } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"
import { newWaker } from "#server/waker.ts"
import type { Env } from "./env.ts"
import { keyholderOnly, signedIn } from "./session.ts"

/** A line is kept open this long before the browser is asked to come again, so that a session's end is noticed. */
const turn = 15 * 60_000
const beatEvery = 15_000

/** The open desk: a doorbell for each case in this person's hands. Nothing depends on hearing it. */
export const stream = new Hono<Env>().get("/stream", signedIn, keyholderOnly, (c) => {
  const { runtime, org, me } = c.var
  c.header("x-accel-buffering", "no")
  return streamSSE(c, async (sse) => {
    const waker = newWaker()
    const topics = new Set<string>()
    const stop = runtime.doorbell.listen((heardOrg, topic) => {
      if (heardOrg !== org && heardOrg !== "*") return
      if (topic !== "timer" && topic !== "outbox") topics.add(topic)
      if (topics.size) waker.wake()
    })
    let open = true
    sse.onAbort(() => {
      open = false
      waker.wake()
    })
    const until = performance.now() + turn
    await sse.writeSSE({ event: "hello", data: "" })
    // By the clock alone: a beat that waited for silence would tell that something moves which is not theirs.
    let beatAt = performance.now() + beatEvery
    while (open && performance.now() < until) {
      if (!topics.size) await waker.wait(beatAt - performance.now())
      if (!open) break
      const heard = [...topics]
      topics.clear()
      if (performance.now() >= beatAt) {
        await sse.write(": beat\n\n")
        beatAt += beatEvery
      }
      for (const event of await eventsFor(heard)) await sse.writeSSE(event)
    }
    stop()
  })

  /** Only what is in this person's hands; of everything else not even that something moved. */
  async function eventsFor(heard: readonly string[]): Promise<{ event: string; data: string }[]> {
    if (heard.includes("*")) return [{ event: "case", data: "" }]
    const ids = heard.filter((t) => t.startsWith("case:")).map((t) => t.slice(5))
    const mine = heard.includes("roster") || heard.includes(`person:${me.id}`)
    const roster = mine ? [{ event: "roster", data: "" }] : []
    if (!ids.length) return roster
    const rows = await atomically(runtime, org, async (tx) => {
      const found = await tx.client.query<{ case_id: string; ringing: boolean }>({
        name: "doorbell",
        text: `select g.case_id, bool_or(a.state = 'ringing') as ringing from grant_in_hand g join alert a on a.case_id = g.case_id
               where g.person_id = $1 and g.case_id = any($2::uuid[]) group by g.case_id`,
        values: [me.id, ids],
      })
      return found.rows
    })
    return [
      ...roster,
      ...rows.map((r) => ({
        event: r.ringing ? "ring" : "case",
        data: opaque(runtime.secret, me.id, r.case_id),
      })),
    ]
  }
})
