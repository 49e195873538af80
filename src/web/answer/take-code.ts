import { CannotOpen } from "#crypto/cannot-open.ts"
import { recipientOf } from "#crypto/keys.ts"
import { codeEntry, sealPartyGrant } from "#crypto/party.ts"
import { deriveReceipt, type Receipt } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import type { CodeChange } from "#wire/party.ts"
import { base64url } from "#web/report/base64url.ts"
import { beginSession, openBox } from "./box.ts"
import type { Open } from "./main.tsx"

/** Puts a code of their own in the place of the one they were given: signed by the old one, which opens nothing from then on. */
export async function takeCode(
  { keys, session, box }: Open,
  receipt: Receipt,
  org: string,
): Promise<Open> {
  const next = await deriveReceipt(receipt, org)
  const { mailbox: mailboxId, epoch, objects } = box.view
  const identity = box.keys.find((key) => key.epoch === epoch)?.identity
  if (!identity) throw new CannotOpen("wrong-key")
  const last = objects.at(-1)
  const seq = (last?.seq ?? 0) + 1
  const { recipient } = next
  const sealed = await sealObject({
    ...{ caseId: mailboxId, epoch, seq, kind: "code", prev: last?.sha256, signer: keys.sig },
    recipient: await recipientOf(identity),
    members: [codeEntry({ mailboxId, vk: next.sig.vk, recipient })],
  })
  const own = [...box.own, next.sig.vk]
  const grant = await sealPartyGrant({ mailboxId, epoch, own, keys: box.keys }, recipient)
  const json: CodeChange = {
    ...{ locator: next.locator, auth: next.auth.vk, sig: next.sig.vk },
    ...{ epoch, seq, grant: base64url(grant), sealed: base64url(sealed) },
  }
  await session.ask("/api/mailbox/code", { method: "PUT", json })
  const begun = await beginSession(next)
  return { keys: next, session: begun, box: await openBox(next, begun) }
}
