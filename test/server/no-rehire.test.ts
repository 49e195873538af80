import assert from "node:assert/strict"
import { test } from "node:test"
import { overturnNoRehire } from "#server/rehire/erase.ts"
import { atomically } from "#server/runtime.ts"
import type { PeoplePage } from "#wire/person.ts"
import type { TokenShown, Tokens } from "#wire/rehire.ts"
import type { Me } from "#wire/session.ts"
import { world, type World } from "../world.ts"
import { enter, guMin, guMinHan, reference, withCentralDesk } from "../world/central.ts"

const somebody = { family: "Hale", given: "Tom", born: "1990-07-01" }
const told = (w: World) =>
  w.sql(
    "select count(*)::int as n from outbox o join person p on p.id = o.person_id where p.recruiter and o.text_kind = 'ring'",
  )
const rings =
  "select count(*)::int as n from outbox o join person p on p.id = o.person_id where p.central_desk and o.text_kind = 'ring'"

test("whoever is asked about, the answer is the same at once, and the list is not looked at", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await enter(w)
  // Not even the right to read the list is there while somebody asks.
  await w.sql("revoke select on no_rehire from tocsin_serve")
  const hit = await desk.ask(guMin)
  const none = await desk.ask(somebody)
  assert.equal((await desk.mine()).today, 2)
  await w.sql("grant select on no_rehire to tocsin_serve")
  const shape = ({ status, headers, body }: typeof hit) => [
    status,
    [...headers].filter(([name]) => name !== "date").toSorted(),
    Object.entries(body).map(([key, value]) => [key, String(value).length]),
    new Date(body.by).toISOString(),
  ]
  assert.deepEqual(shape(hit), shape(none))
  assert.equal(hit.status, 202)
  await w.advance("3m")
  const { today, checks } = await desk.mine()
  assert.equal(today, 2)
  assert.deepEqual(
    checks.map(({ state, through }) => [state, through]),
    [
      ["asked", null],
      ["asked", null],
    ],
  )
})

test("two of the central desk say that it is the same person; only then is the recruiter asked to call", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await enter(w)
  await desk.ask({ ...guMinHan, given: " 敏 " })
  await desk.ask(somebody)
  assert.deepEqual((await desk.tasks("sam")).hits, [])
  await w.advance("3m")
  assert.deepEqual(await w.sql(rings), [{ n: 2 }], "each of the two is rung once")
  const [hit, ...more] = (await desk.tasks("sam")).hits
  assert.deepEqual(more, [])
  assert.ok(hit)
  const { id, at, by, mark, ...rest } = hit
  assert.ok(id.length === 32 && mark.length === 8 && by > at)
  assert.deepEqual(rest, {
    ...{ recruiter: "Rita Moss", email: "rita@lantern.example", byNumber: false },
    ...{ contested: false, deciders: ["orla", "ito"], said: null },
  })
  const path = `checks/${id}/answer`
  assert.deepEqual(await (await desk.say("sam", path, "call")).json(), { holds: false })
  assert.deepEqual(
    await (await desk.say("sam", path, "call")).json(),
    { holds: false },
    "not twice",
  )
  assert.equal((await desk.mine()).checks[1]?.state, "asked")
  const [ravis] = (await desk.tasks("ravi")).hits
  assert.equal(ravis?.said?.by, "sam")
  assert.notEqual(ravis?.id, id)
  assert.equal((await desk.say("ravi", path, "call")).status, 404, "an id is one person's")
  const holds = await desk.say("ravi", `checks/${ravis?.id}/answer`, "call")
  assert.deepEqual(await holds.json(), { holds: true })
  assert.deepEqual(
    (await desk.mine()).checks.map(({ state }) => state),
    ["asked", "call"],
  )
  assert.deepEqual((await desk.tasks("sam")).hits, [])
  assert.deepEqual(await told(w), [{ n: 1 }], "and whoever asked is told to look")
})

test("nothing to say reads like nobody on the list; a hit left unanswered asks to be called about", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await enter(w)
  await desk.ask(somebody)
  await desk.ask(guMin)
  await desk.ask({ ...guMin, number: "310101198102030022" })
  await w.advance("3m")
  for (const name of ["sam", "ravi"]) {
    const hit = (await desk.tasks(name)).hits.find((one) => !one.byNumber)
    await desk.say(name, `checks/${hit?.id}/answer`, "nothing")
  }
  assert.deepEqual(
    (await desk.mine()).checks.map(({ state }) => state),
    ["asked", "asked", "asked"],
  )
  await w.clear() // from here on the hourly timer runs
  await w.advance("7d")
  await desk.again()
  const { checks } = await desk.mine()
  assert.deepEqual(
    checks.map(({ state }) => state),
    ["call", "nothing", "nothing"],
  )
  assert.deepEqual(await told(w), [{ n: 1 }], "of the late one, once")
  const [row] = await w.sql<{ left: boolean }>(
    "select entry_id is not null as left from recruiter_check where answer = 'nothing'",
  )
  assert.equal(row?.left, false, "what it met is forgotten with the answer")
  const [late] = await w.sql<{ n: number }>(rings)
  assert.ok((late?.n ?? 0) > 10, "and the central desk was rung again and again")
})

test("only the exact person is found: another day of birth, another number, a name alone are nobody", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await enter(w, { forms: [{ ...guMin, number: "310101198102030022" }] })
  for (const who of [
    guMin,
    { ...guMin, born: "1981-02-04" },
    { ...guMin, number: "310101198102030023" },
    { ...guMin, given: "Ming", number: "310101198102030022" },
  ])
    assert.equal((await desk.ask(who)).status, 202)
  await w.advance("3m")
  assert.deepEqual((await desk.tasks("sam")).hits, [])
  await desk.ask({ ...guMin, family: "MIN", given: "gu", number: "310101 19810203 0022" })
  await w.advance("3m")
  assert.deepEqual(
    (await desk.tasks("sam")).hits.map(({ byNumber }) => byNumber),
    [true],
  )
})

test("whoever was asked about just before the entry was made is found too, while they are waited for", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await desk.ask(guMin)
  await w.advance("1h")
  await enter(w)
  await w.advance("3m")
  assert.equal((await desk.tasks("sam")).hits.length, 1)
})

test("bad input names its field, and nothing is written", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  const { born: _, ...nameOnly } = guMin
  const bad: [object, string[]][] = [
    [nameOnly, ["born"]],
    [{ ...guMin, born: "1981" }, ["born"]],
    [{ ...guMin, born: "1981-02-30" }, ["born"]],
    [{ ...guMin, born: "1899-12-31" }, ["born"]],
    [{ ...guMin, born: "2999-01-01" }, ["born"]],
    [{ ...guMin, family: "  " }, ["family"]],
    [{ ...guMin, given: "-" }, ["given"]],
    [{ ...guMin, given: "Min\u0000" }, ["given"]],
    [{ ...guMin, family: "x".repeat(101) }, ["family"]],
    [{ ...guMin, number: "12" }, ["number"]],
    [{ ...guMin, town: "Leeds" }, ["town"]],
    [
      [guMin, somebody],
      ["family", "given", "born", "0"],
    ],
    [{ people: [guMin] }, ["family", "given", "born", "people"]],
  ]
  for (const [body, fields] of bad) {
    const answer = await desk.browser.desk("POST", "/recruiter-checks", body)
    assert.deepEqual([answer.status, answer.body], [400, { problem: "malformed", fields }])
  }
  const many = Array.from({ length: 200 }, () => guMin)
  assert.equal((await desk.browser.desk("POST", "/recruiter-checks", many)).status, 413)
  assert.deepEqual(await w.sql("select id from recruiter_check"), [])
})

test("a recruiter asks two hundred times a day and no more; the central desk hears of many, and of the last", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await desk.ask(somebody)
  await w.sql(
    `insert into recruiter_check (id, org_id, person_id, at, due_at, key_id, person_hashes, looked_at)
     select gen_random_uuid(), c.org_id, c.person_id, c.at, c.due_at, c.key_id, c.person_hashes, c.at
     from recruiter_check c, generate_series(1, 48)`,
  )
  assert.deepEqual(await w.sql(rings), [{ n: 0 }])
  assert.deepEqual((await desk.tasks("sam")).unusual, [])
  await desk.ask(somebody)
  assert.deepEqual(await w.sql(rings), [{ n: 2 }])
  assert.deepEqual((await desk.tasks("sam")).unusual, [{ recruiter: "Rita Moss", checks: 50 }])
  await w.sql(
    `insert into recruiter_check (id, org_id, person_id, at, due_at, key_id, person_hashes, looked_at)
     select gen_random_uuid(), c.org_id, c.person_id, c.at, c.due_at, c.key_id, c.person_hashes, c.at
     from (select * from recruiter_check limit 1) c, generate_series(1, 149)`,
  )
  const answers = await Promise.all([desk.ask(somebody), desk.ask(somebody)])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [202, 429])
  assert.deepEqual(await w.sql(rings), [{ n: 4 }])
  assert.equal((await desk.mine()).today, 200)
  await w.advance("24h")
  await desk.again()
  assert.equal((await desk.ask(somebody)).status, 202)
})

test("a stolen database names nobody: no name, no day, no number, no plain hash, and no event says that there is an entry", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  const events = () => w.sql("select kind, facts from event")
  const before = await events()
  await enter(w)
  await desk.ask(guMin)
  await desk.ask({ ...guMinHan, number: "310101198102030022" })
  await w.advance("3m")
  assert.deepEqual(await events(), before)
  const dump = await w.dump()
  for (const word of ["Gu", "Min", "顾", "敏", "1981-02-03", "19810203", reference])
    assert.doesNotMatch(dump, new RegExp(`(?<![\\p{L}\\d])${word}(?![\\p{L}\\d])`, "u"), word)
  const hashes = await w.sql<{ hashes: string[] }>(
    "select array(select encode(h, 'hex') from unnest(person_hashes) h) as hashes from recruiter_check",
  )
  assert.deepEqual(
    hashes.map((row) => row.hashes.length),
    [2, 2],
    "whether a number was typed is not told",
  )
})

test("hashes of whom was asked about are emptied after 24 months; that somebody asked stays", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await desk.ask(somebody)
  await desk.ask(guMin)
  await w.sql(
    "update recruiter_check set at = at - interval '731 days' where id = (select min(id::text)::uuid from recruiter_check)",
  )
  await w.clear()
  const left = await w.sql<{ kept: boolean }>(
    "select person_hashes is not null as kept from recruiter_check order by at",
  )
  assert.deepEqual(left, [{ kept: false }, { kept: true }])
})

test("without two people at the central desk nobody is asked about and nobody is entered", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await w.sql("update person set central_desk = false where name = 'ravi'")
  const refused = await desk.ask(somebody)
  assert.deepEqual(
    [refused.status, refused.body],
    [409, { problem: "not-now", fields: ["centralDesk"] }],
  )
  await assert.rejects(enter(w), { code: "not-now", field: "centralDesk" })
})

test("an entry that is not as it has to be is refused by its field, and nothing of it stays", async () => {
  await using w = await world()
  await withCentralDesk(w)
  const now = Date.now()
  const bad: [object, string[]][] = [
    [{ legalEntity: "Another Group" }, ["legalEntity"]],
    [{ toldAt: new Date(now + 1e9) }, ["toldAt"]],
    [{ contestUntil: new Date(now - 365 * 86_400_000) }, ["contestUntil"]],
    [{ decidedAt: new Date(now + 2e9), toldAt: new Date(now + 1e9) }, ["decidedAt", "toldAt"]],
    [{ forms: [guMin, { ...guMin, born: "2999-01-01" }] }, ["forms.1.born"]],
    [{ decidedBy: [w.person("orla").id, "00000000-0000-4000-8000-000000000000"] }, ["decidedBy"]],
  ]
  for (const [more, fields] of bad) await assert.rejects(enter(w, more), { fields })
  // The types forbid it; a caller that goes past them is refused all the same.
  const notThem = { standing: "reporter" } as object
  await assert.rejects(enter(w, notThem), { code: "not-now", field: "standing" })
  assert.deepEqual(await w.sql("select id from no_rehire"), [])
  await enter(w)
  await assert.rejects(enter(w), { code: "already-done" })
})

test("a contest begins with the code of the letter; whoever decided does not hear it; overturned by two, only dates stay", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  const [orla, ito, sam] = ["orla", "ito", "sam"].map((name) => w.person(name).id)
  await w.sql("update person set central_desk = true where name = 'ito'")
  await enter(w)
  await desk.ask(guMin)
  await w.advance("3m")
  const contest = (code: string) =>
    w.request("/desk/api/central-desk/contests", {
      ...{ method: "POST", as: "sam", body: JSON.stringify({ reference: code }) },
    })
  const wrong = await contest(reference.replace("7", "8"))
  assert.deepEqual(
    [wrong.status, await wrong.json()],
    [401, { problem: "wrong-code", fields: ["reference"] }],
  )
  assert.equal((await contest("7F3K")).status, 400)
  assert.deepEqual((await desk.tasks("sam")).contests, [])
  assert.equal((await contest(" 7f3k-q2m9 xw4t-8b1c ")).status, 204)
  assert.equal((await contest(reference)).status, 204, "again is the same contest")
  const { contests, hits } = await desk.tasks("sam")
  assert.equal(contests.length, 1)
  assert.equal(hits[0]?.contested, true)
  const [itos] = (await desk.tasks("ito")).contests
  assert.equal(itos?.mayDecide, false)
  assert.equal(
    (await desk.say("ito", `entries/${itos?.id}/contest-outcome`, "overturned")).status,
    403,
  )
  const said: unknown[] = []
  for (const [name, word] of [
    ["sam", "overturned"],
    ["ravi", "upheld"],
    ["sam", "upheld"],
  ] as const) {
    const [one] = (await desk.tasks(name)).contests
    const answer = await desk.say(name, `entries/${one?.id}/contest-outcome`, word)
    said.push(await answer.json())
  }
  assert.deepEqual(said, [{ holds: false }, { holds: false }, { holds: true }])
  const [heard] = await w.sql("select contest_outcome, heard_by, heard_with from no_rehire")
  assert.deepEqual(heard, {
    contest_outcome: "upheld",
    heard_by: w.person("ravi").id,
    heard_with: sam,
  })
  assert.equal((await desk.tasks("sam")).hits[0]?.contested, false)

  await contest(reference)
  for (const name of ["ravi", "sam"]) {
    const [one] = (await desk.tasks(name)).contests
    await desk.say(name, `entries/${one?.id}/contest-outcome`, "overturned")
  }
  const [left = {}] = await w.sql<Record<string, unknown>>("select * from no_rehire")
  const kept = Object.entries(left).filter(([, value]) => value !== null)
  assert.deepEqual(kept.map(([name]) => name).toSorted(), [
    ...["contest_until", "contested_at", "decided_at", "erased_at", "heard_at", "id", "org_id"],
    ...["review_at", "told_at", "why_erased"],
  ])
  assert.equal(left["why_erased"], "overturned")
  assert.ok(![orla, ito, sam].some((id) => Object.values(left).includes(id)))
  const { hits: none, contests: noContest } = await desk.tasks("sam")
  assert.deepEqual([none, noContest, await w.sql("select * from central_word")], [[], [], []])
  await assert.rejects(w.sql("update no_rehire set basis_clause = '4.2'"), /no_rehire_erased/)
  assert.equal((await contest(reference)).status, 401, "the code leads nowhere any more")
})

test("the case erases its own entry with the code of its paper, and a call that was asked for is taken back", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await enter(w)
  await desk.ask(guMin)
  await w.advance("3m")
  for (const name of ["sam", "ravi"])
    await desk.say(name, `checks/${(await desk.tasks(name)).hits[0]?.id}/answer`, "call")
  assert.equal((await desk.mine()).checks[0]?.state, "call")
  const overturn = (code: string) =>
    atomically(w.runtime, w.org, (tx) => overturnNoRehire(tx, code))
  assert.equal(await overturn("00000000000000AA"), false)
  assert.equal(await overturn(reference), true)
  assert.equal(await overturn(reference), false)
  assert.equal((await desk.mine()).checks[0]?.state, "asked")
  await desk.ask(guMin)
  await w.advance("3m")
  assert.deepEqual((await desk.tasks("sam")).hits, [])
})

test("a review is put before the central desk ninety days ahead; without it the entry answers no more, and that is said", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  await enter(w)
  const due = (days: number) =>
    w.sql(
      "update no_rehire set review_at = tocsin_now() + make_interval(days => $1), rung_at = null",
      [days],
    )
  await due(91)
  assert.deepEqual((await desk.tasks("sam")).reviews, [])
  await due(90)
  const [one] = (await desk.tasks("sam")).reviews
  assert.ok(one && one.stopsAt - one.reviewAt === 30 * 86_400_000)
  await w.clear()
  assert.deepEqual(await w.sql(rings), [{ n: 2 }])
  await w.clear()
  assert.deepEqual(await w.sql(rings), [{ n: 2 }], "not every hour")

  await due(-31)
  await desk.ask(guMin)
  await w.advance("3m")
  const stopped = await desk.tasks("ravi")
  assert.deepEqual(stopped.hits, [])
  assert.ok((stopped.reviews[0]?.stopsAt ?? Infinity) < stopped.now)
  for (const name of ["sam", "ravi"]) {
    const id = (await desk.tasks(name)).reviews[0]?.id
    assert.equal((await desk.say(name, `entries/${id}/review`, "keep")).status, 200)
  }
  assert.deepEqual((await desk.tasks("sam")).reviews, [])
  const [kept] = await w.sql<{ years: number; signed: boolean }>(
    `select extract(year from age(review_at, reviewed_at))::int as years, reviewed_by <> reviewed_with as signed from no_rehire`,
  )
  assert.deepEqual(kept, { years: 5, signed: true })
  await w.advance("3m")
  assert.equal((await desk.tasks("sam")).hits.length, 1, "and it answers again")
  await assert.rejects(
    w.sql("update no_rehire set review_at = reviewed_at + interval '5 years 1 day'"),
    /no_rehire_review/,
  )
  await due(1)
  for (const name of ["sam", "ravi"]) {
    const id = (await desk.tasks(name)).reviews[0]?.id
    await desk.say(name, `entries/${id}/review`, "erase")
  }
  assert.deepEqual(await w.sql("select why_erased from no_rehire"), [{ why_erased: "review" }])
})

test("a system of HR asks with its token, in a recruiter's name, and for nothing else", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  const make = (body: object) =>
    w.request("/desk/api/recruiter-tokens", {
      ...{ method: "POST", as: "noor", body: JSON.stringify(body) },
    })
  assert.equal((await make({ person: w.person("sam").id, label: "ATS" })).status, 404)
  const made = await make({ person: desk.rita, label: "ATS" })
  assert.equal(made.status, 201)
  const { token, view } = (await made.json()) as TokenShown
  assert.doesNotMatch(await w.dump(), new RegExp(token))
  const ask = (body: unknown, bearer = token) =>
    w.request("/hook/recruiter-checks", {
      ...{ method: "POST", body: JSON.stringify(body) },
      headers: { authorization: `Bearer ${bearer}` },
    })
  await enter(w)
  const [hit, none] = [await ask(guMin), await ask(somebody)]
  assert.deepEqual([hit.status, none.status], [202, 202])
  assert.deepEqual(Object.keys((await hit.json()) as object), ["id", "at", "by"])
  assert.equal((await ask([guMin])).status, 400)
  assert.equal((await ask(guMin, "x".repeat(43))).status, 401)
  assert.equal((await ask(guMin, "")).status, 401)
  assert.equal(
    (
      await w.request("/desk/api/recruiter-checks", {
        headers: { authorization: `Bearer ${token}` },
      })
    ).status,
    401,
  )
  assert.deepEqual(
    (await desk.mine()).checks.map(({ through }) => through),
    ["ATS", "ATS"],
  )
  const listed = await w.json<Tokens>("/desk/api/recruiter-tokens", { as: "noor" })
  assert.deepEqual(listed.recruiters, [{ id: desk.rita, name: "Rita Moss" }])
  assert.match(listed.tokens[0]?.usedOn ?? "", /^\d{4}-\d\d-\d\d$/)
  const end = () =>
    w.request(`/desk/api/recruiter-tokens/${view.id}`, { method: "DELETE", as: "noor" })
  assert.deepEqual([(await end()).status, (await end()).status], [204, 204])
  assert.equal((await ask(somebody)).status, 401)
})

test("a recruiter holds no key that anything is sealed to, and finds nothing here but their own checks", async () => {
  await using w = await world()
  const before = await w.sql("select id from outbox where text_kind = 'announce'")
  const { browser, rita } = await withCentralDesk(w)
  assert.deepEqual(await w.sql("select id from outbox where text_kind = 'announce'"), before)
  const { body } = await browser.desk<Me>("GET", "/me")
  assert.ok(body.recruiter && body.key && body.ways.every((way) => way.verified))
  for (const path of [
    ...["/now", "/cases", "/people", "/path", "/stream", "/engine", "/organisation"],
    ...["/central-desk", "/recruiter-tokens"],
  ]) {
    const answer = await browser.desk("GET", path)
    assert.deepEqual([answer.status, answer.body], [404, { problem: "not-found" }], path)
  }
  const holders = await w.json<PeoplePage>("/desk/api/people?keyholders=1", { as: "noor" })
  assert.ok(!holders.people.some(({ id }) => id === rita))
  const change = async (id: string, flags: object) => {
    const answer = await w.request(`/desk/api/people/${id}`, {
      ...{ method: "PATCH", as: "noor", body: JSON.stringify(flags) },
    })
    return answer.status === 204 ? 204 : ((await answer.json()) as { fields: string[] }).fields
  }
  for (const flag of ["admin", "centralDesk", "protection", "board"])
    assert.deepEqual(await change(rita, { [flag]: true }), ["recruiter"], flag)
  assert.deepEqual(await change(w.person("orla").id, { recruiter: true }), ["recruiter"])
  assert.deepEqual(await change(w.person("sam").id, { centralDesk: false }), ["centralDesk"])
  assert.equal(await change(w.person("orla").id, { centralDesk: true }), 204)
  assert.equal(await change(w.person("sam").id, { centralDesk: false }), 204)
})
