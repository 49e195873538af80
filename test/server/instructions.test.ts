import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { test } from "node:test"
import { sha256Hex } from "#crypto/bytes.ts"
import { keyFor } from "#crypto/case-key.ts"
import { replyKey, sealAnswer, sealInstruction } from "#crypto/instruction.ts"
import { openAnswer, openInstruction } from "#crypto/open-instruction.ts"
import type { CaseInstructions, InstructionsScreen } from "#wire/instruction.ts"
import { world, type World } from "../world.ts"

/** Noor leads a case in which M01 is ordered; Hana carries out measures for HR. */
async function ordered() {
  const w = await world({ hrOps: ["hana"] })
  const { receipt } = await w.report()
  await w.open("noor")
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  return { w, receipt }
}

/** What the ordering keyholder's browser does: a text sealed to one person, with a recipient of its own for the answer. */
async function instruct(
  w: World,
  more: { by?: string; to?: string; measure?: number; due?: number; bytes?: Uint8Array } = {},
) {
  const { by = "noor", to = "hana", measure = 1 } = more
  const { grant, screen, id } = await w.open(by)
  const desk = keyFor(grant?.keys ?? [], "desk", screen?.epoch ?? 1) ?? ""
  const own = randomUUID()
  const reply = await replyKey(desk, own)
  const sealed = await sealInstruction({
    ...{ id: own, text: "From 1 May, employee 4711 works from Porto.", reply: reply.recipient },
    ...{ recipient: w.person(to).keys.recipient, signer: w.person(by).keys.sign },
  })
  const due = more.due ?? (screen?.now ?? 0) + 3_600_000
  const head = { id: own, measure, to: w.person(to).id, due }
  const answer = await w.request(`/desk/api/cases/${id}/instructions`, {
    method: "POST",
    as: by,
    body: (more.bytes ?? sealed) as BodyInit, // a Uint8Array is one; the types disagree about shared memory
    headers: { "x-tocsin-instruction": JSON.stringify(head) },
  })
  return { answer, sealed, own, desk, id }
}

const mine = (w: World, as: string) => w.json<InstructionsScreen>("/desk/api/instructions", { as })

async function answered(w: World, as: "done" | "cannot", text: string) {
  const [one] = (await mine(w, "hana")).instructions
  assert.ok(one)
  const { keys } = w.person("hana")
  const sealed = new Uint8Array(Buffer.from(one.sealed, "base64url"))
  const opened = await openInstruction(keys.identity, sealed, one.vk)
  const bytes = await sealAnswer({
    ...{ id: opened.id, instruction: sha256Hex(sealed), as, text },
    ...{ recipient: opened.reply, signer: keys.sign },
  })
  return w.request(`/desk/api/instructions/${one.id}/answer`, {
    method: "POST",
    as: "hana",
    body: bytes as BodyInit, // as above
    headers: { "x-tocsin-answer": JSON.stringify({ as }) },
  })
}

test("what was ordered is told to HR operations, done, and answered to the case alone", async () => {
  const { w, receipt } = await ordered()
  await using _ = w
  const sent = await instruct(w)
  assert.equal(sent.answer.status, 201)
  const rung = await w.sql<{ text_kind: string; facts: object }>(
    "select text_kind, facts from outbox where person_id = $1",
    [w.person("hana").id],
  )
  assert.deepEqual(rung, [{ text_kind: "ring", facts: {} }], "rung like anybody, and no more said")
  const [one] = (await mine(w, "hana")).instructions
  assert.equal(one?.state, "sent")
  const opening = { method: "POST", as: "hana" }
  assert.equal((await w.request(`/desk/api/instructions/${one?.id}/opening`, opening)).status, 204)
  assert.equal((await answered(w, "done", "The roster is changed.")).status, 204)
  assert.equal((await answered(w, "cannot", "No.")).status, 409, "answered once")
  const { instructions } = await w.json<CaseInstructions>(
    `/desk/api/cases/${sent.id}/instructions`,
    { as: "noor" },
  )
  const [told] = instructions
  assert.deepEqual(
    [told?.state, told?.to, told?.measure, told?.sha256],
    ["done", "hana", 1, sha256Hex(sent.sealed)],
  )
  const reply = await replyKey(sent.desk, sent.own)
  const said = await openAnswer(
    reply.identity,
    new Uint8Array(Buffer.from(told?.answer ?? "", "base64url")),
    { id: sent.own, instruction: told?.sha256 ?? "", sender: told?.vk ?? "" },
  )
  assert.deepEqual(said, { as: "done", text: "The roster is changed." })
  const events = (await w.screen("noor")).timeline.map(({ kind }) => kind)
  for (const kind of ["instruction.sent", "instruction.opened", "instruction.answered"])
    assert.ok(events.includes(kind), kind)
  const hers = (await w.mine(receipt)).timeline.map(({ kind }) => kind)
  assert.ok(!hers.some((kind) => kind.startsWith("instruction.")))
})

test("nothing that HR operations is given leads to a case, or from one instruction to another", async () => {
  const { w } = await ordered()
  await using _ = w
  const { caseId } = await w.screen("noor")
  await instruct(w)
  await instruct(w)
  const text = await (await w.request("/desk/api/instructions", { as: "hana" })).text()
  const { instructions } = JSON.parse(text) as InstructionsScreen // the route's own answer
  const [one, other] = instructions
  assert.ok(one && other)
  assert.deepEqual(Object.keys(one), ["id", "from", "vk", "state", "dueAt", "sealed"])
  assert.equal(one.sealed.length, other.sealed.length)
  assert.ok(!text.includes(caseId))
  const { keys } = w.person("hana")
  const [a, b] = await Promise.all(
    [one, other].map(({ sealed, vk }) =>
      openInstruction(keys.identity, new Uint8Array(Buffer.from(sealed, "base64url")), vk),
    ),
  )
  assert.notEqual(a?.reply, b?.reply, "another recipient for each answer")
  assert.deepEqual(await w.desk("hana"), [], "they hold no case")
  await w.advance("3h")
  const [sams] = await w.desk("sam")
  const unopened = await w.request(`/desk/api/cases/${sams}/instructions`, { as: "sam" })
  assert.equal(unopened.status, 409, "rung, and not opened yet")
})

test("only somebody of HR operations with a key, from whom nobody took the case, is instructed; by whoever orders it", async () => {
  const { w } = await ordered()
  await using _ = w
  const wrong = async (more: Parameters<typeof instruct>[1]) => {
    const { answer } = await instruct(w, more)
    return [answer.status, await answer.json()]
  }
  const refused = (field: string) => [409, { problem: "not-now", fields: [field] }]
  assert.deepEqual(await wrong({ to: "orla" }), refused("receiver"))
  assert.deepEqual(await wrong({ measure: 2 }), refused("measure-stands"))
  assert.deepEqual(await wrong({ due: 1 }), refused("due"))
  assert.deepEqual(await wrong({ bytes: new Uint8Array(18_043) }), [400, { problem: "bad-seal" }])
  await w.sql("update person set hr_ops = true where name = 'sam'")
  await w.sql("update key_grant set revoked_at = now() where person_id = $1", [w.person("sam").id])
  assert.deepEqual(await wrong({ to: "sam" }), refused("receiver"))
  const { receivers } = await w.json<CaseInstructions>(
    `/desk/api/cases/${(await w.desk("noor"))[0]}/instructions`,
    { as: "noor" },
  )
  assert.deepEqual(
    receivers.map(({ name, holds }) => [name, holds]),
    [["hana", false]],
  )
})

test("to somebody who is not of HR operations, and to another of them, an instruction is not there", async () => {
  const w = await world({ hrOps: ["hana", "hugo"] })
  await using _ = w
  await w.report()
  await w.open("noor")
  await w.act("noor", "measure.ordered", { n: 1, code: "M01" })
  await instruct(w)
  assert.equal((await w.request("/desk/api/instructions", { as: "noor" })).status, 404)
  assert.deepEqual((await mine(w, "hugo")).instructions, [])
  const [one] = (await mine(w, "hana")).instructions
  const opening = (id: string) =>
    w.request(`/desk/api/instructions/${id}/opening`, { method: "POST", as: "hugo" })
  assert.equal((await opening(one?.id ?? "")).status, 404)
  assert.equal((await opening("0".repeat(32))).status, 404)
})
