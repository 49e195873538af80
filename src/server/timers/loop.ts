import { hostname } from "node:os"
import type { OrgId } from "#core/ids.ts"
import { asEngine, type Runtime, type Tx } from "#server/runtime.ts"
import { placesOf } from "#server/stack.ts"
import { newWaker } from "#server/waker.ts"
import { putBack, putOff } from "./change.ts"
import type { Due } from "./due.ts"
import { tellOperators } from "./failing.ts"
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
      if (lane > 0 || answered < 0) await (lane > 0 ? helpers : waker).wait(1000)
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
  const troubled: Troubled = new Set()
  const answered = await answerBatch(runtime, troubled)
  for (const org of troubled) await tellOperators(runtime, org)
  return answered
}

/** Organisations of which a timer could not be answered just now. */
type Troubled = Set<OrgId>

async function answerBatch(runtime: Runtime, troubled: Troubled): Promise<number> {
  let claimed: readonly Claimed[] = []
  try {
    return await asEngine(runtime, async (tx) => {
      claimed = await claim(tx)
      return answerClaimed(tx, claimed, troubled)
    })
  } catch (error) {
    if (!claimed.length) throw error
    failed(runtime, error)
    return answerSingly(runtime, claimed, troubled)
  }
}

/**
 * What PostgreSQL finds only at the commit fails all of them, whosever fault it is. Each subject of that batch gets a
 * transaction of its own, so that the others are answered now and the one at fault is put off alone.
 */
async function answerSingly(
  runtime: Runtime,
  batch: readonly Claimed[],
  troubled: Troubled,
): Promise<number> {
  for (const [subject, dues] of Map.groupBy(batch, (due) => due.subject)) {
    try {
      await asEngine(runtime, async (tx) =>
        answerClaimed(tx, await claimOne(tx, subject), troubled),
      )
    } catch (error) {
      logFailure(runtime, dues, error)
      for (const { org } of dues) troubled.add(org)
      await asEngine(runtime, (tx) => putOff(tx, dues, pauseAfterFailure))
    }
  }
  return batch.length
}

async function answerClaimed(
  tx: EngineTx,
  claimed: readonly Claimed[],
  troubled: Troubled,
): Promise<number> {
  const [first] = claimed
  if (!first) return 0
  tx.become(first.org)
  const own = claimed.filter((due) => due.org === first.org)
  const busy = await busyAlerts(tx, own)
  const dues = together(own.filter((due) => !busy.has(due.subject)))
  await take(tx, dues)
  const subjects = Map.groupBy(dues, (due) => due.subject)
  // Always in the same order, so that two nodes never wait for each other in a circle.
  for (const subject of [...subjects.keys()].toSorted()) {
    if (!(await answer(tx, subject, subjects.get(subject) ?? []))) troubled.add(first.org)
  }
  return dues.length
}

/** What failed before is answered by itself: whatever it breaks, it breaks nothing else. */
function together(dues: readonly Claimed[]): Claimed[] {
  const failing = new Set(dues.flatMap((due) => (due.tries > 0 ? [due.subject] : [])))
  const subject = dues[0]?.subject ?? ""
  return failing.has(subject)
    ? dues.filter((due) => due.subject === subject)
    : dues.filter((due) => !failing.has(due.subject))
}

type Claimed = Due & { readonly org: OrgId }
type EngineTx = Parameters<Parameters<typeof asEngine>[1]>[0]

async function claim({ client }: Tx): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>({
    name: "claim timers",
    text: `select ${columns} from timer
           where due_at <= tocsin_now() order by due_at limit ${batch} for update skip locked`,
  })
  return rows
}

async function claimOne({ client }: Tx, subject: string): Promise<Claimed[]> {
  const { rows } = await client.query<Claimed>({
    name: "claim one",
    text: `select ${columns} from timer
           where subject = $1 and due_at <= tocsin_now() for update skip locked`,
    values: [subject],
  })
  return rows
}

const columns = `subject, kind, epoch, due_at as "dueAt", tries, org_id as org`

/**
 * Alerts at which somebody is now: whoever holds one is about to change its timers, and waiting for them with
 * the timers in hand would be a circle. Theirs stay due. The others are ours until the transaction ends.
 */
async function busyAlerts({ client }: Tx, dues: readonly Due[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>({
    name: "busy alerts",
    text: `with free as materialized (select id from alert where id = any($1::uuid[]) for update skip locked)
           select id from alert where id = any($1::uuid[]) and id not in (select id from free)`,
    values: [dues.map((due) => due.subject)],
  })
  return new Set(rows.map((row) => row.id))
}

async function take({ client }: Tx, dues: readonly Due[]): Promise<void> {
  await client.query({
    name: "take timers",
    text: "delete from timer t using unnest($1::uuid[], $2::text[]) d(subject, kind) where t.subject = d.subject and t.kind = d.kind",
    values: [dues.map((due) => due.subject), dues.map((due) => due.kind)],
  })
}

/** One that fails is put back for later and does not hold up the others. Says whether it went well. */
async function answer(tx: Tx, subject: string, dues: readonly Due[]): Promise<boolean> {
  await tx.client.query("savepoint one")
  try {
    await onDue(tx, subject, dues)
    await tx.client.query("release savepoint one")
    return true
  } catch (error) {
    await tx.client.query("rollback to savepoint one")
    logFailure(tx.runtime, dues, error)
    await putBack(tx, dues, pauseAfterFailure)
    return false
  }
}

function logFailure(runtime: Runtime, dues: readonly Due[], error: unknown): void {
  runtime.log({
    what: "timer-failed",
    subject: dues[0]?.subject ?? "",
    kinds: dues.map((d) => d.kind).join(" "),
    tries: 1 + Math.max(...dues.map((d) => d.tries)),
    why: placesOf(error),
  })
}

/** Not even putting off went well: asked again in a second, not at once. */
function failed(runtime: Runtime, error: unknown): number {
  runtime.log({
    what: "timers-failed",
    why: placesOf(error),
  })
  return -1
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
