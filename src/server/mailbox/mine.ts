import { idOf, type CaseId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { Tx } from "#server/runtime.ts"

/** What the reporter's code opens: the case, and the keys of the mailbox. */
export type Mine = {
  readonly id: string
  readonly caseId: CaseId
  readonly sigVk: string
  readonly grant: Buffer
}

/** The reporter's mailbox of the code that is signed in. A code that holds none gets the answer of one that never was. */
export async function mailboxOf(tx: Tx, code: { locator: Buffer; vk: Buffer }): Promise<Mine> {
  const box = await tx.sql
    .selectFrom("mailbox")
    .select(["id", "caseId", "sigVk", "sealedGrant"])
    .where("locator", "=", code.locator)
    .where("vk", "=", code.vk)
    .where("party", "=", "reporter")
    .executeTakeFirst()
  if (!box) throw new Refusal("not-found")
  return {
    id: box.id,
    caseId: idOf<CaseId>(box.caseId),
    sigVk: box.sigVk.toString("hex"),
    grant: box.sealedGrant,
  }
}
