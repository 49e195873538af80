import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, beforeEach, test } from "node:test"
import fc from "fast-check"
import { startHttp, type Http } from "../../../test/servers/http.ts"
import { signedHeaders, startGateway, type GatewayServer } from "../../../test/servers/gateway.ts"
import { ringing, soon } from "../../../test/servers/page.ts"
import type { Message } from "./channel.ts"
import { gatewaySender, readCallback, type Callback } from "./gateway.ts"

const secret = "gateway secret"
let provider: GatewayServer
let ours: Http
let told: (Callback | { refused: string })[]
before(async () => {
  provider = await startGateway(secret)
  ours = await startHttp(({ headers, body }) => {
    const said = readCallback(secret, named(headers), body.toString("utf8"), Date.now())
    told.push(said)
    return { status: "refused" in said ? 403 : 204 }
  })
})
beforeEach(() => {
  told = []
  provider.behave()
})
after(async () => {
  await provider.close()
  await ours.close()
})

const named = (headers: Readonly<Record<string, unknown>>) => ({
  time: headers["x-tocsin-time"] as string | undefined, // node gives one text for a header that is not set-cookie
  signature: headers["x-tocsin-signature"] as string | undefined,
})
const page = (more: Partial<Message> = {}) =>
  ringing("voice", "+8613800138000", { lang: "zh", ...more })
const sender = (url = provider.url) =>
  gatewaySender({ url, secret, callbackUrl: `${ours.origin}/hook` })

test("a call is ordered with everything the provider needs and nothing else", async () => {
  const message = page()
  const outcome = await sender()(message, soon())
  assert.deepEqual(outcome, { kind: "handed", providerId: `p-${message.id}` })
  assert.deepEqual(provider.orders.at(-1), {
    v: 1,
    id: message.id,
    kind: "voice",
    to: "+8613800138000",
    text: message.text,
    code: "7F3K2Q",
    lang: "zh",
    callback: `${ours.origin}/hook`,
  })
})

test("the same row sent twice is one text to the person", async () => {
  const message = page({ channel: "sms" })
  const before = provider.orders.length
  await sender()(message, soon())
  await sender()(message, soon())
  assert.equal(provider.orders.length, before + 1)
})

test("what the provider says decides whether it is tried again", async () => {
  const said = [
    [{ status: 401 }, "failed-perm", "refused"],
    [{ status: 422, body: '{"why":"bad-address"}' }, "failed-perm", "bad-address"],
    [{ status: 429 }, "failed-temp", "too-many"],
    [{ status: 502 }, "failed-temp", "busy"],
    [{ status: 302, headers: { location: "/elsewhere" } }, "failed-perm", "refused"],
    ["cut", "failed-temp", "unknown"],
  ] as const
  for (const [reply, kind, why] of said) {
    provider.behave(reply)
    assert.deepEqual(await sender()(page(), soon()), { kind, why })
  }
  provider.behave("mute")
  const outcome = await sender()(page(), AbortSignal.timeout(200))
  assert.deepEqual(outcome, { kind: "failed-temp", why: "unknown" })
})

test("a provider with another secret is not spoken to", async () => {
  const send = gatewaySender({ url: provider.url, secret: "another", callbackUrl: "http://x.test" })
  assert.deepEqual(await send(page(), soon()), { kind: "failed-perm", why: "refused" })
})

test("the provider reports back, in any order and as often as it likes", async () => {
  await sender()(page(), soon())
  const order = provider.orders.at(-1)
  assert.ok(order)
  const { id } = order
  assert.equal(await provider.report(order, { state: "heard", code: "7f3k2q" }), 204)
  assert.equal(await provider.report(order, { state: "delivered" }), 204)
  assert.equal(await provider.report(order, { state: "failed" }), 204)
  assert.deepEqual(told, [
    { id, state: "heard", code: "7F3K2Q" },
    { id, state: "delivered" },
    { id, state: "failed" },
  ])
})

test("a voice mailbox that picks up has not heard", async () => {
  await sender()(page(), soon())
  const order = provider.orders.at(-1)
  assert.ok(order)
  assert.equal(await provider.report(order, { state: "heard" }), 403)
  for (const code of ["", "1", "7F3K2", "7F3K2QQ", "7F3K2I", "7F3K 2"])
    assert.equal(await provider.report(order, { state: "heard", code }), 403)
  assert.deepEqual(
    new Set(told.map((said) => "refused" in said && said.refused)),
    new Set(["no-code"]),
  )
})

const now = 1_790_000_000_000
const body = JSON.stringify({ id: randomUUID(), state: "delivered" })
const read = (headers: Record<string, string>, text = body, at = now) =>
  readCallback(secret, named(headers), text, at)

test("a callback is believed for five minutes on either side, and not longer", () => {
  for (const [shift, good] of [
    [0, true],
    [299_000, true],
    [-299_000, true],
    [301_000, false],
    [-301_000, false],
  ] as const)
    assert.equal("refused" in read(signedHeaders(secret, body, now + shift)), !good, String(shift))
})

test("one changed bit anywhere and a callback is not believed", () => {
  const headers = signedHeaders(secret, body, now)
  assert.ok(!("refused" in read(headers)))
  fc.assert(
    fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 127 }), (at, flip) => {
      const changed =
        body.slice(0, at) + String.fromCharCode(body.charCodeAt(at) ^ flip) + body.slice(at + 1)
      assert.deepEqual(read(headers, changed), { refused: "bad-signature" })
    }),
  )
  const signature = headers["x-tocsin-signature"] ?? ""
  for (const wrong of [
    "",
    "v1=",
    signature.slice(3),
    `v2=${signature.slice(3)}`,
    signature.slice(0, -2),
    `${signature}00`,
  ])
    assert.ok("refused" in read({ ...headers, "x-tocsin-signature": wrong }))
  for (const time of [
    "",
    "x",
    "-1",
    `${headers["x-tocsin-time"]}0`,
    ` ${headers["x-tocsin-time"]}`,
  ])
    assert.ok("refused" in read({ ...headers, "x-tocsin-time": time }))
  assert.ok("refused" in read({}))
  assert.deepEqual(readCallback("", named(signedHeaders("", body, now)), body, now), {
    refused: "bad-signature",
  })
})

test("a signed body that is none of ours is refused", () => {
  for (const text of [
    "",
    "[]",
    "{}",
    '{"id":"1","state":"delivered"}',
    body.replace("delivered", "opened"),
    `{"a":${"[".repeat(2000)}`,
  ])
    assert.deepEqual(read(signedHeaders(secret, text, now), text), { refused: "malformed" })
})
