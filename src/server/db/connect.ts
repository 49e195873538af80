import pg from "pg"

export type ConnectOptions = {
  /** The most connections held at once. */
  readonly max?: number
  /** The role every connection acts under, from its first statement on. */
  readonly role?: string
  /** Told of each connection that broke; the pool replaces it by itself. */
  readonly log?: (sentence: string) => void
  /** A statement running longer than this many milliseconds is cut off. */
  readonly statementTimeout?: number
}

/** A pool of connections to the database at `url`; a broken one is logged and replaced, never a crash. */
export function connect(url: string, options: ConnectOptions = {}): pg.Pool {
  const { max = 10, role, statementTimeout = 30_000 } = options
  const log = options.log ?? (() => undefined)
  const pool = new pg.Pool({
    connectionString: withRole(url, role),
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: 60_000,
    application_name: "tocsin",
    ...pipelined,
  })
  // Each connection tells of its own end, at rest or in use; an unheard error would end the process.
  pool.on("connect", (client) => client.on("error", (error) => log(sentence(error))))
  pool.on("error", () => undefined) // the same error again, for connections at rest
  return pool
}

/** A statement may follow another before that one is answered. `pg` documents the option; its types do not know it yet. */
const pipelined = { pipeline: true }

/** The role travels in the start-up packet: even RESET ROLE then comes back to it. */
function withRole(url: string, role: string | undefined): string {
  if (role === undefined) return url
  if (!/^[a-z_][a-z0-9_]*$/.test(role)) throw new Error(`"${role}" is not a role's name.`)
  const [before = "", query = ""] = url.split("?", 2)
  const wishes = new URLSearchParams(query)
  const stated = wishes.get("options")
  wishes.set("options", stated ? `${stated} -c role=${role}` : `-c role=${role}`)
  return `${before}?${wishes.toString().replaceAll("+", "%20")}`
}

const sentence = (error: Error & { code?: string }): string =>
  `A database connection ended (${error.code ?? error.message}); the next statement opens another.`
