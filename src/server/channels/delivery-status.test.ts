import assert from "node:assert/strict"
import { test } from "node:test"
import fc from "fast-check"
import { noticeText } from "../../../test/servers/smtp.ts"
import { readNotice } from "./delivery-status.ts"

const letter = { from: "page+x@ours.test", to: "noor@theirs.test", envelopeId: "e-1" }
const postfix = `Return-Path: <>
From: MAILER-DAEMON@relay.test (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="8B2C.1700/relay.test"
Content-Transfer-Encoding: 8bit

This is a MIME-encapsulated message.

--8B2C.1700/relay.test
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you
Action: delivered

--8B2C.1700/relay.test
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.test
Original-Envelope-Id: e-1
X-Postfix-Queue-ID: 8B2C
Arrival-Date: Mon, 2 Nov 2026 10:00:00 +0000 (UTC)

Final-Recipient: rfc822; noor@theirs.test
Original-Recipient: rfc822;noor@theirs.test
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.theirs.test
Diagnostic-Code: smtp; 550 5.1.1 <noor@theirs.test>: Recipient address
    rejected: User unknown

--8B2C.1700/relay.test
Content-Type: text/rfc822-headers

Subject: Please open the app
Action: delivered

--8B2C.1700/relay.test--
`

test("each action is read for what it proves", () => {
  for (const action of ["delivered", "failed", "delayed"] as const)
    assert.deepEqual(readNotice(noticeText(letter, action)), { state: action, envelopeId: "e-1" })
  for (const action of ["relayed", "expanded"] as const)
    assert.equal((readNotice(noticeText(letter, action)) as { state: string }).state, "no-proof") // a refusal has no state and fails
})

test("a real server's notice is read, by its status part alone", () => {
  assert.deepEqual(readNotice(postfix), { state: "failed", envelopeId: "e-1" })
  assert.deepEqual(readNotice(postfix.replaceAll("\n", "\r\n")), {
    state: "failed",
    envelopeId: "e-1",
  })
})

test("what is no notice is refused with a sentence", () => {
  const whole = noticeText(letter, "delivered")
  const wrong = [
    "",
    "Subject: I am away\r\n\r\nBack on Monday",
    whole.replace("report-type=delivery-status", "report-type=disposition-notification"),
    whole.replace('boundary="=_edge"', ""),
    whole.replace("message/delivery-status", "text/plain"),
    whole.replace("Action: delivered\r\n", ""),
    whole.replace("Action: delivered", "Action: read"),
    whole.replace(/Final-Recipient.*\r\n/, ""),
    whole.replace(
      "Content-Type: message/delivery-status",
      "$&\r\nContent-Transfer-Encoding: base64",
    ),
    whole.replaceAll("--=_edge", "--=_other"),
  ]
  for (const mail of wrong) {
    assert.notEqual(mail, whole)
    const said = readNotice(mail)
    assert.ok("refused" in said, mail)
    assert.match(said.refused, /^[A-Z].*\.$/)
  }
})

test("nothing makes the reader fall or stand still", () => {
  const whole = noticeText(letter, "delivered")
  const states = ["delivered", "failed", "delayed", "no-proof"]
  fc.assert(
    fc.property(fc.nat(whole.length), fc.nat(80), fc.string(), (at, length, put) => {
      const said = readNotice(whole.slice(0, at) + put + whole.slice(at + length))
      assert.ok("refused" in said || states.includes(said.state))
    }),
    { numRuns: 2000 },
  )
  const began = performance.now()
  for (const filling of ["\n ", "\n\n", "--=_edge\n", ";a=", " ", ":"])
    readNotice(whole.replace("Reporting-MTA", `${filling.repeat(200_000 / filling.length)}x`))
  readNotice(`Content-Type: ${";a=".repeat(80_000)}\n\n`)
  readNotice(`Content-Type: ${'; a="'.repeat(50_000)}\n\n`)
  assert.ok(performance.now() - began < 2000)
})
