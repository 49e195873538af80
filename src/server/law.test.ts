import assert from "node:assert/strict"
import { test } from "node:test"
import { Refusal } from "#core/refusal.ts"
import { levels } from "#core/level.ts"
import { calendarFor, hasCalendar, plus } from "./calendar.ts"
import { dueFor, packsFor, targetsOf } from "./law.ts"

const at = (text: string) => new Date(text)
const shanghai = { country: "CN", zone: "Asia/Shanghai" }
const berlin = { country: "DE", zone: "Europe/Berlin" }
const days = (n: number) => ({ amount: n, unit: "working_days" }) as const

test("working days pass over the weekend and the country's public holidays", () => {
  // Wednesday evening before the National Day week in Shanghai: the 1st to the 3rd, then a weekend.
  assert.deepEqual(
    plus(shanghai, days(1), at("2026-09-30T18:00+08:00")),
    at("2026-10-05T18:00+08:00"),
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
  const china = calendarFor("CN", "Asia/Shanghai", [2026]).holidays
  assert.deepEqual(
    ["2026-03-08", "2026-05-04", "2026-06-01", "2026-05-01", "2026-10-03"].map((day) =>
      china?.has(day),
    ),
    [false, false, false, true, true],
  )
  const korea = calendarFor("KR", "Asia/Seoul", [2026]).holidays
  assert.ok(korea?.has("2026-02-17") && korea.has("2026-02-18"))
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

test("how a level rings is what the content says", () => {
  assert.deepEqual(targetsOf("e1"), {
    open: { amount: 5, unit: "minutes" },
    topRepeat: { amount: 15, unit: "minutes" },
    tiersAtStart: 2,
  })
})
