import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openDemo } from "./open.ts"

/** The demonstration: the same server, a fictional company, the outbox on screen, and a clock that can be pushed. */
const dataDir = process.env["DATA_DIR"] ?? mkdtempSync(join(tmpdir(), "tocsin-demo-"))
const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
try {
  const port = Number(process.env["PORT"] ?? 8080)
  const demo = await openDemo({
    dataDir,
    port,
    host: process.env["HOST"] ?? "127.0.0.1",
    databaseUrl: process.env["DATABASE_URL"],
    say,
  })
  say(`The demonstration is open. Begin here: ${demo.url}/demo`)
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void demo.close().then(() => {
        if (!process.env["DATA_DIR"]) rmSync(dataDir, { recursive: true, force: true })
        process.exit(0)
      })
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
