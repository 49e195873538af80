// npm test: the shared PostgreSQL, then the tests beside the code, the house's own, and the journeys.
// `npm test -- src/core` runs only what lies under the paths given; other words go to node:test. A play (`*.play.ts`) takes
// longer than all tests may together: it runs when it is named.
import { type ChildProcess, spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import pg from "pg"
import { startEmbedded } from "#server/db/embedded.ts"
import { foundedIn, unsafeButQuick } from "../test/database.ts"

const root = resolve(import.meta.dirname, "..")
const patterns = ["src/**/*.test.ts", "test/**/*.test.ts", "test/journeys/**/*.spec.ts"]
const limit = 10 * 60_000
const own = process.env["TOCSIN_TEST_PG"] ?? process.env["DATABASE_URL"]
/** What this run makes once for all its files is called so. */
const name = randomBytes(4).toString("hex")
const nodeTest = [
  `--import=${import.meta.resolve("../test/ending.ts")}`,
  "--test",
  "--test-reporter=spec",
  "--test-timeout=180000",
]

process.chdir(root)
const stopping = new AbortController()
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => stopping.abort(`stopped by ${signal}`))
}
const overdue = setTimeout(() => stopping.abort("over ten minutes"), limit)
try {
  process.exitCode = await main(process.argv.slice(2))
} finally {
  clearTimeout(overdue)
}

async function main(words: readonly string[]): Promise<number> {
  const options = words.filter((word) => word.startsWith("-"))
  const paths = words.filter((word) => !word.startsWith("-"))
  const missing = paths.find((path) => !existsSync(path))
  if (missing !== undefined) return complain(`There is no ${missing} here.`)
  const plays = globSync("test/journeys/**/*.play.ts").filter((file) => paths.includes(file))
  const files = [...globSync(patterns).filter((file) => chosen(file, paths)), ...plays].toSorted()
  if (files.length === 0) return complain("No test lies there.")
  const journeys = files.filter((file) => !file.endsWith(".test.ts"))
  const units = files.filter((file) => file.endsWith(".test.ts"))
  const refusal = own ? await whyNotOn(own) : null
  if (refusal) return complain(refusal)
  const database = await openDatabase()
  try {
    const first = await run(units, ["--test-concurrency=2", ...options], database.url)
    const second = await run(journeys, ["--test-concurrency=2", ...options], database.url)
    if (stopping.signal.aborted) return complain(`The tests were ${stopping.signal.reason}.`)
    if (first && journeys.length > 0) complain("Tests before the journeys failed; see above.")
    return first || second
  } finally {
    await database.close()
  }
}

function chosen(file: string, paths: readonly string[]): boolean {
  const whole = paths.map((path) => path.replace(/^\.\//, "").replace(/\/+$/, ""))
  return paths.length === 0 || whole.some((path) => file === path || file.startsWith(`${path}/`))
}

/** Your own server when DATABASE_URL names one, else a PostgreSQL that lives as long as this run. */
async function openDatabase(): Promise<{ url: string; close: () => Promise<void> }> {
  if (own) return { url: own, close: () => forgetFounded(own) }
  const folder = mkdtempSync(join(tmpdir(), "tocsin-test-"))
  chmodSync(folder, 0o711) // where PostgreSQL needs another account, it stays in this folder
  const server = await startEmbedded(folder, {
    settings: unsafeButQuick,
    homes: [tmpdir()],
    say: (sentence) => console.error(`test: ${sentence}`),
  })
  const close = async (): Promise<void> => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: server.url, close }
}

/** On a server that stays, the company of this run does not. */
async function forgetFounded(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query("select from pg_database where datname = $1", [
    foundedIn(name),
  ])
  if (rows.length > 0) {
    await client.query(`alter database ${foundedIn(name)} is_template false`)
    await client.query(`drop database ${foundedIn(name)} with (force)`)
  }
  await client.end()
}

/** Tests look at rows of every organisation, which row-level security hides from every other account. */
async function whyNotOn(url: string): Promise<string | null> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ name: string; rolsuper: boolean }>(
    "select rolname as name, rolsuper from pg_roles where rolname = current_user",
  )
  await client.end()
  if (rows[0]?.rolsuper) return null
  return `The tests make databases and look into all of them: give them a superuser of a PostgreSQL that holds nothing else. “${rows[0]?.name}” is none.`
}

/** One node:test over these files; its own summary closes the output. */
async function run(
  files: readonly string[],
  options: readonly string[],
  database: string,
): Promise<number> {
  if (files.length === 0 || stopping.signal.aborted) return 0
  const child = spawn(process.execPath, [...nodeTest, ...options, ...files], {
    stdio: "inherit",
    detached: true, // a group of its own: every test process can be told to end
    env: {
      ...process.env,
      TOCSIN_TEST_PG: database,
      TOCSIN_TEST_RUN: name,
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled"),
    },
  })
  const end = (): void => endGroup(child)
  stopping.signal.addEventListener("abort", end)
  const code = await new Promise<number>((settle, fail) => {
    child.once("error", fail)
    child.once("exit", (status) => settle(status ?? 1))
  })
  stopping.signal.removeEventListener("abort", end)
  return code
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  process.kill(-child.pid, "SIGTERM")
  setTimeout(() => child.exitCode ?? child.signalCode ?? child.kill("SIGKILL"), 5000).unref()
}

function complain(sentence: string): number {
  console.error(`test: ${sentence}`)
  return 1
}
