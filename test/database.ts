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

/** Clones a template on the tests' shared PostgreSQL: the migrated one, unless another is named. */
export async function testDatabase(template?: string): Promise<TestDatabase> {
  const server = await testServer()
  const name = `tocsin_test_${process.pid}_${randomBytes(4).toString("hex")}`
  await cloneOf(template ?? (await migrated()), name)
  const drop = (): Promise<void> => once(server, `drop database if exists ${name} with (force)`)
  return { url: on(server, name), drop, [Symbol.asyncDispose]: drop }
}

/** A template that is filled by whoever needs it first, from another one; resolves to what the filling had to say. */
export async function filled(
  name: string,
  from: string,
  fill: (url: string) => Promise<string>,
): Promise<string> {
  const server = await testServer()
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(7203002, hashtext($1))", [name])
    const { rows } = await client.query<{ ready: boolean; said: string | null }>(
      "select datistemplate as ready, shobj_description(oid, 'pg_database') as said from pg_database where datname = $1",
      [name],
    )
    if (rows[0]?.ready) return rows[0].said ?? ""
    await client.query(`drop database if exists ${name} with (force)`) // left half made
    await cloneOf(from, name)
    const said = await fill(on(server, name))
    await client.query(`comment on database ${name} is ${pg.escapeLiteral(said)}`)
    await client.query(`alter database ${name} with is_template true allow_connections false`)
    return said
  } finally {
    await client.end()
  }
}

/** What a run of the tests calls the template with the company in it. */
export const foundedIn = (run: string): string => `tocsin_founded_${run}`

/** The migrated template is named for the migrations' text, so that it is made once for each state of them. */
export function migrated(): Promise<string> {
  template ??= makeMigrated()
  return template
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

async function makeMigrated(): Promise<string> {
  const text = readMigrations().map((migration) => migration.sha256)
  const name = `tocsin_template_${createHash("sha256").update(text.join()).digest("hex").slice(0, 12)}`
  await filled(name, "template0", async (url) => {
    const pool = connect(url, { max: 1 })
    await migrate(pool).finally(() => pool.end())
    return "migrated"
  })
  return name
}

async function cloneOf(template: string, name: string): Promise<void> {
  const statement = `create database ${name} template ${template} strategy ${cloning}`
  await once(await testServer(), statement)
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
