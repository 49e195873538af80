import assert from "node:assert/strict"
import { test } from "node:test"
import { startSmtp, type Smtp } from "../servers/smtp.ts"
import { world, type World } from "../world.ts"

const address = "quiet-heron-4471@mail.example"
type Her = Awaited<ReturnType<World["report"]>>["receipt"]

test("a first message shows how it looks, and the next one comes at her hour, once until she is back", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  const hour = await hourIn(w, 3)
  assert.equal(await ask(w, her, { hour }), 204)
  await w.deliver()
  assert.equal(post.letters.length, 1, "so that a slip of the hand shows itself")
  saysNothing(post)

  await w.say("noor", "message", "Something waits.")
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  await w.advance("110m")
  assert.equal(post.letters.length, 1, "not before her hour")
  await w.advance("70m")
  assert.equal(post.letters.length, 2)
  saysNothing(post)
  assert.equal((await queued(w))[0]?.n, 0)

  await w.say("noor", "message", "Still here.")
  await w.advance("1d")
  assert.equal(post.letters.length, 2, "she was reminded and has not come since")

  await w.mine(her)
  await w.act("noor", "plan.told")
  await w.advance("1d")
  assert.equal(post.letters.length, 3)
  assert.deepEqual(new Set(post.letters.map(({ to }) => to)), new Set([address]))
})

test("a day has one reminder, also when she comes back and moves her hour", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  // Where it is early in the morning, so that three hours later is the same day.
  const zone = `Etc/GMT${offset(2 - (await hourIn(w, 0)))}`
  const her = await answered(w)
  await ask(w, her, { hour: 4, zone })
  await w.say("noor", "message", "One.")
  await w.advance("3h")
  assert.equal(post.letters.length, 2)
  await ask(w, her, { hour: 9, zone })
  await w.say("noor", "message", "Two.")
  await w.advance("12h")
  assert.equal(post.letters.length, 2, "and the hour alone sends no first message")
  await w.advance("1d")
  assert.equal(post.letters.length, 3)
})

for (const [visit, come] of [
  ["opens her case", (w: World, her: Her) => w.reporter(her, "/case", undefined, "GET")],
  ["reads", (w: World, her: Her) => w.reporter(her, "/case/reads", { seqs: [2] })],
] as const)
  test(`she ${visit}: what was to remind her is taken back`, async () => {
    await using post = await startSmtp()
    await using w = await world({ env: { smtpUrl: post.url } })
    const her = await answered(w)
    await ask(w, her, { hour: await hourIn(w, 3) })
    await w.deliver()
    await w.say("noor", "message", "Something waits.")
    assert.equal((await queued(w))[0]?.n, 1)
    assert.ok((await come(w, her)).ok)
    assert.equal((await queued(w))[0]?.n, 0)
    await w.advance("1d")
    assert.equal(post.letters.length, 1)
    await w.say("noor", "message", "Something new.")
    await w.advance("1d")
    assert.equal(post.letters.length, 2, "and the next answer reminds again")
  })

test("what is not written into the mailbox reminds nobody", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  await ask(w, her)
  await w.say("noor", "note", "Among ourselves.")
  await w.write(her)
  await w.advance("1d")
  assert.equal(post.letters.length, 1)
})

test("deleted, it is gone from the database at once, also from what was queued or on its way", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  const gone = async () => !(await w.dump()).includes(address)
  assert.ok(await gone())
  await ask(w, her)
  await w.deliver()
  const outbox = await w.sql("select 1 from outbox where address = $1", [address])
  assert.deepEqual(outbox, [], "handed over, it is emptied")
  await w.say("noor", "message", "Something waits.")
  assert.equal((await queued(w))[0]?.n, 1)
  assert.ok(!(await gone()))
  assert.equal((await w.reporter(her, "/case/reminder", undefined, "DELETE")).status, 204)
  assert.ok(await gone())
  assert.equal((await w.mine(her)).reminder.asked, null)

  await ask(w, her)
  await w.sql(
    "update outbox set state = 'leased' where text_kind = 'reminder' and state = 'queued'",
  )
  assert.equal((await w.reporter(her, "/case/reminder", undefined, "DELETE")).status, 204)
  assert.ok(await gone())
  await w.advance("1d")
  assert.equal(post.letters.length, 1)
  assert.equal((await w.reporter(her, "/case/reminder", undefined, "DELETE")).status, 204, "again")
})

test("the address stands in no log, no event and no answer but hers, and the desk sees no difference", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  const before = await deskSees(w)
  post.behave("no-such-mailbox")
  await ask(w, her)
  await w.deliver()
  assert.equal((await w.mine(her)).reminder.asked?.failed, true, "she is told")
  assert.deepEqual(await w.sql("select 1 from outbox where address = $1", [address]), [])
  assert.equal(await deskSees(w), before)
  assert.ok(w.logged.some(({ what }) => what === "send-failed"))
  const events = await w.sql("select kind, facts from event")
  const said = JSON.stringify([w.logged, events, w.sink.arrived, before])
  assert.ok(!said.includes(address) && !said.includes("heron"))
  assert.doesNotMatch(JSON.stringify([events, before]), /remind/)
})

test("a mail server that says later and later is believed for two hours, and then the address is not kept there", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  post.behave("busy")
  await ask(w, her)
  await w.advance("90m")
  assert.equal((await queued(w))[0]?.n, 1)
  await w.advance("30m")
  assert.deepEqual(await w.sql("select state, address from outbox where text_kind = 'reminder'"), [
    { state: "failed", address: "" },
  ])
})

test("an address that the organisation could read is refused, and what she asked for before stays", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  await w.sql("update person set email = 'Orla@gmail.com' where name = 'orla'")
  await ask(w, her)
  for (const refused of [
    "noor@lantern.example",
    "Her.Own@LANTERN.example",
    "someone@mail.lantern.example",
    "orla@gmail.com",
  ]) {
    const answer = await put(w, her, { address: refused })
    assert.equal(answer.status, 409, refused)
    assert.deepEqual(await answer.json(), { problem: "work-address", fields: ["address"] })
  }
  assert.equal((await w.mine(her)).reminder.asked?.address, address)
  assert.equal(await ask(w, her, { address: "somebody@gmail.com" }), 204)
  assert.equal(await ask(w, her, { address: "someone@notlantern.example" }), 204)
})

test("what is not of its form is named and not echoed, and nothing is lost", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  await ask(w, her)
  for (const [field, wrong] of Object.entries({
    address: "quiet heron@mail",
    zone: "Middle/Earth",
    hour: 24,
    lang: "xx",
  })) {
    const answer = await put(w, her, { [field]: wrong })
    assert.equal(answer.status, 400)
    assert.deepEqual(await answer.json(), { problem: "malformed", fields: [field] })
  }
  assert.equal((await w.mine(her)).reminder.asked?.address, address)
  assert.ok(!JSON.stringify(w.logged).includes("heron"))
})

test("nobody's letterbox is flooded: the sixth new address of a day waits until tomorrow", async () => {
  await using post = await startSmtp()
  await using w = await world({ env: { smtpUrl: post.url } })
  const her = await answered(w)
  for (const n of [1, 2, 3, 4, 5]) {
    assert.equal(await ask(w, her, { address: `a${n}@mail.example` }), 204)
    await w.deliver()
  }
  const answer = await put(w, her, { address: "a6@mail.example" })
  assert.deepEqual(await answer.json(), { problem: "not-now", fields: ["address"] })
  await w.reporter(her, "/case/reminder", undefined, "DELETE")
  assert.equal(await ask(w, her, { address: "a7@mail.example" }), 409, "deleting does not help")
  await w.advance("1d")
  assert.equal(await ask(w, her, { address: "a8@mail.example" }), 204)
})

test("where no mail can be sent she is told so, nothing is kept, and what was asked for can be deleted", async () => {
  await using w = await world()
  const her = await answered(w)
  assert.equal((await w.mine(her)).reminder.from, null)
  const answer = await put(w, her)
  assert.deepEqual(await answer.json(), { problem: "not-now", fields: ["address"] })
  assert.deepEqual(await w.sql("select 1 from reminder"), [])
})

/** A report that noor has opened, and the reporter's code. */
async function answered(w: World): Promise<Her> {
  const { receipt } = await w.report()
  assert.equal((await w.open("noor")).status, 204)
  return receipt
}

function put(w: World, her: Her, wanted: Record<string, unknown> = {}): Promise<Response> {
  const body = { address, lang: "en", zone: "UTC", hour: 18, ...wanted }
  return w.reporter(her, "/case/reminder", body, "PUT")
}

const ask = async (w: World, her: Her, wanted: Record<string, unknown> = {}): Promise<number> =>
  (await put(w, her, wanted)).status

/** The hour of the world's clock in so many hours, in UTC. */
async function hourIn(w: World, hours: number): Promise<number> {
  const [row] = await w.sql<{ h: number }>(
    "select extract(hour from (tocsin_now() + $1 * interval '1 hour') at time zone 'UTC')::int as h",
    [hours],
  )
  return row?.h ?? 0
}

/** The zone so many hours east, as the list of zones writes it: with the sign turned round. */
function offset(east: number): string {
  const within = ((east + 36) % 24) - 12
  return within > 0 ? `-${within}` : `+${-within}`
}

const queued = (w: World) =>
  w.sql<{ n: number }>(
    "select count(*)::int as n from outbox where text_kind = 'reminder' and state = 'queued'",
  )

function saysNothing(post: Smtp): void {
  const letter = post.letters.at(-1)
  assert.equal(letter?.to, address)
  assert.equal(letter.text, "This is the reminder you asked for.")
  assert.equal(letter.headers.get("subject"), "Reminder")
  assert.equal(letter.headers.get("from"), "alert@lantern.example")
  assert.doesNotMatch(letter.raw, /http|Lantern Group|tocsin|report/i)
}

/** What a keyholder who opened the case and an administrator are shown, without clocks. */
async function deskSees(w: World): Promise<string> {
  const answers: string[] = []
  const [id] = await w.desk("noor")
  for (const path of ["now", "cases", "engine", "people", "me", `cases/${id}`]) {
    const answer = await w.request(`/desk/api/${path}`, { as: "noor" })
    answers.push((await answer.text()).replace(/"(now|ageMs|overdueMs)":\d+/g, '"$1":0'))
  }
  return answers.join("\n")
}
