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
  const announce = announcer(() => client)
  let client: pg.Client | undefined
  let closed = false
  let told = -Infinity

  const tell = (text: string) => {
    const [org = "", topic = ""] = text.split(" ")
    for (const heard of listeners) heard(org, topic)
  }

  async function open(): Promise<void> {
    client = await listening(url, tell, () => {
      client = undefined
      if (!closed) setTimeout(() => void reopen(), soon)
    })
    // What was rung meanwhile was not heard here: everybody looks again.
    tell("* *")
  }

  async function reopen(): Promise<void> {
    if (closed) return
    try {
      await open()
      if (closed) await client?.end()
      announce([]) // what was rung meanwhile was not heard elsewhere
    } catch (error) {
      if (performance.now() - told > 60_000) {
        told = performance.now()
        log(`The bell between nodes is down (${why(error)}); it is tried until it answers.`)
      }
      if (!closed) setTimeout(() => void reopen(), soon)
    }
  }

  await open()
  return {
    ring(org, topics) {
      announce(topics.map((topic) => `${org} ${topic}`))
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

/** The bell that comes back wakes the loops: what fell due while the database was away waits no longer than this. */
const soon = 100

/** A refusal at several addresses at once has a code and no words. */
const why = (error: unknown): string =>
  (error instanceof Error && (error.message || ("code" in error && String(error.code)))) || "?"

/** Tells all nodes, many rings in one statement, one statement at a time. */
function announcer(current: () => pg.Client | undefined): (texts: readonly string[]) => void {
  const waiting = new Set<string>()
  let sending = false
  async function send(): Promise<void> {
    if (sending) return
    sending = true
    for (let client = current(); waiting.size && client; client = current()) {
      const batch = [...waiting].slice(0, 90)
      batch.forEach((text) => waiting.delete(text))
      // A ring that is lost has a one-second backstop.
      await client
        .query("select pg_notify('tocsin', $1)", [batch.join("\n")])
        .catch(() => undefined)
    }
    sending = false
  }
  return (texts) => {
    texts.forEach((text) => waiting.add(text))
    setImmediate(() => void send())
  }
}

/** A connection that hears every ring, until it ends. */
async function listening(
  url: string,
  tell: (text: string) => void,
  ended: () => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "tocsin doorbell",
    connectionTimeoutMillis: 5000,
    keepAlive: true, // it only listens: an end of the machine at the other side would never be noticed
  })
  client.on("error", () => undefined) // "end" follows, and is the one acted on
  client.on("notification", ({ payload }) => payload?.split("\n").forEach(tell))
  await client.connect()
  await client.query("listen tocsin")
  // Only now: one that never began ends too, and whoever asked for it is told by the error.
  client.on("end", ended)
  return client
}
