import type { ReceiptKeys } from "#crypto/receipt.ts"
import { packSubmission } from "#crypto/seal.ts"
import {
  buildSubmission,
  chooseKeyholders,
  type Keyholder,
  type Submission,
} from "#crypto/submission.ts"
import type { Receivers } from "#wire/door.ts"

/** Seals a report to whoever the server says would receive it. */
export async function seal(
  receivers: Receivers,
  receipt: ReceiptKeys,
  said: { excluded: string[]; text: string; kind: "report" | "help-now" },
): Promise<Submission> {
  const pool: Keyholder[] = receivers.slots.map((s) => ({
    slot: s.slot,
    tier: s.tier,
    personId: s.person,
    recipient: s.recipient,
    vk: s.vk,
  }))
  return buildSubmission({
    kind: said.kind,
    members: [
      { name: "answers.json", bytes: new TextEncoder().encode(JSON.stringify({ i07: said.text })) },
    ],
    receipt,
    path: receivers.pathId,
    keyholders: chooseKeyholders(pool, said.excluded),
    excluded: said.excluded,
  })
}

/** The body that is posted. */
export function bodyOf(
  sealed: Submission,
  path: string,
  receipt: ReceiptKeys,
  head: { level: string; kind: string; uploads?: string[] },
): Uint8Array {
  const said = {
    v: 1,
    case: sealed.caseId,
    path,
    kind: head.kind,
    level: head.level,
    auth: receipt.auth.vk,
    sig: receipt.sig.vk,
    uploads: head.uploads ?? [],
  }
  return packSubmission({ caseJson: new TextEncoder().encode(JSON.stringify(said)), ...sealed })
}
