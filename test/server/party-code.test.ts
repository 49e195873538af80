import assert from "node:assert/strict"
import { createHash, randomUUID } from "node:crypto"
import { test } from "node:test"
import { deriveReceipt, newReceipt } from "#crypto/receipt.ts"
import {
  actAs,
  codeChangeOf,
  makeMailbox,
  type Outside,
  readBy,
  seenBy,
  writeAs,
  writeTo,
} from "../world/party.ts"
import { world, type World } from "../world.ts"

const problem = async (answer: Response) => [answer.status, await answer.json()]
const notFound = [404, { problem: "not-found" }]

/** A case with a mailbox of a witness, to whom something was written. */
async function witnessed() {
  const w = await world()
  const { receipt } = await w.report()
  await w.open("noor")
  const witness = await makeMailbox(w, "noor", "witness")
  assert.equal((await writeTo(w, "noor", witness, "What did you see?")).status, 201)
  return { w, receipt, witness }
}

const put = (w: World, { code }: Outside, change: object) =>
  w.reporter(code, "/mailbox/code", change, "PUT")

test("a code of their own opens everything; the one on the paper opens nothing any more", async () => {
  const { w, witness } = await witnessed()
  await using _ = w
  const token = await w.signIn(witness.code)
  assert.equal((await seenBy(w, witness)).takenAt, null)
  const { change, next } = await codeChangeOf(w, witness)
  assert.equal((await put(w, witness, change)).status, 204)
  const seen = await seenBy(w, next)
  assert.ok(seen.takenAt)
  assert.deepEqual(await readBy(w, next), ["What did you see?", ""])
  assert.equal((await writeAs(w, next, "A car.")).status, 201)
  assert.deepEqual(await readBy(w, next), ["What did you see?", "", "A car."])
  const asOld = await w.request("/api/mailbox", { headers: { authorization: `Bearer ${token}` } })
  assert.deepEqual(await problem(asOld), [401, { problem: "sign-in" }], "its session ended")
  const again = await w.reporter(witness.code, "/mailbox", undefined, "GET")
  assert.deepEqual(await problem(again), notFound)
  assert.equal((await w.screen("noor")).parties[0]?.takenAt, seen.takenAt)
})

test("a change whose answer was lost is sent again as it was; whoever else comes with the old code finds nothing", async () => {
  const { w, witness } = await witnessed()
  await using _ = w
  const first = await codeChangeOf(w, witness)
  const second = await codeChangeOf(w, witness)
  assert.equal((await put(w, witness, first.change)).status, 204)
  assert.equal((await put(w, witness, first.change)).status, 204, "the very same change")
  assert.deepEqual(await problem(await put(w, witness, second.change)), notFound)
  assert.deepEqual((await seenBy(w, first.next)).objects.length, 2, "it counts once")
})

test("a change is of this mailbox, next in its order, to a code that nobody has", async () => {
  const { w, receipt, witness } = await witnessed()
  await using _ = w
  const { change, next } = await codeChangeOf(w, witness)
  const tried = async (wrong: object) => problem(await put(w, witness, { ...change, ...wrong }))
  assert.deepEqual(await tried({ seq: 7 }), [409, { problem: "bad-order" }])
  assert.deepEqual(await tried({ locator: "0".repeat(64) }), [
    400,
    { problem: "bad-seal", fields: ["locator"] },
  ])
  const hers = { locator: receipt.locator, auth: receipt.auth.vk }
  assert.deepEqual((await tried(hers))[0], 404, "a code that is the reporter's")
  const stranger = { ...witness, code: await deriveReceipt(newReceipt(), w.org) }
  assert.deepEqual(await problem(await put(w, stranger, change)), notFound)
  assert.deepEqual(
    await problem(await w.reporter(receipt, "/mailbox/code", change, "PUT")),
    notFound,
  )
  assert.deepEqual(await readBy(w, witness), ["What did you see?"], "nothing is half changed")
  assert.equal((await put(w, witness, change)).status, 204)
  assert.equal((await seenBy(w, next)).objects.length, 2)
})

test("whoever closes their mailbox reads on, with their own code too, and changes nothing any more", async () => {
  const { w, witness } = await witnessed()
  await using _ = w
  const closed = await w.reporter(witness.code, "/mailbox/closure")
  assert.equal(closed.status, 204)
  const { change } = await codeChangeOf(w, witness)
  assert.deepEqual(await problem(await put(w, witness, change)), [
    409,
    { problem: "not-now", fields: ["mailbox"] },
  ])
  assert.equal((await seenBy(w, witness)).closedBy, "party")
  assert.deepEqual(await problem(await writeTo(w, "noor", witness, "One more.")), [
    409,
    { problem: "not-now", fields: ["mailbox"] },
  ])
  assert.deepEqual(await readBy(w, witness), ["What did you see?"])
})

test("files that were put up under a code go with its words and its acts, and no other code gets them", async () => {
  const { w, receipt, witness } = await witnessed()
  await using _ = w
  const other = await makeMailbox(w, "noor", "respondent")
  await w.sql(
    `update case_file set state = 'INVESTIGATING', life = life || jsonb_build_object('state', 'INVESTIGATING',
       'heard', jsonb_build_array(jsonb_build_object('who', 'witness 2', 'as', 'heard', 'at', 1)))`,
  )
  const [note, record] = [await upload(w, witness, "note"), await upload(w, witness, "record")]
  const corrected = {
    kind: "interview.read-back",
    facts: { who: "witness 2", as: "corrected" },
  } as const
  const theft = await actAs(w, other, {
    kind: "interview.read-back",
    facts: { ...corrected.facts },
  })
  assert.equal(theft.status, 409)
  assert.deepEqual(await problem(await writeAs(w, other, "mine", [note.id])), [
    404,
    { problem: "not-found", fields: ["uploads"] },
  ])
  assert.equal((await writeAs(w, witness, "A picture.", [note.id])).status, 201)
  const done = await actAs(w, witness, { ...corrected, text: "Not so.", uploads: [record.id] })
  assert.equal(done.status, 204)
  const part = (code: Outside["code"], sha: string) =>
    w.reporter(code, `/mailbox/parts/${sha}`, undefined, "GET")
  for (const { sha } of [note, record]) {
    assert.equal((await part(witness.code, sha)).status, 200)
    assert.deepEqual(await problem(await part(other.code, sha)), notFound)
    const hers = await w.reporter(receipt, `/case/parts/${sha}`, undefined, "GET")
    assert.deepEqual(await problem(hers), notFound)
  }
})

async function upload(w: World, { code }: Outside, word: string) {
  const id = randomUUID()
  const authorization = `Bearer ${await w.signIn(code)}`
  const bytes = Buffer.from(`age-encryption.org/v1\n${word}`)
  const sha = createHash("sha256").update(bytes).digest("hex")
  await w.request("/api/uploads", {
    ...{ method: "POST", headers: { authorization }, body: JSON.stringify({ id, parts: 1 }) },
  })
  const kept = await w.request(`/api/uploads/${id}/parts/0`, {
    method: "PUT",
    headers: { authorization, "x-part-sha256": sha },
    body: bytes as unknown as BodyInit, // a Buffer is one; the types disagree about shared memory
  })
  assert.equal(kept.status, 204)
  return { id, sha }
}
