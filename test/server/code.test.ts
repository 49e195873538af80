import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { deriveReceipt, newReceipt, type ReceiptKeys } from "#crypto/receipt.ts"
import { world, type World } from "../world.ts"

let w: World
before(async () => {
  w = await world()
})
after(() => w.close())

test("a draft is saved, replaced, read by its own code alone, and gone when it is deleted or thirty days old", async () => {
  const [mine, other] = [
    await deriveReceipt(newReceipt(), w.org),
    await deriveReceipt(newReceipt(), w.org),
  ]
  const save = (sealed: string) =>
    w.reporter(mine, "/draft", { sealed: Buffer.from(sealed).toString("base64url") }, "PUT")
  const read = async (receipt: ReceiptKeys) => {
    const answer = await w.reporter(receipt, "/draft", undefined, "GET")
    const said = (await answer.json()) as { sealed?: string }
    return answer.status === 200
      ? Buffer.from(said.sealed ?? "", "base64url").toString()
      : answer.status
  }
  const messages = (await w.sql("select 1 from outbox")).length
  assert.equal(await read(mine), 404)
  assert.equal((await save("one")).status, 204)
  assert.equal((await save("two")).status, 204)
  assert.equal(await read(mine), "two")
  assert.equal(await read(other), 404)
  assert.equal((await w.reporter(mine, "/draft", undefined, "DELETE")).status, 204)
  assert.equal(await read(mine), 404)
  await save("three")
  assert.equal((await w.sql("select 1 from outbox")).length, messages, "a draft rings nobody")
  await w.advance("29d")
  assert.equal(await read(mine), "three")
  await w.advance("2d")
  assert.equal(await read(mine), 404)
  assert.equal((await w.sql("select 1 from draft")).length, 1)
  await w.clear()
  assert.equal((await w.sql("select 1 from draft")).length, 0)
})

test("a code's session ends after fifteen minutes", async () => {
  const { receipt } = await w.report({ level: "e3" })
  const authorization = `Bearer ${await w.signIn(receipt)}`
  const look = async () => (await w.request("/api/case", { headers: { authorization } })).status
  await w.advance("14m")
  assert.equal(await look(), 200)
  await w.advance("2m")
  assert.equal(await look(), 401)
})
