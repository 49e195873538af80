import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { Door, Receivers } from "#wire/door.ts"
import type { PathScreen, PathView } from "#wire/path.ts"
import { invited, startDesk, type Desk } from "../../../test/desk.ts"
import type { Browser } from "../../../test/desk-browser.ts"

let desk: Desk
let noor: Browser
let sam: Browser
let orla: Browser
let zhou: Browser
before(async () => {
  desk = await startDesk()
  noor = await desk.begin()
  await noor.makeKey()
  await noor.addChannel("noor@lantern.example")
  const person = (name: string, email: string, more: object = {}) => ({
    name,
    email: `${email}@lantern.example`,
    language: "en",
    outside: false,
    board: false,
    ...more,
  })
  sam = await invited(desk, noor, person("Sam Okafor", "sam"))
  orla = await invited(desk, noor, person("Orla Byrne", "orla", { outside: true, title: "Ombuds" }))
  zhou = await invited(desk, noor, person("周晓雯", "zhou", { outside: true }))
  for (const browser of [orla, zhou]) {
    await browser.must("POST", "/channels", { channel: "voice", address: "+353861234567" }, 201)
  }
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const id = (browser: Browser) => browser.me?.id ?? ""
const list = (...people: Browser[]) => ({ kind: "list", people: people.map(id) })
const screen = async () => (await noor.desk<PathScreen>("GET", "/path")).body
const save = async (tiers: unknown) => {
  const { draft, inForce } = await screen()
  const basedOn = (draft ?? inForce)?.id ?? null
  return (await noor.must("PUT", "/path/draft", { tiers, basedOn }, 200)) as PathView
}
const inside = () => ({ name: "First", kind: "inside", waits: {}, schedule: list(noor, sam) })
const outside = () => ({
  name: "Outside",
  kind: "outside",
  waits: { e2: 10 },
  schedule: list(orla, zhou),
})
const brief = ({ status, body }: { status: number; body: unknown }) => ({ status, body })
const announced = async () => {
  const { rows } = await desk.runtime.pool.query(
    "select facts->>'what' as what, count(*)::int as people from outbox where text_kind = 'announce' group by 1",
  )
  return Object.fromEntries(rows.map((row) => [row.what, row.people]))
}

test("while no path is in force the door is closed", async () => {
  const reporter = desk.browser()
  const { status, body } = await reporter.ask("GET", "/api/receivers")
  assert.deepEqual([status, body], [409, { problem: "door-closed" }])
})

test("a path that would leave somebody unheard is not proposed, and its faults are named", async () => {
  await save([inside()])
  const ending = await noor.desk<{ fields: string[] }>("POST", "/path/proposal")
  assert.equal(ending.status, 409)
  assert.ok(ending.body.fields.includes("last-inside"))
  await save([])
  assert.deepEqual(brief(await noor.desk("POST", "/path/proposal")), {
    status: 409,
    body: { problem: "path-unsafe", fields: ["no-tiers"] },
  })
  await save([inside(), { ...outside(), waits: { e2: 31 } }])
  const slow = await noor.desk("POST", "/path/proposal")
  assert.deepEqual(slow.body, { problem: "path-unsafe", fields: ["wait-too-long"] })
})

test("a path on which one named person would leave only colleagues is not proposed", async () => {
  await save([inside(), { ...outside(), schedule: list(orla) }])
  assert.deepEqual(brief(await noor.desk("POST", "/path/proposal")), {
    status: 409,
    body: { problem: "path-unsafe", fields: ["silent"] },
  })
})

test("who has one way in only, or no key, does not count as a keyholder of the path", async () => {
  const lena = {
    name: "Lena",
    email: "lena@lantern.example",
    language: "en",
    outside: true,
    board: false,
  }
  const made = (await noor.must("POST", "/people", lena, 201)) as { id: string }
  const link = (await noor.must("POST", "/invitations", { person: made.id, send: false }, 201)) as {
    link: string
  }
  const browser = desk.browser()
  const token = { "x-tocsin-token": link.link.split("#")[1] ?? "" }
  await browser.desk("POST", "/joining", undefined, token)
  await browser.makeKey(1)
  await browser.addChannel("lena@lantern.example")
  await browser.must("POST", "/channels", { channel: "voice", address: "+353861234568" }, 201)
  const people = outside().schedule.people.concat(made.id)
  await save([inside(), { ...outside(), schedule: { kind: "list", people } }])
  const refused = await noor.desk("POST", "/path/proposal")
  assert.deepEqual(refused.body, { problem: "path-unsafe", fields: ["no-key"] })
})

test("two people put a path in force; the reporter's door then shows whom she would reach", async () => {
  await save([inside(), outside()])
  assert.equal((await sam.desk("POST", "/path/signature")).status, 409, "nothing is proposed yet")
  assert.equal((await sam.desk("POST", "/path/proposal")).status, 404, "not an administrator")
  assert.equal((await noor.desk("POST", "/path/proposal")).status, 204)
  const alone = await noor.desk("POST", "/path/signature")
  assert.deepEqual(brief(alone), { status: 409, body: { problem: "needs-second-person" } })
  const { draft } = await screen()
  assert.equal(draft?.state, "proposed")
  const meanwhile = await noor.desk("PUT", "/path/draft", { tiers: [], basedOn: draft?.id })
  assert.equal(meanwhile.status, 409, "what is proposed stands still")

  assert.equal((await sam.desk("DELETE", "/path/proposal")).status, 404)
  assert.equal((await noor.desk("DELETE", "/path/proposal")).status, 204)
  assert.equal((await screen()).draft?.state, "draft")
  assert.equal((await noor.desk("POST", "/path/proposal")).status, 204)
  assert.equal((await desk.browser().desk("POST", "/path/signature")).status, 401)
  assert.equal((await sam.desk("POST", "/path/signature")).status, 204)

  const after = await screen()
  assert.deepEqual(
    [after.draft, after.inForce?.signedBy, after.inForce?.number],
    [null, id(sam), 1],
  )
  const told = await announced()
  assert.deepEqual(
    ["path-proposed", "path-withdrawn", "path-signed"].map((what) => told[what]),
    [10, 5, 5],
    "each of five, each time",
  )

  const door = await desk.browser().ask<Door>("GET", "/api/door")
  assert.equal(door.body.open, true)
  const { body } = await desk.browser().ask<Receivers>("GET", "/api/receivers")
  assert.equal(body.pathId, after.inForce?.id)
  const slots = body.slots.map(({ slot, tier, person, firstName, onCall, outside }) => [
    slot,
    tier,
    person,
    firstName,
    onCall,
    outside,
  ])
  assert.deepEqual(slots, [
    [1, 1, id(noor), "Noor", true, false],
    [2, 1, id(sam), "Sam", true, false],
    [3, 2, id(orla), "Orla", true, true],
    [4, 2, id(zhou), "周晓雯", true, true],
  ])
  assert.equal(body.slots[0]?.recipient, noor.keys?.recipient)
  assert.equal(body.slots[0]?.vk, noor.keys?.sign.vk)
  assert.deepEqual(body.tiers, [
    { name: "First", kind: "inside" },
    { name: "Outside", kind: "outside" },
  ])
  const e2 = body.due.e2
  assert.deepEqual(
    [e2.opening, e2["first-contact"], e2.protection].map((at) => (at - body.now) / 60_000),
    [30, 60, 120],
  )
  assert.ok(body.due.e4.plan > body.due.e3.plan)
  assert.ok(Buffer.byteLength(JSON.stringify(body)) < 60_000)
})

test("the next version replaces it whole; somebody on two tiers has one slot, on the lower", async () => {
  await save([
    inside(),
    { ...outside(), name: "Both", kind: "outside", schedule: list(orla, zhou) },
    { ...outside(), schedule: list(zhou, orla) },
  ])
  assert.equal((await noor.desk("POST", "/path/proposal")).status, 204)
  assert.equal((await orla.desk("POST", "/path/signature")).status, 204)
  const { rows } = await desk.runtime.pool.query(
    `select v.number, v.state, count(s.*)::int as slots, max(s.tier) as top
     from path_version v left join path_slot s on s.version_id = v.id group by v.id order by v.number`,
  )
  assert.deepEqual(rows, [
    { number: 1, state: "superseded", slots: 4, top: 2 },
    { number: 2, state: "in-force", slots: 4, top: 2 },
  ])
})

test("what was safe when proposed is looked at again when it is signed", async () => {
  await save([inside(), outside()])
  assert.equal((await noor.desk("POST", "/path/proposal")).status, 204)
  for (const person of [orla, zhou]) {
    await noor.must("PATCH", `/people/${id(person)}`, { outside: false }, 204)
  }
  const { status, body } = await sam.desk("POST", "/path/signature")
  assert.deepEqual([status, body], [409, { problem: "path-unsafe", fields: ["not-outside"] }])
  assert.equal((await screen()).inForce?.number, 2)
  assert.equal((await noor.desk("DELETE", "/path/proposal")).status, 204)
})

test("whoever stands on the path cannot be removed by one person, nor silence themselves", async () => {
  const refused = await noor.desk("DELETE", `/people/${id(sam)}`)
  assert.deepEqual(brief(refused), { status: 409, body: { problem: "not-now" } })
  const { channels } = (await sam.desk<{ channels: { id: string }[] }>("GET", "/channels")).body
  const silent = await sam.desk("DELETE", `/channels/${channels[0]?.id}`)
  assert.deepEqual(brief(silent), { status: 409, body: { problem: "channel-untested" } })
  const spare = await sam.addChannel("second@lantern.example")
  assert.equal((await sam.desk("DELETE", `/channels/${channels[0]?.id}`)).status, 204)
  assert.ok(spare)
})

test("two signatures at once put it in force once", async () => {
  for (const person of [orla, zhou]) {
    await noor.must("PATCH", `/people/${id(person)}`, { outside: true }, 204)
  }
  assert.equal((await noor.desk("POST", "/path/proposal")).status, 204)
  const both = await Promise.all([sam, orla].map((who) => who.desk("POST", "/path/signature")))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [204, 409])
})
