import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
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
  }
  makeRows(keeper)
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
  child?: ChildProcess | undefined
  guest?: pg.Client | undefined
}

/** Nothing of our surroundings reaches PostgreSQL: no PG* settings, no library path, no language. */
const plainSurroundings = { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", LANG: "C" }

/** The rows appear whole or not at all: they are made aside and renamed, so an interruption leaves none. */
function makeRows({ place, log }: Keeper): void {
  const rows = join(place.home, "pgdata")
  if (existsSync(rows)) return
  const aside = mkdtempSync(`${rows}-`)
  if (place.owner !== undefined) chownSync(aside, place.owner, place.owner)
  const [program, args] = place.command(join(place.bin, "initdb"), [
    ...["-D", aside, "-U", "tocsin_owner", "--auth=trust", "-E", "UTF8", "--no-locale"],
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"],
  ])
  const made = spawnSync(program, args, { encoding: "utf8", env: plainSurroundings, cwd: "/" })
  if (made.status !== 0) {
    rmSync(aside, { recursive: true, force: true })
    throw new Error(
      `PostgreSQL could not make its folder: ${lastLines(made.stderr) || made.error} (${log})`,
    )
  }
  try {
    renameSync(aside, rows)
    syncFolder(place.home)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(rows)) throw error // else another process made them a moment before us
  }
}

/** Joins the PostgreSQL that runs on these rows, else becomes the one who runs it and watches it. */
async function bringUp(keeper: Keeper): Promise<void> {
  const patience = Date.now() + 60_000
  for (;;) {
    if (await joinRunning(keeper)) return
    clearWay(keeper)
    const failure = await launch(keeper)
    if (failure === undefined) return
    const passing = /already exists|still in use|starting up|shutting down/.test(failure)
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

/** A postmaster.pid whose number now belongs to another program would stop every start after a reboot. */
function clearWay({ place, socket }: Keeper): void {
  const [pid, , , , leftOver] = record(place)
  if (pid === undefined) return
  if (leftOver && leftOver !== socket) forgetSocketFolder(place, leftOver)
  const rows = join(place.home, "pgdata")
  try {
    // PostgreSQL works inside its rows, before it writes its number there.
    if (readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(rows))
      rmSync(join(rows, "postmaster.pid"))
  } catch (error) {
    if (!has(error, "ENOENT", "EACCES")) throw error // gone or foreign: PostgreSQL sees that itself
  }
}

/** Runs PostgreSQL until it answers; gives back its last words if it ends before that. */
async function launch(keeper: Keeper): Promise<string | undefined> {
  const { place } = keeper
  const socket = keeper.socket || socketFolder(place) // after a crash the same one: pools know it
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
  for (let wait = 100; !keeper.stopping; wait = Math.min(wait * 2, 10_000)) {
    keeper.say("PostgreSQL stopped without being asked; it is being started again.")
    try {
      await bringUp(keeper)
      if (keeper.stopping) await bringDown(keeper)
      else keeper.say("PostgreSQL answers again.")
      return
    } catch (error) {
      keeper.say(error instanceof Error ? error.message : String(error))
      await pause(wait)
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

async function makeDatabase(socket: string): Promise<void> {
  const client = new pg.Client(urlOf(socket, "postgres"))
  await client.connect()
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'tocsin'")
    if (rowCount === 0) await client.query("create database tocsin")
  } catch (error) {
    if (!has(error, "42P04", "23505")) throw error // else another process made it meanwhile
  } finally {
    await client.end()
  }
}

/** PostgreSQL's own note beside the rows: its number, folder, start, port, socket folder, and state. */
function record(place: Place): string[] {
  const note = join(place.home, "pgdata", "postmaster.pid")
  try {
    return readFileSync(note, "utf8").split("\n")
  } catch (error) {
    if (has(error, "ENOENT")) return []
    throw error
  }
}

const socketOnRecord = (place: Place): string | undefined => record(place)[4] || undefined

const urlOf = (socket: string, database: string): string =>
  `postgresql://tocsin_owner@localhost/${database}?host=${encodeURIComponent(socket)}`

const quoted = (folder: string): string => `"${folder.replaceAll('"', '""')}"`

const has = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code))

const lastLines = (text: string): string => text.trim().split("\n").slice(-8).join("\n")

function openLog(path: string): { file: number; size: number } {
  if (existsSync(path) && statSync(path).size > 16 * 1024 * 1024) renameSync(path, `${path}.1`)
  const file = openSync(path, "a", 0o600)
  return { file, size: statSync(path).size }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r")
  fsyncSync(handle)
  closeSync(handle)
}
