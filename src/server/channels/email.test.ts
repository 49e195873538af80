import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { ringing, soon } from "../../../test/servers/page.ts"
import { startSmtp, type Smtp } from "../../../test/servers/smtp.ts"
import type { Message } from "./channel.ts"
import { emailSender } from "./email.ts"
import { readReturnAddress } from "./return-address.ts"
import { textFor } from "./texts.ts"

const secret = "mail secret"
const from = "Someone <bell@ours.test>"
let smtp: Smtp
before(async () => {
  smtp = await startSmtp()
})
after(() => smtp.close())

const page = (more: Partial<Message> = {}) => ringing("email", "noor@theirs.test", more)

async function sending<T>(act: (send: ReturnType<typeof emailSender>["send"]) => Promise<T>) {
  const mail = emailSender({ smtpUrl: smtp.url, from, secret })
  try {
    return await act(mail.send)
  } finally {
    await mail.close()
  }
}

test("a page leaves as plain neutral text, named by its row, with a notice asked for", async () => {
  const message = page()
  const outcome = await sending((send) => send(message, soon()))
  assert.deepEqual(outcome, { kind: "handed", providerId: `<${message.id}@ours.test>` })
  const letter = await smtp.arrival(({ envelopeId }) => envelopeId === message.id)
  assert.equal(letter.to, "noor@theirs.test")
  assert.equal(readReturnAddress(secret, letter.from), message.id)
  assert.equal(letter.ret, "HDRS")
  assert.equal(letter.notify.toLowerCase().replaceAll(" ", ""), "success,failure,delay")
  assert.equal(letter.text, message.text)
  assert.deepEqual(
    ["from", "subject", "message-id", "auto-submitted", "x-mailer"].map((h) =>
      letter.headers.get(h),
    ),
    [
      "bell@ours.test",
      "Please open the app",
      `<${message.id}@ours.test>`,
      "auto-generated",
      undefined,
    ],
  )
  assert.match(letter.headers.get("content-type") ?? "", /^text\/plain/)
  assert.doesNotMatch(letter.raw, /tocsin|nodemailer|Someone/i)
})

test("Chinese arrives as it was written, and every page about the same person is of one size", async () => {
  const facts = { ref: "7F3K2Q" }
  for (const lang of ["en", "zh"] as const) {
    const sizes = await sending(async (send) => {
      const all = []
      for (const kind of ["ring", "overdue"] as const) {
        const message = page({ lang, ...textFor(kind, "email", lang, facts) })
        await send(message, soon())
        const letter = await smtp.arrival(({ envelopeId }) => envelopeId === message.id)
        assert.equal(letter.text, message.text)
        all.push(Buffer.byteLength(letter.raw))
      }
      return all
    })
    assert.equal(sizes[0], sizes[1])
  }
})

test("what the server says decides whether it is tried again", async () => {
  const said = {
    "no-such-mailbox": { kind: "failed-perm", why: "bad-address" },
    refuse: { kind: "failed-perm", why: "refused" },
    busy: { kind: "failed-temp", why: "busy" },
    "drop-at-data": { kind: "failed-temp", why: "unknown" },
    take: { kind: "handed" },
  } as const
  for (const [how, expected] of Object.entries(said)) {
    smtp.behave(how as keyof typeof said) // a key of the table above
    const outcome = await sending((send) => send(page(), soon()))
    assert.partialDeepStrictEqual(outcome, expected, how)
  }
})

test("a server that says nothing is given up on when the caller says so", async () => {
  for (const how of ["mute", "mute-at-data"] as const) {
    smtp.behave(how)
    const began = performance.now()
    const outcome = await sending((send) => send(page(), AbortSignal.timeout(300)))
    assert.deepEqual(outcome, { kind: "failed-temp", why: "unknown" })
    assert.ok(performance.now() - began < 2000)
  }
  smtp.behave("take")
})

test("without a server it is tried again, and the next mail goes through once there is one", async () => {
  const gone = await startSmtp()
  await gone.close()
  const mail = emailSender({ smtpUrl: gone.url, from, secret })
  assert.deepEqual(await mail.send(page(), soon()), { kind: "failed-temp", why: "unreachable" })
  await using back = await startSmtp({ port: gone.port })
  assert.equal((await mail.send(page(), soon())).kind, "handed")
  assert.equal(back.letters.length, 1)
  await mail.close()
})

test("an address that is more than one mailbox is never written to", async () => {
  const before = smtp.letters.length
  for (const address of [
    "a@b.test, c@d.test",
    "a@b.test\r\nBcc: c@d.test",
    "group:a@b.test;",
    "a",
    "",
  ])
    assert.deepEqual(await sending((send) => send(page({ address }), soon())), {
      kind: "failed-perm",
      why: "bad-address",
    })
  assert.equal(smtp.letters.length, before)
})
