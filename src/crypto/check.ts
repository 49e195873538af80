import type { CheckKind } from "#core/protection.ts"
import { Refusal } from "#core/refusal.ts"
import { protocol, utf8 } from "./bytes.ts"
import { recipientHash } from "./keys.ts"
import { sealTo } from "./seal.ts"
import { type SigningKey, namespaces, signText } from "./sign.ts"

/** What HR asks is always so long before it is sealed: its length says nothing of whom it concerns. */
export const checkSize = 16_384
/** And so long sealed, to one hybrid recipient. */
export const sealedCheckSize = checkSize + 1659

/** What HR asks about somebody, for one of those who answer. */
export type NewCheck = {
  readonly id: string
  readonly kind: CheckKind
  readonly recipient: string
  /** Absent when whoever asks holds no key: then the server alone says who asked. */
  readonly signer: SigningKey | null
  /** JSON: whom it concerns, when, and why. */
  readonly body: string
}

/** Seal what HR asks to one of those who answer. */
export async function sealCheck(check: NewCheck): Promise<Uint8Array> {
  const said = checkText(check)
  const signed = check.signer ? await signText(check.signer, namespaces.check, utf8(said)) : ""
  const text = utf8(`${said}${signed}`)
  if (text.length > checkSize) throw new Refusal("too-large", "reasons")
  const whole = new Uint8Array(checkSize).fill(10) // empty lines, as in a grant
  whole.set(text)
  return sealTo(check.recipient, whole)
}

/** The part that is signed. */
function checkText({ id, kind, recipient, signer, body }: NewCheck): string {
  return [
    `# ${protocol} check`,
    `# check ${id}`,
    `# kind ${kind}`,
    `# sender ${signer?.vk ?? "-"}`,
    `# to-recipient-sha256 ${recipientHash(recipient)}`,
    body,
    "",
  ].join("\n")
}
