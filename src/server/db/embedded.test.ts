import assert from "node:assert/strict"
import { spawn } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, test } from "node:test"
import { setTimeout as pause } from "node:timers/promises"
import type pg from "pg"
import { ask, postmaster } from "../../../test/bundled.ts"
import { connect } from "./connect.ts"
import { startEmbedded } from "./embedded.ts"

const scratch = mkdtempSync(join(tmpdir(), "tocsin embedded "))
chmodSync(scratch, 0o711) // where PostgreSQL needs another account, the rows stay where they are
after(() => rmSync(scratch, { recursive: true, force: true }))

/** Longer than any socket's path may be, and with a space: a checkout can be anywhere. */
const deep = join(scratch, "a folder", "x".repeat(107))

test("acknowledged rows are on disk, and stay when PostgreSQL is killed", async () => {
  const said: string[] = []
  const back = Promise.withResolvers<void>()
  const say = (sentence: string): void => {
    said.push(sentence)
    if (sentence.includes("answers again")) back.resolve()
  }
  const server = await startEmbedded(deep, { say })
  try {
    const settings = ["fsync", "synchronous_commit", "data_checksums", "listen_addresses"]
    const shown = settings.map((name) => `current_setting('${name}')`).join()
    assert.deepEqual(await ask(server.url, `select ${shown}`), ["on", "on", "on", ""])
    await ask(server.url, "create table kept (word text)")

    const pool = connect(server.url, { max: 2, log: (sentence) => said.push(sentence) })
    const before = postmaster(deep)
    await pool.query("insert into kept values ('acknowledged')")
    process.kill(before, "SIGKILL")
    await back.promise
    const words = await untilAnswered(pool)
    assert.deepEqual(words, [{ word: "acknowledged" }])
    assert.notEqual(postmaster(deep), before)
    assert.ok(said.some((sentence) => sentence.includes("stopped without being asked")))
    assert.match(readFileSync(join(deep, "postgres.log"), "utf8"), /automatic recovery in progress/)
    await pool.end()
  } finally {
    await server.stop()
  }
  assert.match(readFileSync(join(deep, "postgres.log"), "utf8"), /database system is shut down\s*$/)
})

/** The pool's own connections broke with the server: the question is asked until one is whole. */
async function untilAnswered(pool: pg.Pool): Promise<unknown[]> {
  const until = Date.now() + 8000
  for (;;) {
    try {
      return (await pool.query<{ word: string }>("select word from kept")).rows
    } catch (error) {
      if (Date.now() > until) throw error
      await pause(20)
    }
  }
}

test("a number left behind that now belongs to another program does not stop the start", async () => {
  const dir = join(scratch, "left over")
  await (await startEmbedded(dir)).stop()
  const note = [String(process.ppid), join(dir, "pgdata"), "1", "5432", join(dir, "run"), "", ""]
  writeFileSync(join(dir, "pgdata/postmaster.pid"), `${note.join("\n")}\n`)
  const server = await startEmbedded(dir)
  assert.deepEqual(await ask(server.url, "select 1"), [1])
  await server.stop()
})

test("when it cannot start, the sentence carries its last words", async () => {
  const dir = join(scratch, "broken")
  await (await startEmbedded(dir)).stop()
  rmSync(join(dir, "pgdata/global/pg_control"))
  await assert.rejects(startEmbedded(dir), /could not start[\s\S]*pg_control/)
})

test("PostgreSQL ends when the process that runs it is killed", async (t) => {
  if (process.platform !== "linux") return t.skip("only Linux tells a child of its parent's end")
  const dir = join(scratch, "orphan")
  const code = `import { startEmbedded } from "#server/db/embedded.ts"
    await startEmbedded(process.argv[1]); console.log("up"); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, dir], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: join(import.meta.dirname, "../../.."),
  })
  await once(child.stdout, "data")
  child.kill("SIGKILL")
  const log = join(dir, "postgres.log")
  const until = Date.now() + 8000
  while (!/is shut down/.test(readFileSync(log, "utf8")) && Date.now() < until) await pause(20)
  assert.match(readFileSync(log, "utf8"), /database system is shut down\s*$/)
})

test("root without user namespaces: the rows move to a folder the other account reaches", async (t) => {
  if (process.getuid?.() !== 0) return t.skip("only root needs the other account")
  const dir = join(scratch, "closed", "data")
  mkdirSync(join(scratch, "closed"), { mode: 0o700 })
  const homes = [mkdtempSync(join(tmpdir(), "tocsin-home-"))]
  for (const home of homes) chmodSync(home, 0o755)
  const first = await startEmbedded(dir, { homes })
  await ask(first.url, "create table moved (id int)")
  await ask(first.url, "insert into moved values (3)")
  await first.stop()

  const said: string[] = []
  const options = { withoutNamespaces: true, homes, say: (words: string) => said.push(words) }
  const server = await startEmbedded(dir, options)
  try {
    assert.match(said.join(), /PostgreSQL runs as account 65534 and its rows are kept in /)
    assert.deepEqual(await ask(server.url, "select id from moved"), [3])
    const home = readFileSync(join(dir, "postgres-home"), "utf8")
    assert.equal(statSync(join(home, "pgdata")).uid, 65534)
    assert.equal(statSync(`/proc/${postmaster(home)}`).uid, 65534)
  } finally {
    await server.stop()
  }
  const again = await startEmbedded(dir) // with namespaces again: the rows stay where they went
  assert.deepEqual(await ask(again.url, "select id from moved"), [3])
  await again.stop()
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})
