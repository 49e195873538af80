import { Refusal } from "#core/refusal.ts"
import type { Tx } from "#server/runtime.ts"
import { entryOf } from "./erase.ts"
import { lookSoon } from "./look.ts"

/** The person contests, with the code of their letter. Until two have heard it, whoever answers a hit reads that. */
export async function contest(tx: Tx, reference: string): Promise<void> {
  const entry = await entryOf(tx, reference)
  if (!entry) throw new Refusal("wrong-code", "reference")
  if (entry.contestedAt && !entry.contestOutcome) return
  const unheard = { contestOutcome: null, heardBy: null, heardWith: null, heardAt: null }
  await tx.sql
    .updateTable("noRehire")
    .set({ contestedAt: tx.now, ...unheard, rungAt: null })
    .where("id", "=", entry.id)
    .execute()
  await lookSoon(tx, entry.id)
}
