import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { ChannelView, Me } from "#wire/session.ts"
import { invited, startDesk, type Desk } from "../../../test/desk.ts"
import type { Browser } from "../../../test/desk-browser.ts"

let desk: Desk
let noor: Browser
before(async () => {
  desk = await startDesk()
  noor = await desk.begin()
  await noor.makeKey()
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const mine = async () =>
  (await noor.desk<{ channels: ChannelView[] }>("GET", "/channels")).body.channels
const make = (channel: string, address: string) =>
  noor.desk<ChannelView>("POST", "/channels", { channel, address })

test("a channel needs an address of its form, and no value comes back in the refusal", async () => {
  const wrong = [
    ["email", "not an address"],
    ["sms", "0171 234567"],
    ["voice", "+49 171"],
    ["webhook", "http://10.0.0.1/x"],
    ["push", "{}"],
    ["push", "not json"],
  ] as const
  for (const [channel, address] of wrong) {
    const { status, body } = await make(channel, address)
    assert.deepEqual([status, body], [400, { problem: "malformed", fields: ["address"] }], channel)
  }
  const push = {
    endpoint: "https://push.example/abc",
    expirationTime: null,
    keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) },
  }
  for (const [channel, address] of [
    ["sms", "+4917112345678"],
    ["webhook", "https://chat.example/hook"],
    ["push", JSON.stringify(push)],
  ] as const) {
    assert.equal((await make(channel, address)).status, 201, channel)
  }
  assert.equal((await make("sms", "+4917112345678")).status, 409, "the same one twice")
})

test("a test goes out by that channel and counts once its code is typed back", async () => {
  const { id } = (await make("email", "noor@lantern.example")).body
  assert.equal((await noor.desk("POST", `/channels/${id}/tests`)).status, 202)
  const code = await noor.lastCode("noor@lantern.example")
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{6}$/)
  const { rows } = await desk.runtime.pool.query("select test_code_hash from channel_address")
  assert.ok(rows.every((row) => !row.test_code_hash?.includes(code)))
  assert.equal((await noor.desk("POST", `/channels/${id}/tests`)).status, 409, "not at once again")
  const right = await noor.desk("POST", `/channels/${id}/tests/answer`, {
    code: code.toLowerCase(),
  })
  assert.equal(right.status, 204)
  assert.ok((await mine()).find((channel) => channel.id === id)?.testedAt)
  const again = await noor.desk("POST", `/channels/${id}/tests/answer`, { code })
  assert.deepEqual([again.status, again.body], [401, { problem: "wrong-code" }], "once")
})

test("five wrong answers end a test, with the same words as one", async () => {
  const { id } = (await make("email", "second@lantern.example")).body
  await noor.desk("POST", `/channels/${id}/tests`)
  const code = await noor.lastCode("second@lantern.example")
  const wrong = code === "000000" ? "111111" : "000000"
  for (let at = 0; at < 5; at += 1) {
    const { status, body } = await noor.desk("POST", `/channels/${id}/tests/answer`, {
      code: wrong,
    })
    assert.deepEqual([status, body], [401, { problem: "wrong-code" }])
  }
  const late = await noor.desk("POST", `/channels/${id}/tests/answer`, { code })
  assert.deepEqual([late.status, late.body], [401, { problem: "wrong-code" }])
  assert.equal((await mine()).find((channel) => channel.id === id)?.testedAt, null)
})

test("the order is a person's own and names each of their channels once", async () => {
  const before = (await mine()).map((channel) => channel.id)
  const turned = before.toReversed()
  assert.equal((await noor.desk("PUT", "/channels/order", { ids: turned })).status, 204)
  assert.deepEqual(
    (await mine()).map((channel) => channel.id),
    turned,
  )
  for (const ids of [
    before.slice(1),
    [before[0], ...before.slice(0, -1)],
    [...before, "0".repeat(32)],
  ]) {
    assert.equal((await noor.desk("PUT", "/channels/order", { ids })).status, 404)
  }
  assert.deepEqual(
    (await mine()).map((channel) => channel.id),
    turned,
  )
})

test("somebody else's channel is not there, whatever id it is given", async () => {
  const person = {
    name: "Sam Okafor",
    email: "sam@lantern.example",
    outside: false,
    board: false,
    language: "en",
  }
  const sam = await invited(desk, noor, person)
  const [first] = await mine()
  const { rows } = await desk.runtime.pool.query("select id from channel_address limit 1")
  const raw = String(rows[0].id).replaceAll("-", "")
  for (const id of [first?.id ?? "", raw]) {
    assert.equal((await sam.desk("DELETE", `/channels/${id}`)).status, 404)
    assert.equal((await sam.desk("POST", `/channels/${id}/tests`)).status, 404)
    assert.equal(
      (await sam.desk("POST", `/channels/${id}/tests/answer`, { code: "000000" })).status,
      404,
    )
  }
  assert.equal((await noor.desk("DELETE", `/channels/${first?.id}`)).status, 204)
  assert.ok(!(await mine()).some((channel) => channel.id === first?.id))
})

test("a test answered after fifteen minutes does not count, and one that counted does so for thirty days", async () => {
  const { id } = (await make("email", "third@lantern.example")).body
  await noor.desk("POST", `/channels/${id}/tests`)
  const code = await noor.lastCode("third@lantern.example")
  await desk.push(15 * 60_000 + 1000)
  const late = await noor.desk("POST", `/channels/${id}/tests/answer`, { code })
  assert.equal(late.status, 401)
  const { body } = await noor.desk<Me>("GET", "/me")
  assert.equal(body.channels.find((channel) => channel.id === id)?.testedAt, null)
})
