import assert from "node:assert/strict"
import { test } from "node:test"
import { idOf, type PersonId } from "#core/ids.ts"
import { opaque } from "#server/secret.ts"
import { makeMailbox, writeAs } from "../world/party.ts"
import { world, type World } from "../world.ts"
import { enter, guMin, reference, withCentralDesk } from "../world/central.ts"

/** Every answer of a desk route, as bytes: status, headers but the date, body with ids and clocks of the moment left out. */
async function bytes(w: World, as: string, path: string, init: RequestInit = {}): Promise<string> {
  const answer = await w.request(path, { ...init, as })
  const headers = [...answer.headers].filter(([name]) => name !== "date").toSorted()
  return JSON.stringify([
    answer.status,
    headers,
    (await answer.text()).replace(/"(now|ageMs|overdueMs)":\d+/g, '"$1":0'),
  ])
}

/** What anybody at the desk may ask for whatever they hold, and the one thing they change of themselves. */
const lists: [path: string, init?: RequestInit][] = [
  ["/desk/api/now"],
  ["/desk/api/engine"],
  ["/desk/api/cases"],
  ["/desk/api/cases?open=0"],
  ["/desk/api/cases?q=e2"],
  ["/desk/api/cases?q=retaliation"],
  ["/desk/api/cases?q=overdue"],
  ["/desk/api/cases?state=RECEIVED"],
  ["/desk/api/cases?state=TRIAGE"],
  ["/desk/api/cases?open=0&state=TRIAGE"],
  ["/desk/api/people"],
  ["/desk/api/path"],
  ["/desk/api/reports"],
  ["/desk/api/reports/annual?country=IN&year=2025"],
  ["/desk/api/protection/duties"],
  ["/desk/api/protection/answerers"],
  ["/desk/api/directory"],
  ["/desk/api/directory/0"],
  ["/desk/api/protection/directory"],
  ["/desk/api/protection/directory/0"],
  ["/desk/api/protection/checks"],
  ["/desk/api/protection/tokens"],
  ["/hr/api/checks"],
  ["/desk/api/me"],
  ["/desk/api/recruiter-checks"],
  ["/desk/api/recruiter-checks", { method: "POST", body: JSON.stringify(guMin) }],
  ["/desk/api/recruiter-tokens"],
  ["/desk/api/central-desk"],
  ["/desk/api/central-desk/contests", { method: "POST", body: JSON.stringify({ reference }) }],
  ["/desk/api/instructions"],
  ["/desk/api/board"],
  ["/desk/api/me", { method: "PATCH", body: JSON.stringify({ language: "en" }) }],
]
const acts = (id: string): [string, RequestInit][] => [
  [`/desk/api/cases/${id}`, {}],
  [`/desk/api/cases/${id}/objects/mailbox/1`, {}],
  [`/desk/api/cases/${id}/precedents`, {}],
  [
    `/desk/api/cases/${id}/no-rehire`,
    {
      method: "POST",
      body: JSON.stringify({
        n: 1,
        forms: [{ family: "Ma", given: "Jun", born: "1980-02-03" }],
        referenceHash: "a".repeat(64),
        basisClause: "4",
      }),
    },
  ],
  [
    `/desk/api/cases/${id}/no-rehire/erasures`,
    { method: "POST", body: JSON.stringify({ n: 1, reference: "0123456789ABCDEF" }) },
  ],
  [`/desk/api/cases/${id}/law`, {}],
  [`/desk/api/cases/${id}/parts/${"a".repeat(64)}`, {}],
  ...[
    `{"kind":"hold.requested"}`,
    `{"kind":"retaliation.frozen"}`,
    `{"kind":"failure.answered","facts":{"n":1}}`,
    `{"kind":"failure.decided","facts":{"n":1,"as":"no-fault"}}`,
  ].map((act): [string, RequestInit] => [
    `/desk/api/cases/${id}/acts`,
    { method: "POST", headers: { "x-tocsin-act": act } },
  ]),
  [`/desk/api/cases/${id}/objects/party-2/1`, {}],
  [`/desk/api/cases/${id}/mailboxes/2/closure`, { method: "POST" }],
  [
    `/desk/api/cases/${id}/mailboxes`,
    {
      method: "POST",
      body: JSON.stringify({
        id: "00000000-0000-4000-8000-000000000000",
        number: 2,
        party: "witness",
        locator: "a".repeat(64),
        auth: "a".repeat(64),
        sig: "a".repeat(64),
        grant: "AA",
        paper: { seq: 1, epoch: 1, sealed: "AA" },
      }),
    },
  ],
  [`/desk/api/cases/${id}/instructions`, {}],
  [
    `/desk/api/cases/${id}/instructions`,
    {
      method: "POST",
      headers: {
        "x-tocsin-instruction": `{"id":"00000000-0000-4000-8000-000000000000","measure":1,"to":"00000000-0000-4000-8000-000000000000","due":1}`,
      },
    },
  ],
  [
    `/desk/api/cases/${id}/opening`,
    {
      method: "POST",
      body: JSON.stringify({ epoch: 1, slot: 1, ack: "0".repeat(64), signature: "AAAA" }),
    },
  ],
  [`/desk/api/cases/${id}/reads`, { method: "POST", body: JSON.stringify({ seqs: [1] }) }],
  [
    `/desk/api/cases/${id}/handover`,
    { method: "POST", body: JSON.stringify({ to: "00000000-0000-4000-8000-000000000000" }) },
  ],
  [`/desk/api/cases/${id}/recusal`, { method: "POST" }],
  [`/desk/api/cases/${id}/level`, { method: "PUT", body: JSON.stringify({ level: "e1" }) }],
  [
    `/desk/api/cases/${id}/keys`,
    { method: "POST", body: JSON.stringify({ manifest: "AA", signature: "AA", grants: [] }) },
  ],
  [
    `/desk/api/cases/${id}/uploads`,
    {
      method: "POST",
      body: JSON.stringify({ id: "00000000-0000-4000-8000-000000000000", parts: 1 }),
    },
  ],
]

/** What a reporter does with JSON or nothing in a case, each as it would be taken. */
const hers: [path: string, body?: unknown, method?: string, headers?: Record<string, string>][] = [
  ["/case", undefined, "GET"],
  ["/case/objects/1", undefined, "GET"],
  [`/case/parts/${"a".repeat(64)}`, undefined, "GET"],
  ["/case/reads", { seqs: [1] }],
  ["/case/neglect"],
  ["/case/allowances", { alert: "report", deadline: "protection" }],
  ["/case/retaliation"],
  ["/case/level", { level: "e1" }, "PUT"],
  ["/case/contact-answers", { seq: 1, reached: true }],
  ["/case/acts", undefined, "POST", { "x-tocsin-act": `{"kind":"protection.refused"}` }],
  ["/case/exclusions", { person: "11111111-1111-4111-8111-111111111111" }],
  [
    "/case/reminder",
    { address: "her@mail.example", lang: "en", zone: "Europe/London", hour: 18 },
    "PUT",
  ],
  ["/case/reminder", undefined, "DELETE"],
  ["/case/keys", { manifest: "AA", signature: "AA", grants: [] }],
]

/** Everything that the desks of these people answer. */
async function seenBy(w: World, people: readonly string[]): Promise<string[]> {
  const all = []
  for (const as of people) for (const asked of lists) all.push(await bytes(w, as, ...asked))
  return all
}

/** To somebody each act on this case is as on one that never was. */
async function isNothing(w: World, name: string, holder: string): Promise<void> {
  const [row] = await w.sql<{ id: string }>("select id from case_file")
  const own = opaque(w.runtime.secret, w.person(name).id, row?.id ?? "")
  const [held = ""] = await w.desk(holder)
  const never = "0123456789abcdef0123456789abcdef"
  for (const [i, [, init]] of acts(never).entries()) {
    const none = await bytes(w, name, acts(never)[i]?.[0] ?? "", init)
    assert.match(none, /^\[404/)
    for (const id of [own, held])
      assert.equal(await bytes(w, name, acts(id)[i]?.[0] ?? "", init), none)
  }
}

test("to an excluded keyholder the system with the case is byte for byte the system without it", async () => {
  await using w = await world()
  // A responder, and a member of the board.
  const people = ["sam", "ito"]
  const before = await seenBy(w, people)
  await w.report({ excluded: people, level: "e1" })
  await w.advance("30m")
  // Also while somebody outside has a mailbox and writes in it.
  await w.open("noor")
  const witness = await makeMailbox(w, "noor", "witness")
  assert.equal((await writeAs(w, witness, "What I saw.")).status, 201)
  assert.deepEqual(await seenBy(w, people), before)
  assert.ok(!(await w.rung()).some((name) => people.includes(name)))
})

test("to whoever was told and did not log it, the case and the failure that is opened for it are byte for byte not there", async () => {
  await using w = await world()
  const before = await seenBy(w, ["sam"])
  await w.report({ level: "e3" })
  await w.open("noor")
  const aside = [idOf<PersonId>(w.person("sam").id)]
  assert.equal((await w.act("noor", "conflict.checked", { aside })).status, 201)
  const late = { n: 1, kind: "late-log", role: "leader" } as const
  assert.equal((await w.act("noor", "failure.recorded", late)).status, 201)
  const { life, owed } = await w.screen("noor")
  assert.deepEqual(
    life?.failures.map(({ kind, outcome }) => [kind, outcome]),
    [["late-log", null]],
  )
  assert.ok(owed.some(({ kind }) => kind === "duty:failure-1"))
  await w.advance("25h")
  assert.ok((await w.rung()).includes("ravi"), "the bell climbs past them")
  assert.deepEqual(await seenBy(w, ["sam"]), before)
  assert.ok(!(await w.rung()).includes("sam"))
  await isNothing(w, "sam", "noor")
})

test("to an officer whom payback is about, its bell and its freeze are byte for byte not there, left out before, after, or by the desk", async () => {
  await using w = await world({ officers: ["sam", "ravi", "orla"] })
  const people = ["sam", "ravi", "orla"]
  const before = await seenBy(w, people)
  const { receipt } = await w.report({ level: "e3", excluded: ["sam"] })
  await w.open("noor")
  assert.equal((await w.reporter(receipt, "/case/retaliation")).status, 204)
  assert.equal((await w.open("ravi")).status, 204)
  assert.equal((await w.act("ravi", "retaliation.suspected")).status, 201)
  const person = w.person("ravi").id
  assert.equal((await w.reporter(receipt, "/case/exclusions", { person })).status, 204)
  const aside = [idOf<PersonId>(w.person("orla").id)]
  assert.equal((await w.act("noor", "conflict.checked", { aside })).status, 201)
  const rung = (await w.rung()).length
  await w.advance("25h")
  const { owed } = await w.screen("noor")
  assert.ok(owed.some(({ kind, missed }) => kind === "duty:freeze" && missed !== null))
  const since = (await w.rung()).slice(rung)
  assert.ok(since.includes("ito") && !since.some((name) => people.includes(name)))
  assert.deepEqual(await seenBy(w, people), before)
  for (const name of people) await isNothing(w, name, "noor")
})

test("to recruiter, administrator and central desk, a list with somebody on it is byte for byte an empty list", async () => {
  await using w = await world()
  const desk = await withCentralDesk(w)
  const recruiter = async () => {
    const { status, headers, body } = await desk.browser.desk("GET", "/recruiter-checks")
    return JSON.stringify([status, [...headers].filter(([name]) => name !== "date"), body])
  }
  const all = async () => {
    const said = [await recruiter()]
    // What reads only; and whatever is nobody's here looks like what is not there.
    for (const [path, init] of lists.filter(([, init]) => init === undefined))
      for (const name of ["noor", "sam", "orla"]) said.push(await bytes(w, name, path, init))
    const never = "0123456789abcdef0123456789abcdef"
    for (const [path, word] of [
      [`checks/${never}/answer`, "call"],
      [`entries/${never}/contest-outcome`, "upheld"],
      [`entries/${never}/review`, "keep"],
    ])
      for (const name of ["noor", "sam"])
        said.push(
          await bytes(w, name, `/desk/api/central-desk/${path}`, {
            ...{ method: "PUT", body: JSON.stringify({ word }) },
          }),
        )
    return said
  }
  const before = await all()
  await enter(w)
  await w.advance("3m")
  assert.deepEqual(await all(), before)
})

test("somebody of HR operations who must not see a case is shown the same instructions as without it", async () => {
  await using w = await world({ hrOps: ["sam"] })
  const before = await bytes(w, "sam", "/desk/api/instructions")
  assert.match(before, /^\[200/)
  await w.report({ excluded: ["sam"] })
  await w.open("noor")
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  assert.equal(await bytes(w, "sam", "/desk/api/instructions"), before)
})

test("to an officer and to HR, who are excluded, the check is byte for byte what it is without the case", async () => {
  await using w = await world({ officers: ["olu"] })
  await w.sql("update person set hr = true where name = 'ravi'")
  await w.sql("update person set protection = true where name = 'sam'")
  const asked = lists.filter(([path]) => path.includes("/protection/"))
  const seen = async () => {
    const all = []
    for (const as of ["sam", "ravi"]) for (const one of asked) all.push(await bytes(w, as, ...one))
    return all
  }
  const before = await seen()
  assert.ok(before.filter((one) => one.startsWith("[200")).length >= 7)
  await w.report({ excluded: ["sam", "ravi"], level: "e1" })
  await w.advance("30m")
  assert.deepEqual(await seen(), before)
})

test("to somebody who answers for reports and is excluded, the year in which the case came is byte for byte one without it", async () => {
  await using w = await world()
  await w.sql("update organisation set country = 'IN'")
  const asked = lists.filter(([path]) => path.startsWith("/desk/api/reports"))
  const year = Temporal.Now.plainDateISO("UTC").year
  const seen = async () => {
    const all = []
    for (const path of [
      ...asked.map(([path]) => path),
      `/desk/api/reports/annual?country=IN&year=${year}`,
    ])
      all.push(await bytes(w, "ito", path))
    return all
  }
  const before = await seen()
  await w.report({ excluded: ["ito"], level: "e1" })
  await w.advance("30m")
  assert.deepEqual(await seen(), before)
  assert.match(before[0] ?? "", /^\[200/)
  assert.match(before[2] ?? "", /^\[404/)
})

test("every act on a case that is not mine answers like an act on a case that never was", async () => {
  await using w = await world()
  await w.report({ excluded: ["sam"] })
  await w.advance("30m")
  const [noors] = await w.desk("noor")
  const never = "0123456789abcdef0123456789abcdef"
  for (const [i, [path, init]] of acts(noors ?? "").entries()) {
    const real = await bytes(w, "sam", path, init)
    const none = await bytes(w, "sam", acts(never)[i]?.[0] ?? "", init)
    assert.equal(real, none, path)
    assert.match(real, /^\[404/, path)
  }
})

test("whoever recuses themselves sees nothing from then on, and is not rung again", async () => {
  await using w = await world()
  await w.report()
  await w.advance("30m")
  const [id] = await w.desk("sam")
  assert.equal(
    (await w.request(`/desk/api/cases/${id}/recusal`, { method: "POST", as: "sam" })).status,
    204,
  )
  assert.deepEqual(await w.desk("sam"), [])
  const rung = (await w.rung()).filter((n) => n === "sam").length
  await w.advance("3h")
  assert.equal((await w.rung()).filter((n) => n === "sam").length, rung)
  assert.equal((await w.request(`/desk/api/cases/${id}`, { as: "sam" })).status, 404)
})

test("one person's id for a case means nothing in another person's hands", async () => {
  await using w = await world()
  await w.report({ level: "e1" })
  const [noors] = await w.desk("noor")
  const [sams] = await w.desk("sam")
  assert.notEqual(noors, sams)
  assert.equal((await w.request(`/desk/api/cases/${noors}`, { as: "sam" })).status, 404)
})

test("a code that holds nothing and a code that never was get the same answers", async () => {
  await using w = await world()
  const { receipt } = await w.report()
  const other = (await w.report()).receipt
  await w.sql("delete from mailbox where locator = decode($1, 'hex')", [other.locator])
  for (const [path, body, method, headers] of hers) {
    const none = await w.reporter(other, path, body, method, headers)
    assert.equal(none.status, 404, path)
    assert.deepEqual(await none.json(), { problem: "not-found" }, path)
  }
  assert.equal((await w.reporter(receipt, "/case", undefined, "GET")).status, 200)
})

test("a transaction without an organisation sees no row, and another organisation's rows are not there", async () => {
  await using w = await world()
  await w.report()
  const client = await w.runtime.pool.connect()
  try {
    for (const table of [
      "person",
      "case_file",
      "sealed_object",
      "alert",
      "timer",
      "outbox",
      "reminder",
      "instruction",
      "protection_check",
      "protection_copy",
      "protection_token",
      "event",
      "organisation",
      "no_rehire",
      "recruiter_check",
      "recruiter_token",
      "central_word",
      "board_quarter",
      "annual_count",
    ]) {
      await client.query("begin")
      const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)
      assert.equal(rows[0]?.n, 0, table)
      await client.query("rollback")
    }
    await client.query("begin; set local role tocsin_engine")
    await assert.rejects(client.query("select * from sealed_object"), /permission denied/)
    await client.query("rollback")
  } finally {
    client.release()
  }
})
