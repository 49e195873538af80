import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { DirectoryIndex, DirectoryShard, Door } from "#wire/door.ts"
import { newSystem, startDesk, type Desk } from "../../../test/desk.ts"
import type { Browser } from "../../../test/desk-browser.ts"
import { shardBytes } from "./directory.ts"

let desk: Desk
let noor: Browser
let code: string
before(async () => {
  desk = await startDesk()
  noor = await desk.begin()
  const made = await noor.desk<{ companyCode: string }>("GET", "/organisation")
  code = made.body.companyCode
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const get = <T>(path: string, shown: string) =>
  desk.browser().ask<T>("GET", `/api${path}`, undefined, { "x-company-code": shown })

test("before a path is in force the door is there and says that it is not open", async () => {
  const { status, body } = await desk.browser().ask<Door>("GET", "/api/door")
  assert.equal(status, 200)
  assert.equal(body.open, false)
  const { id, ...shown } = body.org
  assert.match(id, /^[0-9a-f-]{36}$/)
  const { organisation: name, country, zone, contact, languages } = newSystem
  const exitUrl = "https://www.wikipedia.org/"
  assert.deepEqual(shown, { name, country, zone, contact, languages: [...languages], exitUrl })
})

test("the directory is cut into shards of one version that hold everybody once", async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => ({
    name: n % 2 ? `周小${n}` : `Person ${n}`,
    email: `p${n}@lantern.example`,
    manager: newSystem.email,
    unit: "Assembly",
    title: "Fitter",
  }))
  await noor.must("POST", "/people/file", { rows, replace: false, trial: false }, 200)
  const index = await get<DirectoryIndex>("/directory", code)
  assert.equal(index.body.people, 3001)
  assert.ok(index.body.shards > 1)
  const people: DirectoryShard["people"] = []
  for (let n = 0; n < index.body.shards; n += 1) {
    const { body } = await get<DirectoryShard>(`/directory/${n}`, code)
    assert.equal(body.version, index.body.version)
    assert.ok(Buffer.byteLength(JSON.stringify(body)) <= shardBytes)
    people.push(...body.people)
  }
  assert.equal(new Set(people.map(([id]) => id)).size, 3001)
  const boss = people.find(([, name]) => name === newSystem.name)
  assert.deepEqual(boss, [noor.me?.id, newSystem.name, "", "", null, ""])
  const worker = people.find(([, name]) => name === "周小1")
  assert.deepEqual(worker?.slice(2), ["Fitter", "Assembly", noor.me?.id, ""])
  assert.equal((await get(`/directory/${index.body.shards}`, code)).status, 404)
  await noor.must("PATCH", `/people/${noor.me?.id}`, { hr: true, executive: true }, 204)
  const next = await get<DirectoryIndex>("/directory", code)
  assert.ok(next.body.version > index.body.version)
  const changed = await get<DirectoryShard>("/directory/0", code)
  const all = [changed.body, ...(await rest(next.body.shards))].flatMap((shard) => shard.people)
  assert.equal(all.find(([id]) => id === noor.me?.id)?.[5], "he")
})

const rest = async (shards: number) =>
  Promise.all(
    Array.from(
      { length: shards - 1 },
      async (_, n) => (await get<DirectoryShard>(`/directory/${n + 1}`, code)).body,
    ),
  )

test("a code copied from a poster is read as it was meant; a wrong one waits longer each time, a right one never", async () => {
  const written = `${code.slice(0, 5).toLowerCase().replaceAll("0", "o").replaceAll("1", "l")}-${code.slice(5)}`
  assert.equal((await get("/directory", written)).status, 200)
  const refused = { problem: "company-code" }
  const took = async (shown: string) => {
    const started = performance.now()
    const { status, body } = await get("/directory", shown)
    return { status, body, ms: performance.now() - started }
  }
  const first = await took("0000000000")
  assert.deepEqual([first.status, first.body], [403, refused])
  assert.deepEqual((await took("")).body, refused)
  const third = await took(code.slice(0, 9))
  assert.ok(third.ms > 190, `${third.ms} ms`)
  assert.equal((await took(code)).status, 200)
  await noor.must("POST", "/organisation/company-code", undefined, 201)
  assert.equal((await took(code)).status, 403, "the code of yesterday's poster")
})
