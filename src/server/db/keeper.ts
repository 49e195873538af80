import { type ChildProcess, spawn } from "node:child_process"
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { forgetSocketFolder, type Place, socketFolder } from "./postgres-place.ts"
import {
  clearWay,
  lastLines,
  plainSurroundings,
  record,
  socketOnRecord,
  urlOf,
} from "./postgres-rows.ts"

/** Who holds a PostgreSQL up: as the one who runs it, or as the guest of another process that does. */
export type Keeper = {
  readonly place: Place
  readonly log: string
  readonly settings: Readonly<Record<string, string>>
  readonly say: (sentence: string) => void
  readonly stopping: AbortController
  socket: string
  /** Holds once PostgreSQL has gone away, for whatever reason. */
  gone: Promise<void>
  child?: ChildProcess | undefined
  guest?: pg.Client | undefined
}

/** Joins the PostgreSQL that runs on these rows, else becomes the one who runs it. */
export async function bringUp(keeper: Keeper): Promise<void> {
  const patience = Date.now() + 60_000
  for (;;) {
    if (await joinRunning(keeper)) return
    if (keeper.stopping.signal.aborted) throw new Error("PostgreSQL is being stopped.")
    clearWay(keeper.place, keeper.socket)
    const failure = await launch(keeper)
    if (failure === undefined) return
    const passing = /already exists|is empty|still in use|starting up|shutting down/.test(failure)
    if (!passing || Date.now() > patience) {
      throw new Error(`PostgreSQL could not start. Its last words in ${keeper.log}: ${failure}`)
    }
    await pause(100)
  }
}

/** Waits until the PostgreSQL that we run, and that `stopping` asked to end, has ended; a guest only leaves. */
export async function bringDown(keeper: Keeper): Promise<void> {
  const { child, guest } = keeper
  await guest?.end()
  if (child === undefined) return
  child.ref()
  const impatient = setTimeout(() => child.kill("SIGQUIT"), 20_000)
  await keeper.gone
  clearTimeout(impatient)
  forgetSocketFolder(keeper.place, keeper.socket)
}

async function joinRunning(keeper: Keeper): Promise<boolean> {
  const running = socketOnRecord(keeper.place)
  if (running === undefined || !existsSync(join(running, ".s.PGSQL.5432"))) return false
  const guest = new pg.Client(urlOf(running, "postgres"))
  guest.on("error", () => undefined) // "end" follows every error, and it is the one acted on
  const gone = new Promise<void>((done) => guest.once("end", () => done()))
  try {
    await guest.connect()
  } catch {
    return false // nobody answers there: what is on record is left over from a crash
  }
  Object.assign(keeper, { socket: running, guest, gone, child: undefined })
  return true
}

/** Runs PostgreSQL until it answers; gives back its last words if it ends before that. */
async function launch(keeper: Keeper): Promise<string | undefined> {
  const { place } = keeper
  const socket = socketFolder(place, keeper.socket) // after a crash the same one: pools know it
  const settings = Object.entries({ ...keeper.settings, unix_socket_directories: quoted(socket) })
  const [program, args] = place.command(join(place.bin, "postgres"), [
    ...["-D", join(place.home, "pgdata")],
    ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ])
  const from = openLog(keeper.log)
  const child = spawn(program, args, {
    stdio: ["ignore", from.file, from.file],
    env: plainSurroundings,
    cwd: "/",
    detached: true, // Ctrl-C in a terminal reaches us, not it: we stop it in order
  })
  closeSync(from.file)
  // "fast": open transactions roll back, everything acknowledged is on disk
  const end = () => void child.kill("SIGINT")
  process.once("exit", end)
  keeper.stopping.signal.addEventListener("abort", end) // also while it still reads its log
  const gone = new Promise<void>((done) => {
    child.on("error", () => child.pid === undefined && done()) // it could not even be started
    child.once("exit", () => done())
  })
  void gone.finally(() => {
    process.off("exit", end)
    keeper.stopping.signal.removeEventListener("abort", end)
  })
  if (!(await answers(place, child, socket, gone))) {
    if (socket !== keeper.socket) forgetSocketFolder(place, socket)
    return lastLines(readFileSync(keeper.log).subarray(from.size).toString()) || "nothing at all"
  }
  child.unref()
  Object.assign(keeper, { socket, child, gone, guest: undefined })
  return undefined
}

async function answers(
  place: Place,
  child: ChildProcess,
  socket: string,
  gone: Promise<void>,
): Promise<boolean> {
  let over = false
  void gone.then(() => (over = true))
  while (!over) {
    const ours = record(place)[0] === String(child.pid) // not that of one who was quicker
    if (ours && existsSync(join(socket, ".s.PGSQL.5432"))) {
      const client = new pg.Client(urlOf(socket, "postgres"))
      client.on("error", () => undefined) // connect() below rejects with the same error
      try {
        await client.connect()
        await client.end()
        return true
      } catch {
        // not yet: it is reading its log after a crash; the loop asks again or its end is seen
      }
    }
    await Promise.race([pause(10), gone])
  }
  return false
}

const quoted = (folder: string): string => `"${folder.replaceAll('"', '""')}"`

function openLog(path: string): { file: number; size: number } {
  if (existsSync(path) && statSync(path).size > 16 * 1024 * 1024) renameSync(path, `${path}.1`)
  const file = openSync(path, "a", 0o600)
  return { file, size: statSync(path).size }
}
