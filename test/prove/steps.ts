import { setTimeout as pause } from "node:timers/promises"
import type { QueryResultRow } from "pg"
import type { World } from "../world.ts"

/** An alert whose step is due, and how far it had come. */
export type Waiting = { id: string; at: string }

/** Lets the next step of some alerts that ring fall due now; gives back which, with how far each has come. */
export async function makeDue(w: World, most: number, inMs = 0): Promise<Waiting[]> {
  return ask<Waiting>(
    w,
    `with chosen as (select a.id, a.stepped_at::text as at from alert a join timer t on t.subject = a.id and t.kind = 'step'
       where a.state = 'ringing' and t.due_at > clock_timestamp() order by random() limit $1),
     moved as (update timer t set due_at = clock_timestamp() + $2 * interval '1 ms' from chosen where t.subject = chosen.id and t.kind = 'step')
     select * from chosen`,
    [most, inMs],
  )
}

/** The alerts whose step is due now. */
export const ringing = (w: World): Promise<Waiting[]> =>
  ask<Waiting>(
    w,
    "select a.id, a.stepped_at::text as at from alert a join timer t on t.subject = a.id and t.kind = 'step' where a.state = 'ringing' and t.due_at <= clock_timestamp()",
  )

/** How many steps are due and not made. */
export async function late(w: World): Promise<number> {
  const [row] = await ask<{ n: number }>(
    w,
    "select count(*)::int as n from timer where kind = 'step' and due_at <= clock_timestamp()",
  )
  return row?.n ?? 0
}

/** Waits until each of these has made its step, or is answered. */
export async function stepped(w: World, which: readonly Waiting[]): Promise<void> {
  for (let turn = 0; turn < 3000; turn += 1) {
    const rows = await ask<{ n: number }>(
      w,
      `select count(*)::int as n from alert a join unnest($1::uuid[], $2::timestamptz[]) x(id, at) on a.id = x.id
       where a.state = 'ringing' and a.stepped_at <= x.at`,
      [which.map((x) => x.id), which.map((x) => x.at)],
    )
    if (rows[0]?.n === 0) return
    await pause(10)
  }
  throw new Error("A step that was due was never made.")
}

/** Waits until a page of one of these, sent after so many others, is at the provider; gives back when it came. */
export async function paged(w: World, which: readonly Waiting[], after: number): Promise<number> {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(10)) {
    const came = w.sink.arrived.slice(after)
    if (came.length === 0) continue
    const own = await ask<{ id: string }>(
      w,
      "select id from outbox where id = any($1::uuid[]) and alert_id = any($2::uuid[])",
      [came.map((page) => page.id), which.map((x) => x.id)],
    )
    const ids = new Set(own.map((row) => row.id))
    const first = came.find((page) => page.id !== null && ids.has(page.id))
    if (first) return first.at.getTime()
  }
  throw new Error("A step was made and its page never arrived.")
}

/** A database that was killed needs a moment, and so does whoever asks it. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  const until = Date.now() + 60_000
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(20)
    }
  }
}

const ask = <T extends QueryResultRow>(w: World, text: string, values: unknown[] = []) =>
  patiently(() => w.sql<T>(text, values))
