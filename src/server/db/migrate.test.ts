import assert from "node:assert/strict"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import type pg from "pg"
import { testDatabase, type TestDatabase } from "../../../test/database.ts"
import { connect } from "./connect.ts"
import { checkServingRole, migrate, readMigrations } from "./migrate.ts"

const folder = mkdtempSync(join(tmpdir(), "tocsin-migrations-"))
const write = (name: string, sql: string): void => writeFileSync(join(folder, name), sql)
let database: TestDatabase
let pool: pg.Pool
before(async () => {
  database = await testDatabase()
  pool = connect(database.url, { max: 4 })
  await pool.query("drop schema public cascade; create schema public")
})
after(async () => {
  await pool.end()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

test("three nodes starting together apply each file once", async () => {
  write("0001-first.sql", "create table first (id int); insert into first values (1);")
  write("0002-second.sql", "create table second (id int);")
  const applied = await Promise.all([1, 2, 3].map(() => migrate(pool, folder)))
  assert.deepEqual(applied.flat(), ["0001-first.sql", "0002-second.sql"])
  assert.equal((await pool.query("select from first")).rowCount, 1)
})

test("a file that fails leaves nothing behind, and says where", async () => {
  write("0003-third.sql", "create table third (id int);\nselect wrong;")
  await assert.rejects(migrate(pool, folder), /0003-third\.sql failed: .*wrong.*\(line 2\)/)
  const { rows } = await pool.query("select to_regclass('third') as third")
  assert.deepEqual(rows, [{ third: null }])
  write("0003-third.sql", "create table third (id int);")
  assert.deepEqual(await migrate(pool, folder), ["0003-third.sql"])
})

test("a released file may not change, and an older code may not serve a newer database", async () => {
  write("0002-second.sql", "create table second (id bigint);")
  await assert.rejects(migrate(pool, folder), /0002-second\.sql was changed/)
  write("0002-second.sql", "create table second (id int);")
  rmSync(join(folder, "0003-third.sql"))
  await assert.rejects(migrate(pool, folder), /newer than this code: it has 0003-third\.sql/)
})

test("a hole in the numbering is refused before anything is applied", () => {
  write("0004-fourth.sql", "select 1;")
  assert.throws(() => readMigrations(folder), /0004-fourth\.sql should be number 3/)
})

test("the owner may not serve; the serving roles may, and stay so", async () => {
  await assert.rejects(checkServingRole(pool), /above row-level security/)
  for (const role of ["tocsin_serve", "tocsin_engine"]) {
    const serving = connect(database.url, { max: 1, role })
    await checkServingRole(serving)
    await serving.query("reset role")
    const { rows } = await serving.query("select current_user::text as me")
    assert.deepEqual(rows, [{ me: role }])
    await serving.end()
  }
})

test("a broken connection is told and replaced, and the process lives", async () => {
  const said = Promise.withResolvers<string>()
  const fragile = connect(database.url, { max: 1, log: said.resolve })
  const { rows } = await fragile.query<{ pid: number }>("select pg_backend_pid() as pid")
  await pool.query("select pg_terminate_backend($1)", [rows[0]?.pid])
  assert.match(await said.promise, /A database connection ended \(57P01\)/)
  assert.equal((await fragile.query("select 1 as one")).rows[0]?.one, 1)
  await fragile.end()
})

test("an account that may not make roles is told what to ask for", async () => {
  const name = `modest_${process.pid}`
  await pool.query(`create role ${name} login password '${name}'`)
  const url = database.url.replace(/(?<=^postgres(?:ql)?:\/\/)[^@/]*(?=@)/, `${name}:${name}`)
  const modest = connect(url, { max: 1 })
  try {
    await assert.rejects(migrate(modest, folder), /should be number 3/)
    rmSync(join(folder, "0004-fourth.sql"))
    await assert.rejects(migrate(modest, folder), /grant tocsin_serve to <the account/)
  } finally {
    await modest.end()
    await pool.query(`drop role ${name}`)
  }
})
