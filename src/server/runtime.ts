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
  /**
   * For a statement whose answer nobody needs: it is on its way, what follows is sent right behind it, and the
   * transaction holds only if it came through. Not within a savepoint, which could not undo it by itself.
   */
  readonly holdsIf: (sent: Promise<unknown>) => void
}

/** Runs an act as one transaction for one organisation: everything is written or nothing is. */
export async function atomically<T>(
  runtime: Runtime,
  org: OrgId,
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  invariant(/^[0-9a-f-]{36}$/.test(org), "an organisation's id")
  return transaction(runtime, { role: "tocsin_serve", org }, act)
}

/** The same, with one question sent along with the beginning. It only reads: were the beginning refused, it would stand alone. */
export async function atomicallyAsking<R extends pg.QueryResultRow, T>(
  runtime: Runtime,
  org: OrgId,
  question: pg.QueryConfig,
  act: (tx: Tx, rows: R[]) => Promise<T>,
): Promise<T> {
  invariant(/^[0-9a-f-]{36}$/.test(org), "an organisation's id")
  return transaction(
    runtime,
    { role: "tocsin_serve", org, question },
    (tx, rows) => act(tx, rows as R[]), // the question's own columns
  )
}

/** Runs a step of the engine: first as the role that sees only timers and the outbox, then as whatever `become` says. */
export async function asEngine<T>(
  runtime: Runtime,
  act: (tx: Tx & { become: (org: OrgId) => void }) => Promise<T>,
): Promise<T> {
  return transaction(runtime, { role: "tocsin_engine" }, (tx) => {
    const become = (org: OrgId): void => {
      invariant(/^[0-9a-f-]{36}$/.test(org), "an organisation's id")
      tx.holdsIf(
        tx.client.query(
          `set local role tocsin_serve; select set_config('app.org', '${org}', true)`,
        ),
      )
      Object.assign(tx, { org })
    }
    return act(Object.assign(tx, { become }))
  })
}

type Beginning = {
  readonly role: "tocsin_serve" | "tocsin_engine"
  readonly org?: OrgId
  readonly question?: pg.QueryConfig
}
type Act<T> = (tx: Tx, rows: pg.QueryResultRow[]) => Promise<T>

/** Two that wait for each other: PostgreSQL ends one of them, which left nothing behind and is done again. */
async function transaction<T>(runtime: Runtime, beginning: Beginning, act: Act<T>): Promise<T> {
  for (let again = 0; ; again += 1) {
    try {
      return await once(runtime, beginning, act)
    } catch (error) {
      const circle = error instanceof Error && "code" in error && error.code === "40P01"
      if (!circle || again === 2) throw error
    }
  }
}

async function once<T>(runtime: Runtime, beginning: Beginning, act: Act<T>): Promise<T> {
  const client = await runtime.pool.connect()
  const topics = new Set<string>()
  const sent: Promise<unknown>[] = []
  let broken: Error | undefined
  try {
    const { now, rows } = await begin(client, beginning)
    const tx: Tx = {
      sql: composer(client),
      client,
      org: beginning.org ?? ("" as OrgId), // the engine names none until it becomes somebody
      now,
      runtime,
      ring: (topic) => topics.add(topic),
      holdsIf: (one) => {
        one.catch(() => undefined) // it is answered for below, with the commit
        sent.push(one)
      },
    }
    const result = await act(tx, rows).catch((error: unknown) => firstOf(sent, error))
    await Promise.all([...sent, client.query("commit")])
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

/** What was sent without waiting and failed is why everything behind it failed. */
async function firstOf(sent: readonly Promise<unknown>[], error: unknown): Promise<never> {
  await Promise.all(sent)
  throw error
}

/** One round trip. Role and organisation are checked above and hold for this transaction alone. */
async function begin(
  client: pg.PoolClient,
  { role, org = "" as OrgId, question }: Beginning, // no organisation: row security shows nothing
): Promise<{ now: Date; rows: pg.QueryResultRow[] }> {
  const [begun, asked] = await Promise.all([
    client.query(
      `begin; set local role ${role}; select set_config('app.org', '${org}', true), tocsin_now() as now`,
    ) as unknown as Promise<pg.QueryResult<{ now: Date }>[]>, // several statements answer with several results
    question && client.query(question),
  ])
  const now = begun.at(-1)?.rows[0]?.now
  invariant(now, "the clock answers")
  return { now, rows: asked?.rows ?? [] }
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
