import { checkKinds, type CheckKind } from "#core/protection.ts"
import { fromUtf8, utf8 } from "./bytes.ts"
import { CannotOpen } from "./cannot-open.ts"
import { checkSize } from "./check.ts"
import { recipientHash, recipientOf } from "./keys.ts"
import { openWith } from "./open.ts"
import { namespaces, type VerifyKey } from "./sign.ts"
import { verifyText } from "./verify.ts"

/** What HR asked, opened. `sender` is whose signature holds; null when it came without one. */
export type OpenedCheck = {
  readonly id: string
  readonly kind: CheckKind
  readonly sender: VerifyKey | null
  readonly body: string
}

/** Open what HR asked: for this reader, of this check, and signed by whom it names, or by nobody. */
export async function openCheck(
  identity: string,
  sealed: Uint8Array,
  expect: { readonly id: string; readonly kind: CheckKind },
): Promise<OpenedCheck> {
  const whole = await openWith(identity, sealed)
  const text = textOf(whole)
  if (!text.startsWith("# tocsin/v1 check\n")) {
    throw new CannotOpen(text.startsWith("# tocsin/v") ? "unknown-version" : "damaged")
  }
  const [, said = "", id = "", kind, sender = "", to, body = "", signature = ""] =
    form.exec(text) ?? []
  const known = checkKinds.find((one) => one === kind)
  const mine = recipientHash(await recipientOf(identity))
  if (!known || to !== mine || id !== expect.id || known !== expect.kind) throw damaged()
  if (sender === "-" ? signature !== "" : !holds(sender, said, signature)) throw damaged()
  return { id, kind: known, sender: sender === "-" ? null : sender, body }
}

const form =
  /^(# tocsin\/v1 check\n# check (\S{36})\n# kind (\S+)\n# sender (-|[0-9a-f]{64})\n# to-recipient-sha256 ([0-9a-f]{64})\n(\{.*\})\n)((?:-----BEGIN SSH SIGNATURE-----\n[\s\S]*-----END SSH SIGNATURE-----\n)?)\n*$/

function holds(sender: VerifyKey, said: string, signature: string): boolean {
  return verifyText(sender, namespaces.check, utf8(said), signature)
}

function textOf(whole: Uint8Array): string {
  if (whole.length !== checkSize) throw damaged()
  try {
    return fromUtf8(whole)
  } catch (why) {
    if (why instanceof CannotOpen) throw why
    throw damaged() // ill-formed text: after the seal that means damage
  }
}

function damaged(): CannotOpen {
  return new CannotOpen("damaged")
}
