import assert from "node:assert/strict"
import { test } from "node:test"
import { answerDue } from "#server/timers/loop.ts"
import { atomically } from "#server/runtime.ts"
import { tallyOf } from "#server/board/tally.ts"
import { nextQuarter, quarterBegins, quarterOf, type Quarter } from "#core/quarter.ts"
import { instantOf } from "#core/time.ts"
import type { BoardScreen } from "#wire/board.ts"
import { world, type World } from "../world.ts"
import { seedCases, type Seeded } from "../world/board.ts"

const zone = "Europe/London"
const board = { path: [["noor"], ["sam"], { people: ["ito", "mara"], kind: "board" as const }] }

/** An organisation that is some quarters old: what came in then is counted as soon as the hourly look finds it. */
async function begun(quartersAgo = 1) {
  const w = await world(board)
  let quarter = quarterOf(instantOf(await nowOf(w)), zone)
  for (let n = 0; n < quartersAgo; n += 1)
    quarter = quarterOf(quarterBegins(quarter, zone).subtract({ hours: 1 }), zone)
  const first = hourInto(quarter)
  await w.sql("update organisation set made_at = $1", [first])
  return { w, quarter, first, counted: () => counted(w) }
}
/** The hour passes in which every quarter that is over gets counted. */
async function counted(w: World): Promise<void> {
  await w.clear()
  while ((await answerDue(w.runtime)) > 0);
}
const hourInto = (quarter: Quarter): Date =>
  new Date(quarterBegins(quarter, zone).epochMilliseconds + 3_600_000)
const nowOf = async (w: World): Promise<Date> =>
  (await w.sql<{ now: Date }>("select tocsin_now() as now"))[0]?.now ?? new Date(Number.NaN)
const asked = async (w: World, as = "ito") => (await w.request("/desk/api/board", { as })).text()
const seen = (w: World) => w.json<BoardScreen>("/desk/api/board", { as: "ito" })

test("a quarter that is over is shown as tens and bands, each promise against its target", async () => {
  const { w, quarter, first, counted } = await begun()
  await using _ = w
  await seedCases(w, { cases: 60, at: hourInto(nextQuarter(quarter)) })
  assert.deepEqual(await seen(w), { quarters: [] })
  await seedCases(w, { cases: 225, at: first, protection: 2000 })
  await counted()
  const [one, ...more] = (await seen(w)).quarters
  assert.deepEqual(more, [], "a quarter that runs is nothing yet")
  assert.equal(one?.quarter, quarter)
  assert.equal(one.since, quarter)
  const { figures } = one
  assert.ok(figures)
  assert.ok([210, 220, 230].includes(figures.reports), `${figures.reports}`)
  const { opening, protection } = figures.promises
  assert.equal(opening.middle, "half")
  assert.equal(opening.nine, "half")
  assert.equal(opening.span, "15m")
  assert.equal(opening.late, null)
  assert.equal(protection.middle, "twice")
  assert.equal(protection.span, "3d")
  assert.ok((protection.late ?? 0) >= 210)
  assert.ok((figures.missed.duty ?? 0) >= 210)
  assert.equal(figures.missed.investigator, null)
})

test("nine reports are nothing at all, exactly as none are", async () => {
  const [none, few] = [await begun(), await begun()]
  await using _ = none.w
  await using __ = few.w
  const missed = { opening: null, missed: "duty:findings" }
  const failure = { outcome: "retrained", decided: few.first }
  await seedCases(few.w, { cases: 9, at: few.first, ...missed, failure })
  for (const { counted } of [none, few]) await counted()
  assert.equal(await asked(few.w), await asked(none.w))
  assert.match(await asked(few.w), /"figures":null/)
})

test("what was too few is counted with the next quarter, which says since when", async () => {
  const { w, quarter, first, counted } = await begun(3)
  await using _ = w
  await seedCases(w, { cases: 9, at: first })
  const [second, third] = [nextQuarter(quarter), nextQuarter(nextQuarter(quarter))]
  await seedCases(w, { cases: 60, at: hourInto(second) })
  await seedCases(w, { cases: 60, at: hourInto(third) })
  await counted()
  const { quarters } = await seen(w)
  assert.deepEqual(
    quarters.map(({ quarter, since, figures }) => [quarter, since, figures !== null]),
    [
      [quarter, quarter, false],
      [second, quarter, true],
      [third, third, true],
    ],
  )
})

test("two members, one of them excluded from a case, get the same bytes", async () => {
  const { w, first, counted } = await begun()
  await using _ = w
  await seedCases(w, { cases: 60, at: first })
  const before = await asked(w, "mara")
  await w.report({ excluded: ["mara"], level: "e1" })
  assert.equal(await asked(w, "mara"), before)
  // As if it had come in then.
  await w.sql("update case_file set received_at = $1 where state <> 'CLOSED'", [first])
  await w.sql("update alert set raised_at = $1 where state <> 'closed'", [first])
  await w.sql("update deadline set due_at = $1 where met_at is null and missed_at is null", [first])
  const tally = await atomically(w.runtime, w.org, (tx) => tallyOf(tx, first, tx.now))
  assert.equal(tally.reports, 61, "the case they must not see is counted like any other")
  await counted()
  const [ito, mara] = [await asked(w, "ito"), await asked(w, "mara")]
  assert.equal(ito, mara)
  assert.match(mara, /"reports":\d/)
  assert.equal(await asked(w, "mara"), mara, "asked again, the same")
})

test("what is done later changes no figure: a late act, a case that comes in late, an erasure", async () => {
  const { w, first, counted } = await begun()
  await using _ = w
  await seedCases(w, { cases: 60, at: first, opening: null })
  await counted()
  const frozen = await asked(w)
  await w.sql("update deadline set met_at = tocsin_now() where kind = 'opening'")
  await seedCases(w, { cases: 40, at: first })
  await w.sql("update case_file set life = '{}', erased_at = tocsin_now()")
  await w.sql("delete from deadline where kind = 'protection'")
  await w.clear()
  while ((await answerDue(w.runtime)) > 0);
  assert.equal(await asked(w), frozen)
  await assert.rejects(w.sql("update board_quarter set figures = null"), /append-only/)
  await assert.rejects(
    atomically(w.runtime, w.org, ({ client }) => client.query("delete from board_quarter")),
    /permission denied/,
  )
})

test("what happened after the end of a quarter does not count in it", async () => {
  const { w, quarter, first } = await begun()
  await using _ = w
  const end = new Date(quarterBegins(nextQuarter(quarter), zone).epochMilliseconds)
  const late = new Date(end.getTime() + 60_000)
  const decided = (at: Date): Pick<Seeded, "failure"> => ({
    failure: { outcome: "sanctioned", decided: at },
  })
  await seedCases(w, { cases: 3, at: first, missed: "duty:findings-2", ...decided(first) })
  await seedCases(w, { cases: 4, at: first, missed: "promise:measure-1", ...decided(late) })
  await seedCases(w, { cases: 5, at: late })
  await w.sql(
    "update deadline set met_at = $1 where kind = 'first-contact' and case_id in (select id from case_file where life <> '{}')",
    [late],
  )
  const tally = await atomically(w.runtime, w.org, (tx) => tallyOf(tx, first, end))
  assert.equal(tally.reports, 7)
  assert.equal(tally.promises["first-contact"].late, 7)
  assert.deepEqual(tally.promises["first-contact"].shares, [0, 0, 0, 0, 0, 7])
  assert.deepEqual(tally.promises.opening.shares, [0, 7, 0, 0, 0, 0])
  assert.equal(tally.missed.investigator, 3)
  assert.equal(tally.missed.lead, 4)
  assert.equal(tally.missed.duty, 7)
  assert.deepEqual([tally.ends.sanctioned, tally.ends.waiting], [3, 4])
})

test("what people really do is what is counted: opened, protected, and a contact that nobody made", async () => {
  await using w = await world(board)
  const begin = await nowOf(w)
  await w.report({ level: "e2" })
  await w.advance("10m")
  await w.open("noor")
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  await w.advance("3h")
  const end = new Date((await nowOf(w)).getTime() + 48 * 3_600_000)
  const tally = await atomically(w.runtime, w.org, (tx) => tallyOf(tx, begin, end))
  const { opening, protection, ...others } = tally.promises
  assert.equal(tally.reports, 1)
  assert.deepEqual([opening.late, protection.late], [0, 0])
  assert.deepEqual(opening.spans, [1, 0, 0, 0, 0, 0, 0, 0, 0], "within fifteen minutes")
  assert.deepEqual(protection.spans, opening.spans)
  assert.equal(others["first-contact"].late, 1)
  assert.deepEqual(others["first-contact"].shares, [0, 0, 0, 0, 0, 1])
  assert.equal(tally.missed.duty, 1, "one report, however much was missed in it")
  assert.equal(tally.ends.waiting, 1, "a missed promise is a failure that waits for its decision")
})

test("only members of the board see it; to everybody else it is not there", async () => {
  await using w = await world(board)
  const none = await w.request("/desk/api/never", { as: "noor" })
  const nothing = await none.text()
  for (const as of ["noor", "sam"]) {
    const answer = await w.request("/desk/api/board", { as })
    assert.equal(answer.status, none.status)
    assert.equal(await answer.text(), nothing)
  }
  assert.equal((await w.request("/desk/api/board")).status, 401)
  const { board: own } = await w.json<{ board: boolean }>("/desk/api/me", { as: "ito" })
  assert.equal(own, true)
})

test("two nodes that look at once write each quarter once", async () => {
  const { w, first } = await begun(2)
  await using _ = w
  await seedCases(w, { cases: 60, at: first })
  await w.clear()
  await Promise.all([answerDue(w.runtime), answerDue(w.runtime), answerDue(w.runtime)])
  await counted(w)
  const rows = await w.sql<{ n: number }>("select count(*)::int as n from board_quarter")
  assert.deepEqual(rows, [{ n: 2 }])
})
