import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from "node:fs"
import { join, resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import {
  choosePlace,
  forgetSocketFolder,
  type Place,
  type PlaceOptions,
  socketFolder,
} from "./postgres-place.ts"
import {
  clearWay,
  lastLines,
  makeDatabase,
  makeRows,
  plainSurroundings,
  record,
  socketOnRecord,
  urlOf,
} from "./postgres-rows.ts"

/** A PostgreSQL that answers at `url`, as the role that owns the database `tocsin`. */
export type Embedded = {
  readonly url: string
  /** True when another process runs it and we are its guest. */
  readonly attached: boolean
  stop(): Promise<void>
}

export type EmbeddedOptions = PlaceOptions & {
  /** Told, in one sentence, what an operator should know: a fall-back, a crash, a restart. */
  readonly say?: (sentence: string) => void
  /** For rows that nobody will miss: tests may give up durability for speed. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Starts the bundled PostgreSQL on the rows in `dir`, or joins the one that already runs there. */
export async function startEmbedded(dir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const folder = resolve(dir)
  mkdirSync(folder, { recursive: true })
  const place = choosePlace(folder, options)
  if (place.notice) options.say?.(place.notice)
  const keeper: Keeper = {
    place,
    log: join(folder, "postgres.log"),
    settings: { ...durable, ...options.settings },
    say: options.say ?? (() => undefined),
    socket: "",
    stopping: false,
    since: 0,
    wait: 0,
  }
  makeRows(place)
  await bringUp(keeper)
  await makeDatabase(keeper.socket)
  const url = urlOf(keeper.socket, "tocsin")
  return { url, attached: keeper.child === undefined, stop: () => bringDown(keeper) }
}

const durable = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  port: "5432",
  fsync: "on",
  synchronous_commit: "on",
  shared_buffers: "64MB",
  max_connections: "100",
  timezone: "UTC",
  log_timezone: "UTC",
}

type Keeper = {
  readonly place: Place
  readonly log: string
  readonly settings: Readonly<Record<string, string>>
  readonly say: (sentence: string) => void
  socket: string
  stopping: boolean
  /** When it last began to answer, and how long to wait before it is started once more. */
  since: number
  wait: number
  child?: ChildProcess | undefined
  guest?: pg.Client | undefined
}

/** Joins the PostgreSQL that runs on these rows, else becomes the one who runs it and watches it. */
async function bringUp(keeper: Keeper): Promise<void> {
  const patience = Date.now() + 60_000
  for (;;) {
    keeper.since = Date.now()
    if (await joinRunning(keeper)) return
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

async function joinRunning(keeper: Keeper): Promise<boolean> {
  const running = socketOnRecord(keeper.place)
  if (running === undefined || !existsSync(join(running, ".s.PGSQL.5432"))) return false
  const guest = new pg.Client(urlOf(running, "postgres"))
  guest.on("error", () => undefined) // "end" follows every error, and it is the one acted on
  try {
    await guest.connect()
  } catch {
    return false // nobody answers there: what is on record is left over from a crash
  }
  guest.once("end", () => void revive(keeper))
  Object.assign(keeper, { socket: running, guest, child: undefined })
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
  const ended = Promise.race([once(child, "exit"), once(child, "error")]).then(() => true)
  if (!(await answers(place, child, socket, ended))) {
    if (socket !== keeper.socket) forgetSocketFolder(place, socket)
    return lastLines(readFileSync(keeper.log).subarray(from.size).toString()) || "nothing at all"
  }
  const farewell = (): boolean => child.kill("SIGINT")
  process.once("exit", farewell)
  child.once("exit", () => {
    process.off("exit", farewell)
    if (keeper.child === child) void revive(keeper)
  })
  child.unref()
  Object.assign(keeper, { socket, child, guest: undefined })
  return undefined
}

/** PostgreSQL went away without being asked: bring it back, ever more patiently, and say so. */
async function revive(keeper: Keeper): Promise<void> {
  keeper.child = undefined
  keeper.guest = undefined
  if (Date.now() - keeper.since > 60_000) keeper.wait = 0
  while (!keeper.stopping) {
    keeper.say("PostgreSQL stopped without being asked; it is being started again.")
    await pause(keeper.wait)
    keeper.wait = Math.min(keeper.wait * 2 || 100, 10_000)
    try {
      await bringUp(keeper)
      if (keeper.stopping) await bringDown(keeper)
      else keeper.say("PostgreSQL answers again.")
      return
    } catch (error) {
      keeper.say(error instanceof Error ? error.message : String(error))
    }
  }
}

async function bringDown(keeper: Keeper): Promise<void> {
  keeper.stopping = true
  const { child, guest } = keeper
  keeper.child = undefined
  await guest?.end()
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const gone = once(child, "exit")
  child.kill("SIGINT") // "fast": open transactions roll back, everything acknowledged is on disk
  const impatient = setTimeout(() => child.kill("SIGQUIT"), 20_000)
  await gone
  clearTimeout(impatient)
  forgetSocketFolder(keeper.place, keeper.socket)
}

async function answers(
  place: Place,
  child: ChildProcess,
  socket: string,
  ended: Promise<boolean>,
): Promise<boolean> {
  let over = false
  void ended.then(() => (over = true))
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
    await Promise.race([pause(10), ended])
  }
  return false
}

const quoted = (folder: string): string => `"${folder.replaceAll('"', '""')}"`

function openLog(path: string): { file: number; size: number } {
  if (existsSync(path) && statSync(path).size > 16 * 1024 * 1024) renameSync(path, `${path}.1`)
  const file = openSync(path, "a", 0o600)
  return { file, size: statSync(path).size }
}
