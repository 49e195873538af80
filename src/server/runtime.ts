import {
  CamelCasePlugin,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from "kysely"
import type pg from "pg"
import type { OrgId } from "#core/ids.ts"
import { invariant } from "#core/refusal.ts"
import type { Config } from "./config.ts"
import type { Tables } from "./db/tables.ts"
import type { Doorbell } from "./doorbell.ts"
import type { Secret } from "./secret.ts"

/** The running system, given to every loop and every request. */
export type Runtime = {
  readonly config: Config
  readonly pool: pg.Pool
  /** For single statements of the loops: these connections are the engine and see timers and the outbox only. */
  readonly engine: pg.Pool
  readonly secret: Secret
  readonly vapid: { readonly publicKey: string; readonly privateKey: string }
  readonly doorbell: Doorbell
  /** Where sealed parts of files are kept; nodes share it. */
  readonly partsDir: string
  readonly log: (line: LogLine) => void
}

/** One line of the log: ids and closed words, never a body, a name or an address. */
export type LogLine = { readonly what: string } & Readonly<
  Record<string, string | number | boolean | null>
>

/** One transaction for one organisation. */
export type Tx = {
  readonly sql: Kysely<Tables>
  /** The connection itself, for the few statements that must be quick. */
  readonly client: pg.PoolClient
  readonly org: OrgId
  /** The database's clock, read as the transaction begins, and read anew by whoever waits for a row's lock. */
  now: Date
  readonly runtime: Runtime
  /** Rung once the transaction has committed, and only then. */
  readonly ring: (topic: string) => void
}

/** Runs an act as one transaction for one organisation: everything is written or nothing is. */
export async function atomically<T>(
  runtime: Runtime,
  org: OrgId,
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  invariant(/^[0-9a-f-]{36}$/.test(org), "an organisation's id")
  return transaction(runtime, "tocsin_serve", act, org)
}

/** Runs a step of the engine: first as the role that sees only timers and the outbox, then as whatever `become` says. */
export async function asEngine<T>(
  runtime: Runtime,
  act: (tx: Tx & { become: (org: OrgId) => Promise<void> }) => Promise<T>,
): Promise<T> {
  return transaction(runtime, "tocsin_engine", (tx) => {
    const become = async (org: OrgId) => {
      invariant(/^[0-9a-f-]{36}$/.test(org), "an organisation's id")
      await tx.client.query(
        `set local role tocsin_serve; select set_config('app.org', '${org}', true)`,
      )
      Object.assign(tx, { org })
    }
    return act(Object.assign(tx, { become }))
  })
}

type Role = "tocsin_serve" | "tocsin_engine"

/** Two that wait for each other: PostgreSQL ends one of them, which left nothing behind and is done again. */
async function transaction<T>(
  runtime: Runtime,
  role: Role,
  act: (tx: Tx) => Promise<T>,
  org?: OrgId,
): Promise<T> {
  for (let again = 0; ; again += 1) {
    try {
      return await once(runtime, role, act, org)
    } catch (error) {
      const circle = error instanceof Error && "code" in error && error.code === "40P01"
      if (!circle || again === 2) throw error
    }
  }
}

async function once<T>(
  runtime: Runtime,
  role: Role,
  act: (tx: Tx) => Promise<T>,
  org?: OrgId,
): Promise<T> {
  const client = await runtime.pool.connect()
  const topics = new Set<string>()
  let broken: Error | undefined
  try {
    // One round trip. Role and organisation are checked above and hold for this transaction alone.
    const begun = (await client.query(
      `begin; set local role ${role}; select set_config('app.org', '${org ?? ""}', true), tocsin_now() as now`,
    )) as unknown as pg.QueryResult<{ now: Date }>[] // several statements answer with several results
    const now = begun.at(-1)?.rows[0]?.now
    invariant(now, "the clock answers")
    const tx: Tx = {
      sql: composer(client),
      client,
      org: org ?? ("" as OrgId), // the engine names none until it becomes somebody
      now,
      runtime,
      ring: (topic) => topics.add(topic),
    }
    const result = await act(tx)
    await client.query("commit")
    if (topics.size) runtime.doorbell.ring(tx.org, [...topics])
    return result
  } catch (error) {
    await client.query("rollback").catch((end: unknown) => {
      broken = end instanceof Error ? end : new Error(String(end)) // the connection is gone: so is the transaction
    })
    throw error
  } finally {
    client.release(broken)
  }
}

const composers = new WeakMap<pg.PoolClient, Kysely<Tables>>()
const names = new Map<string, string>()

/** Kysely on exactly this connection: it composes, the transaction stays ours. */
function composer(client: pg.PoolClient): Kysely<Tables> {
  const known = composers.get(client)
  if (known) return known
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => execute<R>(client, query),
    streamQuery: () => {
      throw new Error("no query is streamed")
    },
  }
  const nothing = async () => undefined
  const made = new Kysely<Tables>({
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    },
  })
  composers.set(client, made)
  return made
}

async function execute<R>(client: pg.PoolClient, query: CompiledQuery): Promise<QueryResult<R>> {
  const result = await client.query({ ...named(query.sql), values: [...query.parameters] })
  return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) } // the compiler knows R
}

/** A statement met before is prepared once on each connection. */
function named(text: string): { text: string; name?: string } {
  const known = names.get(text)
  if (known) return { text, name: known }
  if (names.size > 400 || text.length > 4000) return { text }
  const name = `q${names.size}`
  names.set(text, name)
  return { text, name }
}
