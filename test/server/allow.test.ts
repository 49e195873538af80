import assert from "node:assert/strict"
import { test } from "node:test"
import type { ReceiptKeys } from "#crypto/receipt.ts"
import { idOf } from "#core/ids.ts"
import { world, type World, type WorldWith } from "../world.ts"

/** Noor answers and writes; two hours in, protection is late and the tier above is told only that. */
async function late(wanted: WorldWith = {}, excluded: string[] = []) {
  const w = await world(wanted)
  const { receipt } = await w.report({ excluded })
  await w.open("noor")
  await w.say("noor", "message", "I am here.")
  await w.advance("2h")
  return { w, receipt, [Symbol.asyncDispose]: () => w.close() }
}

const yes = (w: World, receipt: ReceiptKeys, deadline = "protection", alert = "report") =>
  w.reporter(receipt, "/case/allowances", { alert, deadline })

/** A case's id as this person's desk would name it, if they had it. */
async function asNamedFor(w: World, name: string): Promise<string> {
  const { opaque } = await import("#server/secret.ts")
  const [row] = await w.sql<{ id: string }>("select id from case_file order by received_at limit 1")
  return opaque(w.runtime.secret, idOf(w.person(name).id), row?.id ?? "")
}

/** What a person's desk answers about the case and about one that never was, byte for byte. */
async function lookedFor(w: World, name: string): Promise<[status: number, same: boolean]> {
  const [real, never] = await Promise.all(
    [await asNamedFor(w, name), "0123456789abcdef0123456789abcdef"].map(async (id) => {
      const answer = await w.request(`/desk/api/cases/${id}`, { as: name })
      const headers = [...answer.headers].filter(([header]) => header !== "date").toSorted()
      return [answer.status, JSON.stringify(headers), await answer.text()] as const
    }),
  )
  return [real?.[0] ?? 0, JSON.stringify(real) === JSON.stringify(never)]
}

async function pages(w: World, kind: string): Promise<string[]> {
  const rows = await w.sql<{ name: string }>(
    "select distinct p.name from outbox o join person p on p.id = o.person_id where o.text_kind = $1 and o.state <> 'cancelled' order by p.name",
    [kind],
  )
  return rows.map((row) => row.name)
}

test("protection is late: tier two is told that and no more, and with her yes they read the case", async () => {
  await using story = await late()
  const { w, receipt } = story
  assert.deepEqual(await pages(w, "overdue"), ["noor", "ravi", "sam"])
  assert.deepEqual(await w.desk("sam"), [])
  assert.deepEqual(await lookedFor(w, "sam"), [404, true], "for sam there is no case")
  const before = await w.mine(receipt)
  assert.deepEqual(
    before.quiet.map(({ alert, kind, allowedAt }) => [alert, kind, allowedAt]),
    [["report", "protection", null]],
  )
  assert.deepEqual(
    before.quiet[0]?.people.map(({ firstName, title, told }) => [firstName, title, told]),
    [
      ["sam", "Responder", true],
      ["ravi", "Responder", true],
    ],
  )

  assert.equal((await yes(w, receipt)).status, 204)
  await w.deliver()
  assert.deepEqual(await pages(w, "ring"), ["noor", "ravi", "sam"], "they are rung for the case")
  assert.equal((await w.desk("sam")).length, 1)
  assert.deepEqual(await lookedFor(w, "sam"), [200, false], "the same address holds it now")
  const opened = await w.open("sam")
  assert.equal(opened.status, 204)
  assert.ok(opened.keys?.some((key) => key.room === "mailbox"))
  const now = await w.json<{ overdue: unknown[] }>("/desk/api/now", { as: "sam" })
  assert.deepEqual(now.overdue, [], "whoever has the case is not told of a lateness elsewhere")

  const after = await w.mine(receipt)
  assert.equal(after.state, "engaged", "noor still answers")
  assert.equal(after.owner, "noor")
  const said = after.timeline.find((one) => one.kind === "content.allowed")
  assert.equal(after.quiet[0]?.allowedAt, said?.at, "since when is said")
  assert.deepEqual(
    after.quiet[0]?.people.map((one) => one.firstName),
    ["sam", "ravi"],
  )
  assert.deepEqual(
    after.timeline.filter((one) => one.kind === "content.allowed").map((one) => one.facts),
    [{ alert: "report", deadline: "protection", by: "reporter" }],
  )
})

test("a second yes changes nothing: nobody is rung again, nothing is written again", async () => {
  await using story = await late()
  const { w, receipt } = story
  const both = await Promise.all([yes(w, receipt), yes(w, receipt)])
  assert.deepEqual(
    both.map((answer) => answer.status),
    [204, 204],
  )
  const rung = await w.rung()
  const [first] = await w.sql("select * from alert")
  assert.equal((await yes(w, receipt)).status, 204)
  assert.deepEqual(await w.rung(), rung)
  assert.deepEqual((await w.sql("select * from alert"))[0], first)
  assert.equal((await w.events("content.allowed")).length, 1)
})

test("after her yes the next people rung about it are given the case too, still a tier a day", async () => {
  await using story = await late()
  const { w, receipt } = story
  await w.advance("6h")
  await yes(w, receipt)
  await w.advance("17h")
  assert.deepEqual(await w.desk("orla"), [], "a yes makes the bell neither faster nor slower")
  await w.advance("1h")
  assert.equal((await w.desk("orla")).length, 1)
  assert.deepEqual(await w.desk("ito"), [])
  const [quiet] = (await w.mine(receipt)).quiet
  assert.deepEqual(
    quiet?.people.map((one) => one.firstName),
    ["sam", "ravi", "orla"],
  )
})

test("without her yes they are told of the lateness again, and nothing else opens", async () => {
  await using story = await late()
  const { w, receipt } = story
  await w.advance("1d")
  assert.deepEqual(await pages(w, "overdue"), ["noor", "orla", "ravi", "sam"])
  for (const name of ["sam", "ravi", "orla", "ito"]) {
    assert.deepEqual(await w.desk(name), [])
    assert.deepEqual(await lookedFor(w, name), [404, true])
  }
  assert.deepEqual(
    (await w.mine(receipt)).quiet[0]?.people.map((one) => one.firstName),
    ["sam", "ravi", "orla"],
  )
})

test("her yes is about one promise: the next one missed is asked about anew", async () => {
  await using story = await late()
  const { w, receipt } = story
  await yes(w, receipt)
  await w.advance("46h") // the plan was due 48 hours after the report
  const [quiet] = (await w.mine(receipt)).quiet
  assert.deepEqual([quiet?.kind, quiet?.allowedAt], ["plan", null])
  assert.equal((await yes(w, receipt)).status, 409, "what she was shown before is not this")
  assert.deepEqual(
    quiet?.people.map((one) => one.firstName),
    ["ito"],
  )
  assert.deepEqual(await w.desk("ito"), [])
  assert.equal((await yes(w, receipt, "plan")).status, 204)
  assert.equal((await w.desk("ito")).length, 1)
})

test("whoever she left out and whoever stepped aside see nothing, with her yes as without it", async () => {
  await using story = await late({}, ["ravi"])
  const { w, receipt } = story
  assert.deepEqual(
    (await w.mine(receipt)).quiet[0]?.people.map((one) => one.firstName),
    ["sam"],
  )
  assert.equal((await yes(w, receipt)).status, 204)
  await w.deliver()
  const [sams] = await w.desk("sam")
  assert.ok(!(await w.rung()).includes("ravi"))
  assert.deepEqual(await w.desk("ravi"), [])
  assert.deepEqual(await lookedFor(w, "ravi"), [404, true])
  const gone = await w.request(`/desk/api/cases/${sams}/recusal`, { method: "POST", as: "sam" })
  assert.equal(gone.status, 204)
  assert.equal((await yes(w, receipt)).status, 204, "said before; nothing changes")
  assert.deepEqual(await w.desk("sam"), [])
  assert.deepEqual((await w.mine(receipt)).quiet[0]?.people, [])
  await w.advance("1d")
  assert.deepEqual(await lookedFor(w, "sam"), [404, true])
})

test("not now: nothing later is late, the bell is loud, or everybody rung can read it already", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  assert.deepEqual((await w.mine(receipt)).quiet, [])
  assert.equal((await yes(w, receipt)).status, 409)
  await w.open("noor")
  assert.equal((await yes(w, receipt)).status, 409)
  await w.say("noor", "message", "I am here.")
  await w.advance("2h")
  await w.advance("1m")
  await w.reporter(receipt, "/case/neglect")
  assert.deepEqual((await w.mine(receipt)).quiet, [], "a loud bell hands out the case by itself")
  assert.equal((await yes(w, receipt)).status, 409)
  assert.equal((await yes(w, receipt, "protection", "retaliation")).status, 404)
  assert.equal((await yes(w, receipt, "tomorrow")).status, 400)

  await using alone = await late({ path: [["noor", "sam"], { people: ["ito"], kind: "board" }] })
  await alone.w.advance("1m")
  await alone.w.reporter(alone.receipt, "/case/neglect") // the last tier has it now
  await alone.w.say("noor", "message", "I am here again.")
  await alone.w.advance("46h") // the plan is late, and at the top nobody is left to be told
  const [quiet] = (await alone.w.mine(alone.receipt)).quiet
  assert.deepEqual([quiet?.kind, quiet?.people], ["plan", []])
  assert.equal((await yes(alone.w, alone.receipt, "plan")).status, 409)
})

test("what changed has promises of its own, and a yes of its own", async () => {
  await using w = await world({ officers: ["ravi"] })
  const { receipt } = await w.report({ level: "e4" })
  await w.open("noor")
  await w.reporter(receipt, "/case/retaliation")
  await w.open("ravi")
  await w.say("ravi", "message", "I take this up.")
  await w.advance("49h") // the freeze was owed within a day, and a day later the bell is with tier two
  const quiet = (await w.mine(receipt)).quiet.filter((one) => one.alert === "retaliation")
  assert.deepEqual(
    quiet.map(({ kind, allowedAt }) => [kind, allowedAt]),
    [["protection", null]],
  )
  const waiting = quiet[0]?.people.map((one) => one.firstName) ?? []
  assert.ok(waiting.length > 0)
  assert.equal((await yes(w, receipt, "protection", "report")).status, 409)
  assert.equal((await yes(w, receipt, "protection", "retaliation")).status, 204)
  for (const name of waiting) assert.equal((await w.desk(name)).length > 0, true, name)
})
