import { openObject } from "./open.ts"
import type { ReceiptKeys } from "./receipt.ts"
import { sealObject } from "./seal.ts"
import type { Entry } from "./tar.ts"

/** A report that is not sent yet belongs to no case. */
const noCase = {
  caseId: "00000000-0000-0000-0000-000000000000",
  epoch: 1,
  seq: 1,
  kind: "draft",
} as const

/** Seal a page of a report to its own code, so that only the code brings it back. */
export function sealDraft(keys: ReceiptKeys, members: readonly Entry[]): Promise<Uint8Array> {
  return sealObject({ ...noCase, recipient: keys.recipient, signer: keys.sig, members })
}

/** Open a draft with the code that sealed it. */
export async function openDraft(keys: ReceiptKeys, sealed: Uint8Array): Promise<readonly Entry[]> {
  const opened = await openObject(keys.identity, sealed, { ...noCase, senders: [keys.sig.vk] })
  return opened.members
}
