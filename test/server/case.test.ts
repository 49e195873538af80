import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, test } from "node:test"
import { atomically } from "#server/runtime.ts"
import { world, type World } from "../world.ts"

let w: World
before(async () => {
  w = await world({ path: [["noor", "sam"], ["ravi"], { people: ["orla"], kind: "outside" }] })
})
after(() => w.close())
beforeEach(() => w.hush())

const levelTo = (name: string, id: string | undefined, level: string) =>
  w.request(`/desk/api/cases/${id}/level`, {
    method: "PUT",
    as: name,
    body: JSON.stringify({ level }),
  })

test("messages go both ways in order, and each side sees what the other has read", async () => {
  const { receipt } = await w.report({ level: "e3" })
  assert.equal(await w.say("noor", "message", "I am here."), 201)
  assert.equal((await w.write(receipt)).status, 201)
  assert.equal((await w.write(receipt, { seq: 3 })).status, 409, "a place is taken once")
  const [id] = await w.desk("noor")
  const read = async () => (await w.mine(receipt)).objects.map((o) => [o.by, o.readAt !== null])
  assert.deepEqual(await read(), [
    [null, false],
    ["noor", false],
    [null, false],
  ])
  await w.reporter(receipt, "/case/reads", { seqs: [1, 2, 3] })
  assert.deepEqual(
    await read(),
    [
      [null, false],
      ["noor", true],
      [null, false],
    ],
    "nobody reads for the other",
  )
  const list = await w.json<{ cases: { unread: number }[] }>("/desk/api/cases?open=1", {
    as: "noor",
  })
  assert.equal(list.cases[0]?.unread, 2)
  await w.request(`/desk/api/cases/${id}/reads`, {
    method: "POST",
    as: "noor",
    body: JSON.stringify({ seqs: [1, 2, 3] }),
  })
  assert.deepEqual(await read(), [
    [null, true],
    ["noor", true],
    [null, true],
  ])
})

test("one person raises a level, and two lower it", async () => {
  const { id: caseId } = await w.report({ level: "e2" })
  await w.open("noor")
  await w.open("sam")
  const [[noors], [sams]] = [await w.desk("noor"), await w.desk("sam")]
  const level = async () =>
    (await w.sql<{ level: string }>("select level from case_file where id = $1", [caseId]))[0]
      ?.level
  const alone = await levelTo("noor", noors, "e3")
  assert.deepEqual(
    [alone.status, await alone.json()],
    [409, { problem: "needs-second-person", fields: ["level"] }],
  )
  assert.equal((await levelTo("noor", noors, "e3")).status, 409, "asking twice is not two people")
  assert.equal(await level(), "e2")
  assert.equal((await levelTo("sam", sams, "e3")).status, 204)
  assert.equal(await level(), "e3")
  assert.equal((await levelTo("noor", noors, "e4")).status, 409)
  assert.equal((await levelTo("noor", noors, "e1")).status, 204, "up needs nobody else")
  assert.equal(
    (await levelTo("sam", sams, "e4")).status,
    409,
    "what was asked before a change does not count after it",
  )
})

test("whoever answers hands over to another keyholder, who is rung; nobody else can", async () => {
  const { receipt } = await w.report({ level: "e3" })
  await w.open("noor")
  await w.open("sam")
  const [[noors], [sams]] = [await w.desk("noor"), await w.desk("sam")]
  const give = (as: string, id: string | undefined, to: string) =>
    w.request(`/desk/api/cases/${id}/handover`, {
      method: "POST",
      as,
      body: JSON.stringify({ to: w.person(to).id }),
    })
  await give("sam", sams, "noor")
  assert.equal((await w.mine(receipt)).owner, "noor")
  const rung = (await w.rung()).length
  assert.equal((await give("noor", noors, "sam")).status, 204)
  assert.equal((await w.mine(receipt)).owner, "sam")
  assert.deepEqual([...new Set((await w.rung()).slice(rung))], ["sam"])
  assert.equal(
    (await give("sam", sams, "ravi")).status,
    204,
    "a keyholder not rung before is let in by it",
  )
  assert.equal((await w.desk("ravi")).length, 1)
  const stranger = await w.request(`/desk/api/cases/${sams}/handover`, {
    method: "POST",
    as: "sam",
    body: JSON.stringify({ to: randomUUID() }),
  })
  assert.equal(stranger.status, 404)
})

test("what happened is never changed: not by the owner of the tables, not by the server", async () => {
  await w.report()
  await assert.rejects(w.sql("truncate event"), /append-only/)
  await assert.rejects(w.sql("update manifest set epoch = 9"), /append-only/)
  await assert.rejects(
    atomically(w.runtime, w.org, ({ client }) => client.query("delete from event")),
    /permission denied|append-only/,
  )
  await assert.rejects(
    atomically(w.runtime, w.org, ({ client }) => client.query("update event set kind = 'x'")),
    /permission denied|append-only/,
  )
})
