import assert from "node:assert/strict"
import { test } from "node:test"
import laws from "#content/jurisdictions.json" with { type: "json" }
import type { Calendar } from "./calendar.ts"
import type { Anchors } from "./law.ts"
import { momentsOf, stepIn } from "./law-case.ts"
import { newLife, type Life } from "./life/life.ts"
import type { LifeMoment } from "./life/rule.ts"
import type { LawPack } from "./pack.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const ms = (text: string) => Date.parse(text)
/** No holidays: Monday to Friday, and in India Saturday for a maximum. */
const days: Calendar = { zone: "UTC", weekend: [6, 7], holidays: new Set() }
/** Reported on Monday 2 March, planned on Wednesday, open to comment since Monday 27 April. */
const life: Life = {
  ...newLife("DECISION", ms("2026-03-02T10:00Z")),
  plan: { at: ms("2026-03-04T10:00Z"), standard: "balance-of-probabilities" },
  comment: { opened: ms("2026-04-27T10:00Z"), ends: 0, waived: [], made: [] },
}
const wd = (amount: number) => ({ amount, unit: "working_days" }) as const
function stepFor(ids: string[], named?: Anchors) {
  const calendars = Object.fromEntries(ids.map((id) => [id, days]))
  const chosen = packs.filter(({ id }) => ids.includes(id))
  const law = { packs: chosen, calendars, ours: days, known: momentsOf(life), named }
  const step: LifeMoment["step"] = stepIn(law)
  return (...asked: Parameters<typeof step>) => {
    const { due, basis } = step(...asked)
    return `${new Date(due).toISOString().slice(0, 16)} ${basis}`
  }
}

test("without a law a step ends by our own limit, and a window only with whole days", () => {
  const step = stepFor([])
  // From Monday: Tue 5 is 1, Mon 11 is 5.
  assert.equal(step("decision", wd(5), ms("2026-05-04T10:00Z")), "2026-05-11T10:00 product")
  for (const window of ["answer", "comment", "appeal-window"] as const)
    assert.equal(step(window, wd(5), ms("2026-05-04T10:00Z")), "2026-05-12T00:00 product")
})

test("each respondent's time to answer runs from their own notice", () => {
  const step = stepFor(["IN", "PK"])
  // Ten whole working days: to the end of Mon 18, and of Tue 19.
  assert.equal(step("answer", wd(5), ms("2026-05-04T10:00Z")), "2026-05-19T00:00 IN.reply")
  assert.equal(step("answer", wd(5), ms("2026-05-05T10:00Z")), "2026-05-20T00:00 IN.reply")
  // Seven days end on Mon 11 at ten; our five working days with its end.
  assert.equal(
    stepFor(["PK"])("answer", wd(5), ms("2026-05-04T10:00Z")),
    "2026-05-12T00:00 product",
  )
})

test("the notice and the inquiry run from the report and the plan, whenever they are asked for", () => {
  // Three days, and seven working days with Saturdays worked: Tue 3 is 1, Mon 9 6, Tue 10 7.
  assert.equal(
    stepFor(["PK"])("respondent-notice", wd(5), ms("2026-03-04T10:00Z")),
    "2026-03-05T10:00 PK.charge",
  )
  assert.equal(
    stepFor(["IN"])("respondent-notice", wd(5), ms("2026-03-04T10:00Z")),
    "2026-03-10T10:00 IN.forward",
  )
  const within = { amount: 45, unit: "calendar_days" } as const
  // Thirty days from 4 March; forty-five from the second are 16 April, ninety 31 May.
  assert.equal(stepFor(["PK"])("inquiry", within, life.began), "2026-04-03T10:00 PK.findings")
  assert.equal(stepFor(["IN"])("inquiry", within, life.began), "2026-04-16T10:00 product")
})

test("France lets two months pass from the report, unless somebody names the day of full knowledge", () => {
  const begun = ms("2026-04-30T10:00Z")
  assert.equal(stepFor(["FR"])("decision", wd(5), begun), "2026-05-02T10:00 FR.discipline")
  const known = { employer_full_knowledge: Temporal.Instant.from("2026-04-27T10:00Z") }
  assert.equal(stepFor(["FR"], known)("decision", wd(5), begun), "2026-05-07T10:00 product")
})

test("what is counted from the decision and from the outcome begins with the step", () => {
  const from = ms("2026-05-04T10:00Z")
  assert.equal(
    stepFor(["CN"])("outcome-letters", wd(10), from),
    "2026-05-11T10:00 CN.written_result",
  )
  assert.equal(stepFor(["GB"])("appeal-window", wd(10), from), "2026-05-19T00:00 product")
  assert.equal(stepFor(["GB"])("appeal-window", wd(3), from), "2026-05-12T00:00 GB.appeal")
  // Seven days of Pakistan's for the penalty end on Mon 11, as our five working days do.
  assert.equal(stepFor(["PK"])("decision", wd(5), from), "2026-05-11T10:00 product")
  assert.equal(stepFor(["PK"])("decision", wd(9), from), "2026-05-11T10:00 PK.penalty")
})

test("two rules that cannot both be kept are told with the step", () => {
  const calendars = { FR: days }
  const fr = packs.filter(({ id }) => id === "FR")
  const named = { preliminary_interview: Temporal.Instant.from("2026-05-08T10:00Z") }
  const law = { packs: fr, calendars, ours: days, known: momentsOf(life), named }
  const end = stepIn(law)("decision", wd(5), ms("2026-05-08T10:00Z"))
  assert.equal(end.basis, "FR.discipline")
  assert.deepEqual(end.conflict, { min: "FR.sanction_min", max: "FR.discipline" })
})

test("a life tells what it knows and nothing else", () => {
  const said = (life: Life) =>
    Object.entries(momentsOf(life)).flatMap(([moment, at]) =>
      at ? [`${moment} ${at.toString()}`] : [],
    )
  assert.deepEqual(said(life), [
    "received 2026-03-02T10:00:00Z",
    "inquiry-begun 2026-03-04T10:00:00Z",
    "inquiry-ended 2026-04-27T10:00:00Z",
  ])
  assert.deepEqual(said(newLife("RECEIVED", 0)), ["received 1970-01-01T00:00:00Z"])
})
