import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import type { Calendar } from "./calendar.ts"
import {
  type Asked,
  askedOf,
  auditOneIn,
  type CheckAnswer,
  endShows,
  isAudited,
  mayEnd,
  mustFollow,
  outcomeOf,
  timesOf,
  wordAt,
} from "./protection.ts"
import { Refusal } from "./refusal.ts"

const london: Calendar = {
  zone: "Europe/London",
  weekend: [6, 7],
  holidays: new Set(["2026-12-25", "2026-12-28"]),
}
const at = (text: string) => Temporal.Instant.from(text)

test("the answer comes at 18:00 of the second working day after the day it was asked, weekends and holidays not counted", () => {
  const asked: [string, string][] = [
    ["2026-11-23T00:00:00Z", "2026-11-25T18:00:00Z"],
    ["2026-11-23T23:59:59Z", "2026-11-25T18:00:00Z"],
    ["2026-11-20T09:00:00Z", "2026-11-24T18:00:00Z"],
    ["2026-11-21T09:00:00Z", "2026-11-24T18:00:00Z"],
    ["2026-12-23T10:00:00Z", "2026-12-29T18:00:00Z"],
    // Clocks go forward on the 29th: it is 18:00 on the wall all the same.
    ["2026-03-27T10:00:00Z", "2026-03-31T17:00:00Z"],
  ]
  for (const [from, due] of asked)
    assert.equal(timesOf(london, at(from)).release.toString(), at(due).toString(), from)
})

test("the reminder is on the last morning, the review ten working days later, and no freeze lasts over 24 months", () => {
  const times = timesOf(london, at("2026-11-23T10:00:00Z"))
  assert.deepEqual([times.remind, times.release, times.review, times.frozenUntil].map(String), [
    "2026-11-25T09:00:00Z",
    "2026-11-25T18:00:00Z",
    "2026-12-09T18:00:00Z",
    "2028-11-25T18:00:00Z",
  ])
})

const anAnswer = fc.constantFrom<CheckAnswer | null>("clear", "freeze", null)
const anInstant = fc
  .integer({ min: 0, max: 330 * 86_400_000 })
  .map((ms) => at("2026-01-05T00:00:00Z").add({ milliseconds: ms }))

test("the instants follow from the day of asking and from nothing else", () => {
  fc.assert(
    fc.property(anInstant, fc.integer({ min: 0, max: 86_399_999 }), (asked, later) => {
      const day = asked.toZonedDateTimeISO(london.zone).startOfDay()
      const other = day.add({ milliseconds: later }).toInstant()
      const same = other.toZonedDateTimeISO(london.zone).toPlainDate().equals(day.toPlainDate())
      fc.pre(same)
      assert.deepEqual(
        Object.values(timesOf(london, asked)).map(String),
        Object.values(timesOf(london, other)).map(String),
      )
    }),
  )
})

test("an answer always leaves more than one whole day and its instants stand in order", () => {
  fc.assert(
    fc.property(anInstant, (asked) => {
      const { remind, release, review, frozenUntil } = timesOf(london, asked)
      const all = [asked, remind, release, review, frozenUntil].map((one) => one.epochMilliseconds)
      assert.deepEqual(
        all,
        all.toSorted((a, b) => a - b),
      )
      assert.ok(release.epochMilliseconds - asked.epochMilliseconds > 36 * 3_600_000)
    }),
  )
})

test("the lot falls on one of twelve", () => {
  const lots = Array.from({ length: auditOneIn }, (_, lot) => lot)
  assert.equal(lots.filter(isAudited).length, 1)
})

test("only a clear that nobody and no lot speaks against is clear; silence freezes", () => {
  assert.equal(outcomeOf(false, []), "freeze")
  assert.equal(outcomeOf(false, [null, null]), "freeze")
  assert.equal(outcomeOf(false, ["clear", null]), "clear")
  fc.assert(
    fc.property(fc.boolean(), fc.array(anAnswer), (audited, said) => {
      const clear = !audited && said.includes("clear") && !said.includes("freeze")
      assert.equal(outcomeOf(audited, said), clear ? "clear" : "freeze")
      // One more freeze never clears.
      assert.equal(outcomeOf(audited, [...said, "freeze"]), "freeze")
    }),
  )
})

test("until the release a word may become stricter and never milder; afterwards it stands", () => {
  const [before, release] = [new Date(1), new Date(2)]
  const refused = (was: CheckAnswer | null, next: CheckAnswer, now: Date): string | undefined => {
    try {
      mustFollow(was, next, { now, release })
      return undefined
    } catch (why) {
      if (why instanceof Refusal) return why.field
      throw why
    }
  }
  assert.equal(refused(null, "clear", before), undefined)
  assert.equal(refused(null, "freeze", before), undefined)
  assert.equal(refused("clear", "freeze", before), undefined)
  assert.equal(refused("freeze", "freeze", before), undefined)
  assert.equal(refused("freeze", "clear", before), "frozen")
  for (const was of [null, "clear", "freeze"] as const)
    for (const next of ["clear", "freeze"] as const)
      assert.equal(refused(was, next, release), "released")
})

test("a freeze ends when two say so and everyone who said freeze is among them", () => {
  const one = (said: Asked["said"], ends: boolean): Asked => ({ said, mayEnd: ends })
  assert.ok(!mayEnd([]))
  assert.ok(!mayEnd([one("freeze", true)]), "nobody undoes their own word alone")
  assert.ok(!mayEnd([one("clear", true), one("clear", true), one("freeze", false)]))
  assert.ok(mayEnd([one("freeze", true), one(null, true)]))
  assert.ok(mayEnd([one("clear", true), one("clear", true)]), "a lot ends like any other freeze")
  fc.assert(
    fc.property(fc.array(fc.tuple(anAnswer, fc.boolean())), (all) => {
      const asked = all.map(([said, ends]) => one(said, ends))
      const without = asked.map((each) =>
        each.said === "freeze" ? { ...each, mayEnd: false } : each,
      )
      if (asked.some(({ said }) => said === "freeze")) assert.ok(!mayEnd(without))
    }),
  )
})

test("that a freeze has ended is read at the end of a day, and not before its review", () => {
  const review = at("2026-12-09T18:00:00Z")
  const shown = (agreed: string) => endShows(london, at(agreed), review).toString()
  assert.equal(shown("2026-11-26T10:00:00Z"), "2026-12-09T18:00:00Z")
  assert.equal(shown("2026-12-09T18:00:00Z"), "2026-12-09T18:00:00Z")
  assert.equal(shown("2026-12-10T10:00:00Z"), "2026-12-10T18:00:00Z")
  assert.equal(shown("2026-12-10T18:00:01Z"), "2026-12-11T18:00:00Z")
  assert.equal(shown("2026-12-11T20:00:00Z"), "2026-12-14T18:00:00Z")
})

test("before the release there is no word, whatever is known", () => {
  fc.assert(
    fc.property(
      fc.constantFrom<CheckAnswer>("clear", "freeze"),
      fc.option(fc.integer({ min: 0, max: 100 })),
      fc.integer({ min: -50, max: 200 }),
      (answer, ends, now) => {
        const word = wordAt(
          {
            answer,
            release: new Date(0),
            endShows: ends === null ? null : new Date(ends),
            frozenUntil: new Date(150),
          },
          new Date(now),
        )
        if (now < 0) return assert.equal(word, null)
        const over = now >= 150 || (ends !== null && now >= ends)
        assert.equal(word, over ? "clear" : answer)
      },
    ),
  )
})

test("the officers are asked; when none of them may be, those from outside; then the board; and nobody is asked about themselves", () => {
  const all = [
    { person: "su", role: "officer" },
    { person: "orla", role: "outside" },
    { person: "ito", role: "board" },
    { person: "ada", role: "officer" },
  ] as const
  const asked = (...not: string[]) => askedOf(all, new Set(not)).map(({ person }) => person)
  assert.deepEqual(asked(), ["su", "ada"])
  assert.deepEqual(asked("su"), ["ada"])
  assert.deepEqual(asked("su", "ada"), ["orla"])
  assert.deepEqual(asked("su", "ada", "orla"), ["ito"])
  assert.deepEqual(asked("su", "ada", "orla", "ito"), [])
})
