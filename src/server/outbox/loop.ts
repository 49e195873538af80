import type { Outcome, Senders } from "#server/channels/channel.ts"
import type { Runtime } from "#server/runtime.ts"
import { placesOf } from "#server/stack.ts"
import type { Loop } from "#server/timers/loop.ts"
import { settle, type Result } from "./settle.ts"
import { messageOf, type Leased } from "./message.ts"
import { newWaker } from "#server/waker.ts"

/** A send that has said nothing for this long is sent again, possibly twice: twice is better than never. */
const lease = "15 seconds"
const timeLimit = 12_000
const atOnce = 64

/** Sends what is queued, urgent first, and writes down what the provider said. Any number of nodes run this. */
export function startOutbox(runtime: Runtime, senders: Senders): Loop {
  let stopped = false
  const waker = newWaker()
  const underWay = new Set<Promise<unknown>>()
  const ledger = newLedger(runtime)
  const stop = runtime.doorbell.listen((_, topic) => {
    if (topic === "outbox" || topic === "*") waker.wake()
  })
  const begin = (row: Leased): void => {
    const sent = send(runtime, senders, row)
      .then(ledger.write)
      .finally(() => {
        if (underWay.size >= atOnce) waker.wake()
        underWay.delete(sent)
      })
    underWay.add(sent)
  }
  const running = (async () => {
    while (!stopped) {
      const room = atOnce - underWay.size
      const rows =
        room > 0 ? await claim(runtime, room).catch((error: unknown) => failed(runtime, error)) : []
      rows.forEach(begin)
      // Fewer than there was room for: nothing more is due. Else as many as before may wait.
      if (rows.length < room || room === 0) await waker.wait(500)
    }
  })()
  return {
    async stop() {
      stopped = true
      stop()
      waker.wake()
      await running
      await Promise.all(underWay)
    },
  }
}

/** One pass over what is due now, for a clock that is pushed by hand; gives back how many rows were sent. */
export async function sendDue(runtime: Runtime, senders: Senders): Promise<number> {
  const rows = await claim(runtime, atOnce)
  await settle(runtime, await Promise.all(rows.map((row) => send(runtime, senders, row))))
  return rows.length
}

async function send(runtime: Runtime, senders: Senders, row: Leased): Promise<Result> {
  const started = performance.now()
  const outcome = await senders
    .send(messageOf(row), AbortSignal.timeout(timeLimit))
    .catch((error: unknown): Outcome => {
      failed(runtime, error)
      return { kind: "failed-temp", why: "unknown" }
    })
  return { row, outcome, ms: Math.round(performance.now() - started) }
}

/** Answers that come in together are written down together. */
function newLedger(runtime: Runtime): { write: (result: Result) => Promise<void> } {
  const results: Result[] = []
  let writing: Promise<void> | undefined
  const drain = async (): Promise<void> => {
    while (results.length) {
      await settle(runtime, results.splice(0, 50)).catch((error: unknown) => failed(runtime, error))
    }
    writing = undefined
  }
  return {
    write: (result) => {
      results.push(result)
      return (writing ??= drain())
    },
  }
}

async function claim(runtime: Runtime, room: number): Promise<Leased[]> {
  const { rows } = await runtime.engine.query<Leased>({
    name: "lease",
    text: `update outbox set state = 'leased', leased_until = tocsin_now() + interval '${lease}', tries = tries + 1
             where id in (select id from outbox
               where state in ('queued', 'leased') and due_at <= (select tocsin_now()) and (state = 'queued' or leased_until <= tocsin_now())
               order by urgent desc, due_at limit $1 for update skip locked)
             returning id, org_id, person_id, channel, address, address_id, text_kind, lang, facts, ref, urgent, alert_id, epoch, tier, loop, tries`,
    values: [room],
  })
  return rows
}

function failed(runtime: Runtime, error: unknown): never[] {
  runtime.log({
    what: "outbox-failed",
    why: placesOf(error),
  })
  return []
}
