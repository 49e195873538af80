import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { record } from "#server/events.ts"
import { asEngine, atomically, atomicallyAsking, type Tx } from "#server/runtime.ts"
import { world, type World } from "../world.ts"

let w: World
before(async () => {
  w = await world({ undelivered: true })
})
after(() => w.close())

const noted = async (who: string) =>
  (await w.sql("select from event where facts->>'person' = $1", [who])).length
const note = (tx: Tx, who: string) =>
  record(tx, null, [{ kind: "person.recused", facts: { person: who } }])
const broken = (tx: Tx) =>
  tx.client.query("insert into beat (node, at, oldest_overdue_ms) values ('x', now(), null)")

test("what is sent without waiting is written when the transaction holds", async () => {
  await atomically(w.runtime, w.org, async (tx) => {
    tx.holdsIf(note(tx, "first"))
    tx.holdsIf(note(tx, "first"))
  })
  assert.equal(await noted("first"), 2)
})

test("when it does not come through, nothing of the transaction is written and its own fault is told", async () => {
  await assert.rejects(
    atomically(w.runtime, w.org, async (tx) => {
      await note(tx, "second")
      tx.holdsIf(broken(tx))
    }),
    { code: "23502" },
  )
  await assert.rejects(
    atomically(w.runtime, w.org, async (tx) => {
      tx.holdsIf(broken(tx))
      await note(tx, "second") // refused only because the transaction is lost already
    }),
    { code: "23502" },
  )
  assert.equal(await noted("second"), 0)
})

test("a fault of the act itself is told as it is, and takes along what was sent", async () => {
  await assert.rejects(
    atomically(w.runtime, w.org, async (tx) => {
      tx.holdsIf(note(tx, "third"))
      throw new Error("of its own")
    }),
    { message: "of its own" },
  )
  assert.equal(await noted("third"), 0)
})

test("what is asked along with the beginning is asked inside it: as the serving role, for this organisation", async () => {
  const question = {
    text: "select current_user as who, current_org() as org, now() = transaction_timestamp() as inside",
  }
  const [row] = await atomicallyAsking(w.runtime, w.org, question, async (_, rows) => rows)
  assert.deepEqual(row, { who: "tocsin_serve", org: w.org, inside: true })
})

test("the engine sees no case before it becomes somebody, and after that only theirs", async () => {
  const { id } = await w.report({ level: "e3" })
  const sees = (tx: Tx) => tx.client.query("select from case_file where id = $1", [id])
  await assert.rejects(asEngine(w.runtime, sees), { code: "42501" })
  const seen = await asEngine(w.runtime, async (tx) => {
    tx.become(w.org)
    return sees(tx)
  })
  assert.equal(seen.rowCount, 1)
})
