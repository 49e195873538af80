import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import type { InviteView } from "#wire/person.ts"
import type { Me } from "#wire/session.ts"
import { newSystem, startDesk, type Desk } from "../../../test/desk.ts"
import { makeSetUpLink } from "./set-up.ts"

let desk: Desk
before(async () => {
  desk = await startDesk()
})
after(async () => {
  await desk[Symbol.asyncDispose]()
  assert.deepEqual(desk.faults, [])
})

const withToken = (token: string | null) => ({ "x-tocsin-token": token ?? "" })

test("a link sets the system up once, then leads the same person on until two ways are proved", async () => {
  const first = await makeSetUpLink(desk.runtime)
  const link = await makeSetUpLink(desk.runtime)
  const one = desk.browser()

  const look = await one.desk<InviteView>("POST", "/invitations/look", { token: link })
  assert.equal(look.body.purpose, "set-up")
  const replaced = await one.desk("POST", "/set-up", newSystem, withToken(first))
  assert.deepEqual([replaced.status, replaced.body], [410, { problem: "link-expired" }])
  const noName = await one.desk("POST", "/set-up", { ...newSystem, name: " " }, withToken(link))
  assert.deepEqual(noName.body, { problem: "malformed", fields: ["name"] })
  const nowhere = await one.desk(
    "POST",
    "/set-up",
    { ...newSystem, country: "XX" },
    withToken(link),
  )
  assert.deepEqual(nowhere.body, { problem: "no-calendar", fields: ["country"] })
  assert.equal((await one.desk("POST", "/challenges")).status, 409, "nothing else works yet")

  const made = await one.desk<Me>("POST", "/set-up", newSystem, withToken(link))
  assert.equal(made.status, 201)
  assert.match(made.headers.get("set-cookie") ?? "", /HttpOnly; SameSite=Strict/)
  assert.equal(made.body.admin, true)
  assert.equal(made.body.key, null)
  assert.equal(made.body.org.name, newSystem.organisation)

  const { rows } = await desk.runtime.pool
    .query<{ kinds: string[] }>(
      "begin; set local role tocsin_engine; select array_agg(kind order by kind) as kinds from timer; commit",
    )
    .then((all) => (all as unknown as { rows: { kinds: string[] }[] }[])[2] ?? { rows: [] }) // several statements, several results
  assert.deepEqual(rows[0]?.kinds, ["expire", "look-ahead"], "looked after from the first day")

  const again = await desk.browser().desk("POST", "/set-up", newSystem, withToken(link))
  assert.deepEqual([again.status, again.body], [410, { problem: "link-used" }])

  // The window was closed: the same link, and one printed at the next start, lead on.
  const two = desk.browser()
  const seen = await two.desk<InviteView>("POST", "/invitations/look", { token: link })
  assert.deepEqual([seen.body.purpose, seen.body.email], ["key", newSystem.email])
  assert.equal((await two.desk("POST", "/joining", undefined, withToken(link))).status, 201)
  const next = await makeSetUpLink(desk.runtime)
  const three = desk.browser()
  const joined = await three.desk<Me>("POST", "/joining", undefined, withToken(next))
  assert.equal(joined.body.id, made.body.id)
  assert.equal((await two.desk("POST", "/joining", undefined, withToken(link))).status, 410)

  await three.makeKey(1)
  assert.equal((await three.desk("POST", "/joining", undefined, withToken(next))).status, 201)
  await three.makeKey()
  const used = await desk.browser().desk("POST", "/joining", undefined, withToken(next))
  assert.deepEqual([used.status, used.body], [410, { problem: "link-used" }])
  assert.equal(await makeSetUpLink(desk.runtime), null, "nothing is left to print")
})

test("a link opened twice at the same moment makes one organisation", async () => {
  const other = await startDesk()
  const link = await makeSetUpLink(other.runtime)
  const answers = await Promise.all(
    [1, 2].map(() => other.browser().desk("POST", "/set-up", newSystem, withToken(link))),
  )
  assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [201, 410])
  await other[Symbol.asyncDispose]()
  assert.deepEqual(other.faults, [])
})
