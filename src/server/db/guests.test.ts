import assert from "node:assert/strict"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"
import { setTimeout as pause } from "node:timers/promises"
import { ask, postmaster } from "../../../test/bundled.ts"
import { connect } from "./connect.ts"
import { startEmbedded } from "./embedded.ts"

const scratch = mkdtempSync(join(tmpdir(), "tocsin guests "))
chmodSync(scratch, 0o711) // where PostgreSQL needs another account, the rows stay where they are
after(() => rmSync(scratch, { recursive: true, force: true }))

test("a second start joins the first, and takes over when the first leaves", async () => {
  const dir = join(scratch, "joined")
  const [one, two] = await Promise.all([startEmbedded(dir), startEmbedded(dir)])
  const [owner, guest] = one.attached ? [two, one] : [one, two]
  assert.deepEqual([owner.attached, guest.attached], [false, true])
  await ask(owner.url, "create table seen (id int)")
  await ask(guest.url, "insert into seen values (7)")
  assert.deepEqual(await ask(owner.url, "select id from seen"), [7])

  const before = postmaster(dir)
  await owner.stop()
  const pool = connect(guest.url, { max: 1 })
  const until = Date.now() + 8000
  let rows: unknown[] | undefined
  while (rows === undefined && Date.now() < until) {
    rows = await pool.query("select id from seen").then(
      (answer) => answer.rows,
      () => pause(20, undefined),
    )
  }
  assert.deepEqual(rows, [{ id: 7 }])
  assert.notEqual(postmaster(dir), before)
  await pool.end()
  await guest.stop()
})

test("PostgreSQL is killed under one who runs it and two guests: one of them brings it back, and all find it", async () => {
  const dir = join(scratch, "three")
  const back: (() => void)[] = []
  const again = [0, 1, 2].map(() => new Promise<void>((done) => back.push(done)))
  const nodes = []
  for (const done of back) {
    const say = (sentence: string): void => void (sentence.includes("answers again") && done())
    nodes.push(await startEmbedded(dir, { say }))
  }
  assert.deepEqual(
    nodes.map((node) => node.attached),
    [false, true, true],
  )
  process.kill(postmaster(dir), "SIGKILL")
  await Promise.all(again)
  const started = "select pg_postmaster_start_time()::text"
  const seen = await Promise.all(nodes.map((node) => ask(node.url, started)))
  assert.equal(new Set(seen.flat()).size, 1)
  for (const node of nodes.toReversed()) await node.stop()
})

test("stopped in the middle of a restart, nothing is left running and nothing more is said", async () => {
  const dir = join(scratch, "midway")
  const said: string[] = []
  const noticed = Promise.withResolvers<void>()
  const say = (sentence: string): void => {
    said.push(sentence)
    noticed.resolve()
  }
  const server = await startEmbedded(dir, { say })
  process.kill(postmaster(dir), "SIGKILL")
  await noticed.promise
  await server.stop()
  // Whoever starts next finds nobody to join, and the rows free.
  const next = await startEmbedded(dir)
  assert.equal(next.attached, false)
  assert.deepEqual(said, ["PostgreSQL stopped without being asked; it is started again at once."])
  await next.stop()
})
