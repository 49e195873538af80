import { CannotOpen } from "./cannot-open.ts"
import { fromUtf8, protocol, sha256Hex } from "./bytes.ts"
import { type AnswerKind, answerKinds } from "./instruction.ts"
import { mustBeRecipient, recipientHash, recipientOf } from "./keys.ts"
import { openWith, orDamaged } from "./open.ts"
import { type VerifyKey, namespaces } from "./sign.ts"
import { type Entry, readTar } from "./tar.ts"
import { verifyText } from "./verify.ts"

/** An instruction as HR operations reads it. */
export type Instruction = { readonly id: string; readonly text: string; readonly reply: string }

/** Opens an instruction: sealed to this key, signed by whoever the desk says sent it, and unchanged. */
export async function openInstruction(
  identity: string,
  sealed: Uint8Array,
  sender: VerifyKey,
): Promise<Instruction> {
  const { head, members } = await openSigned(identity, sealed, { form: "instruction", sender })
  const [, id] = /^# id (\S{36})\n$/.exec(head) ?? []
  const [body, reply, ...more] = members
  if (!id || body?.name !== "body.txt" || reply?.name !== "reply.txt" || more.length > 0)
    throw new CannotOpen("damaged")
  return orDamaged(() => ({
    id,
    text: fromUtf8(body.bytes).trim(),
    reply: mustBeRecipient(fromUtf8(reply.bytes).trim()),
  }))
}

/** What was answered to an instruction. */
export type Answered = { readonly as: AnswerKind; readonly text: string }

/** Opens an answer: to this very instruction, signed by whom it was sent to. */
export async function openAnswer(
  identity: string,
  sealed: Uint8Array,
  expect: { readonly id: string; readonly instruction: string; readonly sender: VerifyKey },
): Promise<Answered> {
  const { head, members } = await openSigned(identity, sealed, {
    form: "answer",
    sender: expect.sender,
  })
  const [, id, instruction, said] =
    /^# id (\S{36})\n# instruction ([0-9a-f]{64})\n# as (\w+)\n$/.exec(head) ?? []
  const as = answerKinds.find((known) => known === said)
  const [body, ...more] = members
  const fits = id === expect.id && instruction === expect.instruction
  if (!fits || !as || body?.name !== "body.txt" || more.length > 0) throw new CannotOpen("damaged")
  return orDamaged(() => ({ as, text: fromUtf8(body.bytes).trim() }))
}

const metaForm =
  /^# (tocsin\/v\d+) (\w+)\n((?:# (?:id|instruction|as) \S+\n)+)# sender ([0-9a-f]{64})\n# to-recipient-sha256 ([0-9a-f]{64})\n((?:[0-9a-f]{64} {2}\S+\n)*)$/

type Opened = { readonly head: string; readonly members: readonly Entry[] }
async function openSigned(
  identity: string,
  sealed: Uint8Array,
  expect: { readonly form: "instruction" | "answer"; readonly sender: VerifyKey },
): Promise<Opened> {
  const tar = await openWith(identity, sealed)
  const mine = recipientHash(await recipientOf(identity))
  return orDamaged(() => {
    const [meta, ...members] = readTar(tar, { entries: 8, bytes: tar.length })
    const signature = members.pop()
    if (meta?.name !== "meta.txt" || signature?.name !== "meta.txt.sig")
      throw new CannotOpen("damaged")
    const [, version, form, head = "", sender = "", to, listed] =
      metaForm.exec(fromUtf8(meta.bytes)) ?? []
    if (version !== protocol) throw new CannotOpen(version ? "unknown-version" : "damaged")
    const lines = members.map(({ name, bytes }) => `${sha256Hex(bytes)}  ${name}\n`).join("")
    const holds =
      form === expect.form && sender === expect.sender && to === mine && lines === listed
    const said = fromUtf8(signature.bytes)
    if (!holds || !verifyText(sender, namespaces.instruction, meta.bytes, said))
      throw new CannotOpen("damaged")
    return { head, members }
  })
}
