import assert from "node:assert/strict"
import { createHash, randomUUID } from "node:crypto"
import { after, before, beforeEach, test } from "node:test"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import { world, type World } from "../world.ts"
import { bodyOf, seal } from "../world/sealing.ts"

let w: World
before(async () => {
  w = await world({ path: [["noor", "sam"], ["ravi"], { people: ["orla"], kind: "outside" }] })
})
after(() => w.close())
beforeEach(() => w.hush())

const bytesOfPart = (word: string) => Buffer.from(`age-encryption.org/v1\n${word}`)
const shaOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex")

/** A file of one part, put up under a code. */
async function upload(token: string, word: string): Promise<{ id: string; sha: string }> {
  const id = randomUUID()
  const authorization = `Bearer ${token}`
  const bytes = bytesOfPart(word)
  const begun = await w.request("/api/uploads", {
    ...{ method: "POST", headers: { authorization }, body: JSON.stringify({ id, parts: 1 }) },
  })
  assert.equal(begun.status, 200)
  const kept = await w.request(`/api/uploads/${id}/parts/0`, {
    method: "PUT",
    headers: { authorization, "x-part-sha256": shaOf(bytes) },
    body: bytes as unknown as BodyInit,
  })
  assert.equal(kept.status, 204)
  return { id, sha: shaOf(bytes) }
}

test("a file put up before the report belongs to the case once its list is sent, and does not expire", async () => {
  const receivers = await w.receivers()
  const receipt = await deriveReceipt(newReceipt(), w.org)
  const { id, sha } = await upload(await w.signIn(receipt), "before")
  const sealed = await seal(receivers, receipt, { excluded: [], text: "words", kind: "report" })
  const body = bodyOf(sealed, receivers.pathId, receipt, {
    level: "e3",
    kind: "report",
    uploads: [id],
  })
  assert.equal(
    (await w.request("/api/reports", { method: "POST", body: body as BodyInit })).status,
    201,
  )
  const [row] = await w.sql<{ case_id: string; expires_at: Date | null }>(
    "select case_id, expires_at from upload where id = $1",
    [id],
  )
  assert.deepEqual(row, { case_id: sealed.caseId, expires_at: null })
  const part = await w.reporter(receipt, `/case/parts/${sha}`, undefined, "GET")
  assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytesOfPart("before"))
  const [noors] = await w.desk("noor")
  assert.equal(
    (await w.request(`/desk/api/cases/${noors}/parts/${sha}`, { as: "noor" })).status,
    200,
  )
})

test("a part of another case is not there, and another's upload cannot be claimed", async () => {
  const one = await w.report({ level: "e3" })
  const { id, sha } = await upload(await w.signIn(one.receipt), "mine")
  const other = await w.report({ level: "e3" })
  assert.equal(
    (await w.reporter(other.receipt, `/case/parts/${sha}`, undefined, "GET")).status,
    404,
  )
  const claimed = await w.write(other.receipt, { kind: "list", uploads: [id] })
  assert.deepEqual(
    [claimed.status, await claimed.json()],
    [404, { problem: "not-found", fields: ["uploads"] }],
  )
  assert.equal((await w.mine(other.receipt)).objects.length, 1, "a refused list is not kept")
  assert.equal((await w.write(one.receipt, { kind: "list", uploads: [id] })).status, 201)
  assert.equal((await w.reporter(one.receipt, `/case/parts/${sha}`, undefined, "GET")).status, 200)
})

test("a list that names a file still on its way is refused", async () => {
  const { receipt } = await w.report({ level: "e3" })
  const id = randomUUID()
  const authorization = `Bearer ${await w.signIn(receipt)}`
  await w.request("/api/uploads", {
    method: "POST",
    headers: { authorization },
    body: JSON.stringify({ id, parts: 2 }),
  })
  const answer = await w.write(receipt, { kind: "list", uploads: [id] })
  assert.deepEqual(
    [answer.status, await answer.json()],
    [409, { problem: "not-now", fields: ["uploads"] }],
  )
})

test("the hourly clearing takes unfinished uploads and old sessions, and leaves what a case holds", async () => {
  const { receipt } = await w.report({ level: "e3" })
  const stranger = await deriveReceipt(newReceipt(), w.org)
  const kept = await upload(await w.signIn(receipt), "kept")
  await w.write(receipt, { kind: "list", uploads: [kept.id] })
  const lost = await upload(await w.signIn(stranger), "lost")
  await w.hush()
  await w.advance("31d")
  await w.clear()
  const ids = (await w.sql<{ id: string }>("select id from upload")).map((r) => r.id)
  assert.ok(ids.includes(kept.id) && !ids.includes(lost.id))
  assert.equal((await w.reporter(receipt, `/case/parts/${kept.sha}`, undefined, "GET")).status, 200)
  assert.equal(
    (await w.sql("select 1 from reporter_session where expires_at < tocsin_now()")).length,
    0,
  )
})
