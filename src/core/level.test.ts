import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import content from "#content/level.json" with { type: "json" }
import type { Answers, Named } from "./condition.ts"
import {
  above,
  higher,
  levelOf,
  levels,
  reportLevels,
  ruleOf,
  units,
  type LevelRules,
} from "./level.ts"

const rules = content as LevelRules // the first test below checks its closed words

type Short = Record<string, string | readonly (string | Named)[] | null | undefined>
/** Codes and people as the page keeps them. */
const given = (short: Short): Answers =>
  Object.fromEntries(
    Object.entries(short).flatMap(([page, said]) => {
      if (said === null || said === undefined) return []
      const all = typeof said === "string" ? [said] : said
      const codes = all.filter((one) => typeof one === "string")
      const named = all.filter((one) => typeof one !== "string")
      return [[page, { codes, named }]]
    }),
  )

/** Answers that no rule but the last holds for. */
const quiet: Short = { i01: "yes", i05: "old", i14: "no", i15: "no" }

test("the rules, targets and units of the content are words this code knows", () => {
  for (const rule of rules.rules) assert.ok(reportLevels.includes(rule.level), rule.id)
  assert.deepEqual(Object.keys(rules.targets).toSorted(), [...levels].toSorted())
  for (const t of Object.values(rules.targets))
    for (const span of [t.open, t.contact, t.protect, t.plan, t.top_repeat])
      assert.ok(units.includes(span.unit) && span.amount > 0)
})

const named = (relation?: string, power?: boolean): Named[] => [
  { name: "somebody", relation, power },
]
/** rule, what is added to the quiet answers, the level it makes. */
const each: [string, Short, string][] = [
  ["not_safe", { i01: "no" }, "e1"],
  ["not_safe", { i01: "unsure" }, "e1"],
  ["not_safe", { i01: "unsure", i01a: "no" }, "e1"],
  ["happening_now", { i05: "now" }, "e1"],
  ["happening_now", { i05: "often", i05a: "now" }, "e1"],
  ["drug_24h", { i05: "h24", i11: ["chose", "drug"] }, "e1"],
  ["drug_24h", { i05: "often", i05a: "h24", i11: ["drug"] }, "e1"],
  ["other_person_not_safe", { i04b: "no" }, "e1"],
  ["within_120h", { i05: "h24" }, "e2"],
  ["within_120h", { i05: "h72", i11: ["drug"] }, "e2"],
  ["within_120h", { i05: "h120" }, "e2"],
  ["within_120h", { i05: "often", i05a: "h120" }, "e2"],
  ["unknown_with_gaps", { i05: "dk", i08: "gaps" }, "e2"],
  ["unknown_with_gaps", { i05: null, i08: "gaps" }, "e2"],
  ["unknown_with_gaps", { i05: "often", i05a: "dk", i08: "gaps" }, "e2"],
  ["unknown_with_gaps", { i05: "often", i08: "gaps" }, "e2"],
  ["meet_or_travel", { i14: "today" }, "e2"],
  ["meet_or_travel", { i14: "trip" }, "e2"],
  ["pressed_to_be_silent", { i15: "yes" }, "e2"],
  ["manager_or_hr_told", { i16: ["mgr"] }, "e2"],
  ["manager_or_hr_told", { i16: ["other", "hr"] }, "e2"],
  ["d30_or_often", { i05: "d30" }, "e3"],
  ["d30_or_often", { i05: "often", i05a: "old" }, "e3"],
  ["d30_or_often", { i05: "often", i05a: "d30" }, "e3"],
  ["meet_this_week", { i14: "week" }, "e3"],
  ["power", { i12: named("mgr") }, "e3"],
  ["power", { i12: named("exec") }, "e3"],
  ["power", { i12: named("hr") }, "e3"],
  ["power", { i12: named("peer", true) }, "e3"],
  ["power", { i12: [...named("peer"), ...named("dk", true)] }, "e3"],
  ["unanswered", { i14: "dk" }, "e3"],
  ["unanswered", { i14: null }, "e3"],
  ["unanswered", { i15: "dk" }, "e3"],
  ["unanswered", { i15: undefined }, "e3"],
  ["rest", {}, "e4"],
  ["rest", { i05: "dk", i08: "unsure" }, "e4"],
  ["rest", { i04b: "unsure", i11: ["drug"], i16: ["other"], i12: named("client", false) }, "e4"],
]
for (const [id, more, level] of each)
  test(`${id}: ${JSON.stringify(more)} is ${level}`, () => {
    const answers = given({ ...quiet, ...more })
    assert.equal(ruleOf(answers, rules).id, id)
    assert.equal(levelOf(answers, rules), level)
  })

test("every rule of the content stands in the table above", () => {
  const tried = new Set(each.map(([id]) => id))
  assert.deepEqual(
    rules.rules.map((r) => r.id).filter((id) => !tried.has(id)),
    [],
  )
})

const one = (...codes: string[]) => fc.constantFrom<(string | null)[]>(...codes, null)
const some = (...codes: string[]) => fc.subarray(codes)
const anyAnswers = fc.record({
  i01: one("yes", "no", "unsure"),
  i04b: one("yes", "no", "unsure"),
  i05: one("now", "h24", "h72", "h120", "d30", "old", "often", "dk"),
  i05a: one("now", "h24", "h72", "h120", "d30", "old", "dk"),
  i08: one("gaps", "unsure", "clear", "dk"),
  i11: some("press", "chose", "drug", "none", "dk"),
  i12: fc.array(
    fc.record({
      name: fc.constant("x"),
      relation: fc.constantFrom("mgr", "exec", "hr", "peer", "report", "client", "else", "dk", ""),
      power: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  i14: one("today", "week", "trip", "no", "dk"),
  i15: one("yes", "no", "dk"),
  i16: some("mgr", "hr", "other", "no"),
})

test("any combination of answers gives exactly one level, the same as the table of the product", () => {
  fc.assert(
    fc.property(anyAnswers, (a) => {
      const level = levelOf(given(a), rules)
      const when = a.i05 === "often" ? a.i05a : a.i05
      const within = (...codes: string[]) => codes.includes(when ?? "")
      const e1 =
        a.i01 === "no" ||
        a.i01 === "unsure" ||
        a.i04b === "no" ||
        within("now") ||
        (a.i11.includes("drug") && within("h24"))
      const e2 =
        within("h24", "h72", "h120") ||
        (a.i08 === "gaps" && (when === null || when === "dk")) ||
        a.i14 === "today" ||
        a.i14 === "trip" ||
        a.i15 === "yes" ||
        a.i16.includes("mgr") ||
        a.i16.includes("hr")
      const e3 =
        within("d30") ||
        a.i05 === "often" ||
        a.i14 !== "no" ||
        a.i15 !== "no" ||
        a.i12.some((p) => p.power || ["mgr", "exec", "hr"].includes(p.relation))
      assert.equal(level, e1 ? "e1" : e2 ? "e2" : e3 ? "e3" : "e4")
    }),
    { numRuns: 2000 },
  )
})

test("the higher of two levels is the more urgent; she may only raise", () => {
  assert.equal(higher("e3", "e2"), "e2")
  assert.equal(higher("e1", "e4"), "e1")
  assert.equal(higher("e4", "e4"), "e4")
  assert.deepEqual(above("e3"), ["e1", "e2"])
  assert.deepEqual(above("e1"), [])
})
