import { recipientOf } from "#crypto/keys.ts"
import { CannotOpen } from "#crypto/cannot-open.ts"
import { newParty, partyEntry } from "#crypto/party.ts"
import { deriveReceipt, newReceipt, printReceipt } from "#crypto/receipt.ts"
import { sealObject } from "#crypto/seal.ts"
import type { Party } from "#core/mailbox.ts"
import { get, post } from "#web/lib/api.ts"
import { toBase64 } from "#web/lib/base64.ts"
import { heldKeys } from "#web/lib/vault.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { MailboxOpening } from "#wire/party.ts"
import { openPapers, roomKey } from "#web/desk/case/papers.ts"

/** A mailbox that was made, and the code that opens it: nothing but this screen and its paper ever shows it. */
export type NewMailbox = { readonly number: number; readonly party: Party; readonly code: string }

/** Makes a mailbox for somebody outside, or one in the place of another whose code they lost. Its code is made in this browser; the server learns what the code proves, never the code. */
export async function makeMailbox(
  id: string,
  org: string,
  { party, instead }: { readonly party: Party; readonly instead?: number | undefined },
): Promise<NewMailbox> {
  const screen = await get<CaseScreen>(`/cases/${id}`)
  const papers = await openPapers(screen)
  const desk = roomKey(papers, "desk")
  if (!desk) throw new CannotOpen("wrong-key")
  const number = Math.max(1, ...screen.parties.map((one) => one.number)) + 1
  const receipt = newReceipt()
  const code = await deriveReceipt(receipt, org)
  const { file, grant } = await newParty({ caseId: papers.caseId, number, party, code })
  const { seq, sha256 } = screen.last.desk
  const { epoch } = papers.newest
  const sealed = await sealObject({
    ...{ caseId: papers.caseId, epoch, seq: seq + 1, kind: "party" },
    prev: sha256 ?? undefined,
    recipient: await recipientOf(desk),
    signer: heldKeys().sign,
    members: [partyEntry(file)],
  })
  const opening: MailboxOpening = {
    ...{ id: file.mailboxId, number, party, locator: code.locator },
    ...(instead ? { instead } : {}),
    ...{ auth: code.auth.vk, sig: code.sig.vk, grant: toBase64(grant) },
    paper: { seq: seq + 1, epoch, sealed: toBase64(sealed) },
  }
  await post(`/cases/${id}/mailboxes`, opening)
  return { number, party, code: printReceipt(receipt) }
}
