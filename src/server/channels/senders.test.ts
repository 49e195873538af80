import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { test } from "node:test"
import webPush from "web-push"
import { channels } from "#core/channel.ts"
import { messageOf, type Leased } from "#server/outbox/message.ts"
import { startGateway } from "../../../test/servers/gateway.ts"
import { ringing, soon } from "../../../test/servers/page.ts"
import { startPush } from "../../../test/servers/push.ts"
import { startRobots } from "../../../test/servers/robots.ts"
import { startSmtp } from "../../../test/servers/smtp.ts"
import { openSenders } from "./senders.ts"
import { textKinds } from "./texts.ts"

const base = { mailFrom: "bell@ours.test", mailSecret: "mail secret", allowLocal: true }

/** A provider for every channel, and an address at each. */
async function everyProvider() {
  const vapid = { ...webPush.generateVAPIDKeys(), subject: "mailto:bell@ours.test" }
  const smtp = await startSmtp()
  const push = await startPush(vapid.publicKey)
  const provider = await startGateway("s")
  const groups = await startRobots()
  const gateway = { url: provider.url, secret: "s", callbackUrl: "http://127.0.0.1/hook" }
  const senders = openSenders({ ...base, smtpUrl: smtp.url, vapid, gateway })
  const addresses = {
    push: push.subscribe().address,
    voice: "+441632960001",
    sms: "+441632960001",
    email: "noor@theirs.test",
    webhook: groups.address("plain"),
    desk: "desk",
  }
  const close = async () => {
    await senders.close()
    for (const server of [smtp, push, provider, groups]) await server.close()
  }
  return { smtp, push, provider, groups, senders, addresses, [Symbol.asyncDispose]: close }
}

/** Two providers of texts, the second for when the first does not answer. */
async function twoGateways() {
  const first = await startGateway("a")
  const second = await startGateway("b")
  const callbackUrl = "http://127.0.0.1/hook"
  const senders = openSenders({
    ...base,
    gateway: [
      { url: first.url, secret: "a", callbackUrl },
      { url: second.url, secret: "b", callbackUrl },
    ],
  })
  const close = async () => {
    await senders.close()
    await first.close()
    await second.close()
  }
  return { first, second, senders, [Symbol.asyncDispose]: close }
}

test("every channel that is set up reaches its provider", async () => {
  await using all = await everyProvider()
  const { smtp, push, provider, groups, senders, addresses } = all
  for (const channel of channels) {
    const outcome = await senders.send(ringing(channel, addresses[channel]), soon())
    assert.equal(outcome.kind, "handed", channel)
  }
  assert.deepEqual([smtp.letters.length, push.pushes.length, groups.said.length], [1, 1, 1])
  assert.deepEqual(
    provider.orders.map(({ kind }) => kind),
    ["voice", "sms"],
  )
})

test("nothing of a case is in a byte that any provider gets, whatever a row carries by mistake", async () => {
  const canary = "canary-Anna-e1-harassment"
  await using all = await everyProvider()
  const { smtp, push, provider, groups, senders, addresses } = all
  const kinds = textKinds.filter((kind) => kind !== "invite" && kind !== "announce")
  for (const text_kind of kinds)
    for (const channel of channels) {
      const facts = { deadline: canary, role: canary, late: canary, note: canary, case: canary }
      const row: Leased = {
        id: randomUUID(),
        org_id: canary,
        person_id: canary,
        channel,
        address: addresses[channel],
        address_id: canary,
        text_kind,
        lang: "en",
        facts,
        ref: "7F3K2Q",
        urgent: true,
        alert_id: canary,
        epoch: 1,
        tier: 1,
        loop: 0,
        tries: 1,
      }
      assert.equal((await senders.send(messageOf(row), soon())).kind, "handed", channel)
    }
  const got = [smtp.letters, push.pushes, provider.orders, groups.said]
  assert.deepEqual(
    got.map((all) => all.length),
    [kinds.length, kinds.length, 2 * kinds.length, kinds.length],
  )
  const bytes = JSON.stringify([smtp.letters.map(({ raw }) => raw), ...got.slice(1)])
  assert.ok(bytes.includes("Action needed"))
  assert.doesNotMatch(bytes, /canary|Anna|harass|tocsin/i)
})

test("a channel that is not set up says so at once, so that the next one is used", async () => {
  const senders = openSenders(base)
  for (const channel of ["push", "voice", "sms", "email"] as const)
    assert.deepEqual(await senders.send(ringing(channel, "x"), soon()), {
      kind: "failed-perm",
      why: "not-configured",
    })
  await senders.close()
})

test("after two failures on end the other provider is used, and it stays in use while it works", async () => {
  await using both = await twoGateways()
  const { first, second, senders } = both
  const text = async () => (await senders.send(ringing("sms", "+441632960001"), soon())).kind
  assert.equal(await text(), "handed")
  first.behave({ status: 500 })
  assert.equal(await text(), "failed-temp")
  first.behave()
  assert.equal(await text(), "handed")
  first.behave("cut")
  assert.deepEqual([await text(), await text()], ["failed-temp", "failed-temp"])
  assert.deepEqual([await text(), await text()], ["handed", "handed"])
  assert.deepEqual([first.orders.length, second.orders.length], [2, 2])
  second.behave({ status: 503 })
  first.behave()
  assert.deepEqual(
    [await text(), await text(), await text()],
    ["failed-temp", "failed-temp", "handed"],
  )
})

test("a wrong number does not count against a provider", async () => {
  await using both = await twoGateways()
  const { first, second, senders } = both
  first.behave({ status: 422, body: '{"why":"bad-address"}' })
  for (let i = 0; i < 4; i++) {
    const outcome = await senders.send(ringing("sms", "+1"), soon())
    assert.deepEqual(outcome, { kind: "failed-perm", why: "bad-address" })
  }
  assert.equal(second.orders.length, 0)
})
