import assert from "node:assert/strict"
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { idOf, type OrgId } from "#core/ids.ts"
import { serve } from "#server/serve.ts"
import { atomically } from "#server/runtime.ts"
import { world, type World } from "../../../test/world.ts"
import { enter, withCentralDesk } from "../../../test/world/central.ts"
import { hashOf, rehireKey } from "./key.ts"

let w: World
let file: string
before(async () => {
  w = await world()
  file = join(w.runtime.config.dataDir, "no-rehire.key")
  await withCentralDesk(w)
})
after(() => w.close())

const quiet = { loops: false, listen: false, prepare: () => Promise.resolve(), connections: 2 }
const start = async (more: object = {}): Promise<void> =>
  (await serve({ ...w.runtime.config, ...more }, quiet)).close()
const key = () => atomically(w.runtime, w.org, rehireKey)

test("the key is made with its first use, for this account alone, and is the same ever after", async () => {
  assert.throws(() => statSync(file), /ENOENT/)
  const [one, other] = await Promise.all([key(), key()])
  assert.deepEqual(one, other)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.match(readFileSync(file, "utf8"), /^[0-9a-f]{64}\n$/)
  assert.doesNotMatch(await w.dump(), new RegExp(one.key.toString("hex")))
})

test("a hash is of one organisation and one person; fields do not run into each other", async () => {
  const mine = await key()
  const who = { family: "Ab", given: "C", born: "1981-02-03" }
  const of = (more: object, org = w.org) => hashOf(mine, org, { ...who, ...more }).toString("hex")
  const all = [
    of({}),
    of({ family: "A", given: "Bc" }),
    of({ number: "1234" }),
    of({}, idOf<OrgId>("00000000-0000-4000-8000-000000000000")),
  ]
  assert.equal(new Set(all).size, all.length)
  assert.equal(of({ family: "c", given: "AB" }), of({}))
})

test("the start goes without a key while nobody is on the list, and takes the one that is there", async () => {
  renameSync(file, `${file}.kept`)
  await start()
  assert.deepEqual(await w.sql("select * from no_rehire_key"), [])
  await key()
  assert.notEqual(readFileSync(file, "utf8"), readFileSync(`${file}.kept`, "utf8"))
})

test("while somebody is on the list the start refuses a missing key and another one, in a sentence", async () => {
  await enter(w)
  const kept = readFileSync(file, "utf8")
  await start()
  writeFileSync(file, `${"ab".repeat(32)}\n`)
  await assert.rejects(start(), /no-rehire list holds another key: .*no-rehire\.key\. Bring back/)
  writeFileSync(file, "secret")
  await assert.rejects(start(), /has to hold 64 hex digits/)
  rmSync(file)
  await assert.rejects(start(), /no-rehire list is missing/)
  const elsewhere = join(mkdtempSync(join(tmpdir(), "tocsin-key-")), "shared.key")
  writeFileSync(elsewhere, kept)
  await start({ noRehireKeyFile: elsewhere })
  writeFileSync(file, kept)
})

test("a key lost for good: every entry is ended as docs/operate.md says, and the start goes again", async () => {
  const [, sql = ""] =
    /```\n(update no_rehire[^`]*)```/.exec(readFileSync("docs/operate.md", "utf8")) ?? []
  const kept = readFileSync(file, "utf8")
  rmSync(file)
  await assert.rejects(start(), /is missing/)
  await w.sql(sql)
  await start()
  assert.deepEqual(await w.sql("select why_erased from no_rehire"), [{ why_erased: "key-lost" }])
  assert.notEqual((await key()).key.toString("hex"), kept.trim())
})

test("a running node that has another key asks nothing and writes nothing, and its log says so", async () => {
  const kept = readFileSync(file, "utf8")
  rmSync(file)
  await assert.rejects(key(), { code: "not-now", field: "key" })
  writeFileSync(file, `${"cd".repeat(32)}\n`)
  await assert.rejects(key(), { code: "not-now", field: "key" })
  assert.deepEqual(
    w.logged.filter(({ what }) => what === "no-rehire-key").map(({ found }) => found),
    [false, true],
  )
  writeFileSync(file, kept)
  await key()
})
