import { randomBytes } from "node:crypto"
import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import type { AddressInfo } from "node:net"
import { serve as listen } from "@hono/node-server"
import type pg from "pg"
import { openSenders } from "./channels/senders.ts"
import { calendarAt, type Place } from "./calendar.ts"
import type { Config } from "./config.ts"
import { answering } from "./db/answering.ts"
import { connect } from "./db/connect.ts"
import { startEmbedded, type Embedded } from "./db/embedded.ts"
import { checkServingRole, migrate } from "./db/migrate.ts"
import { openDoorbell } from "./doorbell.ts"
import { api, type Extra } from "./http/api.ts"
import { provePage } from "./outbox/proof.ts"
import { startOutbox } from "./outbox/loop.ts"
import { demandRehireKey } from "./rehire/key.ts"
import type { LogLine, Runtime } from "./runtime.ts"
import { mac } from "./secret.ts"
import { startTimers, type Loop } from "./timers/loop.ts"

/** What a start may be told besides its configuration: parts of it, for tests of one thing. */
export type Serving = {
  readonly log?: (line: LogLine) => void
  readonly say?: (sentence: string) => void
  /** False: nothing falls due and nothing is sent by this node. */
  readonly loops?: boolean
  readonly listen?: boolean
  /** Push to and post at addresses of this machine, for a demonstration and for tests. */
  readonly allowLocal?: boolean
  /** Done with the owner's rights after the migrations: the demonstration's clock. */
  readonly prepare?: (owner: pg.Pool) => Promise<void>
  readonly connections?: number
  /** Addresses beside the usual ones: the demonstration's page. */
  readonly extra?: Extra
}

/** A running node. */
export type Served = {
  readonly runtime: Runtime
  readonly app: ReturnType<typeof api>
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Brings a node up in order: database, schema, clocks and loops, and only then the door. */
export async function serve(config: Config, serving: Serving = {}): Promise<Served> {
  const log = serving.log ?? (() => undefined)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const tell = serving.say ?? (() => undefined)
  if (config.databaseUrl) await answering(config.databaseUrl, tell)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded(config.dataDir, { say: tell })
  const url = config.databaseUrl ?? embedded?.url ?? ""
  await prepare(url, config, serving)
  const say = (sentence: string) => log({ what: "database", sentence })
  const pool = connect(url, { max: serving.connections ?? 16, role: "tocsin_serve", log: say })
  const engine = connect(url, { max: 4, role: "tocsin_engine", log: say })
  await checkServingRole(pool)
  const { secret, vapid } = await readInstallation(pool)
  const partsDir = join(config.dataDir, "parts")
  mkdirSync(partsDir, { recursive: true, mode: 0o700 })
  const doorbell = await openDoorbell(url, say)
  const runtime: Runtime = { config, pool, engine, secret, vapid, doorbell, partsDir, log }
  const loops = serving.loops === false ? [] : await startLoops(runtime, serving)
  const app = api(runtime, resolve(import.meta.dirname, "../../dist/web"), serving.extra)
  const server = serving.listen === false ? undefined : await open(app, config)
  const port = server ? (server.address() as AddressInfo).port : 0 // a listening TCP server has one
  return {
    runtime,
    app,
    port,
    url: config.publicUrl ?? `http://${shown(config.host)}:${port}`,
    close: () => close({ server, loops, doorbell, pools: [engine, pool], embedded }),
  }
}

const shown = (host: string) =>
  host === "127.0.0.1" || host === "0.0.0.0" || host === "::" ? "localhost" : host

async function prepare(url: string, config: Config, serving: Serving): Promise<void> {
  const owner = connect(url, { max: 2 })
  try {
    await migrate(owner)
    await demandRehireKey(owner, config)
    await makeInstallation(owner)
    await serving.prepare?.(owner)
    await setDailyTimers(owner)
    const { rows } = await owner.query<Place>("select distinct country, zone from organisation")
    for (const place of rows) calendarAt(place, new Date())
  } finally {
    await owner.end()
  }
}

/** What is looked after by the hour and by the day is set with an organisation; one that lost it has it again from this start. */
async function setDailyTimers(owner: pg.Pool): Promise<void> {
  await owner.query(
    `insert into timer (subject, kind, org_id, due_at)
     select o.id, kind, o.id, tocsin_now() from organisation o, unnest(array['expire', 'look-ahead']) kind on conflict do nothing`,
  )
}

/** The secret and the push keys of an installation, made on its first start. */
async function makeInstallation(owner: pg.Pool): Promise<void> {
  const { rowCount } = await owner.query("select from installation")
  if (rowCount) return
  const { default: webPush } = await import("web-push")
  const { publicKey, privateKey } = webPush.generateVAPIDKeys()
  await owner.query(
    "insert into installation (secret, vapid_public, vapid_private) values ($1, $2, $3) on conflict do nothing",
    [randomBytes(32), publicKey, privateKey],
  )
}

async function readInstallation(pool: pg.Pool): Promise<Pick<Runtime, "secret" | "vapid">> {
  const { rows } = await pool.query<{
    secret: Buffer
    vapid_public: string
    vapid_private: string
  }>("select secret, vapid_public, vapid_private from installation")
  const row = rows[0]
  if (!row)
    throw new Error("The database has no installation row; it was not made by this program.")
  return {
    secret: { key: row.secret },
    vapid: { publicKey: row.vapid_public, privateKey: row.vapid_private },
  }
}

async function startLoops(runtime: Runtime, serving: Serving): Promise<Loop[]> {
  const { config, secret, vapid } = runtime
  const mailSecret = mac(secret, "mail notices", "").toString("hex")
  const senders = openSenders({
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
    mailSecret,
    vapid: {
      ...vapid,
      subject: config.publicUrl?.startsWith("https:") ? config.publicUrl : "mailto:alert@localhost",
    },
    gateway: config.gateway
      ? {
          ...config.gateway,
          callbackUrl: `${config.publicUrl ?? `http://localhost:${config.port}`}/hook/gateway`,
        }
      : undefined,
    allowLocal: serving.allowLocal ?? false,
  })
  const notices =
    config.mailNoticePort === undefined
      ? undefined
      : await (
          await import("./channels/mail-notices.ts")
        ).startNotices({
          port: config.mailNoticePort,
          secret: mailSecret,
          heard: async (n) => {
            if (n.state !== "delayed") await provePage(runtime, n.id, { state: n.state })
          },
          failed: (error) =>
            runtime.log({ what: "mail-notice", why: error instanceof Error ? error.message : "?" }),
        })
  const closing: Loop = {
    async stop() {
      await senders.close()
      await notices?.close()
    },
  }
  return [startTimers(runtime), startOutbox(runtime, senders), closing]
}

async function open(app: ReturnType<typeof api>, config: Config) {
  return new Promise<ReturnType<typeof listen>>((done, fail) => {
    const server = listen({ fetch: app.fetch, port: config.port, hostname: config.host }, () =>
      done(server),
    )
    server.once("error", (error: NodeJS.ErrnoException) =>
      fail(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${config.port} is taken. Set PORT to another one.`)
          : error,
      ),
    )
  })
}

type Parts = {
  readonly server: ReturnType<typeof listen> | undefined
  readonly loops: readonly Loop[]
  readonly doorbell: Runtime["doorbell"]
  readonly pools: readonly pg.Pool[]
  readonly embedded: Embedded | undefined
}

/** The door first, so that nothing new comes in; then what is under way; the database last. */
async function close({ server, loops, doorbell, pools, embedded }: Parts): Promise<void> {
  if (server) {
    const ended = new Promise((done) => server.close(done))
    if ("closeIdleConnections" in server) server.closeIdleConnections()
    const hurry = setTimeout(
      () => "closeAllConnections" in server && server.closeAllConnections(),
      2000,
    )
    await ended
    clearTimeout(hurry)
  }
  for (const loop of loops) await loop.stop()
  await doorbell.close()
  for (const pool of pools) await pool.end()
  await embedded?.stop()
}
