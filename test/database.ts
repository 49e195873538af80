import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { createHash } from "node:crypto"
import pg from "pg"
import { connect } from "#server/db/connect.ts"
import { migrate, readMigrations } from "#server/db/migrate.ts"

/** A database of a test's own: migrated, empty, and gone after. */
export type TestDatabase = AsyncDisposable & {
  readonly url: string
  drop(): Promise<void>
}

/** Clones the migrated template on the tests' shared PostgreSQL. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer()
  template ??= makeTemplate(server)
  const from = await template
  const name = `tocsin_test_${process.pid}_${randomBytes(4).toString("hex")}`
  await once(server, `create database ${name} template ${from} strategy ${cloning}`)
  const drop = (): Promise<void> => once(server, `drop database if exists ${name} with (force)`)
  return { url: on(server, name), drop, [Symbol.asyncDispose]: drop }
}

/** The PostgreSQL that test databases live on: given by the runner, your own, or one shared by test processes. */
export async function testServer(): Promise<string> {
  const given = process.env["TOCSIN_TEST_PG"] ?? process.env["DATABASE_URL"]
  if (given) return given
  shared ??= joinShared()
  return await shared
}

/** Where the shared PostgreSQL keeps its rows and tells its address. */
export const sharedFolder: string = join(
  import.meta.dirname,
  "../node_modules/.cache/test-postgres",
)

/** Test rows are worth nothing after the test: no waiting for the disk. */
export const unsafeButQuick = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }

let template: Promise<string> | undefined
let shared: Promise<string> | undefined
/** Copying files needs no log of each page, and nothing here waits for a disk. */
const cloning = "file_copy"

/** The template is named for the migrations' text, so that it is made once for each state of them. */
async function makeTemplate(server: string): Promise<string> {
  const text = readMigrations().map((migration) => migration.sha256)
  const name = `tocsin_template_${createHash("sha256").update(text.join()).digest("hex").slice(0, 12)}`
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(7203002)")
    const { rows } = await client.query<{ ready: boolean }>(
      "select datistemplate as ready from pg_database where datname = $1",
      [name],
    )
    if (rows[0]?.ready) return name
    await client.query(`drop database if exists ${name} with (force)`) // left half made
    await client.query(`create database ${name} template template0`)
    const pool = connect(on(server, name), { max: 1 })
    await migrate(pool).finally(() => pool.end())
    await client.query(`alter database ${name} with is_template true allow_connections false`)
    return name
  } finally {
    await client.end()
  }
}

async function joinShared(): Promise<string> {
  const until = Date.now() + 60_000
  for (let wait = 0; ; wait += 1) {
    const server = await answering()
    if (server !== undefined) return server
    if (Date.now() > until) throw new Error(`No test PostgreSQL: see ${sharedFolder}/postgres.log`)
    if (wait % 100 === 0) {
      const script = join(import.meta.dirname, "postgres.ts")
      spawn(process.execPath, [script], { detached: true, stdio: "ignore" }).unref()
    }
    await pause(50)
  }
}

/** Joining is holding one connection: the shared server leaves when nobody holds any. */
async function answering(): Promise<string | undefined> {
  const note = join(sharedFolder, "url")
  if (!existsSync(note)) return undefined
  const url = readFileSync(note, "utf8")
  const client = new pg.Client({ connectionString: url, application_name: "tocsin-test" })
  client.on("error", () => undefined) // its end is the test's own error, told by the test's pool
  try {
    await client.connect()
  } catch {
    return undefined // the note is older than the server's end
  }
  // The connection ends with this process and never keeps it alive.
  // pg types its stream as node's own, and a socket can be let go of.
  ;(client as unknown as { connection: { stream: { unref(): void } } }).connection.stream.unref()
  return url
}

async function once(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** The same server's address with another database in it. */
function on(server: string, database: string): string {
  return server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`)
}
