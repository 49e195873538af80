import assert from "node:assert/strict"
import { test } from "node:test"
import { stepIn } from "#core/law-case.ts"
import { newLife } from "#core/life/life.ts"
import { Refusal } from "#core/refusal.ts"
import { levels } from "#core/level.ts"
import { calendarFor, hasCalendar, plus } from "./calendar.ts"
import { dueFor, lawAt, packsFor, packsOf, targetsOf } from "./law.ts"

const at = (text: string) => new Date(text)
const shanghai = { country: "CN", zone: "Asia/Shanghai" }
const berlin = { country: "DE", zone: "Europe/Berlin" }
const days = (n: number) => ({ amount: n, unit: "working_days" }) as const

test("working days pass over the weekend and the country's public holidays", () => {
  // Wednesday evening before the National Day week in Shanghai: the 1st to the 7th, and Saturday the 10th is worked.
  assert.deepEqual(
    [1, 3, 4].map((n) => plus(shanghai, days(n), at("2026-09-30T18:00+08:00"))),
    [8, 10, 12].map((day) => at(`2026-10-${String(day).padStart(2, "0")}T18:00+08:00`)),
  )
  // Thursday before Easter in Berlin: Good Friday and Easter Monday.
  assert.deepEqual(
    plus(berlin, days(2), at("2026-04-02T10:00+02:00")),
    at("2026-04-08T10:00+02:00"),
  )
  // Over the turn of the year, whose holidays are those of the next.
  assert.deepEqual(
    plus(berlin, days(1), at("2026-12-31T10:00+01:00")),
    at("2027-01-04T10:00+01:00"),
  )
})

test("half a holiday is a working day, children's day is one for grown-ups, and a long holiday is all of its days", () => {
  // No notice of the State Council is out yet for so late a year: the holidays are those of the law.
  const china = calendarFor("CN", "Asia/Shanghai", [2032])
  assert.deepEqual(
    ["2032-03-08", "2032-05-04", "2032-06-01", "2032-05-01", "2032-10-03", "2032-10-04"].map(
      (day) => china.holidays?.has(day),
    ),
    [false, false, false, true, true, false],
  )
  assert.equal(china.workdays?.size, 0)
  const korea = calendarFor("KR", "Asia/Seoul", [2026]).holidays
  assert.ok(korea?.has("2026-02-17") && korea.has("2026-02-18"))
})

test("China's weekends are worked where the yearly notice says so", () => {
  const { holidays, workdays } = calendarFor("CN", "Asia/Shanghai", [2026])
  // State Council, notice of 4 November 2025 on the holidays of 2026.
  assert.deepEqual(
    [...(workdays ?? [])].toSorted(),
    ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"].map((day) => `2026-${day}`),
  )
  assert.equal(holidays?.size, 3 + 9 + 3 + 5 + 3 + 3 + 7)
})

test("the weekend is the law pack's for a deadline, else the country's own", () => {
  assert.deepEqual(calendarFor("IN", "Asia/Kolkata", [2026]).weekend, [7])
  assert.deepEqual(calendarFor("SA", "Asia/Riyadh", [2026]).weekend, [5, 6])
  assert.deepEqual(calendarFor("DE", "Europe/Berlin", [2026]).weekend, [6, 7])
})

test("where no library knows the holidays no working day is computed, and minutes still are", () => {
  const nowhere = { country: "XX", zone: "UTC" }
  assert.equal(hasCalendar("XX"), false)
  assert.equal(hasCalendar("CN"), true)
  const refused = (error: unknown) => error instanceof Refusal && error.code === "no-calendar"
  assert.throws(() => plus(nowhere, days(1), at("2026-01-01T00:00Z")), refused)
  const soon = plus(nowhere, { amount: 30, unit: "minutes" }, at("2026-01-01T00:00Z"))
  assert.deepEqual(soon, at("2026-01-01T00:30Z"))
})

test("each level promises in order, and a law only makes a promise earlier", () => {
  const t0 = at("2026-11-20T15:00+08:00")
  const e2 = dueFor(shanghai, "e2", t0)
  assert.deepEqual(
    e2.map(({ kind }) => kind),
    ["opening", "first-contact", "protection", "plan", "outcome"],
  )
  const minutes = e2.slice(0, 4).map(({ due }) => (due.getTime() - t0.getTime()) / 60_000)
  assert.deepEqual(minutes, [30, 60, 120, 48 * 60])
  for (const level of levels) {
    const free = dueFor({ country: "CN", zone: "Asia/Seoul" }, level, t0)
    const korea = dueFor({ country: "KR", zone: "Asia/Seoul" }, level, t0)
    assert.equal(korea.length, 5)
    // No public holiday of either country lies in the spans of working days here.
    for (const [i, { kind, due }] of free.entries()) {
      assert.equal(korea[i]?.kind, kind)
      assert.ok((korea[i]?.due ?? 0) <= due, `${level} ${kind}`)
    }
  }
  const jp = dueFor({ country: "JP", zone: "Asia/Tokyo" }, "e4", t0).find(
    ({ kind }) => kind === "plan",
  )
  assert.equal(jp?.basis, "JP.prompt")
})

test("a promise that a law hastens is not late anywhere in the country", () => {
  // From Wednesday 1 April 2026: Thu 2 is 1, Good Friday off, Easter Monday is worked in Scotland, Thu 9 is 5.
  const due = dueFor(
    { country: "GB", zone: "Europe/London" },
    "e4",
    at("2026-04-01T12:00+01:00"),
  ).find(({ kind }) => kind === "plan")
  assert.deepEqual(due, {
    kind: "plan",
    due: at("2026-04-09T12:00+01:00"),
    basis: "GB.nodelay",
  })
})

test("a member state has the Union's baseline under its own law", () => {
  assert.deepEqual(
    packsFor("FR").map(({ id }) => id),
    ["EU", "FR"],
  )
  assert.deepEqual(
    packsFor("DE").map(({ id }) => id),
    ["EU"],
  )
  assert.deepEqual(
    packsFor("CN").map(({ id }) => id),
    ["CN"],
  )
})

test("the laws of a case are those of all its countries, each once", () => {
  const ids = (...countries: string[]) => packsOf(countries).map(({ id }) => id)
  assert.deepEqual(ids("CN", "FR", "CN"), ["EU", "CN", "FR"])
  assert.deepEqual(ids("FR", "CN"), ["EU", "CN", "FR"])
  assert.deepEqual(ids("DE", "FR"), ["EU", "FR"])
  assert.deepEqual(ids("BR"), [])
})

test("a case's steps are asked of the laws of its places, by each one's own days", () => {
  // Reported on Monday 23 November 2026 at nine in Paris.
  const life = newLife("FINDINGS", Date.parse("2026-11-23T09:00+01:00"))
  const paris = { country: "FR", zone: "Europe/Paris" }
  const kolkata = { country: "IN", zone: "Asia/Kolkata" }
  const now = at("2027-01-20T10:00+01:00")
  const law = lawAt([paris, kolkata], life, now)
  assert.deepEqual(
    law.packs.map(({ id }) => id),
    ["EU", "IN", "FR"],
  )
  // Two months from the report: before our five working days, and before India's sixty days from now.
  const decision = stepIn(law)("decision", days(5), now.getTime())
  assert.deepEqual(decision, {
    due: Date.parse("2027-01-23T09:00+01:00"),
    basis: "FR.discipline",
    conflict: null,
  })
  // India's time to answer from Wednesday 20 January 2027: Thu 21, Fri 22 are 2, the 23rd and 24th a weekend, Mon 25 3, Republic Day,
  // Wed 27 to Fri 29 6, Mon 1 February to Thu 4 10, until the end of that day there.
  const answer = stepIn(law)("answer", days(5), now.getTime())
  assert.equal(answer.basis, "IN.reply")
  assert.equal(answer.due, Date.parse("2027-02-05T00:00+05:30"))
})

test("a case that is taken up again after years is counted in the years of its own and of now", () => {
  const life = newLife("FINDINGS", Date.parse("2019-05-06T09:00Z"))
  const now = at("2027-01-20T10:00Z")
  const law = lawAt([{ country: "CN", zone: "Asia/Shanghai" }], life, now)
  // From Wednesday 20 January 2027 in Shanghai: Thu 21 is 1, Wed 27 5.
  assert.deepEqual(stepIn(law)("outcome-letters", days(9), now.getTime()), {
    due: Date.parse("2027-01-27T10:00Z"),
    basis: "CN.written_result",
    conflict: null,
  })
  assert.deepEqual(law.calendars["CN"]?.years, [2018, 2029])
})

test("how a level rings is what the content says", () => {
  assert.deepEqual(targetsOf("e1"), {
    open: { amount: 5, unit: "minutes" },
    topRepeat: { amount: 15, unit: "minutes" },
    tiersAtStart: 2,
  })
})
