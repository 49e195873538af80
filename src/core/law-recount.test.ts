import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import laws from "#content/jurisdictions.json" with { type: "json" }
import type { Calendar } from "./calendar.ts"
import { momentsOf } from "./law-case.ts"
import { feedbackDue, recounted, type Unmet } from "./law-recount.ts"
import { newLife, type Life } from "./life/life.ts"
import type { LawPack } from "./pack.ts"

const packs = laws.packs as unknown as readonly LawPack[] // the server's packs.ts checks its closed words at start
const ms = (text: string) => Date.parse(text)
const ours: Calendar = { zone: "UTC", weekend: [6, 7], holidays: new Set() }
const began = newLife("TRIAGE", ms("2026-03-02T10:00Z"))

function anew(ids: readonly string[], unmet: readonly Unmet[], life: Life = began) {
  const law = {
    packs: packs.filter(({ id }) => ids.includes(id)),
    calendars: Object.fromEntries(packs.map(({ id }) => [id, ours])),
    ours,
    known: momentsOf(life),
  }
  return { owes: recounted({ law, life, unmet }), law }
}

test("a promise is due earlier where a stricter law applies, and its rule is named", () => {
  const far = ms("2027-01-01T00:00Z")
  const unmet = (["first-contact", "plan", "outcome"] as const).map((kind) => ({ kind, due: far }))
  const said = anew(["FR", "KR"], unmet).owes.map(
    ({ kind, due, basis }) => `${kind} ${new Date(due).toISOString().slice(0, 10)} ${basis}`,
  )
  assert.deepEqual(said, [
    "first-contact 2026-03-11 FR.ack",
    "plan 2026-03-03 KR.investigate",
    "outcome 2026-03-12 KR.grievance",
  ])
})

test("our own time for a promise is not counted by another country's days", () => {
  const far = ms("2027-01-01T00:00Z")
  assert.deepEqual(anew(["SG"], [{ kind: "protection", due: far }]).owes, [])
})

test("feedback is due three months after the report at the latest, whenever it was acknowledged", () => {
  const { law } = anew(["EU"], [])
  assert.deepEqual(feedbackDue(law, began), {
    ...{ kind: "duty:feedback", due: ms("2026-06-02T10:00Z"), basis: "EU.feedback" },
  })
  assert.equal(feedbackDue(anew(["GB"], []).law, began), null)
})

test("whatever laws are named, nothing is ever due later than it was, and nothing new is owed", () => {
  const life = {
    ...began,
    plan: { at: ms("2026-03-04T10:00Z"), standard: "balance-of-probabilities" as const },
  }
  const kinds = fc.constantFrom(
    ...(["first-contact", "protection", "plan", "outcome"] as const),
    ...([
      "duty:notice-1",
      "duty:inquiry",
      "duty:findings",
      "duty:decision",
      "duty:quality",
    ] as const),
  )
  const due = fc.integer({ min: ms("2026-03-02T00:00Z"), max: ms("2026-12-01T00:00Z") })
  fc.assert(
    fc.property(
      fc.subarray(packs.map(({ id }) => id)),
      fc.uniqueArray(fc.record({ kind: kinds, due }), { selector: ({ kind }) => kind }),
      (ids, unmet) => {
        for (const owed of anew(ids, unmet, life).owes) {
          const before = unmet.find(({ kind }) => kind === owed.kind)
          assert.ok(before && owed.due < before.due)
        }
      },
    ),
    { numRuns: 200 },
  )
})
