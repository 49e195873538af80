import { keyFor } from "#crypto/case-key.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { replyKey, sealInstruction } from "#crypto/instruction.ts"
import { openAnswer, type Answered } from "#crypto/open-instruction.ts"
import { get, sendBytes } from "#web/lib/api.ts"
import { fromBase64 } from "#web/lib/base64.ts"
import { heldKeys } from "#web/lib/vault.ts"
import type { Case } from "#web/desk/case/case.ts"
import { openPapers } from "#web/desk/case/papers.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { CaseInstruction, InstructionHead, InstructionReceiver } from "#wire/instruction.ts"

type Sending = {
  readonly measure: number
  readonly to: InstructionReceiver
  readonly text: string
  readonly due: number
}

/** Seals an instruction to one person of HR operations, with a recipient of its own for the answer, and sends it. */
export async function sendInstruction(
  { id }: Case,
  { measure, to, text, due }: Sending,
): Promise<void> {
  const screen = await get<CaseScreen>(`/cases/${id}`)
  const papers = await openPapers(screen)
  const desk = deskKey(papers.keys, screen.epoch)
  const own = crypto.randomUUID()
  const reply = await replyKey(desk, own)
  const bytes = await sealInstruction({
    ...{ id: own, text, reply: reply.recipient },
    ...{ recipient: to.recipient, signer: heldKeys().sign },
  })
  const head: InstructionHead = { id: own, measure, to: to.id, due }
  await sendBytes("POST", `/cases/${id}/instructions`, bytes, {
    "x-tocsin-instruction": JSON.stringify(head),
  })
}

/** Opens what HR operations answered; null while there is no answer. */
export async function readAnswer(
  { papers }: Case,
  { id, epoch, answer, vk, sha256 }: CaseInstruction,
): Promise<Answered | null> {
  if (!papers || !answer || !vk) return null
  const { identity } = await replyKey(deskKey(papers.keys, epoch), id)
  return openAnswer(identity, fromBase64(answer), { id, instruction: sha256, sender: vk })
}

function deskKey(keys: Parameters<typeof keyFor>[0], epoch: number): string {
  const key = epoch > 1 ? keyFor(keys, "desk", epoch) : undefined
  // The first desk key was made in the reporter's browser: nothing of ours is sealed to it.
  if (!key) throw new CannotOpen("wrong-key")
  return key
}
