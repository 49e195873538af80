import assert from "node:assert/strict"
import { after, before, beforeEach, test } from "node:test"
import { openSenders } from "#server/channels/senders.ts"
import { settle } from "#server/outbox/settle.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import { atomically } from "#server/runtime.ts"
import { startGateway, type GatewayServer } from "../servers/gateway.ts"
import { sendDue } from "#server/outbox/loop.ts"
import type { Leased } from "#server/outbox/message.ts"
import { provePage } from "#server/outbox/proof.ts"
import { world, type World } from "../world.ts"

const secret = "a gateway's secret"
let w: World
let gateway: GatewayServer
let senders: ReturnType<typeof openSenders>

before(async () => {
  gateway = await startGateway(secret)
  const three = (n: number) => [
    { channel: "voice", address: `+4470000${n}1` },
    { channel: "sms", address: `+4470000${n}2` },
    { channel: "email", address: `${n}@lantern.example` },
  ]
  w = await world({
    undelivered: true,
    path: [["noor"], ["sam"], { people: ["orla"], kind: "outside" }],
    channels: { noor: three(1), sam: three(2) },
    env: { gateway: { url: gateway.url, secret } },
  })
  const mail = { mailFrom: "alert@lantern.example", mailSecret: "test" }
  const callbackUrl = `${w.base}/hook/gateway`
  senders = openSenders({
    ...mail,
    allowLocal: true,
    gateway: { url: gateway.url, secret, callbackUrl },
  })
})
after(async () => {
  await senders.close()
  await w.close()
  await gateway.close()
})
beforeEach(async () => {
  gateway.behave()
  await w.sql("update alert set state = 'closed'")
  await w.sql("delete from timer")
  await w.sql("delete from outbox")
})

type Page = { id: string; name: string; channel: string; state: string; ref: string }
const pages = (name = "noor") =>
  w.sql<Page>(
    "select o.id, p.name, o.channel, o.state, o.ref from outbox o join person p on p.id = o.person_id where p.name = $1 order by o.made_at, o.due_at, o.channel",
    [name],
  )
const shown = async (name?: string) => (await pages(name)).map((p) => `${p.channel} ${p.state}`)
const send = () => sendDue(w.runtime, senders)
const pageOf = async (channel: string): Promise<Page> =>
  (await pages()).find((p) => p.channel === channel) ?? assert.fail(channel)

test("one channel after another, within fifteen seconds of each other, until one is proved", async () => {
  await w.report({ level: "e2" })
  await send()
  assert.deepEqual(await shown(), ["voice handed", "sms queued", "email queued"])
  await w.advance("13s")
  await send()
  assert.deepEqual(await shown(), ["voice handed", "sms queued", "email queued"])
  await w.advance("1s")
  await send()
  assert.deepEqual(await shown(), ["voice handed", "sms handed", "email queued"])
  assert.equal(await provePage(w.runtime, (await pageOf("sms")).id, { state: "delivered" }), true)
  assert.deepEqual(await shown(), ["voice handed", "sms delivered", "email cancelled"])
})

test("in danger every channel is used at once", async () => {
  await w.report({ level: "e1" })
  await send()
  assert.deepEqual((await shown()).slice(0, 2), ["email failed", "sms handed"])
  assert.equal((await shown())[2], "voice handed")
})

test("a channel that refuses for good brings the next one forward at once", async () => {
  gateway.behave({ status: 422 })
  await w.report({ level: "e2" })
  await send()
  assert.deepEqual(await shown(), ["voice failed", "sms queued", "email queued"])
  gateway.behave()
  await send()
  assert.deepEqual(await shown(), ["voice failed", "sms handed", "email queued"])
})

test("when every channel of a step has failed for good the next tier is rung within the second", async () => {
  gateway.behave({ status: 422 })
  await w.report({ level: "e2" })
  for (let turn = 0; turn < 3; turn += 1) await send()
  assert.deepEqual(await shown(), ["voice failed", "sms failed", "email failed"])
  await w.advance("1s")
  assert.ok((await w.rung()).includes("sam"))
})

test("a failure told later by the provider counts like one told at once", async () => {
  await w.report({ level: "e2" })
  await send()
  await provePage(w.runtime, (await pageOf("voice")).id, { state: "failed" })
  await send()
  await provePage(w.runtime, (await pageOf("sms")).id, { state: "failed" })
  await send()
  assert.deepEqual(await shown(), ["voice failed", "sms failed", "email failed"])
  await w.advance("1s")
  assert.ok((await w.rung()).includes("sam"))
})

test("a tier whose people have no address at all is passed at once", async () => {
  await w.sql("delete from channel_address where person_id = $1", [w.person("noor").id])
  try {
    await w.report({ level: "e2" })
    await w.advance("1s")
    assert.deepEqual(await w.rung(), ["sam", "sam", "sam"])
  } finally {
    await w.sql(
      "insert into channel_address (id, org_id, person_id, channel, address, position, made_at) select gen_random_uuid(), $1, $2, c, '+44700001', n, now() from unnest(array['voice', 'sms', 'email']) with ordinality x(c, n)",
      [w.org, w.person("noor").id],
    )
  }
})

test("taken and never proved: recorded after forty-five seconds, and only danger climbs for it", async () => {
  await w.report({ level: "e2" })
  await send()
  await w.advance("46s")
  assert.equal((await w.events("page.unproved")).length, 1)
  assert.ok(!(await w.rung()).includes("sam"))
})

test("a typed code pauses the calls for three minutes and never the ladder", async () => {
  await w.report({ level: "e2" })
  await send()
  const { id, ref } = await pageOf("voice")
  assert.match(ref, /^\d{6}$/)
  assert.equal(await provePage(w.runtime, id, { state: "heard", code: "ZZZZZZ" }), false)
  assert.equal(await provePage(w.runtime, id, { state: "heard" }), false)
  assert.equal((await pageOf("voice")).state, "handed", "without the code nothing is heard")
  assert.equal(await provePage(w.runtime, id, { state: "heard", code: ref }), true)
  await w.advance("30s")
  await send()
  assert.equal((await pageOf("sms")).state, "queued")
  const [step] = await w.sql<{ wait: number }>(
    "select extract(epoch from due_at - tocsin_now())::int as wait from timer where kind = 'step'",
  )
  assert.ok(step && step.wait < 1800)
  await w.advance("30m")
  assert.ok((await w.rung()).includes("sam"))
})

test("what a provider says twice, late or backwards never takes a page back", async () => {
  await w.report({ level: "e2" })
  await send()
  const { id, ref } = await pageOf("voice")
  const say = (state: "delivered" | "failed" | "heard") =>
    provePage(w.runtime, id, { state, ...(state === "heard" ? { code: ref } : {}) })
  for (const [said, then] of [
    ["failed", "failed"],
    ["delivered", "delivered"],
    ["failed", "delivered"],
    ["heard", "heard"],
    ["delivered", "heard"],
    ["heard", "heard"],
    ["failed", "heard"],
  ] as const) {
    await say(said)
    assert.equal((await pageOf("voice")).state, then, said)
  }
  const told = await w.sql(
    "select 1 from event where kind = 'page.heard' and case_id = (select case_id from alert where state <> 'closed')",
  )
  assert.equal(told.length, 1, "a repetition is not another event")
})

test("what a provider says before it answers stays when it answers", async () => {
  await w.report({ level: "e2" })
  const { id } = await pageOf("voice")
  const [row] = await w.sql<Leased>(
    "update outbox set state = 'leased', tries = 1 where id = $1 returning *",
    [id],
  )
  assert.ok(row)
  await provePage(w.runtime, id, { state: "delivered" })
  for (const outcome of [
    { kind: "failed-perm", why: "refused" },
    { kind: "failed-temp", why: "timeout" },
    { kind: "handed", providerId: "p" },
  ] as const) {
    await settle(w.runtime, [{ row, outcome, ms: 1 }])
    assert.equal((await pageOf("voice")).state, "delivered", outcome.kind)
  }
})

test("after an opening nothing that waits leaves, and what was being tried is not tried again", async () => {
  gateway.behave({ status: 503 })
  await w.report({ level: "e2" })
  await w.sql(
    "update outbox set state = 'leased', leased_until = tocsin_now() + interval '15 seconds', tries = 1 where channel = 'voice'",
  )
  assert.equal((await w.open("noor")).status, 204)
  gateway.behave()
  const before = gateway.orders.length
  await w.advance("20m")
  await send()
  assert.equal(gateway.orders.length, before)
  assert.deepEqual(await shown(), ["sms cancelled", "email cancelled", "voice leased"])
})

test("a link and a code are forgotten once they were handed over, or when that will never be", async () => {
  const personId = idOf<PersonId>(w.person("sam").id)
  const [sms] = await w.sql<{ id: string }>(
    "select id from channel_address where person_id = $1 and channel = 'sms'",
    [personId],
  )
  const link = "https://lantern.example/desk/join#abc"
  const queue = () =>
    atomically(w.runtime, w.org, async (tx) => {
      await queueMessage(tx, { personId, textKind: "invite", facts: { link } })
      await queueMessage(tx, { personId, textKind: "test", ref: "ABC123", only: sms?.id ?? "" })
    })
  const kept = () =>
    w.sql<{ facts: object; ref: string | null }>(
      "select facts, ref from outbox where text_kind in ('invite', 'test')",
    )
  const holds = async () => /join#abc|ABC123/.test(JSON.stringify(await kept()))
  gateway.behave({ status: 503 })
  await queue()
  await send()
  assert.ok(await holds(), "what is tried again still has it")
  gateway.behave()
  await w.advance("1m")
  await send()
  assert.equal(await holds(), false)
  assert.match(JSON.stringify(gateway.orders), /ABC123/)
  gateway.behave({ status: 422 })
  await queue()
  await send()
  assert.equal(await holds(), false)
})

test("no page carries anything of the case", async () => {
  const before = gateway.orders.length
  await w.report({ level: "e1", text: "marzipan-canary in the archive room" })
  await send()
  // The code of a page and the id of its row are signs of chance, which may be any two.
  const orders = gateway.orders.slice(before)
  const said = JSON.stringify(
    gateway.orders.map(({ text, ...order }) => ({
      ...order,
      id: "",
      code: "",
      text: text.replace(/(Ref|代码) .*$/, "$1"),
    })),
  )
  const [known] = await w.sql<{ id: string }>(
    "select id from case_file order by received_at desc limit 1",
  )
  for (const word of ["marzipan", "e1", "noor", "Lantern", known?.id ?? "?", "report"])
    assert.ok(!said.includes(`"${word}`) && !said.includes(` ${word}`), word)
  assert.ok(gateway.orders.every(({ id }) => id !== known?.id))
  assert.equal(
    new Set(orders.map((o) => o.text.length)).size,
    2,
    "one length for a call, one for a text",
  )
})
