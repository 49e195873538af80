import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { PeoplePage, PersonView } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import { invited, startDesk, type Desk } from "../../../test/desk.ts"
import type { Browser } from "../../../test/desk-browser.ts"

let desk: Desk
let noor: Browser
let sam: Browser
const person = (name: string, more: object = {}) => ({
  name,
  email: `${name.split(" ")[0]?.toLowerCase()}@lantern.example`,
  outside: false,
  board: false,
  language: "en",
  ...more,
})
before(async () => {
  desk = await startDesk()
  noor = await desk.begin()
  await noor.makeKey()
  sam = await invited(desk, noor, person("Sam Okafor"))
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const all = async (query = "", who = noor) =>
  (await who.desk<PeoplePage>("GET", `/people${query}`)).body
const one = async (name: string) => (await all(`?q=${name}`)).people[0]

test("each person's first missing step is what the list says of them", async () => {
  const ravi = (await noor.must("POST", "/people", person("Ravi Menon"), 201)) as PersonView
  assert.deepEqual([ravi.ready, ravi.keyholder, ravi.inPath], ["no-key", false, false])
  await noor.must("POST", "/invitations", { person: ravi.id, send: true }, 201)
  assert.equal((await one("ravi"))?.ready, "invited")
  assert.equal((await one("noor"))?.ready, "no-channel")
  await noor.must("POST", "/channels", { channel: "email", address: "noor@lantern.example" }, 201)
  assert.equal((await one("noor"))?.ready, "untested")
  assert.equal((await one("sam"))?.ready, "unconfirmed")

  const id = sam.me?.id ?? ""
  const own = await sam.desk("POST", `/keys/${id}/confirmation`)
  assert.deepEqual([own.status, own.body], [409, { problem: "needs-second-person" }])
  assert.equal((await noor.desk("POST", `/keys/${ravi.id}/confirmation`)).status, 404)
  assert.equal((await noor.desk("POST", `/keys/${id}/confirmation`)).status, 204)
  assert.equal((await one("sam"))?.ready, "ready")
  assert.match((await one("sam"))?.fingerprint ?? "", /^\w{4} \w{4} \w{4}$/)
  await desk.push(31 * 86_400_000)
  await noor.desk("POST", "/sessions", await noor.login())
  assert.equal((await one("sam"))?.ready, "untested", "a test counts for thirty days")
  await desk.push(0)
  await noor.desk("POST", "/sessions", await noor.login())
})

test("an invitation goes to the person's own address and is good once", async () => {
  const { rows } = await desk.runtime.pool.query(
    "select channel, address, facts from outbox where text_kind = 'invite'",
  )
  assert.deepEqual(
    [rows.length, rows[0].channel, rows[0].address],
    [1, "email", "ravi@lantern.example"],
  )
  const link = String(rows[0].facts.link)
  assert.match(link, /^http:\/\/desk\.test\/desk\/join#[\w-]{43}$/)
  const join = (token: string) =>
    desk.browser().desk<Me>("POST", "/joining", undefined, { "x-tocsin-token": token })
  const first = link.split("#")[1] ?? ""
  assert.equal((await join(first)).status, 201)
  const ravi = await one("ravi")
  await noor.must("POST", "/invitations", { person: ravi?.id, send: false }, 201)
  assert.deepEqual((await join(first)).body, { problem: "link-expired" }, "a newer one replaces it")
  assert.equal((await join("A".repeat(43))).status, 410)
})

test("a link is sent only where one person alone reads it", async () => {
  const made = (await noor.must("POST", "/people", person("Ines Duarte"), 201)) as PersonView
  const invite = async () => noor.must("POST", "/invitations", { person: made.id, send: true }, 201)
  const { link } = (await noor.must(
    "POST",
    "/invitations",
    { person: made.id, send: false },
    201,
  )) as {
    link: string
  }
  const browser = desk.browser()
  await browser.desk("POST", "/joining", undefined, { "x-tocsin-token": link.split("#")[1] ?? "" })
  await browser.must("POST", "/channels", { channel: "voice", address: "+33612345678" }, 201)
  assert.equal(((await invite()) as { sent: boolean }).sent, false)
  await browser.must("POST", "/channels", { channel: "sms", address: "+33612345678" }, 201)
  assert.equal(((await invite()) as { sent: boolean }).sent, true)
  const { rows } = await desk.runtime.pool.query(
    "select channel from outbox where text_kind = 'invite' and person_id = $1",
    [made.id],
  )
  assert.deepEqual(rows, [{ channel: "sms" }])
})

test("a page is a hundred people by name; the next begins after the last", async () => {
  const rows = Array.from({ length: 130 }, (_, at) => ({
    name: `Worker ${String(at).padStart(3, "0")}`,
    email: `w${at}@lantern.example`,
    unit: "Assembly",
  }))
  await noor.must("POST", "/people/file", { rows, replace: false, trial: false }, 200)
  const first = await all("?q=assembly")
  assert.deepEqual([first.people.length, first.total], [100, 130])
  const second = await all(`?q=assembly&after=${first.next}`)
  assert.deepEqual([second.people.length, second.next], [30, null])
  const names = [...first.people, ...second.people].map((shown) => shown.name)
  assert.deepEqual(
    names,
    rows.map((row) => row.name),
  )
  const holders = await all("?keyholders=1", sam)
  assert.deepEqual(
    holders.people.map((shown) => shown.name),
    ["Noor Haddad", "Sam Okafor"],
  )
})

test("who neither administers nor holds a key finds nobody here", async () => {
  const lena = (await noor.must("POST", "/people", person("Lena Fischer"), 201)) as PersonView
  const made = await noor.must("POST", "/invitations", { person: lena.id, send: false }, 201)
  const token = (made as { link: string }).link.split("#")[1] ?? ""
  const browser = desk.browser()
  await browser.desk("POST", "/joining", undefined, { "x-tocsin-token": token })
  const asked = [
    await browser.desk("GET", "/people"),
    await browser.desk("POST", `/keys/${sam.me?.id}/confirmation`),
    await browser.desk("POST", "/people", person("Nobody Atall")),
    await browser.desk("GET", "/organisation"),
    await sam.desk("POST", "/invitations", { person: lena.id, send: false }),
    await sam.desk("PATCH", `/people/${sam.me?.id}`, { admin: true }),
    await sam.desk("DELETE", `/people/${lena.id}`),
    await sam.desk("POST", "/people/file", { rows: [], replace: true, trial: false }),
    await sam.desk("POST", "/organisation/company-code"),
  ]
  for (const { status, body } of asked) {
    assert.deepEqual([status, body], [404, { problem: "not-found" }])
  }
})

test("an edit keeps what it leaves out, refuses a circle, a taken address, and the last administrator's end", async () => {
  const [ravi, lena] = [await one("ravi"), await one("lena")]
  const edit = (id: string | undefined, fields: object) =>
    noor.desk("PATCH", `/people/${id}`, fields)
  assert.equal((await edit(ravi?.id, { manager: lena?.id, hr: true })).status, 204)
  const after = await one("ravi")
  assert.deepEqual([after?.manager, after?.hr, after?.name], [lena?.id, true, "Ravi Menon"])
  const circle = await edit(lena?.id, { manager: ravi?.id })
  assert.deepEqual([circle.status, circle.body], [409, { problem: "not-now", fields: ["manager"] }])
  assert.equal((await edit(lena?.id, { manager: lena?.id })).status, 409)
  const taken = await edit(lena?.id, { email: "RAVI@lantern.example" })
  assert.deepEqual(taken.body, { problem: "already-done", fields: ["email"] })
  const last = await edit(noor.me?.id, { admin: false })
  assert.deepEqual([last.status, last.body], [409, { problem: "last-admin" }])
  assert.equal((await noor.desk("DELETE", `/people/${noor.me?.id}`)).status, 409)
  // An administrator who cannot come in yet does not count.
  assert.equal((await edit(lena?.id, { admin: true })).status, 204)
  assert.equal((await edit(noor.me?.id, { admin: false })).status, 409)
  assert.equal((await edit(sam.me?.id, { admin: true })).status, 204)
  assert.equal((await edit(noor.me?.id, { admin: false })).status, 204)
  assert.equal((await noor.desk("GET", "/organisation")).status, 404)
  await sam.must("PATCH", `/people/${noor.me?.id}`, { admin: true }, 204)
})

test("a new key after everything was lost: the old one ends when the link is used, and all keyholders hear", async () => {
  const said = async () =>
    (
      await desk.runtime.pool.query(
        "select facts->>'what' as what, address from outbox where text_kind = 'announce'",
      )
    ).rows
  const heard = (await said()).length
  const made = await noor.must("POST", "/invitations", { person: sam.me?.id, send: false }, 201)
  assert.equal((await one("sam"))?.keyholder, true, "an invitation alone ends nothing")
  const token = (made as { link: string }).link.split("#")[1] ?? ""
  const old = { keys: sam.keys, words: sam.words }
  const browser = desk.browser()
  const joined = await browser.desk<Me>("POST", "/joining", undefined, { "x-tocsin-token": token })
  assert.deepEqual([joined.body.key, joined.body.ways], [null, []])
  assert.equal((await sam.desk("GET", "/me")).status, 401, "older sessions are over")
  assert.equal(
    (await desk.browser().desk("POST", "/sessions", await sam.login(old.words[0]))).status,
    401,
  )
  const news = (await said()).slice(heard)
  assert.deepEqual(news, [{ what: "key-retired", address: "noor@lantern.example" }])
  await browser.makeKey()
  const now = await one("sam")
  assert.deepEqual([now?.keyholder, now?.ready], [true, "unconfirmed"])
  assert.notEqual(browser.keys?.recipient, old.keys?.recipient)
  const { rows } = await desk.runtime.pool.query(
    "select kind from event where kind like 'key.%' and facts->>'person' = $1 order by id",
    [sam.me?.id],
  )
  const kinds = rows.map((row) => row.kind)
  assert.deepEqual(kinds, ["key.made", "key.confirmed", "key.retired", "key.made"])
  sam = browser
})

test("one key is one person's", async () => {
  const made = (await noor.must("POST", "/people", person("Tariq Aziz"), 201)) as PersonView
  const link = await noor.must("POST", "/invitations", { person: made.id, send: false }, 201)
  const token = (link as { link: string }).link.split("#")[1] ?? ""
  const browser = desk.browser()
  await browser.desk("POST", "/joining", undefined, { "x-tocsin-token": token })
  const key = { recipient: noor.keys?.recipient, vk: noor.keys?.sign.vk }
  assert.equal((await browser.desk("PUT", "/key", key)).status, 409)
  const short = { recipient: "age1pq1qqqq", vk: noor.keys?.sign.vk }
  assert.equal((await browser.desk("PUT", "/key", short)).status, 400)
})

test("whoever leaves is signed out, holds no key, manages nobody and may come again later", async () => {
  const lena = await one("lena")
  assert.equal((await noor.desk("DELETE", `/people/${lena?.id}`)).status, 204)
  assert.equal((await noor.desk("DELETE", `/people/${lena?.id}`)).status, 404)
  assert.equal(await one("lena"), undefined)
  assert.equal((await one("ravi"))?.manager, null)
  const again = await noor.desk("POST", "/people", person("Lena Fischer"))
  assert.equal(again.status, 201)
  const twice = await noor.desk("POST", "/people", person("Lena Fischer"))
  assert.deepEqual(twice.body, { problem: "already-done", fields: ["email"] })
})

test("the organisation is edited by its administrators, and its code is changed for a new one", async () => {
  type Organisation = { name: string; companyCode: string; languages: string[] }
  const before = (await noor.desk<Organisation>("GET", "/organisation")).body
  assert.match(before.companyCode, /^[0-9A-HJKMNP-TV-Z]{10}$/)
  const { companyCode, ...fields } = before
  const wanted = { ...fields, name: "Lantern Works Ltd" }
  assert.equal((await noor.desk("PUT", "/organisation", wanted)).status, 204)
  const made = await noor.desk<Organisation>("POST", "/organisation/company-code")
  const after = (await noor.desk<Organisation>("GET", "/organisation")).body
  assert.equal(after.name, "Lantern Works Ltd")
  assert.equal(after.companyCode, made.body.companyCode)
  assert.notEqual(after.companyCode, companyCode)
})
