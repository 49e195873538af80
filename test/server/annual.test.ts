import assert from "node:assert/strict"
import { test } from "node:test"
import type { Counted } from "#core/annual.ts"
import { newLife, type Life } from "#core/life/life.ts"
import type { AnnualFigures, ReportsOfLaws } from "#wire/annual.ts"
import type { NowScreen } from "#wire/case.ts"
import { world, type World } from "../world.ts"

/** An organisation in India, whose outside person and board member answer for its reports. */
async function inIndia(): Promise<World> {
  const w = await world()
  await w.sql("update organisation set country = 'IN', zone = 'Asia/Kolkata'")
  return w
}

const wall = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime("Asia/Kolkata").epochMilliseconds

/** A case as it would stand had it come in at that time. */
async function past(
  w: World,
  received: string,
  life: Partial<Life> = {},
  excluded: string[] = [],
): Promise<void> {
  const before = new Set(await ids(w))
  await w.report({ level: "e4", excluded })
  const id = (await ids(w)).find((one) => !before.has(one))
  const at = wall(received)
  const whole = { ...newLife(life.state ?? "TRIAGE", at), ...life }
  await w.sql("update case_file set received_at = $2, state = $3, life = $4 where id = $1", [
    ...[id, new Date(at), whole.state, JSON.stringify(whole)],
  ])
}
const ids = async (w: World) =>
  (await w.owner.query<{ id: string }>("select id from case_file")).rows.map(({ id }) => id)

const figures = (w: World, as: string, country = "IN", year = 2025) =>
  w.request(`/desk/api/reports/annual?country=${country}&year=${year}`, { as })
const s21 = async (answer: Response): Promise<Counted | null | undefined> =>
  // the wire's own type
  ((await answer.json()) as AnnualFigures).reports.find(({ id }) => id === "IN.s21")?.counted

/** Who has the figures of section 21; those of the company's own year are chosen for by themselves. */
async function isShown(w: World, as: string): Promise<boolean> {
  const answer = await figures(w, as)
  return answer.status === 200 && Boolean(await s21(answer))
}

/** Who of those two was chosen, and who was not. */
async function pair(w: World): Promise<[chosen: string, other: string]> {
  const has = { orla: await isShown(w, "orla"), ito: await isShown(w, "ito") }
  assert.notEqual(has.orla, has.ito)
  return has.orla ? ["orla", "ito"] : ["ito", "orla"]
}

const sanctioned = (level: number): Life["respondents"][number] => ({
  ...{ n: 1, standing: "employee", mailbox: null, noticed: 1, delayed: null, answered: 1 },
  ...{ agreed: null, told: 1 },
  sanction: { level, floor: null, deviates: false, at: 1, done: null },
})

test("section 21 is filled in from the cases: what came, ended, waits over ninety days, and what was done", async () => {
  await using w = await inIndia()
  await past(w, "2025-01-01T00:00", {
    ...{ state: "MONITORING", told: { reporter: wall("2025-03-01T10:00") } },
    ...{ respondents: [sanctioned(6)], police: { state: "CHARGED", offered: [], waiting: null } },
  })
  await past(w, "2024-11-01T10:00", { state: "INFORMAL", informalDone: wall("2025-12-31T23:59") })
  await past(w, "2025-10-01T23:59", { state: "INVESTIGATING" })
  await past(w, "2025-10-03T00:00", {
    ...{ state: "MONITORING", told: { affected: wall("2026-01-01T00:00") } },
  })
  await past(w, "2025-05-05T10:00", {
    ...{ state: "CLOSED", closed: wall("2025-06-06T10:00"), closedFrom: "SUPPORT_ONLY" },
  })
  await past(w, "2025-06-06T10:00", { state: "MERGED" })
  await past(w, "2024-12-31T23:59", { state: "CLOSED", closed: wall("2024-12-31T23:59:59") })
  await past(w, "2026-01-01T00:00")
  const [chosen] = await pair(w)
  assert.deepEqual(await s21(await figures(w, chosen)), {
    ...{ received: 4, "carried-over": 1, disposed: 3, pending: 2, "pending-over-90": 1 },
    actions: { support: 1, informal: 1, "level-6": 1, police: 1 },
  })
})

test("the law of a case is that of the organisation and of the places that the case names", async () => {
  await using w = await inIndia()
  await past(w, "2025-05-05T10:00", { places: ["AU", "US"] })
  await past(w, "2025-05-06T10:00")
  const answers = await Promise.all(["ito", "orla"].map((as) => figures(w, as, "AU", 2025)))
  const [shown, ...more] = answers.filter(({ status }) => status === 200)
  assert.ok(shown && more.length === 0)
  const au = (await shown.json()) as AnnualFigures // the wire's own type
  assert.deepEqual(
    au.reports.map(({ id, first, last, counted }) => [id, first, last, counted?.received]),
    [["AU.wgea", "2025-04-01", "2026-03-31", 1]],
  )
  const [chosen] = await pair(w)
  assert.equal((await s21(await figures(w, chosen)))?.received, 2)
  await w.sql("update organisation set country = 'GB'")
  await w.sql("delete from annual_count")
  const [again] = await pair(w)
  assert.equal((await s21(await figures(w, again)))?.received, 0, "a nil report is a report")
})

test("figures are made once: what is done later to a case changes none, and nobody is given a second look by asking again", async () => {
  await using w = await inIndia()
  await past(w, "2025-05-05T10:00", { state: "INVESTIGATING" })
  const [chosen, other] = await pair(w)
  const before = await (await figures(w, chosen)).text()
  await past(w, "2025-07-07T10:00", {}, [chosen])
  await w.sql("update case_file set state = 'MERGED'")
  assert.equal(await (await figures(w, chosen)).text(), before)
  assert.equal(await isShown(w, other), false)
  const [may] = await w.sql(
    `select has_column_privilege('tocsin_serve', 'annual_count', 'countries', 'update') as countries,
            has_table_privilege('tocsin_serve', 'annual_count', 'delete') as gone`,
  )
  assert.deepEqual(may, { countries: false, gone: false })
})

test("whoever has no key of a case of the year is never chosen; their answer is that of somebody whom chance left out", async () => {
  await using named = await inIndia()
  await past(named, "2025-05-05T10:00")
  await past(named, "2025-06-05T10:00", {}, ["ito"])
  const [chosen, other] = await pair(named)
  assert.deepEqual([chosen, other], ["orla", "ito"])
  await using chance = await inIndia()
  await past(chance, "2025-05-05T10:00")
  const [, left] = await pair(chance)
  const bytes = async (w: World, as: string) => {
    const answer = await figures(w, as, "US")
    const headers = [...answer.headers].filter(([name]) => name !== "date").toSorted()
    return JSON.stringify([answer.status, headers, await answer.text()])
  }
  assert.equal(await bytes(named, "ito"), await bytes(chance, left))
  const never = await named.request("/desk/api/reports/annual?country=ZZ&year=2025", { as: "ito" })
  assert.equal(await (await figures(named, "ito", "US")).text(), await never.text())
})

test("where both who answer are excluded, or only one answers at all, nobody is given figures", async () => {
  await using w = await inIndia()
  await past(w, "2025-05-05T10:00", {}, ["ito"])
  await past(w, "2025-05-06T10:00", {}, ["orla"])
  for (const as of ["ito", "orla"]) assert.equal((await figures(w, as)).status, 404)
  await using alone = await inIndia()
  await alone.sql("update person set board = false where name = 'ito'")
  await past(alone, "2025-05-05T10:00")
  assert.equal((await figures(alone, "orla")).status, 404)
  const laws = await alone.json<ReportsOfLaws>("/desk/api/reports", { as: "orla" })
  assert.equal(laws.enough, false)
})

test("whoever asks first, the figures are made then; only for one of them they are shown", async () => {
  await using w = await inIndia()
  await past(w, "2025-05-05T10:00")
  const asked = { ito: await figures(w, "ito", "US"), orla: await figures(w, "orla", "US") }
  const first = await w.sql<{ at: string }>("select made_at::text as at from annual_count")
  assert.equal(first.length, 1)
  await w.sql("delete from annual_count")
  // The one who is not chosen asks alone.
  const other = asked.ito.status === 200 ? "orla" : "ito"
  assert.equal((await figures(w, other, "US")).status, 404)
  assert.equal((await w.sql("select 1 from annual_count")).length, 1)
})

test("whom the figures were made for has left: somebody else who may is chosen, and reads the same ones", async () => {
  await using w = await inIndia()
  await past(w, "2025-05-05T10:00")
  await w.sql("update person set outside = true where name in ('sam', 'ravi')")
  const all = ["orla", "ito", "sam", "ravi"]
  const status = async (as: string) => [as, await isShown(w, as)] as const
  const chosen = new Map(await Promise.all(all.map(status)))
  const [first] = all.filter((as) => chosen.get(as))
  await w.sql("update person set board = false, outside = false where name = $1", [first])
  await past(w, "2025-05-06T10:00")
  const after = new Map(await Promise.all(all.map(status)))
  const [next, ...more] = all.filter((as) => after.get(as))
  assert.ok(next && next !== first && more.length === 0)
  assert.equal((await s21(await figures(w, next)))?.received, 1)
})

test("what is not over has no figures, and to whoever does not answer for reports there is no such address", async () => {
  await using w = await inIndia()
  await w.report({ level: "e4" })
  const { year } = await w.json<ReportsOfLaws>("/desk/api/reports", { as: "ito" })
  for (const as of ["ito", "orla"]) assert.equal((await figures(w, as, "IN", year)).status, 404)
  for (const as of ["noor", "sam"])
    for (const path of ["", "/annual?country=IN&year=2025", "/annual?country=nowhere"]) {
      const answer = await w.request(`/desk/api/reports${path}`, { as })
      assert.equal(answer.status, 404)
      assert.equal(await answer.text(), '{"problem":"not-found"}')
    }
  for (const [query, field] of [
    ["country=IN&year=soon", "year"],
    ["country=india&year=2025", "country"],
    ["country=IN", "year"],
  ]) {
    const answer = await w.request(`/desk/api/reports/annual?${query}`, { as: "ito" })
    assert.equal(answer.status, 400)
    assert.deepEqual(await answer.json(), { problem: "malformed", fields: [field] })
  }
})

test("which reports are asked for is read from the packs, the organisation's own first", async () => {
  await using w = await inIndia()
  const { laws, enough } = await w.json<ReportsOfLaws>("/desk/api/reports", { as: "ito" })
  assert.equal(enough, true)
  assert.equal(laws.length, 12)
  const [own] = laws
  assert.deepEqual([own?.id, own?.own, own?.review.reviewed], ["IN", true, false])
  assert.deepEqual(
    own?.reports.map(({ annual }) => annual?.lines),
    [
      ["received", "disposed", "pending-over-90", "workshops", "actions"],
      ["received", "disposed", "pending-over-90", "female", "male", "transgender"],
    ],
  )
})

test("whoever answers for reports is reminded of one in the month before its day, in a year without a case too; nobody else is", async () => {
  await using w = await inIndia()
  const reminded = async (as: string) =>
    (await w.json<NowScreen>("/desk/api/now", { as })).warnings.includes("report-due")
  const reach = async (day: string) => {
    const { now } = await w.json<NowScreen>("/desk/api/now", { as: "ito" })
    const hours = Math.ceil((wall(`${day}T10:00`) - now) / 3_600_000)
    await w.advance(`${hours}h`)
  }
  const { year } = await w.json<ReportsOfLaws>("/desk/api/reports", { as: "ito" })
  await reach(`${year + 1}-12-20`)
  assert.equal(await reminded("ito"), false)
  await reach(`${year + 2}-01-10`)
  assert.deepEqual([await reminded("ito"), await reminded("orla")], [true, true])
  assert.equal(await reminded("noor"), false)
  await reach(`${year + 2}-02-01`)
  assert.equal(await reminded("ito"), false)
  // Ireland asks for none.
  await w.sql("update organisation set country = 'IE', zone = 'Europe/Dublin'")
  assert.equal(await reminded("ito"), false)
})
