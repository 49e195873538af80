import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { opaque } from "#server/secret.ts"
import { world, type World } from "../world.ts"

const id = (w: World, name: string) => idOf<PersonId>(w.person(name).id)
const problem = async (answer: Response) => [answer.status, (await answer.json()) as unknown]

/** Everything that a person's desk answers about the case and about one that never was. */
async function looked(w: World, name: string, headers = {}): Promise<string[]> {
  const [row] = await w.sql<{ id: string }>("select id from case_file")
  const own = opaque(w.runtime.secret, id(w, name), row?.id ?? "")
  return Promise.all(
    [own, "0123456789abcdef0123456789abcdef"].map(async (shown) => {
      const ways = ["", "/objects/mailbox/1", "/precedents"].map((path) =>
        w.request(`/desk/api/cases/${shown}${path}`, { as: name, headers }),
      )
      const acts = w.request(`/desk/api/cases/${shown}/acts`, {
        method: "POST",
        as: name,
        headers: { "x-tocsin-act": JSON.stringify({ kind: "hold.requested" }) },
      })
      const answers = await Promise.all([...ways, acts])
      const told = answers.map(async (answer) => {
        const headers = [...answer.headers].filter(([header]) => header !== "date").toSorted()
        return [answer.status, headers, await answer.text()]
      })
      return JSON.stringify(await Promise.all(told))
    }),
  )
}

/** A case that Sam opened and Noor leads. */
async function led() {
  const w = await world()
  const { receipt } = await w.report({ level: "e2" })
  await w.advance("31m")
  assert.equal((await w.open("sam")).status, 204)
  assert.equal((await w.open("noor")).status, 204)
  const lead = { role: "lead", person: id(w, "noor") } as const
  assert.equal((await w.act("sam", "role.given", lead)).status, 201)
  await w.act("noor", "ties.declared", { ties: [] })
  return { w, receipt }
}

test("whom the desk finds too close loses the case, parts and bell at once, and infers nothing", async () => {
  const { w, receipt } = await led()
  await using _ = w
  const part = { role: "care", person: id(w, "sam") } as const
  assert.equal((await w.act("noor", "role.given", part)).status, 201)
  assert.equal((await w.act("noor", "conflict.checked", { aside: [id(w, "sam")] })).status, 201)
  const [real, never] = await looked(w, "sam")
  assert.equal(real, never, "for sam there is no case any more")
  assert.deepEqual(await w.desk("sam"), [])
  const seen = await w.screen("noor")
  assert.deepEqual(
    [seen.life?.roles.map(({ role }) => role), seen.life?.aside],
    [["lead"], [id(w, "sam")]],
  )
  assert.equal(seen.names[id(w, "sam")], "sam")
  assert.ok(!seen.keys.some(({ person, recipient }) => person === id(w, "sam") && recipient !== ""))
  const before = (await w.rung()).length
  await w.advance("3d")
  assert.ok(!(await w.rung()).slice(before).includes("sam"), "nothing rings sam about it")
  const back = await w.act("noor", "role.given", part)
  assert.deepEqual(await problem(back), [409, { problem: "not-now", fields: ["no-conflict"] }])
  const panel = await w.act("noor", "role.given", { ...part, role: "panel" })
  assert.deepEqual(await problem(panel), [409, { problem: "not-now", fields: ["no-conflict"] }])
  const hers = (await w.mine(receipt)).timeline.filter(({ kind }) => kind === "person.conflicted")
  assert.equal(hers.length, 1, "the reporter reads who was taken off")
})

test("the server keeps no word of why, nor of whom it is about", async () => {
  await using w = await world()
  await w.report({ level: "e2" })
  await w.open("noor")
  await w.act("noor", "conflict.checked", { aside: [id(w, "sam")] }, { text: "manager-of Gao Wei" })
  const rows = await w.sql<{ said: string }>(
    `select facts::text as said from event where kind in ('conflict.checked', 'person.conflicted')
     union all select life::text from case_file`,
  )
  assert.equal(rows.length, 3)
  for (const { said } of rows) assert.doesNotMatch(said, /manager|Gao/)
})

test("whoever answers and is too close loses it, and the others are rung at once", async () => {
  await using w = await world()
  const { receipt } = await w.report({ level: "e2" })
  await w.open("noor")
  const before = (await w.rung()).length
  // A browser takes its own person off too: the directory says that they are close, not they.
  assert.equal((await w.act("noor", "conflict.checked", { aside: [id(w, "noor")] })).status, 201)
  assert.ok((await w.rung()).slice(before).includes("sam"))
  assert.equal((await w.mine(receipt)).state, "ringing")
  assert.deepEqual(await w.desk("noor"), [])
})

test("somebody has to be left who can read it; a stranger and one named twice are refused; nothing is half done", async () => {
  await using w = await world({ path: [["noor"], ["sam"], { people: ["orla"], kind: "outside" }] })
  await w.report({ level: "e2" })
  await w.open("noor")
  const all = ["noor", "sam", "orla"].map((name) => id(w, name))
  const refused = async (aside: PersonId[]) =>
    problem(await w.act("noor", "conflict.checked", { aside }))
  const before = await w.screen("noor")
  assert.deepEqual(await refused(all), [409, { problem: "not-now", fields: ["aside"] }])
  const gone = [404, { problem: "not-found", fields: ["aside"] }]
  assert.deepEqual(await refused([idOf("11111111-1111-4111-8111-111111111111")]), gone)
  assert.deepEqual(await refused([id(w, "sam"), id(w, "sam")]), gone)
  const after = await w.screen("noor")
  assert.deepEqual([after.last, after.life], [before.last, before.life])
})

test("nobody makes themselves the only one who reads it: somebody else stays, and somebody from outside or of the board", async () => {
  const outside = { people: ["orla"], kind: "outside" as const }
  const board = { people: ["ito"], kind: "board" as const }
  await using w = await world({ path: [["noor"], ["sam"], outside, board] })
  await w.report({ level: "e2" })
  await w.open("noor")
  const refused = async (...names: string[]) =>
    problem(await w.act("noor", "conflict.checked", { aside: names.map((name) => id(w, name)) }))
  const kept = [409, { problem: "not-now", fields: ["aside"] }]
  assert.deepEqual(await refused("sam", "orla", "ito"), kept)
  assert.deepEqual(await refused("orla", "ito"), kept)
  assert.equal((await w.act("noor", "conflict.checked", { aside: [id(w, "orla")] })).status, 201)
  assert.deepEqual(await refused("ito"), kept)
  assert.equal((await w.act("noor", "conflict.checked", { aside: [id(w, "sam")] })).status, 201)
  const { keys } = await w.screen("noor")
  const holding = new Set(keys.flatMap(({ name, recipient }) => (recipient ? [name] : [])))
  assert.deepEqual([...holding].toSorted(), ["ito", "noor"])
})

test("every keyholder looks people up in the same directory; whoever holds no key has none", async () => {
  await using w = await world()
  const index = await w.json<{ shards: number; people: number }>("/desk/api/directory", {
    as: "noor",
  })
  assert.ok(index.shards >= 1 && index.people >= 3)
  const shard = await w.json<{ people: unknown[] }>("/desk/api/directory/0", { as: "noor" })
  assert.equal(shard.people.length, index.people)
  assert.equal((await w.request("/desk/api/directory/999", { as: "noor" })).status, 404)
  assert.equal((await w.request("/desk/api/directory")).status, 401)
})

test("whoever must not see a case and asks for it finds nothing; it is kept once an hour, and who watches over it is told", async () => {
  const { w, receipt } = await led()
  await using _ = w
  assert.equal((await w.act("noor", "conflict.checked", { aside: [id(w, "sam")] })).status, 201)
  const tries = async () =>
    (await w.screen("noor")).timeline.filter(({ kind }) => kind === "person.tried")
  const told = () =>
    w.sql<{ name: string }>(
      "select p.name from outbox o join person p on p.id = o.person_id where o.alert_id is null and o.text_kind = 'ring' order by o.made_at, o.id",
    )
  await looked(w, "sam")
  assert.deepEqual(await tries(), [], "a page that was open asks by itself")
  await w.advance("3m")
  await looked(w, "sam", { "x-tocsin-again": "1" })
  assert.deepEqual(await tries(), [], "and goes on asking, for as long as it stands there")
  const before = await told()
  const [real, never] = await looked(w, "sam")
  assert.equal(real, never, "for sam there is no case, and no trace of having asked")
  await looked(w, "sam")
  assert.deepEqual(
    (await tries()).map(({ facts }) => facts),
    [{ person: "sam" }],
  )
  const after = await told()
  assert.equal(after.length, before.length + 1)
  assert.equal(after.at(-1)?.name, "noor", "whoever leads, while nobody watches")
  await w.open("orla")
  const watch = { role: "watch", person: id(w, "orla") } as const
  await w.act("noor", "role.given", watch)
  await w.advance("61m")
  const since = (await told()).length
  await looked(w, "sam")
  assert.deepEqual(
    (await told()).slice(since).map(({ name }) => name),
    ["orla"],
  )
  assert.equal((await tries()).length, 2)
  await w.request(`/desk/api/cases/${"f".repeat(32)}`, { as: "ravi" })
  assert.equal((await tries()).length, 2, "who was never taken off tries nothing")
  assert.ok(!(await w.mine(receipt)).timeline.some(({ kind }) => kind === "person.tried"))
})
