import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { idOf, type PersonId } from "./ids.ts"
import { holesBetween, onCall, poolOf, shiftsBetween, weekOf, type Rotation } from "./roster.ts"

const [amina, chen, su, orla] = ["amina", "chen", "su", "orla"].map((p) => idOf<PersonId>(p)) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
] // four names make four ids
const at = (text: string) => Temporal.Instant.from(text)
const rota = (more: Partial<Rotation> = {}): Rotation => ({
  kind: "rotation",
  zone: "Europe/London",
  anchor: "2026-10-05",
  turns: [[amina], [chen], [su]],
  handoverDay: 1,
  handoverTime: "09:00",
  overrides: [],
  ...more,
})

test("a list calls everybody on it, once", () => {
  assert.deepEqual(
    onCall({ kind: "list", people: [amina, chen, amina] }, at("2026-01-01T00:00Z")),
    [amina, chen],
  )
})

test("turns follow the calendar weeks from the anchor, before it too", () => {
  const r = rota()
  assert.deepEqual(onCall(r, at("2026-10-05T07:59:59Z")), [su])
  assert.deepEqual(onCall(r, at("2026-10-05T08:00:00Z")), [amina])
  assert.deepEqual(onCall(r, at("2026-10-12T07:59:59.999Z")), [amina])
  assert.deepEqual(onCall(r, at("2026-10-12T08:00:00Z")), [chen])
  assert.deepEqual(onCall(rota({ anchor: "2026-10-11" }), at("2026-10-06T12:00Z")), [amina])
})

test("Europe/London: a Monday 08:30 handover stays 08:30 across 25 October 2026", () => {
  const r = rota({ handoverTime: "08:30" })
  assert.equal(weekOf(r, 2).start.toString(), "2026-10-19T07:30:00Z")
  assert.equal(weekOf(r, 2).end.toString(), "2026-10-26T08:30:00Z")
  assert.deepEqual(onCall(r, at("2026-10-26T08:29:59Z")), [su])
  assert.deepEqual(onCall(r, at("2026-10-26T08:30:00Z")), [amina])
})

test("America/Chicago: a week with a change of clocks is a week, not 604800 seconds", () => {
  const r = rota({ zone: "America/Chicago", anchor: "2026-03-02" })
  const hours = ({ start, end }: ReturnType<typeof weekOf>) => start.until(end).total("hours")
  assert.equal(hours(weekOf(r, 0)), 167)
  assert.equal(hours(weekOf(r, 1)), 168)
  assert.equal(weekOf(r, 1).start.toString(), "2026-03-09T14:00:00Z")
})

test("an hour that comes twice is shared; a time that does not exist is the first instant after the gap", () => {
  const twice = rota({ handoverDay: 7, handoverTime: "01:30", anchor: "2026-10-18" })
  assert.deepEqual(onCall(twice, at("2026-10-25T00:29Z")), [amina])
  assert.deepEqual(onCall(twice, at("2026-10-25T00:30Z")), [amina, chen])
  assert.deepEqual(onCall(twice, at("2026-10-25T01:29Z")), [amina, chen])
  assert.deepEqual(onCall(twice, at("2026-10-25T01:30Z")), [chen])
  const never = rota({ handoverDay: 7, handoverTime: "01:30", anchor: "2026-03-22" })
  assert.equal(weekOf(never, 0).end.toString(), "2026-03-29T01:00:00Z")
  assert.equal(weekOf(never, 1).start.toString(), "2026-03-29T01:00:00Z")
})

test("a turn that goes on with the same people is one shift", () => {
  const r = rota({ turns: [[amina], [amina], [chen]] })
  const shifts = shiftsBetween(r, at("2026-10-05T08:00Z"), at("2026-10-31T00:00Z"))
  assert.deepEqual(
    shifts.map((s) => `${s.people.join()} ${s.start.toString()}`),
    ["amina 2026-10-05T08:00:00Z", "chen 2026-10-19T08:00:00Z", "amina 2026-10-26T09:00:00Z"],
  )
})

test("somebody more, somebody less, one for another", () => {
  const from = "2026-10-06T00:00:00Z"
  const to = "2026-10-07T00:00:00Z"
  const when = { from, to }
  const with_ = (...overrides: Rotation["overrides"]) => rota({ overrides })
  const noon = at("2026-10-06T12:00Z")
  assert.deepEqual(onCall(with_({ ...when, kind: "add", person: orla }), noon), [amina, orla])
  assert.deepEqual(onCall(with_({ ...when, kind: "remove", person: amina }), noon), [])
  const swap = { ...when, kind: "replace", person: amina, instead: orla } as const
  assert.deepEqual(onCall(with_(swap), noon), [orla])
  assert.deepEqual(onCall(with_(swap), at(to)), [amina])
  assert.deepEqual(onCall(with_(swap), at(from)), [orla])
  assert.deepEqual(onCall(with_({ ...swap, person: chen }), noon), [amina])
  assert.deepEqual(onCall(with_({ ...swap, instead: null }), noon), [amina])
  const both = rota({
    turns: [[amina, chen]],
    overrides: [
      { ...swap, instead: chen },
      { ...swap, person: chen, instead: amina },
    ],
  })
  assert.deepEqual(onCall(both, noon), [chen, amina])
  const awayToo = with_(swap, { ...when, kind: "remove", person: orla })
  assert.deepEqual(onCall(awayToo, noon), [])
  assert.deepEqual(holesBetween(awayToo, at("2026-10-05T12:00Z"), at("2026-10-20T00:00Z")), [
    { start: at(from), end: at(to), people: [] },
  ])
  assert.deepEqual(poolOf(awayToo), [amina, chen, su, orla])
})

const zones = Intl.supportedValuesOf("timeZone")
const rotas = fc.record({
  zone: fc.constantFrom(...zones),
  handoverDay: fc.integer({ min: 1, max: 7 }),
  handoverTime: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`),
  anchor: fc
    .integer({ min: 0, max: 7000 })
    .map((d) => Temporal.PlainDate.from("2020-01-01").add({ days: d }).toString()),
  turns: fc
    .integer({ min: 1, max: 7 })
    .map((n) => Array.from({ length: n }, (_, i) => [idOf<PersonId>(`p${i}`)])),
})
const instants = fc
  .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))

test("in every zone there is no gap, and an overlap only where the clock goes back", () => {
  fc.assert(
    fc.property(rotas, fc.integer({ min: -300, max: 1000 }), (more, n) => {
      const r = rota(more)
      const here = weekOf(r, n)
      const next = weekOf(r, n + 1)
      const overlap = next.start.until(here.end).total("minutes")
      assert.ok(overlap >= 0, "a gap")
      if (overlap === 0) return
      const change = next.start.toZonedDateTimeISO(r.zone).getTimeZoneTransition("next")
      assert.ok(change && overlap <= 120)
      assert.ok(Temporal.Instant.compare(change.toInstant(), here.end) <= 0, "only at a change")
    }),
    { numRuns: 3000 },
  )
})

test("whoever is asked about, the calendar and the bell say the same", () => {
  fc.assert(
    fc.property(
      rotas,
      instants,
      fc.array(instants, { minLength: 4, maxLength: 4 }),
      (more, from, cuts) => {
        const [a, b, c, d] = cuts.map((i) => i.toString())
        const overrides = [
          { from: a, to: b, kind: "remove", person: idOf<PersonId>("p0") },
          { from: c, to: d, kind: "replace", person: idOf<PersonId>("p1"), instead: orla },
        ] as Rotation["overrides"] // four instants make four texts
        const r = rota({ ...more, overrides })
        const to = from.add({ hours: 24 * 35 })
        const shifts = shiftsBetween(r, from, to)
        assert.deepEqual(shifts[0]?.start, from)
        assert.deepEqual(shifts.at(-1)?.end, to)
        shifts.forEach((shift, i) => {
          const middle = shift.start.add({
            milliseconds: Math.floor(shift.start.until(shift.end).total("milliseconds") / 2),
          })
          for (const when of [shift.start, middle, shift.end.subtract({ milliseconds: 1 })])
            assert.deepEqual(onCall(r, when), shift.people)
          if (i) assert.deepEqual(shift.start, shifts[i - 1]?.end)
        })
      },
    ),
    { numRuns: 300 },
  )
})

test("turns are fair: over any stretch nobody has more than one turn more than another", () => {
  fc.assert(
    fc.property(
      rotas,
      fc.integer({ min: -100, max: 900 }),
      fc.integer({ min: 1, max: 60 }),
      (more, n, weeks) => {
        const r = rota(more)
        const counts = new Map(r.turns.flat().map((p) => [p, 0]))
        for (let week = n; week < n + weeks; week += 1) {
          const { start, end } = weekOf(r, week)
          const middle = start.add({ minutes: Math.floor(start.until(end).total("minutes") / 2) })
          for (const p of onCall(r, middle)) counts.set(p, (counts.get(p) ?? 0) + 1)
        }
        assert.ok(Math.max(...counts.values()) - Math.min(...counts.values()) <= 1)
      },
    ),
    { numRuns: 300 },
  )
})

test("somebody is on call at every instant from 2020 to 2040", () => {
  fc.assert(
    fc.property(rotas, instants, (more, when) =>
      assert.ok([1, 2].includes(onCall(rota(more), when).length)),
    ),
    { numRuns: 3000 },
  )
})

test("at every change of clocks of every zone, a handover inside the change leaves no gap", () => {
  let doubled = 0
  let missing = 0
  for (const zone of zones) {
    let change = at("2020-01-01T00:00Z").toZonedDateTimeISO(zone).getTimeZoneTransition("next")
    while (change && change.year < 2040) {
      const before = change.subtract({ milliseconds: 1 })
      const moved = (change.offsetNanoseconds - before.offsetNanoseconds) / 6e10
      // The middle of the hour that is missing or comes twice, on the wall.
      const wall = before
        .toPlainDateTime()
        .add({ milliseconds: 1, minutes: moved > 0 ? moved / 2 : 0 })
        .subtract({ minutes: moved < 0 ? -moved / 2 : 0 })
      const r = rota({
        zone,
        anchor: wall.toPlainDate().toString(),
        handoverDay: wall.dayOfWeek,
        handoverTime: wall.toPlainTime().toString().slice(0, 5),
      })
      const [old, next] = [weekOf(r, -1), weekOf(r, 0)]
      const overlap = next.start.until(old.end).total("minutes")
      assert.equal(overlap, Math.max(0, -moved), `${zone} ${change.toString()}`)
      if (moved > 0) assert.deepEqual(next.start, change.toInstant())
      if (moved < 0) doubled += 1
      if (moved > 0) missing += 1
      change = change.getTimeZoneTransition("next")
    }
  }
  assert.ok(doubled > 2000 && missing > 2000, `${doubled} ${missing}`)
})
