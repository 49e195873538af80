import { spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, chmodSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { QueryResultRow } from "pg"
import { proveOpening } from "#crypto/opening.ts"
import { openGrant } from "#crypto/open.ts"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { startEmbedded } from "#server/db/embedded.ts"
import type { CaseScreen } from "#wire/case.ts"
import { world, type World } from "../world.ts"
import { bodyOf, seal } from "../world/sealing.ts"
import { chance, type Chance } from "./chance.ts"

/** What was found after the server was killed again and again in the middle of its work. */
export type KillFigures = {
  kills: number
  databaseKills: number
  duringSubmission: number
  duringOpening: number
  duringStep: number
  acknowledged: number
  lost: number
  openings: number
  openingsLost: number
  stepsLost: number
  stepsDoubled: number
  slowestNextPageMs: number
}

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
  const book = newBook()
  const by = chance(seed)
  try {
    for (let n = 0; n < kills; n += 1) {
      await oneLife({ w, book, by, dir, url: database.url })
      // Every tenth time the database is killed too, by its own process id.
      if (n % 10 === 9) killDatabase(dir, book)
    }
    await oneLife({ w, book, by, dir, url: database.url, last: true })
    await audit(w, book)
    return book.figures
  } finally {
    await w.close()
    await database.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

type Book = {
  figures: KillFigures
  /** Cases whose receipt came back, and the bodies whose answer never came. */
  acknowledged: Set<string>
  unanswered: Map<string, Uint8Array>
  opened: Set<string>
  busy: Set<string>
}
type Life = { w: World; book: Book; by: Chance; dir: string; url: string; last?: boolean }

function newBook(): Book {
  const figures = {
    ...{ kills: 0, databaseKills: 0, duringSubmission: 0, duringOpening: 0, duringStep: 0 },
    ...{ acknowledged: 0, lost: 0, openings: 0, openingsLost: 0 },
    ...{ stepsLost: 0, stepsDoubled: 0, slowestNextPageMs: 0 },
  }
  return {
    ...{ figures, acknowledged: new Set(), unanswered: new Map() },
    ...{ opened: new Set(), busy: new Set() },
  }
}

/** One start of the server: it must ring at once what fell due while it was dead; then it works and is killed. */
async function oneLife({ w, book, by, dir, url, last = false }: Life): Promise<void> {
  const waiting = await makeDue(w, 1)
  const begun = performance.now()
  const { child, base } = await patiently(() => start(url, dir, w))
  if (waiting.length) {
    await stepped(w, waiting)
    const took = performance.now() - begun
    book.figures.slowestNextPageMs = Math.max(book.figures.slowestNextPageMs, Math.round(took))
  }
  if (last) {
    for (const [id, body] of book.unanswered) await post(base, book, id, body)
    await makeDue(w, 10_000)
    await stepped(w, await ringing(w))
    return kill(child)
  }
  const over = new AbortController()
  const works = [
    submit(w, base, book, over),
    open(w, base, book, by, over),
    stepping(w, book, over),
  ]
  await pause(30 + by.below(600))
  book.figures.kills += 1
  if (book.busy.has("submission")) book.figures.duringSubmission += 1
  if (book.busy.has("opening")) book.figures.duringOpening += 1
  if (book.busy.has("step")) book.figures.duringStep += 1
  over.abort()
  await kill(child)
  await Promise.all(works)
}

/** After the database was killed it needs a moment, and so does whoever asks it. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let turn = 0; ; turn += 1) {
    try {
      return await act()
    } catch (error) {
      if (turn === 300) throw error
      await pause(100)
    }
  }
}

const ask = <T extends QueryResultRow>(w: World, text: string, values: unknown[] = []) =>
  patiently(() => w.sql<T>(text, values))

async function start(
  url: string,
  dir: string,
  w: World,
): Promise<{ child: ChildProcess; base: string }> {
  const child = spawn(
    process.execPath,
    [resolve(import.meta.dirname, "../../src/server/main.ts")],
    {
      env: {
        ...process.env,
        ...{ DATABASE_URL: url, DATA_DIR: join(dir, "data"), PORT: "0", HOST: "127.0.0.1" },
        ...{ GATEWAY_URL: w.sink.gateway.url, GATEWAY_SECRET: w.sink.gateway.secret },
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  let said = ""
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  const base = await new Promise<string>((done, fail) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const found = /open at (http:\S+)/.exec(chunk.toString())?.[1]
      if (found) done(found)
    })
    child.once("exit", () => fail(new Error(`The server did not start: ${said.slice(-2000)}`)))
  })
  return { child, base }
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once("exit", done))
  child.kill("SIGKILL")
  await gone
}

function killDatabase(dir: string, book: Book): void {
  const found = [join(dir, "pgdata/postmaster.pid"), join(dir, "postgres/pgdata/postmaster.pid")]
  for (const file of found) {
    try {
      process.kill(Number(readFileSync(file, "utf8").split("\n")[0]), "SIGKILL")
      book.figures.databaseKills += 1
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error // readFileSync throws these
    }
  }
}

async function submit(w: World, base: string, book: Book, over: AbortController): Promise<void> {
  while (!over.signal.aborted) {
    const receivers = await w.receivers().catch(() => undefined)
    if (!receivers) return
    const receipt = await deriveReceipt(newReceipt(), w.org)
    const sealed = await seal(receivers, receipt, { excluded: [], text: "words", kind: "report" })
    const body = bodyOf(sealed, receivers.pathId, receipt, { level: "e2", kind: "report" })
    if (over.signal.aborted) return
    await post(base, book, sealed.caseId, body)
  }
}

async function post(base: string, book: Book, id: string, body: Uint8Array): Promise<void> {
  book.unanswered.set(id, body)
  book.busy.add("submission")
  const answer = await fetch(`${base}/api/reports`, {
    method: "POST",
    body: body as BodyInit,
  }).catch(
    () => undefined, // killed in the middle: whether it was taken is asked later
  )
  book.busy.delete("submission")
  if (answer?.status !== 201 && answer?.status !== 200) return
  book.unanswered.delete(id)
  book.acknowledged.add(id)
}

/** Opens now and then, by the server that will be killed; the proof is made by this process. */
async function open(
  w: World,
  base: string,
  book: Book,
  by: Chance,
  over: AbortController,
): Promise<void> {
  while (!over.signal.aborted) {
    await pause(40)
    const ids = await w.desk("noor").catch(() => [])
    if (!ids.length) continue
    const id = by.one(ids)
    const screen = await w
      .json<CaseScreen>(`/desk/api/cases/${id}`, { as: "noor" })
      .catch(() => undefined)
    const mine = screen?.grant?.[0]
    if (!screen || !mine || mine.opened || by.below(3) > 0) continue
    const { keys, cookie } = w.person("noor")
    const grant = await openGrant(keys.identity, Buffer.from(mine.sealed, "base64url"))
    const proof = await proveOpening(keys.sign, { caseId: screen.caseId, ...mine, ack: grant.ack })
    const signature = Buffer.from(proof.signature).toString("base64url")
    const { epoch, slot } = mine
    book.busy.add("opening")
    const answer = await fetch(`${base}/desk/api/cases/${id}/opening`, {
      method: "POST",
      headers: { cookie: `tocsin_desk=${cookie}`, "x-tocsin": "desk" },
      body: JSON.stringify({ epoch, slot, ack: proof.ack, signature }),
    }).catch(() => undefined) // killed in the middle: it happened or it did not
    book.busy.delete("opening")
    if (answer?.status === 204) book.opened.add(screen.caseId)
  }
}

async function stepping(w: World, book: Book, over: AbortController): Promise<void> {
  while (!over.signal.aborted) {
    const due = await makeDue(w, 3).catch(() => [])
    book.busy.add("step")
    await pause(25)
    const left = await late(w).catch(() => 0)
    if (due.length && left === 0) book.busy.delete("step")
  }
}

/** Lets the next step of some alerts that ring fall due now; gives back which, with how far each has come. */
async function makeDue(w: World, most: number): Promise<{ id: string; at: string }[]> {
  return ask<{ id: string; at: string }>(
    w,
    `with chosen as (select a.id, a.stepped_at::text as at from alert a join timer t on t.subject = a.id and t.kind = 'step'
       where a.state = 'ringing' and t.due_at > clock_timestamp() order by random() limit $1),
     moved as (update timer t set due_at = clock_timestamp() from chosen where t.subject = chosen.id and t.kind = 'step')
     select * from chosen`,
    [most],
  )
}

const ringing = (w: World) =>
  ask<{ id: string; at: string }>(
    w,
    "select a.id, a.stepped_at::text as at from alert a join timer t on t.subject = a.id and t.kind = 'step' where a.state = 'ringing' and t.due_at <= clock_timestamp()",
  )

async function late(w: World): Promise<number> {
  const [row] = await ask<{ n: number }>(
    w,
    "select count(*)::int as n from timer where kind = 'step' and due_at <= clock_timestamp()",
  )
  return row?.n ?? 0
}

/** Waits until each of these has made its step, or is answered. */
async function stepped(w: World, which: readonly { id: string; at: string }[]): Promise<void> {
  for (let turn = 0; turn < 3000; turn += 1) {
    const rows = await ask<{ n: number }>(
      w,
      `select count(*)::int as n from alert a join unnest($1::uuid[], $2::timestamptz[]) x(id, at) on a.id = x.id
       where a.state = 'ringing' and a.stepped_at <= x.at`,
      [which.map((x) => x.id), which.map((x) => x.at)],
    )
    if (rows[0]?.n === 0) return
    await pause(10)
  }
  throw new Error("A step that was due was never made.")
}

/** What the rows say in the end: nothing acknowledged is missing, every ladder went up one by one, every page is there once. */
async function audit(w: World, { figures, acknowledged, opened }: Book): Promise<void> {
  const kept = await w.sql<{ id: string; pages: number; opened: boolean }>(
    `select c.id, (select count(*)::int from outbox o join alert a on a.id = o.alert_id where a.case_id = c.id) as pages,
       exists (select 1 from key_grant g where g.case_id = c.id and g.opened_at is not null) as opened from case_file c`,
  )
  const whole = new Map(kept.map((c) => [c.id, c]))
  figures.acknowledged = acknowledged.size
  figures.lost = [...acknowledged].filter((id) => !whole.get(id)?.pages).length
  figures.openings = opened.size
  figures.openingsLost = [...opened].filter((id) => !whole.get(id)?.opened).length
  const steps = await w.sql<{ case_id: string; kind: string; n: number; loop: number | null }>(
    "select case_id, kind, (facts->>'tier')::int as n, (facts->>'loop')::int as loop from event where kind in ('alert.climbed', 'alert.looped') order by id",
  )
  for (const [, own] of Map.groupBy(steps, (s) => s.case_id)) {
    const places = own.map((s) => (s.kind === "alert.climbed" ? s.n : 3 + (s.loop ?? 0)))
    figures.stepsDoubled += places.length - new Set(places).size
    figures.stepsLost += places.filter((place, i) => place !== i).length
  }
  const doubled = await ask<{ n: number }>(
    w,
    `select count(*)::int as n from (select 1 from outbox where alert_id is not null
       group by alert_id, epoch, tier, loop, person_id, channel, address having count(*) > 1) d`,
  )
  figures.stepsDoubled += doubled[0]?.n ?? 0
}
