import { firstParty, type Party } from "#core/mailbox.ts"
import { invariant } from "#core/refusal.ts"
import { newParty, partyEntry } from "#crypto/party.ts"
import { deriveReceipt, newReceipt, printReceipt } from "#crypto/receipt.ts"
import { get, post } from "#web/lib/api.ts"
import { toBase64 } from "#web/lib/base64.ts"
import { me } from "#web/desk/session.ts"
import { inOrder, sealNext } from "#web/desk/case/say.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { MailboxOpening } from "#wire/party.ts"

/** A mailbox that was just made, with the code that is shown this once and kept nowhere. */
export type Made = { readonly number: number; readonly code: string }

/** Makes a mailbox for somebody outside: its keys here, the code for them, and the team's own paper about it. */
export async function makeMailbox(
  id: string,
  { party, who }: { readonly party: Party; readonly who: string },
): Promise<Made> {
  const org = me.value?.org.id
  invariant(org, "whoever makes a mailbox is signed in")
  const receipt = newReceipt()
  const code = await deriveReceipt(receipt, org)
  let number = 0
  await inOrder(true, async () => {
    const { caseId, parties } = await get<CaseScreen>(`/cases/${id}`)
    number = Math.max(firstParty - 1, ...parties.map((one) => one.number)) + 1
    const { file, grant } = await newParty({ caseId, number, party, code })
    const { bytes, head } = await sealNext(id, {
      ...{ room: "desk", kind: "party", text: who, form: { fields: { who } } },
      entries: [partyEntry(file)],
    })
    const { seq, epoch } = head
    await post(`/cases/${id}/mailboxes`, {
      ...{ id: file.mailboxId, number, party },
      ...{ locator: code.locator, auth: code.auth.vk, sig: code.sig.vk },
      ...{ grant: toBase64(grant), paper: { seq, epoch, sealed: toBase64(bytes) } },
    } satisfies MailboxOpening)
  })
  return { number, code: printReceipt(receipt) }
}

/** Ends a mailbox: nothing is said in it any more; both sides can still read it. */
export async function closeMailbox(id: string, number: number): Promise<void> {
  await post(`/cases/${id}/mailboxes/${number}/closure`, undefined)
}
