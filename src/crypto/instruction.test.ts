import assert from "node:assert/strict"
import { test } from "node:test"
import { sha256Hex } from "./bytes.ts"
import { replyKey, sealAnswer, sealInstruction } from "./instruction.ts"
import { keyPair, staffKeys } from "./keys.ts"
import { sealedInstructionLength } from "./pad.ts"
import { openAnswer, openInstruction } from "./open-instruction.ts"
import { randomBytes } from "./random.ts"

const id = "6f1d3a52-0b1e-4c57-9a38-5f2b8c7d9e10"

async function sent(text = "From 1 May, employee 4711 works from Porto. Confirm by 2 May.") {
  const lead = await staffKeys(randomBytes(32))
  const hr = await staffKeys(randomBytes(32))
  const desk = await keyPair(randomBytes(32))
  const reply = await replyKey(desk.identity, id)
  const sealed = await sealInstruction({
    ...{ id, text, recipient: hr.recipient, reply: reply.recipient, signer: lead.sign },
  })
  return { lead, hr, desk, reply, sealed }
}

test("an instruction opens for the one it is sealed to, signed by whoever sent it", async () => {
  const { lead, hr, reply, sealed } = await sent("做这件事。")
  assert.deepEqual(await openInstruction(hr.identity, sealed, lead.sign.vk), {
    ...{ id, text: "做这件事。", reply: reply.recipient },
  })
  const other = await staffKeys(randomBytes(32))
  await assert.rejects(openInstruction(other.identity, sealed, lead.sign.vk), {
    reason: "wrong-key",
  })
  await assert.rejects(openInstruction(hr.identity, sealed, other.sign.vk), { reason: "damaged" })
})

test("the answer opens with the desk key of the case, and only as the answer to this instruction", async () => {
  const { hr, desk, reply, sealed } = await sent()
  const instruction = sha256Hex(sealed)
  const answer = await sealAnswer({
    ...{ id, instruction, as: "cannot", text: "No such person.", recipient: reply.recipient },
    signer: hr.sign,
  })
  const { identity } = await replyKey(desk.identity, id)
  const expect = { id, instruction, sender: hr.sign.vk }
  assert.deepEqual(await openAnswer(identity, answer, expect), {
    as: "cannot",
    text: "No such person.",
  })
  const damaged = { reason: "damaged" }
  const moved = { ...expect, instruction: sha256Hex("another") }
  await assert.rejects(openAnswer(identity, answer, moved), damaged)
  await assert.rejects(openAnswer(hr.identity, answer, expect), { reason: "wrong-key" })
})

test("nothing links two instructions of one case: another recipient for each answer, one length for all", async () => {
  const desk = await keyPair(randomBytes(32))
  const [one, other] = await Promise.all(
    [id, id.replace("6", "7")].map((each) => replyKey(desk.identity, each)),
  )
  assert.notEqual(one?.recipient, other?.recipient)
  const short = await sent("x")
  const long = await sent("长".repeat(2000))
  assert.equal(short.sealed.length, sealedInstructionLength)
  assert.equal(long.sealed.length, sealedInstructionLength)
  await assert.rejects(sent("长".repeat(6000)), { code: "too-large", field: "text" })
})

test("an instruction is no answer and an answer no instruction", async () => {
  const { lead, hr, reply, sealed } = await sent()
  const expect = { id, instruction: sha256Hex(sealed), sender: lead.sign.vk }
  await assert.rejects(openAnswer(hr.identity, sealed, expect), { reason: "damaged" })
  const answer = await sealAnswer({
    ...{ id, instruction: sha256Hex(sealed), as: "done", text: "", recipient: reply.recipient },
    signer: hr.sign,
  })
  await assert.rejects(openInstruction(reply.identity, answer, hr.sign.vk), { reason: "damaged" })
})
