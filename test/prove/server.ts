import { spawn, type ChildProcess } from "node:child_process"
import { join, resolve } from "node:path"
import type { World } from "../world.ts"

/** A server in a process of its own, and where it answers. */
export type Server = { child: ChildProcess; base: string }

/** Starts the program as an operator does, on the world's database and gateway. */
export async function start(url: string, dir: string, w: World): Promise<Server> {
  const child = spawn(
    process.execPath,
    [resolve(import.meta.dirname, "../../src/server/main.ts")],
    {
      env: {
        ...process.env,
        ...{ DATABASE_URL: url, DATA_DIR: join(dir, "data"), PORT: "0", HOST: "127.0.0.1" },
        ...{ GATEWAY_URL: w.sink.gateway.url, GATEWAY_SECRET: w.sink.gateway.secret },
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  let said = ""
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  const base = await new Promise<string>((done, fail) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const found = /open at (http:\S+)/.exec(chunk.toString())?.[1]
      if (found) done(found)
    })
    child.once("exit", () => fail(new Error(`The server did not start: ${said.slice(-2000)}`)))
  })
  return { child, base }
}

/** Ends it without a word of warning, and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once("exit", done))
  child.kill("SIGKILL")
  await gone
}
