import type { OrgId } from "#core/ids.ts"
import { openSenders } from "#server/channels/senders.ts"
import { push } from "#server/demo/clock.ts"
import type { Sink } from "#server/demo/sink.ts"
import { sendDue } from "#server/outbox/loop.ts"
import { provePage } from "#server/outbox/proof.ts"
import { atomically, type Runtime } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { answerDue } from "#server/timers/loop.ts"

/** The world's time, which moves only when it is pushed, and the post, which leaves as it passes. */
export function pushedClock(
  runtime: Runtime,
  org: OrgId,
  sink: Sink,
  { undelivered = false } = {},
) {
  const senders = openSenders({
    smtpUrl: runtime.config.smtpUrl,
    mailFrom: "alert@lantern.example",
    mailSecret: "test",
    allowLocal: true,
    gateway: { ...sink.gateway, callbackUrl: "" },
  })
  let proved = 0

  /** Everything queued leaves by a real gateway, which says that it arrived. */
  async function deliver(): Promise<void> {
    while ((await sendDue(runtime, senders)) > 0);
    for (; proved < sink.arrived.length; proved += 1) {
      const { id } = sink.arrived[proved] ?? {}
      if (id) await provePage(runtime, id, { state: "delivered" })
    }
  }
  /** Pushes the clock: "30m", "2h", "5s". */
  async function advance(time: string): Promise<void> {
    await push(runtime, milliseconds(time), undelivered ? undefined : deliver)
  }
  /** The hourly clearing, now. */
  async function clear(): Promise<void> {
    await atomically(runtime, org, (tx) =>
      changeTimers(tx, org, 0, [{ set: "expire", due: tx.now }]),
    )
    await answerDue(runtime)
  }

  return { deliver, advance, clear, close: () => senders.close() }
}

const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function milliseconds(time: string): number {
  const [, amount = "0", unit = "m"] = /^(\d+)(s|m|h|d)$/.exec(time) ?? []
  return Number(amount) * (units[unit] ?? 0)
}
