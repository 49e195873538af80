import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import { ringing, soon } from "../../../test/servers/page.ts"
import { startRobots, type Robots } from "../../../test/servers/robots.ts"
import { robots, webhookSender } from "./webhook.ts"

let groups: Robots
before(async () => {
  groups = await startRobots()
})
beforeEach(() => groups.behave())
after(() => groups.close())

const page = (address: string, lang: "en" | "zh" = "zh") => ringing("webhook", address, { lang })
const send = () => webhookSender({ allowLocal: true })

test("each robot takes what is signed in its own way, and says one bland line", async () => {
  for (const robot of robots) {
    const message = page(groups.address(robot))
    assert.deepEqual(
      await send()(message, soon()),
      { kind: "handed", providerId: message.id },
      robot,
    )
    const said = groups.said.at(-1)
    assert.equal(said?.robot, robot)
    assert.equal(said.text, "值班检查，请打开应用。")
    assert.ok(!said.raw.includes("7F3K2Q") && !said.raw.includes("SEC"))
  }
})

test("a wrong secret is refused by every robot that has one", async () => {
  for (const robot of ["dingtalk", "feishu", "plain"] as const) {
    const before = groups.said.length
    for (const secret of ["another", ""])
      assert.deepEqual(await send()(page(groups.address(robot, secret)), soon()), {
        kind: "failed-perm",
        why: "refused",
      })
    assert.equal(groups.said.length, before)
  }
})

test("the robot's twenty-first message in a minute is not sent there, and another robot's is", async () => {
  const sending = send()
  const address = groups.address("dingtalk")
  const before = groups.said.length
  for (let i = 0; i < 20; i++) assert.equal((await sending(page(address), soon())).kind, "handed")
  const outcome = await sending(page(address), soon())
  assert.equal("why" in outcome && outcome.why, "too-many")
  const wait = "retryAfterMs" in outcome ? (outcome.retryAfterMs ?? 0) : 0
  assert.ok(wait > 0 && wait <= 60_000)
  assert.equal(groups.said.length, before + 20)
  assert.equal((await sending(page(groups.address("wecom")), soon())).kind, "handed")
})

test("the makers' own numbers are understood", async () => {
  const said = [
    [
      "dingtalk",
      { status: 200, body: '{"errcode":130101}' },
      { kind: "failed-temp", why: "too-many", retryAfterMs: 600_000 },
    ],
    [
      "feishu",
      { status: 200, body: '{"code":11232}' },
      { kind: "failed-temp", why: "too-many", retryAfterMs: 5000 },
    ],
    [
      "wecom",
      { status: 200, body: '{"errcode":45009}' },
      { kind: "failed-temp", why: "too-many", retryAfterMs: 60_000 },
    ],
    ["wecom", { status: 200, body: '{"errcode":93000}' }, { kind: "failed-perm", why: "gone" }],
    ["dingtalk", { status: 200, body: "<html>" }, { kind: "failed-perm", why: "refused" }],
    ["slack", { status: 410, body: "channel_is_archived" }, { kind: "failed-perm", why: "gone" }],
    [
      "slack",
      { status: 429, headers: { "retry-after": "3" } },
      { kind: "failed-temp", why: "too-many", retryAfterMs: 3000 },
    ],
    ["plain", { status: 404 }, { kind: "failed-perm", why: "refused" }],
    ["plain", { status: 500 }, { kind: "failed-temp", why: "busy" }],
    ["plain", "cut", { kind: "failed-temp", why: "unknown" }],
  ] as const
  for (const [robot, reply, expected] of said) {
    groups.behave(reply)
    assert.deepEqual(await send()(page(groups.address(robot)), soon()), expected)
  }
})

test("a robot of our own network is not spoken to", async () => {
  const strict = webhookSender({ allowLocal: false })
  for (const address of [groups.address("plain"), "https://10.0.0.1/hook", "nonsense"])
    assert.deepEqual(await strict(page(address), soon()), {
      kind: "failed-perm",
      why: "bad-address",
    })
})
