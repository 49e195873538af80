import assert from "node:assert/strict"
import { test } from "node:test"
import type { CaseList } from "#wire/case.ts"
import { world, type World } from "../world.ts"

const list = (w: World, as: string, query: string) =>
  w.json<CaseList>(`/desk/api/cases?${query}`, { as })
const ids = ({ cases }: CaseList) => cases.map(({ id }) => id)

test("the list says where each case stands, is asked by state, and what is overdue comes first", async () => {
  await using w = await world()
  await w.report({ level: "e3" })
  await w.open("noor")
  const [first = ""] = await w.desk("noor")
  await w.act("noor", "options.opened")
  await w.advance("2m")
  await w.report({ level: "e3" })
  const both = await list(w, "noor", "open=1")
  assert.deepEqual(both.cases.map(({ stands }) => stands).toSorted(), ["OPTIONS", "RECEIVED"])
  assert.deepEqual(ids(await list(w, "noor", "state=OPTIONS")), [first])
  assert.deepEqual(ids(await list(w, "noor", "open=0&state=OPTIONS")), [first])
  assert.deepEqual(ids(await list(w, "noor", "state=APPEAL")), [])
  assert.deepEqual(ids(await list(w, "noor", "q=options")), [first])
  assert.equal((await list(w, "noor", "state=APPEAL")).open, 2, "the count is of all that is open")
  const wrong = await w.request("/desk/api/cases?state=DRAFT", { as: "noor" })
  assert.equal(wrong.status, 400)
  await w.advance("30h") // the promises of the second are missed, those of the first later
  const late = await list(w, "noor", "open=1")
  assert.ok(late.cases[0]?.overdue, "what is overdue stands first")
})

test("what somebody else works on is of no state for whoever has not opened it", async () => {
  await using w = await world()
  await w.report({ level: "e1" })
  await w.open("noor")
  await w.act("noor", "response.begun")
  const [row] = (await list(w, "sam", "open=1")).cases
  assert.deepEqual([row?.stands, row?.openedByMe], [null, false])
  for (const query of [
    "state=ACTIVE_RESPONSE",
    "open=0&state=ACTIVE_RESPONSE",
    "q=active_response",
  ])
    assert.deepEqual(ids(await list(w, "sam", query)), [], query)
  assert.equal(ids(await list(w, "noor", "state=ACTIVE_RESPONSE")).length, 1)
})

test("closed cases are leafed through by state, a page at a time", async () => {
  await using w = await world()
  for (let n = 0; n < 3; n += 1) await w.report({ level: "e3" })
  for (const _ of [1, 2, 3]) await w.open("noor")
  await w.sql("update key_grant set opened_at = tocsin_now() where released_at is not null")
  await w.sql(
    "update case_file set state = 'CLOSED' where id in (select id from case_file order by received_at limit 2)",
  )
  await w.sql(
    "update alert set state = 'closed' where case_id in (select id from case_file where state = 'CLOSED')",
  )
  const closed = await list(w, "noor", "state=CLOSED")
  assert.equal(closed.cases.length, 2)
  assert.ok(closed.cases.every(({ stands }) => stands === "CLOSED"))
  assert.equal((await list(w, "noor", "open=0")).cases.length, 3)
})
