import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Hono } from "hono"
import pg from "pg"
import { connect } from "#server/db/connect.ts"
import { door } from "#server/door/routes.ts"
import type { Env } from "#server/http/env.ts"
import { answerProblem } from "#server/http/problems.ts"
import { withOrganisation } from "#server/http/session.ts"
import { paths } from "#server/paths/routes.ts"
import { people } from "#server/people/routes.ts"
import { makeSetUpLink } from "#server/people/set-up.ts"
import type { LogLine, Runtime } from "#server/runtime.ts"
import type { Me } from "#wire/session.ts"
import { testDatabase } from "./database.ts"
import { Browser } from "./desk-browser.ts"

/** A system with its people, its paths and its door, on a database of its own. */
export type Desk = AsyncDisposable & {
  readonly runtime: Runtime
  /** What the log said of faults of ours; a test that leaves a line here fails. */
  readonly faults: LogLine[]
  /** A browser of its own, with nothing in it. */
  browser(): Browser
  /** Pushes the database's clock. */
  push(milliseconds: number): Promise<void>
  /** Set up, with a first administrator who is signed in and has no key. */
  begin(): Promise<Browser>
}

/** Starts one for a test. */
export async function startDesk(): Promise<Desk> {
  const database = await testDatabase()
  const pool = connect(database.url, { max: 8 })
  const partsDir = mkdtempSync(join(tmpdir(), "tocsin-parts-"))
  const faults: LogLine[] = []
  const runtime = runtimeOn(pool, partsDir, faults)
  const app = new Hono<Env>()
  app.use("*", async (c, next) => {
    c.set("runtime", runtime)
    await next()
  })
  app.use("*", withOrganisation)
  app.route("/desk/api", people)
  app.route("/desk/api", paths)
  app.route("/api", door)
  app.onError((error, c) => answerProblem(c, error, (line) => faults.push(line)))
  const browser = () => new Browser(async (path, init) => app.request(path, init), runtime)
  return {
    runtime,
    faults,
    browser,
    push: (milliseconds) => pushClock(database.url, milliseconds),
    begin: () => begin(runtime, browser()),
    async [Symbol.asyncDispose]() {
      await pool.end()
      await database.drop()
      rmSync(partsDir, { recursive: true, force: true })
    },
  }
}

/** A second person, invited by an administrator, with a key, its two ways and one tested channel. */
export async function invited(desk: Desk, admin: Browser, person: object): Promise<Browser> {
  const { id } = (await admin.must("POST", "/people", person, 201)) as { id: string }
  const made = await admin.must("POST", "/invitations", { person: id, send: false }, 201)
  const token = (made as { link: string }).link.split("#")[1] ?? ""
  const browser = desk.browser()
  const joined = await browser.desk<Me>("POST", "/joining", undefined, { "x-tocsin-token": token })
  browser.me = joined.body
  await browser.makeKey()
  await browser.addChannel(joined.body.email)
  return browser
}

export const newSystem = {
  organisation: "Lantern Works",
  country: "CN",
  zone: "Asia/Shanghai",
  languages: ["en", "zh"],
  contact: "Room 4, Monday to Friday",
  name: "Noor Haddad",
  email: "noor@lantern.example",
  language: "en",
} as const

async function begin(runtime: Runtime, browser: Browser): Promise<Browser> {
  const token = await makeSetUpLink(runtime)
  const made = await browser.desk<Me>("POST", "/set-up", newSystem, {
    "x-tocsin-token": token ?? "",
  })
  if (made.status !== 201) throw new Error(`set-up: ${made.status} ${JSON.stringify(made.body)}`)
  browser.me = made.body
  return browser
}

function runtimeOn(pool: pg.Pool, partsDir: string, faults: LogLine[]): Runtime {
  return {
    config: {
      port: 0,
      host: "127.0.0.1",
      dataDir: partsDir,
      databaseUrl: undefined,
      publicUrl: undefined,
      smtpUrl: undefined,
      mailFrom: "alert@localhost",
      mailNoticePort: undefined,
      gateway: undefined,
    },
    pool,
    engine: pool, // no loop runs here
    secret: { key: randomBytes(32) },
    vapid: { publicKey: "public", privateKey: "private" },
    doorbell: {
      ring: () => undefined,
      listen: () => () => undefined,
      close: () => Promise.resolve(),
    },
    partsDir,
    log: (line) => faults.push(line),
  }
}

/** The clock of this one database goes on from later. */
async function pushClock(url: string, milliseconds: number): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(
    `create or replace function tocsin_now() returns timestamptz language sql volatile
     as $$ select clock_timestamp() + interval '${milliseconds} milliseconds' $$`,
  )
  await client.end()
}
