import { derive, protocol, sha256Hex, utf8 } from "./bytes.ts"
import { type KeyPair, keyPair, mustBeRecipient, recipientHash, seedOf } from "./keys.ts"
import { instructionSize } from "./pad.ts"
import { sealTo } from "./seal.ts"
import { type SigningKey, namespaces, signText } from "./sign.ts"
import { type Entry, writeTar } from "./tar.ts"
import { Refusal } from "#core/refusal.ts"

/** What HR operations is asked to do: a text without a reason, a case or a name that is not needed, to one person. */
export type NewInstruction = {
  /** A random id of its own; nothing in it leads to a case. */
  readonly id: string
  readonly text: string
  readonly recipient: string
  /** Whom the answer is sealed to: another recipient for every instruction. */
  readonly reply: string
  readonly signer: SigningKey
}

/** What HR operations answers. */
export type NewAnswer = {
  readonly id: string
  /** SHA-256 of the sealed instruction that is answered. */
  readonly instruction: string
  readonly as: AnswerKind
  readonly text: string
  readonly recipient: string
  readonly signer: SigningKey
}

export const answerKinds = ["done", "cannot"] as const
export type AnswerKind = (typeof answerKinds)[number]

/**
 * The key that an answer is sealed to. It derives from the case's desk key, so that whoever holds the case opens the
 * answer, and from the instruction's id, so that no two instructions of one case show the same recipient.
 */
export function replyKey(deskIdentity: string, id: string): Promise<KeyPair> {
  return keyPair(derive(seedOf(deskIdentity), `${protocol} reply`, id))
}

/** Seals an instruction. Every one has the same length, whatever it says. */
export function sealInstruction(instruction: NewInstruction): Promise<Uint8Array> {
  const { id, text, recipient, reply, signer } = instruction
  const members = [
    { name: "body.txt", bytes: utf8(`${text.trim()}\n`) },
    { name: "reply.txt", bytes: utf8(`${mustBeRecipient(reply)}\n`) },
  ]
  const head = [`# ${protocol} instruction`, `# id ${id}`]
  return sealSigned({ head, recipient, signer, members })
}

/** Seals an answer to the recipient that the instruction named. */
export function sealAnswer(answer: NewAnswer): Promise<Uint8Array> {
  const { id, instruction, as, text, recipient, signer } = answer
  const head = [`# ${protocol} answer`, `# id ${id}`, `# instruction ${instruction}`, `# as ${as}`]
  const members = [{ name: "body.txt", bytes: utf8(`${text.trim()}\n`) }]
  return sealSigned({ head, recipient, signer, members })
}

type Signed = {
  readonly head: readonly string[]
  readonly recipient: string
  readonly signer: SigningKey
  readonly members: readonly Entry[]
}
async function sealSigned({ head, recipient, signer, members }: Signed): Promise<Uint8Array> {
  const meta = utf8(
    [
      ...head,
      `# sender ${signer.vk}`,
      `# to-recipient-sha256 ${recipientHash(recipient)}`,
      ...members.map(({ name, bytes }) => `${sha256Hex(bytes)}  ${name}`),
      "",
    ].join("\n"),
  )
  const signature = utf8(await signText(signer, namespaces.instruction, meta))
  const tar = writeTar([
    { name: "meta.txt", bytes: meta },
    ...members,
    { name: "meta.txt.sig", bytes: signature },
  ])
  if (tar.length > instructionSize) throw new Refusal("too-large", "text")
  const whole = new Uint8Array(instructionSize)
  whole.set(tar)
  return sealTo(recipient, whole)
}
