import assert from "node:assert/strict"
import { test } from "node:test"
import { lawDue } from "#core/law.ts"
import { stepDue } from "#core/law-step.ts"
import type { ClockEvent } from "#core/pack.ts"
import { calendarsFor } from "./law.ts"
import { packs } from "./packs.ts"

/** Where each law is counted, with the holidays of the kept library. */
const places: Readonly<Record<string, { country: string; zone: string }>> = {
  EU: { country: "DE", zone: "Europe/Berlin" },
  IN: { country: "IN", zone: "Asia/Kolkata" },
  CN: { country: "CN", zone: "Asia/Shanghai" },
  GB: { country: "GB", zone: "Europe/London" },
  US: { country: "US", zone: "America/New_York" },
  JP: { country: "JP", zone: "Asia/Tokyo" },
  KR: { country: "KR", zone: "Asia/Seoul" },
  AU: { country: "AU", zone: "Australia/Brisbane" },
  PK: { country: "PK", zone: "Asia/Karachi" },
  SG: { country: "SG", zone: "Asia/Singapore" },
  FR: { country: "FR", zone: "Europe/Paris" },
}

/** Each clock: when its event happens, and when it runs out, both on the wall there; counted by hand. */
const counted: Readonly<Record<string, readonly [event: string, due: string]>> = {
  // 20 + 7 = 27.
  "EU.ack": ["2026-03-20T10:00", "2026-03-27T10:00"],
  // There is no 30 February: the month's last day.
  "EU.feedback": ["2026-11-30T09:00", "2027-02-28T09:00"],
  // There is no 31 November.
  "IN.complaint": ["2026-08-31T20:00", "2026-11-30T20:00"],
  // From Monday, only Sunday off: Tue 29 Sep 1, Wed 2, Thu 1 Oct 3, Fri 2 Gandhi Jayanti, Sat 3 is 4, Sun off, Mon 5, Tue 6, Wed 7 Oct is 7.
  "IN.forward": ["2026-09-28T11:00", "2026-10-07T11:00"],
  // From Monday, Saturday and Sunday off, and the holidays of single states (Thu 17 in Karnataka, Tue 22 in Haryana):
  // Tue 15 is 1, Wed 16 2, Fri 18 3, Mon 21 4, Wed 23 5, Thu 24 6, Fri 25 7, Mon 28 8, Tue 29 9, Wed 30 10, until its end.
  "IN.reply": ["2026-09-14T15:00", "2026-10-01T00:00"],
  // 28 Oct is 30, 28 Nov 61, 27 Dec 90.
  "IN.inquiry": ["2026-09-28T11:00", "2026-12-27T11:00"],
  // 31 Dec is 4, 6 Jan 10.
  "IN.report": ["2026-12-27T11:00", "2027-01-06T11:00"],
  // 6 Feb is 31, 6 Mar 59, 7 Mar 60.
  "IN.act": ["2027-01-06T11:00", "2027-03-07T11:00"],
  // 31 + 28 + 31 = 90.
  "IN.appeal": ["2027-01-06T11:00", "2027-04-06T11:00"],
  "IN.leave": ["2026-11-30T09:30", "2027-02-28T09:30"],
  // 30 Nov is 10, 5 Dec 15.
  "IN.exparte": ["2026-11-20T10:00", "2026-12-05T10:00"],
  // The year ends as January begins; so many days later 31 January is over.
  "IN.annual": ["2027-01-01T00:00", "2027-02-01T00:00"],
  // From Wednesday before the National Day week (1 to 7 Oct): Thu 8 is 1, Fri 9 2, Sat 10 3 (worked by the yearly notice), Mon 12 4, Tue 13 5.
  "CN.written_result": ["2026-09-30T18:00", "2026-10-13T18:00"],
  // 2029 has no 29 February.
  "CN.arbitration": ["2028-02-29T09:00", "2029-02-28T09:00"],
  "CN.union_notice": ["2026-11-20T17:00", "2026-11-20T17:00"],
  // 28 Feb is 18, 12 Mar 30.
  "CN.cctv": ["2026-02-10T23:30", "2026-03-12T23:30"],
  // 10 December less one day.
  "GB.et_old": ["2026-09-10T14:00", "2026-12-09T14:00"],
  // 10 March less one day.
  "GB.et_new": ["2026-09-10T14:00", "2027-03-09T14:00"],
  // From Thursday: Fri 25 off, Mon 28 off for Boxing Day, Tue 29 is 1, Wed 2, Thu 31 3, Fri 1 Jan off, Mon 4 Jan is 4 (off in Scotland only), Tue 5 5.
  "GB.nodelay": ["2026-12-24T10:00", "2027-01-05T10:00"],
  // From Wednesday: Thu 2 is 1, Good Friday off, Easter Monday 6 is 2 (worked in Scotland), Tue 3, Wed 4, Thu 9 5.
  "GB.appeal": ["2026-04-01T12:00", "2026-04-09T12:00"],
  // The 15th day of the year, and 195 - 181 = 14 July.
  "US.eeoc180": ["2026-01-15T12:00", "2026-07-14T12:00"],
  // The 315th day: 315 - 304 = 11 November.
  "US.eeoc300": ["2026-01-15T12:00", "2026-11-11T12:00"],
  // 31 + 31 + 28 = 90.
  "US.rts": ["2026-12-01T08:00", "2027-03-01T08:00"],
  // The 60th day: 60 - 59 = 1 March.
  "US.fed": ["2026-01-15T12:00", "2026-03-01T12:00"],
  "US.CA": ["2026-01-15T12:00", "2029-01-15T12:00"],
  // 2031 has no 29 February.
  "US.NY": ["2028-02-29T12:00", "2031-02-28T12:00"],
  // A leap day lies between.
  "US.CHI": ["2027-03-01T12:00", "2028-02-29T12:00"],
  // From Friday: Mon 21, Tue 22 and Wed 23 are holidays, Thu 24 is 1.
  "JP.prompt": ["2026-09-18T17:00", "2026-09-24T17:00"],
  // From Wednesday: Chuseok Thu 24, Fri 25, Sat 26; Mon 28 is 1.
  "KR.investigate": ["2026-09-23T15:00", "2026-09-28T15:00"],
  // From Friday: Foundation Day is Sat 3, made good on Mon 5; Tue 6 is 1.
  "KR.protect": ["2026-10-02T16:00", "2026-10-06T16:00"],
  // From Monday: Tue 22 is 1, Wed 2, Thu 24 3, Fri 25 Christmas, Mon 28 4, Tue 29 5.
  "KR.after": ["2026-12-21T09:30", "2026-12-29T09:30"],
  // 31 Dec is 6, 4 Jan 10.
  "KR.grievance": ["2026-12-25T09:00", "2027-01-04T09:00"],
  "AU.ahrc": ["2026-05-20T22:00", "2028-05-20T22:00"],
  // 2026 has no 29 February.
  "AU.fwc": ["2024-02-29T22:00", "2026-02-28T22:00"],
  // 30 Jun is 15, 15 Jul 30.
  "AU.QLD.review": ["2026-06-15T10:00", "2026-07-15T10:00"],
  // 28 Feb is 1, 2 Mar 3.
  "PK.charge": ["2026-02-27T10:00", "2026-03-02T10:00"],
  "PK.defence": ["2026-03-02T10:00", "2026-03-09T10:00"],
  // 31 Mar is 29.
  "PK.findings": ["2026-03-02T10:00", "2026-04-01T10:00"],
  "PK.penalty": ["2026-04-01T10:00", "2026-04-08T10:00"],
  // 30 Apr is 22.
  "PK.appeal": ["2026-04-08T10:00", "2026-05-08T10:00"],
  // 30 Apr is 1.
  "PK.ombuds_notice": ["2026-04-29T10:00", "2026-05-02T10:00"],
  // 31 May is 3.
  "PK.ombuds_defence": ["2026-05-28T10:00", "2026-06-02T10:00"],
  "PK.repr": ["2026-06-15T10:00", "2026-07-15T10:00"],
  "SG.s424": ["2026-05-31T02:15", "2026-05-31T02:15"],
  // From Thursday: Fri 1 May off, Mon 4 is 1, Tue 2, Wed 3, Thu 7 4, Fri 8 off, Mon 11 5, Tue 6, Wed 13 7.
  "FR.ack": ["2026-04-30T10:00", "2026-05-13T10:00"],
  "FR.feedback": ["2026-11-30T09:00", "2027-02-28T09:00"],
  "FR.discipline": ["2026-12-31T18:00", "2027-02-28T18:00"],
  // From Thursday, only Sunday off: Good Friday 3 is one in Alsace and Moselle, Sat 4 is 1, Easter Monday 6 off, Tue 7 2, until its end.
  "FR.sanction_min": ["2026-04-02T09:00", "2026-04-08T00:00"],
  "FR.sanction_max": ["2026-05-07T09:00", "2026-06-07T09:00"],
  "FR.cse_alert": ["2026-05-07T09:00", "2026-05-07T09:00"],
}

test("every clock of the content is counted here", () => {
  const ids = packs.flatMap(({ clocks }) => clocks.map(({ id }) => id))
  assert.equal(ids.length, 50)
  assert.deepEqual(Object.keys(counted), ids)
})

for (const pack of packs)
  for (const clock of pack.clocks) {
    const [event, due] = counted[clock.id] ?? ["", ""]
    test(`${clock.id}: ${clock.kind} ${clock.amount} ${clock.unit} from ${event} is ${due}`, () => {
      const found = limitsOf(pack.id, { [clock.event]: event }).find((one) => one.id === clock.id)
      assert.equal(found?.due, due)
    })
  }

test("the employer's time to act runs from the committee's report, not from hers", () => {
  const ids = limitsOf("IN", { report_received: "2027-01-06T11:00" }).map(({ id }) => id)
  assert.deepEqual(ids, [])
})

test("a window to appeal stays open for whole days, and Easter Monday is off in most of the country", () => {
  const place = places["GB"]
  assert.ok(place)
  const anchors = anchorsAt(place.zone, { outcome_notified: "2026-04-01T12:00" })
  const gb = packs.filter(({ id }) => id === "GB")
  const calendars = calendarsFor(gb, [place], Object.values(anchors))
  const due = stepDue({ step: "appeal-window", ours: {}, packs: gb, anchors, calendars })
  assert.equal(due.max, null)
  // Thu 2 is 1, Tue 7 2, Wed 8 3, Thu 9 4, Fri 10 5, until its end.
  assert.equal(
    due.min?.due.toZonedDateTimeISO(place.zone).toString().slice(0, 16),
    "2026-04-11T00:00",
  )
  assert.equal(due.min?.basis, "GB.appeal")
})

test("what happened years ago is counted with the holidays of its own years", () => {
  const place = places["FR"]
  assert.ok(place)
  const anchors = anchorsAt(place.zone, {
    alert_received: "2019-04-30T10:00",
    acknowledgement_sent: "2026-01-01T10:00",
  })
  const fr = packs.filter(({ id }) => id === "FR")
  const holidays = calendarsFor(fr, [place], Object.values(anchors))["FR"]?.holidays
  assert.equal(holidays?.has("2019-05-08"), true)
  assert.equal(holidays?.has("2028-05-08"), true)
})

test("each law is counted on the clock of its own place, and the Union's with a member's holidays", () => {
  const both = packs.filter(({ id }) => ["EU", "GB", "SG"].includes(id))
  const [gb, fr] = [places["GB"], places["FR"]]
  assert.ok(gb && fr)
  const calendars = calendarsFor(both, [gb, fr], [Temporal.Instant.from("2026-04-01T12:00Z")])
  assert.equal(calendars["GB"]?.zone, "Europe/London")
  assert.equal(calendars["EU"]?.zone, "Europe/Paris")
  assert.ok(calendars["EU"]?.holidays?.has("2026-07-14"))
  // Nobody named a place in Singapore: its holidays, on the clock of the first place.
  assert.equal(calendars["SG"]?.zone, "Europe/London")
  assert.ok(calendars["SG"]?.holidays?.has("2026-08-09"))
})

function anchorsAt(zone: string, events: Partial<Record<ClockEvent, string>>) {
  return Object.fromEntries(
    Object.entries(events).map(([event, wall]) => [
      event,
      Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant(),
    ]),
  )
}

function limitsOf(id: string, events: Partial<Record<ClockEvent, string>>) {
  const place = places[id]
  assert.ok(place)
  const anchors = anchorsAt(place.zone, events)
  const chosen = packs.filter((pack) => pack.id === id)
  const calendars = calendarsFor(chosen, [place], Object.values(anchors))
  return lawDue({ packs: chosen, anchors, calendars }).map(({ clock, due }) => ({
    id: clock,
    due: due.toZonedDateTimeISO(place.zone).toPlainDateTime().toString({ smallestUnit: "minute" }),
  }))
}
