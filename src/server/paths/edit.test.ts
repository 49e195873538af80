import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { PathScreen, PathView } from "#wire/path.ts"
import { invited, startDesk, type Desk } from "../../../test/desk.ts"
import type { Browser } from "../../../test/desk-browser.ts"

let desk: Desk
let noor: Browser
let sam: Browser
before(async () => {
  desk = await startDesk()
  noor = await desk.begin()
  await noor.makeKey()
  const person = { name: "Sam Okafor", email: "sam@lantern.example", language: "en" }
  sam = await invited(desk, noor, { ...person, outside: true, board: false })
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const tiers = (name: string) => [
  { name, kind: "inside", waits: {}, schedule: { kind: "list", people: [noor.me?.id] } },
]
const save = (basedOn: string | null, name: string) =>
  noor.desk<PathView>("PUT", "/path/draft", { tiers: tiers(name), basedOn })

test("a draft is saved over the one it was begun from, and two tabs cannot overwrite each other", async () => {
  const first = await save(null, "First")
  assert.deepEqual([first.status, first.body.state, first.body.number], [200, "draft", 1])
  const second = await save(first.body.id, "Second")
  assert.deepEqual([second.status, second.body.number], [200, 1])
  const stale = await save(first.body.id, "Third")
  assert.deepEqual([stale.status, stale.body], [409, { problem: "path-changed" }])
  assert.equal((await save(null, "Fourth")).status, 409)
  const screen = (await noor.desk<PathScreen>("GET", "/path")).body
  assert.deepEqual([screen.inForce, screen.draft?.tiers[0]?.name], [null, "Second"])
})

test("two tabs that save at the same moment: one is told", async () => {
  const { draft } = (await noor.desk<PathScreen>("GET", "/path")).body
  const both = await Promise.all(["A", "B"].map((name) => save(draft?.id ?? null, name)))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
})

test("the screen says who may stand on the path and what each still lacks", async () => {
  const { people } = (await sam.desk<PathScreen>("GET", "/path")).body
  const shown = people.map(({ name, key, tested, channels, outside }) => ({
    name,
    key,
    tested,
    channels,
    outside,
  }))
  assert.deepEqual(shown, [
    { name: "Noor Haddad", key: true, tested: false, channels: [], outside: false },
    { name: "Sam Okafor", key: true, tested: true, channels: ["email"], outside: true },
  ])
})

test("only an administrator writes it, and a malformed one is refused by its fields", async () => {
  const draft = { tiers: [], basedOn: null }
  assert.equal((await sam.desk("PUT", "/path/draft", draft)).status, 404)
  const bad = { tiers: [{ ...tiers("x")[0], waits: { e1: 2 } }], basedOn: null }
  const { status, body } = await noor.desk("PUT", "/path/draft", bad)
  assert.deepEqual([status, body], [400, { problem: "malformed", fields: ["tiers.0.waits.e1"] }])
})
