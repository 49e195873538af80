import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { get } from "node:http"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { elsewhere, median, type Group } from "./figure.ts"
import { freePort } from "./node.ts"

/** From `npm start` on a folder that has been used before to the first page that answers. */
export const start: Group = {
  name: "start",
  async *run() {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-start-"))
    try {
      await oneStart(folder) // makes the database, and brings the checkout in order
      const times: number[] = []
      for (let run = 0; run < 5; run += 1) times.push(await oneStart(folder))
      const what = `npm start, embedded PostgreSQL included, median of five; value: the slowest; ${elsewhere}`
      const reference = { what, value: Number(Math.max(...times).toFixed(2)), peer: 1.56 }
      yield { name: "start.warm", value: median(times), unit: "s", target: 3, reference }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** Starts, waits for the first 200, stops in order; gives back the seconds. */
async function oneStart(folder: string): Promise<number> {
  const port = await freePort()
  const from = performance.now()
  const child = spawn("npm", ["start"], {
    cwd: resolve(import.meta.dirname, "../.."),
    stdio: "ignore",
    detached: true, // npm, its shell and the server are one group, ended together
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, DATABASE_URL: "" },
  })
  const gone = once(child, "exit")
  try {
    while ((await statusOf(port)) !== 200) {
      if (child.exitCode !== null) throw new Error("npm start ended by itself.")
      await pause(20)
    }
    return (performance.now() - from) / 1000
  } finally {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, "SIGTERM")
    await gone
    await closed(port)
  }
}

function statusOf(port: number): Promise<number> {
  return new Promise((done) => {
    get({ port, host: "127.0.0.1", path: "/", agent: false }, (answer) => {
      answer.resume()
      done(answer.statusCode ?? 0)
    }).on("error", () => done(0)) // nobody listens yet
  })
}

/** npm may be gone before the server that it started is. */
async function closed(port: number): Promise<void> {
  while ((await statusOf(port)) !== 0) await pause(50)
  await pause(1500) // PostgreSQL ends after the door has closed
}
