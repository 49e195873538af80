import assert from "node:assert/strict"
import { test } from "node:test"
import content from "#content/evidence_windows.json" with { type: "json" }
import type { Condition } from "./condition.ts"
import { units } from "./level.ts"
import {
  windowAnchors,
  windowKinds,
  windowsFor,
  type Circumstances,
  type WindowItem,
} from "./window.ts"

const evidence = content as unknown as { items: readonly WindowItem[]; show_when: Condition } // the first test checks its closed words
const event = Temporal.Instant.from("2027-08-10T14:00:00Z")
const recent = { i05: { codes: ["h24"] } }
const around = (hours: number, more: Partial<Circumstances> = {}): Circumstances => ({
  place: { country: "CN" },
  zone: "Asia/Shanghai",
  anchors: { event_end: event },
  now: event.add({ hours }),
  ...more,
})
const windows = (hours: number, more: Partial<Circumstances> = {}) =>
  windowsFor(evidence, around(hours, more), recent)
const one = (id: string, hours: number, more: Partial<Circumstances> = {}) =>
  windows(hours, more).find((w) => w.id === id)
const hoursOf = (id: string, more: Partial<Circumstances> = {}) => {
  const until = one(id, 1, more)?.until
  return until && event.until(until).total("hours")
}

test("the items of the content are words this code knows", () => {
  assert.equal(evidence.items.length, 19)
  for (const item of evidence.items) {
    assert.ok(windowKinds.includes(item.kind) && windowAnchors.includes(item.anchor), item.id)
    for (const span of [
      item.default,
      ...item.windows,
      ...(item.best ? [item.best] : []),
      ...(item.closes ? [item.closes] : []),
      ...(item.variants ?? []),
    ])
      assert.ok(units.includes(span.unit) && span.amount > 0, item.id)
  }
})

test("what ends soonest comes first, what opens later next, what has passed last", () => {
  const states = windows(100).map((w) => w.state)
  assert.deepEqual(
    states,
    states.toSorted(
      (a, b) =>
        ["open", "opens-later", "passed"].indexOf(a) - ["open", "opens-later", "passed"].indexOf(b),
    ),
  )
  const open = windows(100).filter((w) => w.state === "open")
  assert.deepEqual(
    open.slice(0, 3).map((w) => w.id),
    ["urine_tox", "forensic_exam", "ec"],
  )
  const ends = open.map((w) => w.until?.epochMilliseconds ?? 0)
  assert.deepEqual(
    ends,
    ends.toSorted((a, b) => a - b),
  )
  assert.deepEqual(
    windows(100)
      .filter((w) => w.state === "passed")
      .map((w) => w.id),
    ["urine_now", "blood_tox", "pep", "injury_photos"],
  )
})

test("the place of the event wins, then its country, then the country she is in, then the general one", () => {
  assert.equal(hoursOf("forensic_exam"), 120)
  assert.equal(hoursOf("forensic_exam", { place: { country: "GB" } }), 168)
  assert.equal(hoursOf("forensic_exam", { place: { event: "SG", country: "GB" } }), 72)
  assert.equal(hoursOf("forensic_exam", { place: { event: "US-WA", country: "CN" } }), 96)
  assert.equal(hoursOf("urine_tox", { place: { event: "US-WA", country: "CN" } }), 96)
  assert.equal(one("forensic_exam", 1, { place: { event: "US-NY", country: null } })?.place, "US")
  assert.equal(one("forensic_exam", 1)?.place, null)
  // What a law asks a hotel to keep never lengthens the countdown.
  assert.equal(hoursOf("cctv_hotel"), 14 * 24)
})

test("a window is open until its end and passed from it on, and says which of its texts is true", () => {
  assert.deepEqual([one("pep", 71)?.state, one("pep", 71)?.text], ["open", "before"])
  assert.deepEqual([one("pep", 72)?.state, one("pep", 72)?.text], ["passed", "after"])
  assert.equal(one("hbv", 1)?.best?.toString(), event.add({ hours: 24 }).toString())
})

test("what opens later opens, and is gone when it is over", () => {
  assert.deepEqual(
    [one("hair_tox", 24 * 27)?.state, one("hair_tox", 24 * 27)?.text],
    ["opens-later", "before"],
  )
  assert.deepEqual(
    [one("hair_tox", 24 * 28)?.state, one("hair_tox", 24 * 28)?.text],
    ["open", "after"],
  )
  assert.equal(one("hair_tox", 24 * 366), undefined)
})

test("days are the wall's, so that a window of days ends at the time of day it began", () => {
  const london = {
    zone: "Europe/London",
    anchors: { event_end: Temporal.Instant.from("2026-10-24T09:00Z") },
  }
  assert.equal(one("injury_photos", 0, london)?.until?.toString(), "2026-10-27T10:00:00Z")
  assert.equal(one("pep", 0, london)?.until?.toString(), "2026-10-27T09:00:00Z")
})

test("an item is counted from its own beginning, and left out when nobody knows it", () => {
  assert.equal(one("chat_recall", 1), undefined)
  const anchors = {
    event_end: event,
    message_sent: event.add({ hours: 5 }),
    report_received: event.add({ hours: 6 }),
  }
  assert.equal(hoursOf("chat_recall", { anchors }), 5 + 2 / 60)
  assert.equal(hoursOf("chat_recall", { anchors, app: "dingtalk" }), 29)
  assert.equal(hoursOf("company_records", { anchors }), 30)
  assert.equal(windows(6, { anchors }).findLast((w) => w.state === "open")?.id, "company_records")
  assert.deepEqual(windows(1, { anchors: {} }), [])
})

test("long ago, no countdown is shown; without an answer it is", () => {
  assert.deepEqual(windowsFor(evidence, around(1), { i05: { codes: ["old"] } }), [])
  assert.ok(windowsFor(evidence, around(1), {}).length > 0)
  assert.ok(
    windowsFor(evidence, around(1), { i05: { codes: ["often"] }, i05a: { codes: ["h72"] } })
      .length > 0,
  )
})
