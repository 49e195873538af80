import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { stat } from "./place.ts"

/** A node of the product in its own process, as an operator starts it. */
export type Node = {
  readonly base: string
  readonly port: number
  readonly pid: number
  /** From the start of the process to its first sentence that it is open, in milliseconds. */
  readonly startedIn: number
  /** Its log, a line each. */
  readonly log: string[]
  cpu(): number
  /** Memory in megabytes: what it has, and its share of it. */
  memory(): { rss: number; pss: number }
  end(signal?: "SIGTERM" | "SIGKILL"): Promise<void>
}

export type Starting = {
  readonly url: string
  readonly port?: number
  /** Where parts of files are; nodes share it. Absent: a folder that goes with the process. */
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** Handed to node before the program. */
  readonly flags?: readonly string[]
}

/** Starts a node and waits until it is open. */
export async function startNode(starting: Starting): Promise<Node> {
  const port = starting.port ?? (await freePort())
  const own = starting.dataDir === undefined
  const dataDir = starting.dataDir ?? mkdtempSync(join(tmpdir(), "tocsin-node-"))
  const from = performance.now()
  // As `npm start` starts it: a smaller nursery, sixty megabytes less at a hundred thousand cases.
  const flags = [
    "--max-semi-space-size=16",
    ...(starting.flags ?? []),
    ...profiling(),
    resolve(import.meta.dirname, main),
  ]
  const child = spawn(process.execPath, flags, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: starting.url,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: "127.0.0.1",
      ...starting.env,
    },
  })
  const log: string[] = []
  child.stderr?.on("data", (chunk: Buffer) =>
    log.push(...chunk.toString().split("\n").slice(0, -1)),
  )
  await opened(child, log)
  const startedIn = performance.now() - from
  const pid = child.pid ?? 0
  return {
    base: `http://127.0.0.1:${port}`,
    port,
    pid,
    startedIn,
    log,
    cpu: () => stat(pid)?.cpu ?? 0,
    memory: () => memoryOf(pid),
    async end(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, "exit")
        child.kill(signal)
        await gone
      }
      if (own) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const main = "../../src/server/main.ts"

/** BENCH_PROFILE names a folder into which every node writes where its time went. */
function profiling(): string[] {
  const folder = process.env["BENCH_PROFILE"]
  return folder ? ["--cpu-prof", `--cpu-prof-dir=${resolve(folder)}`] : []
}

async function opened(child: ChildProcess, log: readonly string[]): Promise<void> {
  const said = new Promise<void>((done) =>
    child.stdout?.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("Tocsin is open")) done()
    }),
  )
  const ended = once(child, "exit").then(() => {
    throw new Error(`The server ended before it was open: ${log.slice(-3).join(" ")}`)
  })
  await Promise.race([said, ended])
  ended.catch(() => undefined) // from here on its end is asked for
}

/** What a process holds, in megabytes of a million bytes. */
export function memoryOf(pid: number): { rss: number; pss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")
  const of = (name: string) =>
    (Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1]) * 1024) / 1e6
  return { rss: of("Rss"), pss: of("Pss") }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo // it listens
  await new Promise((done) => server.close(done))
  return port
}
