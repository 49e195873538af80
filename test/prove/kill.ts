import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { startEmbedded } from "#server/db/embedded.ts"
import { world, type World } from "../world.ts"
import { audit } from "./audit.ts"
import { newBook, slowest, type Book, type KillFigures } from "./book.ts"
import { chance, type Chance } from "./chance.ts"
import { kill, start, type Server } from "./server.ts"
import { makeDue, paged, patiently, ringing, stepped, type Waiting } from "./steps.ts"
import { open, post, stepping, submit } from "./work.ts"

/** Real server processes on a database that waits for the disk, killed with SIGKILL at random points and started again. */
export async function proveKills(seed: number, kills: number): Promise<KillFigures> {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-prove-"))
  chmodSync(dir, 0o711)
  const database = await startEmbedded(dir, { homes: [tmpdir()] })
  const w = await world({
    url: database.url,
    undelivered: true,
    serving: { prepare: () => Promise.resolve() },
  })
  const life: Life = { w, book: newBook(), by: chance(seed), dir, url: database.url }
  try {
    // Every tenth time the database dies with the server, and every tenth time under one that lives on.
    for (let n = 0; n < kills; n += 1) await oneLife(life, n % 10)
    await lastLife(life)
    await audit(w, life.book)
    return life.book.figures
  } finally {
    await w.close()
    await database.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

type Life = {
  readonly w: World
  readonly book: Book
  readonly by: Chance
  readonly dir: string
  readonly url: string
  /** What falls due while nobody runs. */
  due?: Due | undefined
}

/** A step that waits, how many pages had arrived before, and when the database that died with it answers again. */
type Due = { waiting: Waiting[]; before: number; answered?: Promise<number> }

/** One start of the server: it must ring at once what fell due while it was dead; then it works and is killed. */
async function oneLife(life: Life, turn: number): Promise<void> {
  const { w, book, by } = life
  const { child, base } = await begin(life)
  const over = new AbortController()
  const works = [
    submit(w, base, book, over),
    open(w, base, book, by, over),
    stepping(w, book, over),
  ]
  await pause(30 + by.below(600))
  if (turn === 4) await databaseAlone(life)
  const together = turn === 9
  if (together) life.due = await fallDue(w, 200)
  book.figures.kills += 1
  if (book.busy.has("submission")) book.figures.duringSubmission += 1
  if (book.busy.has("opening")) book.figures.duringOpening += 1
  if (book.busy.has("step")) book.figures.duringStep += 1
  over.abort()
  await kill(child)
  if (together && life.due) life.due.answered = killDatabase(life)
  await Promise.all(works)
}

/** What nobody answered is asked again, and everything that is due is done. */
async function lastLife(life: Life): Promise<void> {
  const { w, book } = life
  const { child, base } = await begin(life)
  for (const [id, body] of book.unanswered) await post(base, book, id, body)
  await makeDue(w, 10_000)
  await stepped(w, await ringing(w))
  await kill(child)
}

/** Starts the server, and measures until the page that was due has arrived. */
async function begin(life: Life): Promise<Server> {
  const { w, book, url, dir } = life
  const due = life.due ?? (await fallDue(w, 0))
  life.due = undefined
  const begun = Date.now()
  const server = await patiently(() => start(url, dir, w))
  const arrived = await arrival(w, due)
  if (arrived === undefined) return server
  slowest(book, "slowestNextPageMs", arrived - begun)
  if (due.answered) {
    slowest(book, "slowestNextPageWithDatabaseMs", arrived - begun)
    slowest(book, "slowestPageFromDatabaseMs", arrived - (await due.answered))
  }
  return server
}

/** The database dies as a step falls due, and the server must find it again by itself. */
async function databaseAlone(life: Life): Promise<void> {
  const due = await fallDue(life.w, 100)
  life.book.figures.databaseKillsAlone += 1
  const answered = await killDatabase(life)
  const arrived = await arrival(life.w, due)
  if (arrived !== undefined)
    slowest(life.book, "slowestPageFromDatabaseAloneMs", arrived - answered)
}

async function fallDue(w: World, inMs: number): Promise<Due> {
  const before = w.sink.arrived.length
  return { before, waiting: await makeDue(w, 1, inMs) }
}

async function arrival(w: World, { waiting, before }: Due): Promise<number | undefined> {
  if (waiting.length === 0) return undefined
  await stepped(w, waiting)
  return paged(w, waiting, before)
}

/** Kills PostgreSQL by its own number; gives back when it answers again. */
async function killDatabase({ dir, url, book }: Life): Promise<number> {
  const killed = Date.now()
  const note = [join(dir, "pgdata/postmaster.pid"), join(dir, "postgres/pgdata/postmaster.pid")]
  const pid = Number(readFileSync(note.find(existsSync) ?? "", "utf8").split("\n")[0])
  process.kill(pid, "SIGKILL")
  book.figures.databaseKills += 1
  await patiently(async () => {
    const client = new pg.Client(url)
    client.on("error", () => undefined) // connect() rejects with the same error
    await client.connect()
    await client.end()
  })
  const answered = Date.now()
  slowest(book, "slowestDatabaseMs", answered - killed)
  return answered
}
