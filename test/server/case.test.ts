import assert from "node:assert/strict"
import { createHash, randomUUID } from "node:crypto"
import { after, before, beforeEach, test } from "node:test"
import { deriveReceipt, newReceipt, type ReceiptKeys } from "#crypto/receipt.ts"
import { recipientOf } from "#crypto/keys.ts"
import { openGrant } from "#crypto/open.ts"
import { sealObject } from "#crypto/seal.ts"
import { answerDue } from "#server/timers/loop.ts"
import { changeTimers } from "#server/timers/change.ts"
import { atomically } from "#server/runtime.ts"
import { world, type World } from "../world.ts"
import { bodyOf, seal } from "../world/sealing.ts"

let w: World
before(async () => {
  w = await world({ path: [["noor", "sam"], ["ravi"], { people: ["orla"], kind: "outside" }] })
})
after(() => w.close())
beforeEach(async () => {
  await w.sql("update alert set state = 'closed'")
  await w.sql("delete from timer")
  await w.sql("update key_grant set revoked_at = tocsin_now() where revoked_at is null")
})

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

/** Says something in the mailbox as the reporter's browser does. */
async function write(
  receipt: ReceiptKeys,
  more: { kind?: "message" | "list"; uploads?: string[]; seq?: number } = {},
) {
  const mine = await w.mine(receipt)
  const own = await openGrant(receipt.identity, Buffer.from(mine.grant, "base64url"))
  const last = mine.objects.filter((o) => o.room === "mailbox").at(-1)
  const seq = more.seq ?? (last?.seq ?? 0) + 1
  const { kind = "message", uploads = [] } = more
  const bytes = await sealObject({
    ...{ caseId: mine.case, epoch: 1, seq, kind, signer: receipt.sig, prev: last?.sha256 },
    recipient: await recipientOf(own.keys[0]?.identity ?? ""),
    members: [{ name: "body.txt", bytes: new TextEncoder().encode("words") }],
  })
  const head = { room: "mailbox", seq, epoch: 1, kind, uploads }
  return w.request("/api/case/objects", {
    method: "POST",
    headers: {
      authorization: `Bearer ${await w.signIn(receipt)}`,
      "x-tocsin-object": JSON.stringify(head),
    },
    body: bytes as BodyInit,
  })
}

const levelTo = (name: string, id: string | undefined, level: string) =>
  w.request(`/desk/api/cases/${id}/level`, {
    method: "PUT",
    as: name,
    body: JSON.stringify({ level }),
  })

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
  const claimed = await write(other.receipt, { kind: "list", uploads: [id] })
  assert.deepEqual(
    [claimed.status, await claimed.json()],
    [404, { problem: "not-found", fields: ["uploads"] }],
  )
  assert.equal((await w.mine(other.receipt)).objects.length, 1, "a refused list is not kept")
  assert.equal((await write(one.receipt, { kind: "list", uploads: [id] })).status, 201)
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
  const answer = await write(receipt, { kind: "list", uploads: [id] })
  assert.deepEqual(
    [answer.status, await answer.json()],
    [409, { problem: "not-now", fields: ["uploads"] }],
  )
})

test("messages go both ways in order, and each side sees what the other has read", async () => {
  const { receipt } = await w.report({ level: "e3" })
  assert.equal(await w.say("noor", "message", "I am here."), 201)
  assert.equal((await write(receipt)).status, 201)
  assert.equal((await write(receipt, { seq: 3 })).status, 409, "a place is taken once")
  const [id] = await w.desk("noor")
  const read = async () => (await w.mine(receipt)).objects.map((o) => [o.by, o.readAt !== null])
  assert.deepEqual(await read(), [
    [null, false],
    ["noor", false],
    [null, false],
  ])
  await w.reporter(receipt, "/case/reads", { seqs: [1, 2, 3] })
  assert.deepEqual(
    await read(),
    [
      [null, false],
      ["noor", true],
      [null, false],
    ],
    "nobody reads for the other",
  )
  const list = await w.json<{ cases: { unread: number }[] }>("/desk/api/cases?open=1", {
    as: "noor",
  })
  assert.equal(list.cases[0]?.unread, 2)
  await w.request(`/desk/api/cases/${id}/reads`, {
    method: "POST",
    as: "noor",
    body: JSON.stringify({ seqs: [1, 2, 3] }),
  })
  assert.deepEqual(await read(), [
    [null, true],
    ["noor", true],
    [null, true],
  ])
})

test("one person raises a level, and two lower it", async () => {
  const { id: caseId } = await w.report({ level: "e2" })
  await w.open("noor")
  await w.open("sam")
  const [[noors], [sams]] = [await w.desk("noor"), await w.desk("sam")]
  const level = async () =>
    (await w.sql<{ level: string }>("select level from case_file where id = $1", [caseId]))[0]
      ?.level
  const alone = await levelTo("noor", noors, "e3")
  assert.deepEqual(
    [alone.status, await alone.json()],
    [409, { problem: "needs-second-person", fields: ["level"] }],
  )
  assert.equal((await levelTo("noor", noors, "e3")).status, 409, "asking twice is not two people")
  assert.equal(await level(), "e2")
  assert.equal((await levelTo("sam", sams, "e3")).status, 204)
  assert.equal(await level(), "e3")
  assert.equal((await levelTo("noor", noors, "e4")).status, 409)
  assert.equal((await levelTo("noor", noors, "e1")).status, 204, "up needs nobody else")
  assert.equal(
    (await levelTo("sam", sams, "e4")).status,
    409,
    "what was asked before a change does not count after it",
  )
})

test("whoever answers hands over to another keyholder, who is rung; nobody else can", async () => {
  const { receipt } = await w.report({ level: "e3" })
  await w.open("noor")
  await w.open("sam")
  const [[noors], [sams]] = [await w.desk("noor"), await w.desk("sam")]
  const give = (as: string, id: string | undefined, to: string) =>
    w.request(`/desk/api/cases/${id}/handover`, {
      method: "POST",
      as,
      body: JSON.stringify({ to: w.person(to).id }),
    })
  await give("sam", sams, "noor")
  assert.equal((await w.mine(receipt)).owner, "noor")
  const rung = (await w.rung()).length
  assert.equal((await give("noor", noors, "sam")).status, 204)
  assert.equal((await w.mine(receipt)).owner, "sam")
  assert.deepEqual([...new Set((await w.rung()).slice(rung))], ["sam"])
  assert.equal(
    (await give("sam", sams, "ravi")).status,
    204,
    "a keyholder not rung before is let in by it",
  )
  assert.equal((await w.desk("ravi")).length, 1)
  const stranger = await w.request(`/desk/api/cases/${sams}/handover`, {
    method: "POST",
    as: "sam",
    body: JSON.stringify({ to: randomUUID() }),
  })
  assert.equal(stranger.status, 404)
})

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
  await atomically(w.runtime, w.org, (tx) =>
    changeTimers(tx, w.org, 0, [{ set: "expire", due: tx.now }]),
  )
  await answerDue(w.runtime)
  assert.equal((await w.sql("select 1 from draft")).length, 0)
})

test("the hourly clearing takes unfinished uploads and old sessions, and leaves what a case holds", async () => {
  const { receipt } = await w.report({ level: "e3" })
  const stranger = await deriveReceipt(newReceipt(), w.org)
  const kept = await upload(await w.signIn(receipt), "kept")
  await write(receipt, { kind: "list", uploads: [kept.id] })
  const lost = await upload(await w.signIn(stranger), "lost")
  await w.sql("update alert set state = 'closed'")
  await w.sql("delete from timer")
  await w.advance("31d")
  await atomically(w.runtime, w.org, (tx) =>
    changeTimers(tx, w.org, 0, [{ set: "expire", due: tx.now }]),
  )
  await answerDue(w.runtime)
  const ids = (await w.sql<{ id: string }>("select id from upload")).map((r) => r.id)
  assert.ok(ids.includes(kept.id) && !ids.includes(lost.id))
  assert.equal((await w.reporter(receipt, `/case/parts/${kept.sha}`, undefined, "GET")).status, 200)
  assert.equal(
    (await w.sql("select 1 from reporter_session where expires_at < tocsin_now()")).length,
    0,
  )
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

test("what happened is never changed: not by the owner of the tables, not by the server", async () => {
  await w.report()
  await assert.rejects(w.sql("truncate event"), /append-only/)
  await assert.rejects(w.sql("update manifest set epoch = 9"), /append-only/)
  await assert.rejects(
    atomically(w.runtime, w.org, ({ client }) => client.query("delete from event")),
    /permission denied|append-only/,
  )
  await assert.rejects(
    atomically(w.runtime, w.org, ({ client }) => client.query("update event set kind = 'x'")),
    /permission denied|append-only/,
  )
})
