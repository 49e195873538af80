import { fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

/** A page as the provider received it: when, on the clock of this machine, and the row of the outbox. */
export type Receipt = { readonly id: string; readonly at: number; readonly to: string }

/** A provider of texts in its own process, so that nobody else's work delays its watch. */
export type Gateway = {
  readonly env: Readonly<Record<string, string>>
  /** Everything received since it started. */
  received(): Promise<Receipt[]>
  close(): Promise<void>
}

/** Starts one that answers after `wait` milliseconds and, where told to, confirms each delivery as real ones do. */
export async function startGateway(wanted: { wait: number; confirm: boolean }): Promise<Gateway> {
  const child = fork(fileURLToPath(new URL("gateway-process.ts", import.meta.url)), [
    JSON.stringify(wanted),
  ])
  const [{ port }] = (await once(child, "message")) as [{ port: number }] // its first word
  return {
    env: { GATEWAY_URL: `http://127.0.0.1:${port}/send`, GATEWAY_SECRET: "bench" },
    async received() {
      child.send("received")
      const [receipts] = (await once(child, "message")) as [Receipt[]] // its answer
      return receipts
    },
    async close() {
      const gone = once(child, "exit")
      child.disconnect()
      await gone
    },
  }
}
