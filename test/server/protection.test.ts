import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { test } from "node:test"
import { mostChecksADay } from "#core/protection.ts"
import { openCheck } from "#crypto/open-check.ts"
import type { CheckList, CheckView, TokenShown } from "#wire/protection.ts"
import { marks, mustNotHold } from "../canary.ts"
import type { World } from "../world.ts"
import { answer, ask, dutiesOf, dutyId, protectionWorld, sealedCheck } from "../world/protection.ts"

const checksPath = "/desk/api/protection/checks"

/** Pushes the clock over the release of every check asked so far. */
async function toRelease(w: World): Promise<void> {
  const [row] = await w.sql<{ s: number }>(
    "select ceil(extract(epoch from max(release_at) - tocsin_now()))::int as s from protection_check",
  )
  await w.advance(`${Math.max(1, row?.s ?? 0) + 1}s`)
}

/** Nothing falls by lot, or everything does. */
const draw = (w: World, audited: boolean) =>
  w.sql("update protection_check set audited = $1", [audited])
const wordFor = async (w: World, id: string, as = "hana") =>
  (await w.json<CheckView>(`${checksPath}/${id}`, { as })).answer

/** An answer as bytes, all of its headers but the date. */
async function bytesOf(w: World, path: string, as: string): Promise<string> {
  const got = await w.request(path, { as })
  const headers = [...got.headers].filter(([name]) => name !== "date").toSorted()
  return JSON.stringify([got.status, headers, await got.text()])
}

test("HR asks, whoever was asked opens it, and the word is read at the release and not before", async () => {
  await using w = await protectionWorld()
  const { id, answer: asked } = await ask(w, { name: "Lin Yao" })
  await draw(w, false)
  assert.equal(asked.status, 201)
  assert.equal(await wordFor(w, id), null)
  const { duties } = await dutiesOf(w, "su")
  assert.equal(duties.length, 1)
  const duty = duties[0]
  assert.ok(duty)
  assert.deepEqual(duty.by, { name: "hana", vk: w.person("hana").keys.sign.vk, system: false })
  assert.deepEqual(duty.also, [w.person("su").id, w.person("olu").id].toSorted())
  const copy = await w.request(`/desk/api/protection/duties/${duty.id}/copy`, { as: "su" })
  const opened = await openCheck(
    w.person("su").keys.identity,
    new Uint8Array(await copy.arrayBuffer()),
    { id, kind: "dismissal" },
  )
  assert.equal(opened.sender, w.person("hana").keys.sign.vk)
  assert.match(opened.body, /Lin Yao/)
  assert.equal((await answer(w, "su", id, "clear")).status, 204)
  assert.equal(await wordFor(w, id), null, "known, and not said")
  await toRelease(w)
  assert.equal(await wordFor(w, id), "clear")
  assert.equal((await dutiesOf(w, "su")).duties[0]?.word, "clear")
})

test("before the release the answer is byte for byte the same for everybody, and after it there is only the word", async () => {
  await using w = await protectionWorld()
  const reporter = await ask(w, { name: "Lin Yao" })
  const nobody = await ask(w, { name: "Zhao Min", person: randomUUID() })
  const byLot = await ask(w, { name: "Fang Li" })
  const responder = await ask(w, { name: "noor", person: w.person("noor").id })
  const officer = await ask(w, { name: "su", person: w.person("su").id, to: ["olu"] })
  const silent = await ask(w, { name: "Gao Ming" })
  const all = [reporter, nobody, byLot, responder, officer, silent]
  // Asked in the same moment, which six requests cannot be; and the lot has fallen on one.
  await w.sql(
    "update protection_check set made_at = (select min(made_at) from protection_check), release_at = (select min(release_at) from protection_check), audited = (id = $1)",
    [byLot.id],
  )
  const shown = async () => {
    const bytes = []
    for (const { id } of all)
      bytes.push((await bytesOf(w, `${checksPath}/${id}`, "hana")).replaceAll(id, "id"))
    return bytes
  }
  const [first, ...others] = await shown()
  for (const other of others) assert.equal(other, first)
  for (const who of ["su", "olu"]) {
    await answer(w, who, reporter.id, "freeze")
    await answer(w, who, nobody.id, "clear")
    await answer(w, who, byLot.id, "clear")
    await answer(w, who, responder.id, "clear")
  }
  await answer(w, "olu", officer.id, "clear")
  assert.deepEqual(await shown(), [first, ...others], "answers change nothing that HR sees")
  await w.advance("30h")
  assert.deepEqual(await shown(), [first, ...others], "nor does the reminder")

  await toRelease(w)
  const [frozen, clear, lot, other, own, missed] = await shown()
  assert.match(frozen ?? "", /\\"answer\\":\\"freeze\\"/)
  assert.equal(clear, frozen?.replace("freeze", "clear"))
  assert.equal(lot, frozen)
  assert.equal(other, clear)
  assert.equal(own, clear)
  assert.equal(missed, frozen)
})

test("the list tells by neither order nor count, and is another person's to nobody", async () => {
  await using w = await protectionWorld()
  const ids = [await ask(w), await ask(w, { kind: "transfer" })].map(({ id }) => id)
  await ask(w, {}, "hugo")
  await answer(w, "su", ids[0] ?? "", "freeze")
  const list = await w.json<CheckList>(checksPath, { as: "hana" })
  assert.deepEqual(
    list.checks.map(({ id, kind, answer: word }) => [id, kind, word]),
    [
      [ids[1], "transfer", null],
      [ids[0], "dismissal", null],
    ],
  )
  const never = await bytesOf(w, `${checksPath}/${randomUUID()}`, "hugo")
  assert.equal(await bytesOf(w, `${checksPath}/${ids[0]}`, "hugo"), never)
  assert.match(never, /^\[404/)
})

test("one freeze is enough, nobody who was asked sees what another said, and a freeze is not taken back", async () => {
  await using w = await protectionWorld()
  const { id } = await ask(w)
  await draw(w, false)
  const before = JSON.stringify((await dutiesOf(w, "olu")).duties)
  assert.equal((await answer(w, "su", id, "clear")).status, 204)
  assert.equal((await answer(w, "su", id, "freeze")).status, 204)
  assert.equal(JSON.stringify((await dutiesOf(w, "olu")).duties), before)
  const back = await answer(w, "su", id, "clear")
  assert.deepEqual(
    [back.status, await back.json()],
    [409, { problem: "not-now", fields: ["frozen"] }],
  )
  assert.equal((await answer(w, "olu", id, "clear")).status, 204)
  await toRelease(w)
  assert.equal(await wordFor(w, id), "freeze")
  assert.equal((await answer(w, "olu", id, "freeze")).status, 409, "the word stands")
})

test("the lot freezes what everybody cleared, and nobody who answered can tell", async () => {
  await using w = await protectionWorld()
  const [one, other] = [await ask(w), await ask(w)]
  await w.sql("update protection_check set audited = (id = $1)", [one.id])
  for (const { id } of [one, other]) await answer(w, "su", id, "clear")
  await answer(w, "olu", other.id, "freeze")
  await toRelease(w)
  const { duties } = await dutiesOf(w, "su")
  assert.deepEqual(
    duties.map(({ said, word }) => [said, word]),
    [
      ["clear", "freeze"],
      ["clear", "freeze"],
    ],
  )
  assert.ok(!JSON.stringify(duties).includes("audit"))
})

test("the lot falls now and then by itself", async () => {
  await using w = await protectionWorld()
  // With none in 200 or all of 200 something is wrong: that happens less than once in ten million runs.
  const made = await sealedCheck(w, { to: [] })
  for (let i = 0; i < 200; i += 1) {
    if (i % mostChecksADay === 0)
      await w.sql("update protection_check set made_at = made_at - interval '2 days'")
    const body = JSON.stringify({ ...made, id: randomUUID() })
    const { status } = await w.request(checksPath, { method: "POST", as: "hana", body })
    assert.equal(status, 201)
  }
  const [row] = await w.sql<{ n: number }>(
    "select count(*)::int as n from protection_check where audited",
  )
  assert.ok(row && row.n > 0 && row.n < 60, `${row?.n} of 200`)
})

test("whoever has not answered is rung on the last morning, a miss is recorded, and the words that leave say nothing", async () => {
  await using w = await protectionWorld()
  const { id } = await ask(w)
  await draw(w, false)
  const rung = async () =>
    (
      await w.sql<{ name: string; text_kind: string }>(
        "select p.name, o.text_kind from outbox o join person p on p.id = o.person_id order by o.made_at, p.name",
      )
    ).map(({ name, text_kind: kind }) => `${name} ${kind}`)
  assert.deepEqual((await rung()).toSorted(), ["olu ring", "su ring"])
  await w.sql(
    "update protection_copy set said = 'clear', said_at = tocsin_now() where person_id = $1",
    [w.person("su").id],
  )
  const [row] = await w.sql<{ s: number }>(
    "select extract(epoch from due_at - tocsin_now())::int + 2 as s from timer where kind = 'protection'",
  )
  await w.advance(`${row?.s}s`)
  assert.equal((await rung()).length, 3)
  assert.equal((await rung()).at(-1), "olu ring")
  await w.sql("update protection_copy set said = null, said_at = null")
  await toRelease(w)
  assert.equal(await wordFor(w, id), "freeze")
  assert.equal((await rung()).length, 5, "both are rung about the miss")
  const told = await w.sql<{ kind: string }>(
    "select kind from event where case_id is null and kind like 'check.%' order by id",
  )
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ["check.asked", "check.missed", "check.released"],
  )
  await w.deliver()
  assert.ok(w.sink.arrived.length >= 5)
  for (const { text } of w.sink.arrived)
    assert.match(text, /^Action needed\. Open the app\. Ref [0-9A-Z]{6}$/)
})

test("a word that is late by its timer is read all the same, at the same instant", async () => {
  await using w = await protectionWorld()
  const { id } = await ask(w)
  await draw(w, false)
  await answer(w, "su", id, "clear")
  await w.sql("delete from timer where kind = 'protection'")
  await toRelease(w)
  assert.equal(await wordFor(w, id), "clear")
  assert.equal((await answer(w, "olu", id, "freeze")).status, 409)
})

test("to an officer who has no copy the system with the check is byte for byte the system without it", async () => {
  await using w = await protectionWorld()
  const paths = ["duties", "answerers", "directory"].map((one) => `/desk/api/protection/${one}`)
  const seen = async () => {
    const bytes = []
    for (const path of [...paths, "/desk/api/now", "/desk/api/people", "/desk/api/me"])
      bytes.push((await bytesOf(w, path, "su")).replace(/\\"(now|ageMs|overdueMs)\\":\d+/g, ""))
    return bytes
  }
  const before = await seen()
  const { id } = await ask(w, { name: "su", person: w.person("su").id, to: ["olu"] })
  await answer(w, "olu", id, "freeze")
  assert.deepEqual(await seen(), before)
  const never = "0123456789abcdef0123456789abcdef"
  const olus = await dutyId(w, "olu", id)
  for (const end of ["copy", "answer", "ending"]) {
    const method = { copy: "GET", answer: "PUT", ending: "POST" }[end] ?? "GET"
    const body = method === "PUT" ? { body: JSON.stringify({ answer: "clear" }) } : {}
    const answers = []
    for (const shown of [olus, never]) {
      const path = `/desk/api/protection/duties/${shown}/${end}`
      const got = await w.request(path, { as: "su", method, ...body })
      answers.push([got.status, await got.text()])
    }
    assert.deepEqual(answers[0], answers[1], end)
    assert.equal(answers[0]?.[0], 404)
  }
  const rung = await w.sql("select 1 from outbox where person_id = $1", [w.person("su").id])
  assert.equal(rung.length, 0)
})

test("nobody but HR asks and nobody but those who answer answers; to others there is nothing here", async () => {
  await using w = await protectionWorld()
  const { id, made } = await ask(w)
  const never = JSON.stringify({ problem: "not-found" })
  for (const as of ["noor", "su", "sam"]) {
    for (const [path, init] of [
      [checksPath, {}],
      [`${checksPath}/${id}`, {}],
      [checksPath, { method: "POST", body: JSON.stringify({ ...made, id: randomUUID() }) }],
      ["/desk/api/protection/tokens", {}],
      ["/desk/api/protection/tokens", { method: "POST", body: JSON.stringify({ label: "x" }) }],
    ] as const) {
      const got = await w.request(path, { ...init, as })
      assert.deepEqual([got.status, await got.text()], [404, never], `${as} ${path}`)
    }
  }
  for (const as of ["noor", "hana"]) {
    const got = await w.request("/desk/api/protection/duties", { as })
    assert.deepEqual([got.status, await got.text()], [404, never], as)
  }
  const list = await w.json<{ answerers: { name: string; role: string }[] }>(
    "/desk/api/protection/answerers",
    { as: "hana" },
  )
  assert.deepEqual(list.answerers.map(({ name, role }) => `${name} ${role}`).toSorted(), [
    "ito board",
    "olu officer",
    "orla outside",
    "su officer",
  ])
})

test("whoever becomes one of HR answers no more, and whoever has no key has nothing to answer with", async () => {
  await using w = await protectionWorld()
  const { id } = await ask(w)
  const checksOf = async () =>
    (await w.json<{ checks: { asks: boolean; answers: boolean } }>("/desk/api/me", { as: "su" }))
      .checks
  const warned = async () =>
    (await w.json<{ warnings: string[] }>("/desk/api/now", { as: "su" })).warnings.includes(
      "check-waits",
    )
  assert.deepEqual(await checksOf(), { asks: false, answers: true })
  assert.ok(await warned())
  const shown = await dutyId(w, "su", id)
  await w.sql("update person set hr = true where name = 'su'")
  const clear = { method: "PUT", as: "su", body: JSON.stringify({ answer: "clear" }) }
  const path = `/desk/api/protection/duties/${shown}/answer`
  assert.equal((await w.request(path, clear)).status, 404)
  assert.deepEqual(await checksOf(), { asks: true, answers: false })
  assert.ok(!(await warned()))
  await w.sql("update person set hr = false where name = 'su'")
  await w.sql("update keyholder set retired_at = tocsin_now() where person_id = $1", [
    w.person("su").id,
  ])
  assert.equal((await w.request(path, clear)).status, 404)
  assert.deepEqual(await checksOf(), { asks: false, answers: false })
})

test("what is not well formed is refused by its field, and nothing of it stays", async () => {
  await using w = await protectionWorld()
  const made = await sealedCheck(w)
  const [copy, second] = made.copies
  assert.ok(copy && second)
  const other = await sealedCheck(w, { to: ["hana"], signer: null })
  const grant = Buffer.alloc(18_043).fill(7).toString("base64url")
  const cases: [object, number, string, string | undefined][] = [
    [{ kind: "whatever" }, 400, "malformed", "kind"],
    [{ id: "1" }, 400, "malformed", "id"],
    [{ name: "Lin Yao" }, 400, "malformed", "name"],
    [{ copies: [copy, copy] }, 400, "malformed", "copies.1.person"],
    [{ copies: [{ ...copy, sealed: grant }] }, 400, "bad-seal", "copies.0.sealed"],
    [
      { copies: [copy, { ...second, sealed: second.sealed.slice(4) }] },
      400,
      "bad-seal",
      "copies.1.sealed",
    ],
    [{ copies: [{ ...copy, sealed: "Zm9v" }] }, 400, "bad-seal", "copies.0.sealed"],
    [{ copies: [{ ...copy, person: randomUUID() }] }, 409, "path-changed", "copies.0.person"],
    [
      { copies: [{ ...copy, person: w.person("noor").id }] },
      409,
      "path-changed",
      "copies.0.person",
    ],
    [{ copies: other.copies }, 409, "path-changed", "copies.0.person"],
    [{ copies: [{ ...copy, to: "0".repeat(64) }] }, 409, "path-changed", "copies.0.to"],
  ]
  for (const [change, status, problem, field] of cases) {
    const body = JSON.stringify({ ...made, ...change })
    const got = await w.request(checksPath, { method: "POST", as: "hana", body })
    const said = (await got.json()) as { problem: string; fields?: string[] }
    assert.deepEqual([got.status, said.problem, said.fields?.[0]], [status, problem, field])
  }
  for (const table of [
    "protection_check",
    "protection_copy",
    "timer where kind = 'protection'",
    "outbox",
  ])
    assert.deepEqual(await w.sql(`select 1 from ${table}`), [], table)
})

test("the same bytes twice are one check; other bytes under its id, or somebody else's, are refused", async () => {
  await using w = await protectionWorld()
  const { made, answer: first } = await ask(w)
  const send = (body: object, as = "hana") =>
    w.request(checksPath, { method: "POST", as, body: JSON.stringify(body) })
  const again = await send(made)
  assert.deepEqual([again.status, await again.json()], [201, await first.json()])
  assert.equal((await w.sql("select 1 from protection_check")).length, 1)
  assert.equal((await w.sql("select 1 from outbox")).length, 2, "nobody is rung twice")
  assert.equal((await send({ ...made, kind: "demotion" })).status, 409)
  assert.equal((await send(made, "hugo")).status, 409)
})

test("one person of HR asks at most so often a day", async () => {
  await using w = await protectionWorld()
  await ask(w)
  await w.sql(
    `insert into protection_check select gen_random_uuid(), org_id, by_person, by_system, kind, digest, audited, made_at, release_at, review_at, frozen_until
     from protection_check, generate_series(1, $1)`,
    [mostChecksADay - 1],
  )
  const { answer: refused } = await ask(w)
  assert.deepEqual([refused.status, await refused.json()], [429, { problem: "daily-limit" }])
  await w.advance("25h")
  assert.equal((await ask(w)).answer.status, 201)
})

test("when nobody may be asked it stays frozen, and HR still gets its word in time", async () => {
  await using w = await protectionWorld()
  const { id, answer: asked } = await ask(w, { to: [] })
  assert.equal(asked.status, 201)
  assert.equal(await wordFor(w, id), null)
  await toRelease(w)
  assert.equal(await wordFor(w, id), "freeze")
})

test("whoever is asked in an officer's place answers like one, and keeps the screen", async () => {
  await using w = await protectionWorld()
  const { id } = await ask(w, { to: ["orla"] })
  await draw(w, false)
  const me = await w.json<{ checks: { asks: boolean; answers: boolean } }>("/desk/api/me", {
    as: "orla",
  })
  assert.deepEqual(me.checks, { asks: false, answers: true })
  assert.equal((await answer(w, "orla", id, "clear")).status, 204)
  await toRelease(w)
  assert.equal(await wordFor(w, id), "clear")
})

test("a freeze ends when two say so, everyone who froze among them, and HR reads it on the day of the review", async () => {
  await using w = await protectionWorld()
  const { id } = await ask(w)
  await draw(w, false)
  await answer(w, "su", id, "freeze")
  const end = async (as: string) =>
    (
      await w.request(`/desk/api/protection/duties/${await dutyId(w, as, id)}/ending`, {
        method: "POST",
        as,
      })
    ).status
  assert.equal(await end("olu"), 409, "not before it is released")
  await toRelease(w)
  assert.equal(await end("olu"), 204)
  const [open] = await w.sql<{ end_shows_at: Date | null }>(
    "select end_shows_at from protection_check",
  )
  assert.equal(open?.end_shows_at, null, "su said freeze and has not agreed")
  assert.equal(await end("su"), 204)
  assert.equal(await wordFor(w, id), "freeze")
  const [row] = await w.sql<{ s: number; same: boolean }>(
    "select extract(epoch from review_at - tocsin_now())::int as s, end_shows_at = review_at as same from protection_check",
  )
  assert.ok(row?.same)
  await w.advance(`${row.s - 60}s`)
  assert.equal(await wordFor(w, id), "freeze")
  await w.advance("90s")
  assert.equal(await wordFor(w, id), "clear")
})

test("an HR system asks with a key that somebody of HR made, and with nothing else", async () => {
  await using w = await protectionWorld()
  const label = "Payroll"
  const made = await w.request("/desk/api/protection/tokens", {
    method: "POST",
    as: "hana",
    body: JSON.stringify({ label }),
  })
  assert.equal(made.status, 201)
  const { token, id: shown } = (await made.json()) as TokenShown
  const call = (path: string, init: RequestInit = {}, key = token) =>
    w.request(`/hr/api${path}`, { ...init, headers: { authorization: `Bearer ${key}` } })
  const check = await sealedCheck(w, { signer: null })
  const asked = await call("/checks", { method: "POST", body: JSON.stringify(check) })
  assert.equal(asked.status, 201)
  assert.deepEqual(await (await call(`/checks/${check.id}`)).json(), await asked.json())
  assert.equal(((await (await call("/checks")).json()) as CheckList).checks.length, 1)
  assert.equal(((await (await call("/answerers")).json()) as { answerers: [] }).answerers.length, 4)
  assert.equal((await dutiesOf(w, "su")).duties[0]?.by.system, true)
  assert.equal(await wordFor(w, check.id), null, "its maker reads it too")
  for (const bad of ["x".repeat(43), "short", ""])
    assert.equal((await call("/checks", {}, bad)).status, 401)
  assert.equal(
    (await w.request("/hr/api/checks", { as: "hana" })).status,
    401,
    "a cookie is no key here",
  )
  assert.equal((await call("/nothing")).status, 404)
  const dump = await w.dump()
  assert.ok(!dump.includes(token), "only its hash is kept")
  await w.sql("update person set hr = false where name = 'hana'")
  assert.equal((await call("/checks")).status, 401, "its maker is not of HR any more")
  await w.sql("update person set hr = true where name = 'hana'")
  assert.equal(
    (await w.request(`/desk/api/protection/tokens/${shown}`, { method: "DELETE", as: "hugo" }))
      .status,
    404,
  )
  assert.equal(
    (await w.request(`/desk/api/protection/tokens/${shown}`, { method: "DELETE", as: "hana" }))
      .status,
    204,
  )
  assert.equal((await call("/checks")).status, 401)
})

test("the database, the log and what leaves hold no name, no date and no reason of a check", async () => {
  await using w = await protectionWorld()
  const { id, answer: asked } = await ask(w, {
    name: marks[0],
    reasons: `${marks[1]} ${marks[2]}`,
    on: "2027-03-17",
  })
  assert.equal(asked.status, 201)
  await answer(w, "su", id, "freeze")
  await toRelease(w)
  await w.deliver()
  const dump = await w.dump()
  mustNotHold("the database", dump)
  assert.ok(!dump.includes("2027-03-17"))
  mustNotHold("the log", JSON.stringify(w.logged))
  mustNotHold("what left", JSON.stringify(w.sink.arrived))
  mustNotHold(
    "what HR and the officer are given",
    JSON.stringify([await w.json(checksPath, { as: "hana" }), await dutiesOf(w, "olu")]),
  )
})

test("after its last day a check is gone with its copies", async () => {
  await using w = await protectionWorld()
  await ask(w)
  await w.clear()
  assert.equal((await w.sql("select 1 from protection_check")).length, 1)
  await w.sql(
    "update protection_check set made_at = made_at - interval '4 years', release_at = release_at - interval '4 years', review_at = review_at - interval '4 years', frozen_until = frozen_until - interval '4 years'",
  )
  await w.clear()
  assert.equal((await w.sql("select 1 from protection_check")).length, 0)
  assert.equal((await w.sql("select 1 from protection_copy")).length, 0)
})
