import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"

/** Waits for a database that is starting or starts later than we do; any other refusal is told at once. */
export async function answering(
  url: string,
  say: (sentence: string) => void,
  patience: number = 60_000,
): Promise<void> {
  const until = Date.now() + patience
  for (let told = false; ; told = true) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    client.on("error", () => undefined) // connect() below rejects with the same error
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      const why = codeOf(error)
      if (!passing.has(why) || Date.now() > until) throw error
      if (!told) say(`The database does not answer (${why}); it is asked again for a minute.`)
    }
    await pause(200)
  }
}

/** Nobody listens yet, or who listens reads its log first (57P03) or is just ending (57P01). */
const passing = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EAI_AGAIN", "57P03", "57P01"])

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "?"
