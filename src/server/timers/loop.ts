import { hostname } from "node:os"
import type { TimerKind } from "#core/decision.ts"
import { idOf, type OrgId } from "#core/ids.ts"
import { asEngine, type Runtime, type Tx } from "#server/runtime.ts"
import { placesOf } from "#server/stack.ts"
import { newWaker } from "#server/waker.ts"
import { putBack } from "./change.ts"
import type { Due } from "./due.ts"
import { onDue } from "./on-due.ts"

export type Loop = { stop(): Promise<void> }

/** How many subjects one transaction answers: few enough that a lock is short, many enough that a commit is shared. */
const batch = 24
const lanes = 3
const pauseAfterFailure = 5000

/** Answers every timer as it falls due. Any number of nodes run this; each timer is answered once. */
export function startTimers(runtime: Runtime): Loop {
  let stopped = false
  const waker = newWaker()
  const helpers = newWaker()
  // A timer that was set is due in seconds at the soonest: many rings are one look.
  let looking: NodeJS.Timeout | undefined
  const look = () => {
    looking = undefined
    waker.wake()
  }
  const stop = runtime.doorbell.listen((_, topic) => {
    if (topic === "timer" || topic === "*") looking ??= setTimeout(look, 20)
  })
  const running = Array.from({ length: lanes }, async (_, lane) => {
    while (!stopped) {
      const answered = await answerDue(runtime).catch((error: unknown) => failed(runtime, error))
      if (answered >= batch) helpers.wake() // there may be more: the other lanes help
      if (answered > 0) continue
      if (lane > 0) await helpers.wait(1000)
      else await waker.wait(Math.min(1000, Math.max(5, await untilNext(runtime))))
    }
  })
  const beating = beat(runtime, () => stopped)
  return {
    async stop() {
      stopped = true
      stop()
      clearTimeout(looking)
      waker.wake()
      helpers.wake()
      await Promise.all([...running, beating])
    },
  }
}

/** Claims what is due for one organisation and answers it, all in one transaction; gives back how many. */
export async function answerDue(runtime: Runtime): Promise<number> {
  return asEngine(runtime, async (tx) => {
    const { rows } = await tx.client.query<{
      subject: string
      kind: TimerKind
      epoch: number
      due_at: Date
      org_id: string
    }>({
      name: "claim timers",
      // The clock is asked once, in a query of its own: asked for each row, the index could not stop at it.
      text: `with due as (
               select ctid, org_id from timer where due_at <= (select tocsin_now()) order by due_at limit ${batch} for update skip locked),
             one as (select org_id from due limit 1)
             delete from timer where ctid = any(array(select ctid from due where org_id = (select org_id from one)))
             returning subject, kind, epoch, due_at, org_id`,
    })
    const first = rows[0]
    if (!first) return 0
    await tx.become(idOf<OrgId>(first.org_id))
    const subjects = Map.groupBy(rows, (r) => r.subject)
    // Always in the same order, so that two nodes never wait for each other in a circle.
    for (const subject of [...subjects.keys()].toSorted()) {
      const dues = (subjects.get(subject) ?? []).map(({ due_at, ...d }) => ({
        ...d,
        dueAt: due_at,
      }))
      await answer(tx, subject, dues)
    }
    return rows.length
  })
}

/** One that fails is put back for later and does not hold up the others. */
async function answer(tx: Tx, subject: string, dues: readonly Due[]): Promise<void> {
  await tx.client.query("savepoint one")
  try {
    await onDue(tx, subject, dues)
    await tx.client.query("release savepoint one")
  } catch (error) {
    await tx.client.query("rollback to savepoint one")
    tx.runtime.log({
      what: "timer-failed",
      subject,
      kinds: dues.map((d) => d.kind).join(" "),
      why: placesOf(error),
    })
    await putBack(tx, dues, pauseAfterFailure)
  }
}

function failed(runtime: Runtime, error: unknown): number {
  runtime.log({
    what: "timers-failed",
    why: placesOf(error),
  })
  return 0
}

async function untilNext(runtime: Runtime): Promise<number> {
  const found = await runtime.engine
    .query<{ ms: number | null }>({
      name: "next timer",
      text: "select extract(epoch from min(due_at) - tocsin_now())::float8 * 1000 as ms from timer",
    })
    .catch((error: unknown) => void failed(runtime, error))
  return found?.rows[0]?.ms ?? 1000
}

/** Once a second this node says that it runs and how late the latest timer is; who watches reads that. */
async function beat(runtime: Runtime, over: () => boolean): Promise<void> {
  const node = `${hostname()}-${process.pid}`
  while (!over()) {
    await asEngine(runtime, ({ client }) =>
      client.query({
        name: "beat",
        text: `insert into beat (node, at, oldest_overdue_ms)
               select $1, clock_timestamp(), greatest(0, coalesce(extract(epoch from tocsin_now() - min(due_at)) * 1000, 0))::int from timer
               on conflict (node) do update set at = excluded.at, oldest_overdue_ms = excluded.oldest_overdue_ms`,
        values: [node],
      }),
    ).catch((error: unknown) => failed(runtime, error))
    await new Promise((done) => setTimeout(done, 1000))
  }
}
