import { spawnSync } from "node:child_process"
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { forgetSocketFolder, type Place } from "./postgres-place.ts"

/** The rows appear whole or not at all: they are made aside and renamed, so an interruption leaves none. */
export function makeRows(place: Place): void {
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
    throw new Error(`PostgreSQL could not make its folder: ${lastLines(made.stderr) || made.error}`)
  }
  try {
    renameSync(aside, rows)
    syncFolder(place.home)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(rows)) throw error // else another process made them a moment before us
  }
}

/** The database `tocsin`, made on the first start. */
export async function makeDatabase(socket: string): Promise<void> {
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

/** A postmaster.pid whose number now belongs to another program would stop every start after a reboot. */
export function clearWay(place: Place, socket: string): void {
  const [pid, , , , leftOver] = record(place)
  if (pid === undefined) return
  if (leftOver && leftOver !== socket) forgetSocketFolder(place, leftOver)
  const rows = join(place.home, "pgdata")
  const note = join(rows, "postmaster.pid")
  try {
    // An empty note is of one who is starting, or of a machine that lost its power as it was written.
    const remnant =
      pid === ""
        ? Date.now() - statSync(note).mtimeMs > 5000
        : readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(rows) // PostgreSQL works inside its rows
    if (remnant) putAway(note, pid)
  } catch (error) {
    if (!has(error, "ENOENT", "EACCES")) throw error // gone or foreign: PostgreSQL sees that itself
  }
}

/** Takes the note away, unless another start has just written its own there: that one goes back. */
function putAway(note: string, pid: string): void {
  const aside = `${note}.${process.pid}`
  renameSync(note, aside)
  if (readFileSync(aside, "utf8").split("\n")[0] === pid) rmSync(aside)
  else renameSync(aside, note)
}

/** PostgreSQL's own note beside the rows: its number, folder, start, port, socket folder, and state. */
export function record(place: Place): string[] {
  const note = join(place.home, "pgdata", "postmaster.pid")
  try {
    return readFileSync(note, "utf8").split("\n")
  } catch (error) {
    if (has(error, "ENOENT")) return []
    throw error
  }
}

/** The folder of the socket that the running, or last, PostgreSQL listened at. */
export const socketOnRecord = (place: Place): string | undefined => record(place)[4] || undefined

/** The address of a database behind a socket, as the role that owns everything. */
export const urlOf = (socket: string, database: string): string =>
  `postgresql://tocsin_owner@localhost/${database}?host=${encodeURIComponent(socket)}`

/** Nothing of our surroundings reaches PostgreSQL: no PG* settings, no library path, no language. */
export const plainSurroundings = {
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  LC_ALL: "C",
  LANG: "C",
}

/** The end of a log, short enough to read in a terminal. */
export const lastLines = (text: string): string => text.trim().split("\n").slice(-8).join("\n")

const has = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code))

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r")
  fsyncSync(handle)
  closeSync(handle)
}
