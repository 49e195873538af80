import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { PeopleChange, PeoplePage } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import { newSystem, startDesk, type Desk } from "../../../test/desk.ts"
import type { Browser } from "../../../test/desk-browser.ts"

let desk: Desk
let noor: Browser
before(async () => {
  desk = await startDesk()
  noor = await desk.begin()
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const admin = { name: newSystem.name, email: newSystem.email }
const at = (name: string) => `${name}@lantern.example`
const send = async (rows: object[], how: { replace?: boolean; trial?: boolean } = {}) =>
  (
    await noor.desk<PeopleChange>("POST", "/people/file", {
      rows,
      replace: false,
      trial: false,
      ...how,
    })
  ).body
const named = async (q: string) =>
  (await noor.desk<PeoplePage>("GET", `/people?q=${encodeURIComponent(q)}`)).body.people[0]
const counts = ({ added, changed, same, left }: PeopleChange) => [added, changed, same, left]

const staff = [
  admin,
  {
    name: "周晓雯",
    email: at("zhou"),
    manager: at("lin"),
    unit: "华东",
    language: "zh",
    country: "CN",
  },
  { name: "Lin Park", email: at("lin"), manager: newSystem.email, title: "Plant lead" },
]

test("a trial says what would change and changes nothing; then it does", async () => {
  const trial = await send(staff, { trial: true })
  assert.deepEqual([counts(trial), trial.faults], [[2, 0, 1, 0], []])
  assert.equal(await named("zhou@"), undefined)
  assert.deepEqual(counts(await send(staff)), [2, 0, 1, 0])
  const zhou = await named("zhou@")
  assert.deepEqual(
    [zhou?.name, zhou?.manager, zhou?.language],
    ["周晓雯", (await named("lin@"))?.id, "zh"],
  )
  assert.deepEqual(counts(await send(staff)), [0, 0, 3, 0], "the same file again")
})

test("whoever is rung chose the language of their messages: no staff file takes it back", async () => {
  await noor.must("PATCH", "/me", { language: "zh" }, 204)
  assert.equal((await noor.desk<Me>("GET", "/me")).body.language, "zh")
  assert.equal((await noor.desk("PATCH", "/me", { language: "tlh" })).status, 400)
  assert.equal((await noor.desk("PATCH", "/me", { language: "en", admin: true })).status, 400)
  assert.deepEqual(counts(await send(staff)), [0, 0, 3, 0], "the file says English")
  assert.equal((await named(newSystem.email))?.language, "zh")
  await noor.must("PATCH", "/me", { language: "en" }, 204)
})

test("a changed row changes one person; a whole file marks the missing as left, but nobody from outside", async () => {
  const outside = {
    name: "Omar Outside",
    email: at("omar"),
    outside: true,
    board: false,
    language: "en",
  }
  await noor.must("POST", "/people", outside, 201)
  const moved = staff.map((row) => (row.email === at("zhou") ? { ...row, manager: null } : row))
  assert.deepEqual(counts(await send(moved)), [0, 1, 2, 0])
  assert.equal((await named("zhou@"))?.manager, null)
  const fewer = staff
    .filter((row) => row.email !== at("lin"))
    .map(({ ...row }) => ({ ...row, manager: null }))
  assert.deepEqual(counts(await send(fewer, { replace: true })), [0, 0, 2, 1])
  assert.equal(await named("lin@"), undefined)
  assert.equal((await named("omar@"))?.outside, true)
})

test("each fault names its row and nothing is changed", async () => {
  const rows = [
    admin,
    { name: "A", email: at("a"), manager: at("b") },
    { name: "B", email: at("b"), manager: at("c") },
    { name: "C", email: at("c"), manager: at("a") },
    { name: "D", email: at("d"), manager: at("nobody") },
    { name: "D again", email: at("d").toUpperCase() },
    { name: "E", email: at("e"), manager: at("e") },
    { name: "F", email: at("f"), manager: at("a") },
  ]
  const { faults } = await send(rows)
  assert.deepEqual(faults, [
    { row: 2, field: "manager", fault: "circle" },
    { row: 3, field: "manager", fault: "circle" },
    { row: 4, field: "manager", fault: "circle" },
    { row: 5, field: "manager", fault: "unknown-manager" },
    { row: 6, field: "email", fault: "twice" },
    { row: 7, field: "manager", fault: "circle" },
  ])
  assert.equal(await named(at("f")), undefined)
})

test("nobody leaves by a file who administers or holds a key, and no row may report to somebody who leaves", async () => {
  const rows = [{ name: "周晓雯", email: at("zhou"), manager: newSystem.email }]
  const { faults } = await send(rows, { replace: true })
  assert.deepEqual(faults, [
    { row: 0, field: noor.me?.id, fault: "keyholder-leaves" },
    { row: 1, field: "manager", fault: "unknown-manager" },
  ])
  assert.equal((await named("noor@"))?.admin, true)
})

test("a file without its form is refused by the names of its fields, never their values", async () => {
  const rows = [admin, { name: "Secret Name", email: "not an address" }]
  const { status, body } = await noor.desk("POST", "/people/file", {
    rows,
    replace: false,
    trial: true,
  })
  assert.deepEqual([status, body], [400, { problem: "malformed", fields: ["rows.1.email"] }])
})

test("twenty thousand people come in, change and stay within five seconds each time", async () => {
  const crowd = Array.from({ length: 19_999 }, (_, n) => ({
    name: `Person ${n}`,
    email: at(`p${n}`),
    manager: n ? at(`p${Math.floor((n - 1) / 9)}`) : newSystem.email,
    unit: `Unit ${n % 40}`,
  }))
  const took = async (rows: object[]) => {
    const started = performance.now()
    const change = await send([admin, ...rows])
    return { change, ms: performance.now() - started }
  }
  const first = await took(crowd)
  assert.deepEqual(counts(first.change), [19_999, 0, 1, 0])
  assert.ok(first.ms < 5000, `${first.ms} ms`)
  const second = await took(crowd.map((row) => ({ ...row, unit: "Elsewhere" })))
  assert.deepEqual(counts(second.change), [0, 19_999, 1, 0])
  assert.ok(second.ms < 5000, `${second.ms} ms`)
})
