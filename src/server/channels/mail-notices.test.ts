import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { connect } from "node:net"
import { test } from "node:test"
import { ringing, soon } from "../../../test/servers/page.ts"
import { noticeText, sendNotice, sendRaw, startSmtp } from "../../../test/servers/smtp.ts"
import { emailSender } from "./email.ts"
import { startNotices, type MailNotice } from "./mail-notices.ts"
import { readReturnAddress, returnAddress } from "./return-address.ts"

const secret = "mail secret"

/** A listener that keeps what it hears, and a promise of the next thing. */
async function listening() {
  const heard: MailNotice[] = []
  let next = Promise.withResolvers<MailNotice>()
  const notices = await startNotices({
    port: 0,
    host: "127.0.0.1",
    secret,
    heard: async (notice) => {
      heard.push(notice)
      next.resolve(notice)
      next = Promise.withResolvers()
    },
  })
  return {
    port: notices.port,
    heard,
    soon: () => next.promise,
    [Symbol.asyncDispose]: notices.close,
  }
}

const about = (id: string) => ({
  from: returnAddress(secret, id, "ours.test"),
  to: "noor@theirs.test",
  envelopeId: id,
})

/** One mail leaves for a server that takes it. */
async function sendBy(smtpUrl: string): Promise<string> {
  const mail = emailSender({ smtpUrl, from: "bell@ours.test", secret })
  const message = ringing("email", "noor@theirs.test")
  const outcome = await mail.send(message, soon())
  assert.equal(outcome.kind, "handed")
  await mail.close()
  return message.id
}

test("a mail goes out, its server reports, and the report names the row", async () => {
  await using here = await listening()
  await using smtp = await startSmtp({ noticesTo: here.port })
  const heard = here.soon()
  const id = await sendBy(smtp.url)
  assert.deepEqual(await heard, { id, state: "delivered" })
})

test("a server that takes a mail and says nothing proves nothing", async () => {
  await using here = await listening()
  await using smtp = await startSmtp()
  await sendBy(smtp.url)
  // The listener is alive, and what it has heard is only what was sent to it.
  const other = randomUUID()
  await sendNotice(here.port, about(other), "failed")
  assert.deepEqual(here.heard, [{ id: other, state: "failed" }])
})

test("failed and delayed are heard; handed on to others is taken and proves nothing", async () => {
  await using here = await listening()
  const id = randomUUID()
  for (const action of ["delayed", "relayed", "expanded", "failed"] as const)
    await sendNotice(here.port, about(id), action)
  assert.deepEqual(here.heard, [
    { id, state: "delayed" },
    { id, state: "failed" },
  ])
})

test("an address that we did not make is refused before a word of the mail", async () => {
  await using here = await listening()
  const id = randomUUID()
  const good = about(id).from
  const forged = [
    good.replace(/\.(.)/, (_, c: string) => `.${c === "0" ? "1" : "0"}`),
    good.replace("page+", "page-"),
    returnAddress("another secret", id, "ours.test"),
    "postmaster@ours.test",
  ]
  for (const to of forged)
    await assert.rejects(
      sendRaw(here.port, { from: "", to }, noticeText(about(id), "delivered")),
      /550/,
    )
  await assert.rejects(
    sendRaw(here.port, { from: "noor@theirs.test", to: good }, noticeText(about(id), "delivered")),
    /550 Only delivery notices/,
  )
  assert.deepEqual(here.heard, [])
})

test("what is malformed, too large or about another mail is refused with a sentence", async () => {
  await using here = await listening()
  const id = randomUUID()
  const to = about(id).from
  const other = { ...about(id), envelopeId: randomUUID() }
  const padded = noticeText(about(id), "delivered") + "x".repeat(1000).concat("\r\n").repeat(300)
  const wrong = [
    ["Subject: I am away\r\n\r\nBack on Monday\r\n", /554 This is not a delivery notice/],
    [noticeText(other, "delivered"), /554 The notice is about another mail/],
    [padded, /552/],
  ] as const
  for (const [raw, sentence] of wrong)
    await assert.rejects(sendRaw(here.port, { from: "", to }, raw), sentence)
  assert.deepEqual(here.heard, [])
  await sendNotice(here.port, about(id), "delivered")
  assert.deepEqual(here.heard, [{ id, state: "delivered" }])
})

test("noise on the line and a line cut in the middle leave the listener standing", async () => {
  await using here = await listening()
  for (const noise of [
    "\0\xff\r\n".repeat(50),
    "GET / HTTP/1.1\r\n\r\n",
    "EHLO a\r\nMAIL FROM:<>\r\nDATA\r\n",
  ])
    await new Promise<void>((done) => {
      const socket = connect(here.port, "127.0.0.1", () => socket.write(noise))
      socket.on("error", () => done())
      socket.on("close", () => done())
      socket.on("data", () => socket.destroy())
    })
  const id = randomUUID()
  await sendNotice(here.port, about(id), "delivered")
  assert.deepEqual(here.heard, [{ id, state: "delivered" }])
})

test("when we cannot write it down the mail server is asked to come again", async () => {
  const faults: unknown[] = []
  const notices = await startNotices({
    port: 0,
    host: "127.0.0.1",
    secret,
    heard: async () => {
      throw new Error("the database is away")
    },
    failed: (error) => faults.push(error),
  })
  await assert.rejects(sendNotice(notices.port, about(randomUUID()), "delivered"), /451/)
  assert.equal(faults.length, 1)
  await notices.close()
})

test("a return address is one local part of at most 64 symbols and survives another case", () => {
  const id = randomUUID()
  const address = returnAddress(secret, id, "ours.test")
  assert.ok(address.indexOf("@") <= 64)
  assert.equal(readReturnAddress(secret, address.toUpperCase()), id)
  assert.equal(readReturnAddress("another", address), null)
})
