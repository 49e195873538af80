import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import intake from "#content/intake.json" with { type: "json" }
import { askedBy, type Answer, type Answers } from "./condition.ts"
import {
  answersInForce,
  choose,
  effectsOf,
  lengthOf,
  linesAfter,
  nextPage,
  openQuestions,
  pagesFor,
  pageTypes,
  previousPage,
  shortPathFor,
  totalLength,
  withinLimit,
} from "./question.ts"

const { pages } = intake
const codes = (...all: string[]): Answer => ({ codes: all })
const ids = (answers: Answers) => pagesFor(pages, answers).map((page) => page.id)

/** Any answer to any page, among them answers to pages that are not asked. */
const anyAnswers: fc.Arbitrary<Answers> = fc.record(
  Object.fromEntries(
    pages.map((page) => {
      const options = page.options.map((o) => o.code)
      const chosen =
        page.type === "multi"
          ? fc.subarray(options)
          : fc.subarray(options, { maxLength: Math.min(1, options.length) })
      return [
        page.id,
        fc.option(
          chosen.map((all) => ({ codes: all })),
          { nil: undefined },
        ),
      ]
    }),
  ),
)

test("page types are words this code knows; a page asks only about pages before it", () => {
  const types: readonly string[] = pageTypes
  pages.forEach((page, i) => {
    assert.ok(types.includes(page.type), page.id)
    const before = pages.slice(0, i).map((p) => p.id)
    for (const asked of page.show_if ? askedBy(page.show_if) : [])
      assert.ok(before.includes(asked), page.id)
  })
})

test("who is in no danger and says nothing passes 22 pages", () => {
  assert.deepEqual(
    ids({}),
    pages.filter((page) => page.show_if === null).map((page) => page.id),
  )
  assert.equal(ids({}).length, 22)
})

test("branches open what they say", () => {
  assert.ok(ids({ i01: codes("unsure") }).includes("i01a"))
  assert.ok(ids({ i02: codes("inbox", "sms") }).includes("i03"))
  for (const page of ["i04a", "i04b", "i04c"])
    assert.ok(ids({ i04: codes("manager") }).includes(page))
  assert.ok(ids({ i05: codes("often"), i05a: codes("h72") }).includes("i06"))
  assert.ok(ids({ i04: codes("saw"), i08: codes("gaps") }).includes("i09"))
  assert.ok(!ids({ i04: codes("other"), i08: codes("gaps") }).includes("i09"))
})

test("an answer behind a closed branch is kept and not counted", () => {
  const answers = { i05: codes("old"), i05a: codes("h24"), i06: codes("yes") }
  assert.ok(!ids(answers).includes("i06"))
  assert.deepEqual(answersInForce(pages, answers), { i05: codes("old") })
  assert.deepEqual(effectsOf(intake, answers), [])
  // Opened again, it counts again.
  assert.deepEqual(answersInForce(pages, { ...answers, i05: codes("often") })["i05a"], codes("h24"))
  assert.deepEqual(effectsOf(intake, { ...answers, i05: codes("often") }), [
    "show_evidence_windows",
  ])
})

test("effects are those of the content, each once", () => {
  const told = { i04: codes("manager"), i04c: codes("week"), i16: codes("hr") }
  assert.deepEqual(effectsOf(intake, told), ["use_variants", "accountability_check"])
  assert.deepEqual(
    effectsOf(intake, {
      i00: codes("keep"),
      i14: codes("trip"),
      i15: codes("yes"),
      i22: codes("anon"),
    }),
    [
      "issue_code_and_save_each_page",
      "propose_measures_M01_M02_M08",
      "propose_silent_hold",
      "code_only_inbox",
    ],
  )
  assert.deepEqual(effectsOf(intake, { i08: codes("gaps") }), ["show_toxicology_windows"])
  assert.deepEqual(effectsOf(intake, { i08: codes("gaps"), i05: codes("old") }), [])
})

test("every effect and every conditional page comes about for some answers", () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      for (const page of ids(answers)) seen.add(page)
      for (const effect of effectsOf(intake, answers)) seen.add(effect)
    }),
    { numRuns: 2000, seed: 7 },
  )
  const wanted = [...pages.map((page) => page.id), ...intake.effects.map((effect) => effect.do)]
  assert.deepEqual(
    wanted.filter((id) => !seen.has(id)),
    [],
  )
})

test("back after next returns, from any page, also from one that is no longer asked", () => {
  fc.assert(
    fc.property(anyAnswers, fc.constantFrom(...pages), (answers, page) => {
      const order = ids(answers)
      const next = nextPage(pages, answers, page.id)
      const back = previousPage(pages, answers, next?.id ?? "i24")
      if (order.includes(page.id)) assert.equal(next ? back?.id : "i24", page.id)
      assert.ok(next || page.id === "i24")
      assert.equal(previousPage(pages, answers, "i00"), null)
      assert.equal(nextPage(pages, answers, "i24"), null)
    }),
  )
})

test("next from the first page passes every page asked, once", () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const passed = ["i00"]
      for (
        let page = nextPage(pages, answers, "i00");
        page;
        page = nextPage(pages, answers, page.id)
      )
        passed.push(page.id)
      assert.deepEqual(passed, ids(answers))
    }),
  )
})

test("at most three answers are compulsory, whatever is answered", () => {
  assert.deepEqual(intake.compulsory, ["i01", "i04", "i24"])
  assert.deepEqual(
    pages.filter((page) => page.required).map((page) => page.id),
    intake.compulsory,
  )
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const open = openQuestions(intake, answers)
      assert.ok(open.length <= 3 && open.every((id) => intake.compulsory.includes(id)))
    }),
  )
  assert.deepEqual(openQuestions(intake, {}), ["i01", "i04", "i24"])
  assert.deepEqual(openQuestions(intake, { i01: codes("yes"), i04: codes("me") }), ["i24"])
})

test("the short path has nine pages, and the one that sends for help when it is not safe", () => {
  const short = (answers: Answers) => shortPathFor(intake, answers).map((page) => page.id)
  assert.deepEqual(short({}), intake.short_path)
  assert.deepEqual(short({ i01: codes("no") }), [
    "i00",
    "i00a",
    "i01",
    "i01a",
    "i02",
    "i04",
    "i12",
    "i13",
    "i07",
    "i24",
  ])
})

test("after sending, a level and the answers choose the lines", () => {
  const lines = (answers: Answers, level: string) =>
    linesAfter(intake, answers, level).map((line) => line.id)
  assert.ok(lines({}, "e2").includes("next_24h") && !lines({}, "e2").includes("next_days"))
  assert.ok(lines({}, "e4").includes("next_days") && !lines({}, "e4").includes("medical"))
  assert.ok(lines({ i05: codes("dk"), i11: codes("drug") }, "e3").includes("medical"))
})

test("an option that stands alone takes the others away", () => {
  const page = { type: "multi", exclusive: ["none", "dk"] }
  assert.deepEqual(choose(page, ["press"], { code: "chose", on: true }), ["press", "chose"])
  assert.deepEqual(choose(page, ["press", "chose"], { code: "none", on: true }), ["none"])
  assert.deepEqual(choose(page, ["none"], { code: "drug", on: true }), ["drug"])
  assert.deepEqual(choose(page, ["press", "chose"], { code: "press", on: false }), ["chose"])
  assert.deepEqual(choose({ type: "single" }, ["yes"], { code: "no", on: true }), ["no"])
})

test("lengths are code points", () => {
  assert.equal(lengthOf("她说👩‍🚒"), 5)
  assert.ok(withinLimit({ max_chars: 2 }, "👍👍") && !withinLimit({ max_chars: 2 }, "👍👍👍"))
  assert.ok(withinLimit({}, "anything"))
  assert.equal(
    totalLength({
      i07: { text: "她说" },
      i02: { fields: { phone: "123" } },
      i12: { named: [{ name: "李雷" }] },
    }),
    7,
  )
})
