import pg from "pg"
import type { OrgId } from "#core/ids.ts"

/** A doorbell, not a parcel: it says which thing moved, and whoever listens looks again. */
export type Doorbell = {
  ring(org: OrgId, topics: readonly string[]): void
  /** Calls back for every ring, also those of other nodes. Returns how to stop. */
  listen(heard: (org: string, topic: string) => void): () => void
  close(): Promise<void>
}

/** Opens the bell between nodes. NOTIFY locks the whole database, so it is batched and never inside a transaction. */
export async function openDoorbell(
  url: string,
  log: (sentence: string) => void,
): Promise<Doorbell> {
  const listeners = new Set<(org: string, topic: string) => void>()
  const waiting = new Set<string>()
  let client: pg.Client | undefined
  let closed = false
  let sending = false

  const tell = (text: string) => {
    const [org = "", topic = ""] = text.split(" ")
    for (const heard of listeners) heard(org, topic)
  }

  async function open(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: "tocsin doorbell" })
    next.on("error", () => undefined) // "end" follows, and is the one acted on
    next.on("end", () => {
      client = undefined
      if (!closed) setTimeout(() => void reopen(), 500)
    })
    next.on("notification", ({ payload }) => payload?.split("\n").forEach(tell))
    await next.connect()
    await next.query("listen tocsin")
    client = next
    // What was rung meanwhile was not heard here: everybody looks again.
    tell("* *")
  }

  async function reopen(): Promise<void> {
    try {
      await open()
    } catch (error) {
      log(
        `The bell between nodes is down (${error instanceof Error ? error.message : "?"}); trying again.`,
      )
      if (!closed) setTimeout(() => void reopen(), 1000)
    }
  }

  async function send(): Promise<void> {
    if (sending) return
    sending = true
    while (waiting.size && client) {
      const batch = [...waiting].slice(0, 90)
      batch.forEach((text) => waiting.delete(text))
      await client
        .query("select pg_notify('tocsin', $1)", [batch.join("\n")])
        .catch(() => undefined) // lost rings have a one-second backstop
    }
    sending = false
  }

  await open()
  return {
    ring(org, topics) {
      for (const topic of topics) waiting.add(`${org} ${topic}`)
      setImmediate(() => void send())
    },
    listen(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}
