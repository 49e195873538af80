import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import webPush from "web-push"
import { ringing, soon } from "../../../test/servers/page.ts"
import { startPush, type PushService } from "../../../test/servers/push.ts"
import type { Message, Sender } from "./channel.ts"
import { pushSender } from "./push.ts"
import { textFor } from "./texts.ts"

const vapid = { ...webPush.generateVAPIDKeys(), subject: "mailto:bell@ours.test" }
let service: PushService
let send: Sender
before(async () => {
  service = await startPush(vapid.publicKey)
  send = pushSender(vapid, { allowLocal: true })
})
beforeEach(() => service.behave())
after(() => service.close())

const page = (address: string, more: Partial<Message> = {}) => ringing("push", address, more)

test("a push is opened by the browser it was meant for, and the service knows who sent it", async () => {
  const { name, address } = service.subscribe()
  const message = page(address)
  const outcome = await send(message, soon())
  const push = service.pushes.at(-1)
  assert.deepEqual(outcome, {
    kind: "handed",
    providerId: `${service.origin}/message/${service.pushes.length}`,
  })
  assert.equal(push?.subscription, name)
  assert.deepEqual(push.payload, {
    v: 1,
    id: message.id,
    title: "Please open the app",
    text: message.text,
    ref: "7F3K2Q",
    lang: "en",
  })
  assert.deepEqual([push.ttl, push.urgency], ["900", "high"])
  assert.equal(push.topic, message.id.replaceAll("-", ""))
  assert.deepEqual([push.claims.aud, push.claims.sub], [service.origin, "mailto:bell@ours.test"])
})

test("every push is of one size, whatever it says", async () => {
  const { address } = service.subscribe()
  const from = service.pushes.length
  await send(page(address), soon())
  await send(page(address, { ref: null, text: "" }), soon())
  await send(page(address, { lang: "zh", ...textFor("overdue", "push", "zh", {}) }), soon())
  assert.deepEqual(new Set(service.pushes.slice(from).map(({ bytes }) => bytes)).size, 1)
  assert.equal(service.pushes.length, from + 3)
})

test("what is not urgent may wait a day for a sleeping phone", async () => {
  await send(page(service.subscribe().address, { urgent: false }), soon())
  assert.equal(service.pushes.at(-1)?.ttl, "86400")
})

test("a browser that is gone is gone for good", async () => {
  const { name, address } = service.subscribe()
  service.forget(name)
  assert.deepEqual(await send(page(address), soon()), { kind: "failed-perm", why: "gone" })
  service.behave({ status: 404 })
  assert.deepEqual(await send(page(address), soon()), { kind: "failed-perm", why: "gone" })
})

test("keys that the service does not know are refused", async () => {
  const stranger = pushSender({ ...vapid, ...webPush.generateVAPIDKeys() }, { allowLocal: true })
  const outcome = await stranger(page(service.subscribe().address), soon())
  assert.deepEqual(outcome, { kind: "failed-perm", why: "refused" })
})

test("a service in trouble is tried again, when it says so", async () => {
  const { address } = service.subscribe()
  const said = [
    [{ status: 429, headers: { "retry-after": "7" } }, "too-many", 7000],
    [{ status: 503, headers: { "retry-after": "99999" } }, "busy", 900_000],
    [{ status: 500 }, "busy", undefined],
    ["cut", "unknown", undefined],
  ] as const
  for (const [reply, why, retryAfterMs] of said) {
    service.behave(reply)
    assert.deepEqual(await send(page(address), soon()), {
      kind: "failed-temp",
      why,
      ...(retryAfterMs ? { retryAfterMs } : {}),
    })
  }
  service.behave({
    status: 429,
    headers: { "retry-after": new Date(Date.now() + 60_000).toUTCString() },
  })
  const outcome = await send(page(address), soon())
  const wait = "retryAfterMs" in outcome ? (outcome.retryAfterMs ?? 0) : 0
  assert.ok(wait > 50_000 && wait <= 60_000, String(wait))
})

test("a service that says nothing may have sent it: it is sent again", async () => {
  service.behave("mute")
  const outcome = await send(page(service.subscribe().address), AbortSignal.timeout(200))
  assert.deepEqual(outcome, { kind: "failed-temp", why: "unknown" })
})

test("a service that is not there was sent nothing", async () => {
  const closed = await startPush(vapid.publicKey)
  const { address } = closed.subscribe()
  await closed.close()
  assert.deepEqual(await send(page(address), soon()), {
    kind: "failed-temp",
    why: "unreachable",
  })
})

test("nothing of our own network is behind an address that a person gave us", async () => {
  const { address } = service.subscribe()
  const strict = pushSender(vapid, { allowLocal: false })
  const asked = service.pushes.length
  const at = (endpoint: string) => JSON.stringify({ ...(JSON.parse(address) as object), endpoint }) // our own JSON
  for (const inside of [
    address,
    at("https://127.0.0.1/push"),
    at("https://10.1.2.3/push"),
    at("https://169.254.169.254/latest/meta-data"),
    at("https://[::1]/push"),
    at("https://[::ffff:10.0.0.1]/push"),
    at("https://0x7f.1/push"),
    at("https://2130706433/push"),
    at("https://name:word@push.example/push"),
    at("http://push.example/push"),
    at("file:///etc/passwd"),
  ])
    assert.deepEqual(await strict(page(inside), soon()), {
      kind: "failed-perm",
      why: "bad-address",
    })
  // A name that leads inside is found out only when it is looked up.
  assert.deepEqual(await strict(page(at("https://localhost/push")), soon()), {
    kind: "failed-perm",
    why: "refused",
  })
  for (const inside of [
    at("http://10.1.2.3/push"),
    at("https://192.168.0.1/"),
    at("http://push.example/"),
  ])
    assert.equal((await send(page(inside), soon())).kind, "failed-perm")
  assert.equal(service.pushes.length, asked)
})

test("what is no subscription is a bad address", async () => {
  const { address } = service.subscribe()
  const { endpoint } = JSON.parse(address) as { endpoint: string } // our own JSON
  for (const wrong of [
    "",
    "{}",
    "noor@theirs.test",
    JSON.stringify({ endpoint, keys: { p256dh: "AAAA", auth: "AAAA" } }),
  ])
    assert.deepEqual(await send(page(wrong), soon()), { kind: "failed-perm", why: "bad-address" })
})
