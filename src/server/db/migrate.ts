import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import pg from "pg"

/** Brings the schema to what this code expects, one file a transaction; gives back what it applied. */
export async function migrate(
  pool: pg.Pool,
  folder: string = migrationsFolder,
): Promise<readonly string[]> {
  const files = readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query("set statement_timeout = 0")
    await demandVersion(client)
    await client.query("select pg_advisory_lock($1)", [lock])
    await makeRoles(client)
    await client.query(ledger)
    const pending = await compare(client, files)
    for (const file of pending) await apply(client, file)
    return pending.map((file) => file.name)
  } finally {
    client.release(true) // the lock and the time-out end with the connection
  }
}

/** Refuses to serve under a role that PostgreSQL's row-level security does not bind. */
export async function checkServingRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; above: boolean }>(
    `select rolname as name, rolsuper or rolbypassrls as above
     from pg_roles where rolname = current_user`,
  )
  if (rows[0]?.above === false) return
  throw new Error(
    `Tocsin does not serve as "${rows[0]?.name ?? "nobody"}": this role stands above row-level security. Serve as ${servingRoles[0]}.`,
  )
}

/** The roles that serve: the first for people, the second for the loops behind timers and the outbox. */
export const servingRoles = ["tocsin_serve", "tocsin_engine"] as const

/** Where the project's own migrations are. */
export const migrationsFolder: string = resolve(import.meta.dirname, "../../../migrations")

export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** The migrations in a folder, in order; a hole or a double in the numbering is a mistake. */
export function readMigrations(folder: string = migrationsFolder): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql"))
  return names.toSorted().map((name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
    if (number !== index + 1) {
      throw new Error(`migrations/${name} should be number ${index + 1}, as in 0001-name.sql.`)
    }
    const sql = readFileSync(join(folder, name), "utf8")
    return { number, name, sql, sha256: createHash("sha256").update(sql).digest("hex") }
  })
}

const lock = 7_203_001

const ledger = `
  create table if not exists migration (
    number integer primary key,
    name text not null,
    sha256 text not null check (length(sha256) = 64),
    at timestamptz not null default clock_timestamp()
  );
  comment on table migration is 'Which migrations have been applied here, and their exact text.'`

async function demandVersion(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    `select current_setting('server_version') as version,
            current_setting('server_version_num')::int as number`,
  )
  if ((rows[0]?.number ?? 0) >= 150_000) return
  throw new Error(`Tocsin needs PostgreSQL 15 or newer; this one is ${rows[0]?.version}.`)
}

/** Roles belong to the whole server, so two databases may be making them at this very moment. */
async function makeRoles(client: pg.PoolClient): Promise<void> {
  try {
    for (const role of servingRoles) {
      await client.query(`
        do $$ begin
          if not exists (select from pg_roles where rolname = '${role}') then
            create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
          end if;
        exception when duplicate_object or unique_violation then null;
        end $$`)
      await becomeMember(client, role)
    }
  } catch (error) {
    if (codeOf(error) !== "42501") throw error // 42501: this account may not make roles
    throw new Error(`Ask who runs the database for this, once: ${recipe}`, { cause: error })
  }
}

async function becomeMember(client: pg.PoolClient, role: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(`
        do $$ begin
          if not pg_has_role(session_user, '${role}', case
            when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end)
          then execute format('grant ${role} to %I', session_user); end if;
        end $$`)
      return
    } catch (error) {
      if (attempt === 20 || codeOf(error) !== "XX000") throw error // XX000: another granted it too
    }
  }
}

const recipe = servingRoles
  .map((role) => `create role ${role} nologin; grant ${role} to <the account in DATABASE_URL>;`)
  .join(" ")

/** What is still to be applied, once all that was applied is found unchanged in this code. */
async function compare(
  client: pg.PoolClient,
  files: readonly Migration[],
): Promise<readonly Migration[]> {
  const { rows } = await client.query<Pick<Migration, "number" | "name" | "sha256">>(
    "select number, name, sha256 from migration order by number",
  )
  for (const applied of rows) {
    const file = files[applied.number - 1]
    if (file === undefined) {
      throw new Error(
        `This database is newer than this code: it has ${applied.name}. Start the newer release.`,
      )
    }
    if (file.sha256 !== applied.sha256) {
      throw new Error(
        `migrations/${file.name} was changed after it was applied here. Restore it, and write a new migration.`,
      )
    }
  }
  return files.slice(rows.length)
}

async function apply(client: pg.PoolClient, file: Migration): Promise<void> {
  await client.query("begin")
  try {
    await client.query(file.sql)
    await client.query("insert into migration (number, name, sha256) values ($1, $2, $3)", [
      file.number,
      file.name,
      file.sha256,
    ])
    await client.query("commit")
  } catch (error) {
    await client.query("rollback")
    throw new Error(`migrations/${file.name} failed: ${placed(error, file.sql)}`, { cause: error })
  }
}

/** PostgreSQL counts characters; people count lines. */
function placed(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return String(error)
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  if (!(position > 0)) return error.message
  return `${error.message} (line ${sql.slice(0, position - 1).split("\n").length})`
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof pg.DatabaseError ? error.code : undefined
