import type { Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"

export type WhyErased = "overturned" | "review"

/**
 * The decision was overturned: the case's papers still hold the code of the entry, and with it the entry goes at once.
 * Says whether there was one; one that is gone already is as good.
 */
export async function overturnNoRehire(tx: Tx, reference: string): Promise<boolean> {
  const entry = await entryOf(tx, reference)
  if (entry) await erase(tx, entry.id, "overturned")
  return entry !== null
}

/** The entry that a code stands for, locked. Nothing in the database leads to it otherwise. */
export async function entryOf(
  { sql }: Tx,
  reference: string,
): Promise<{ id: string; contestedAt: Date | null; contestOutcome: string | null } | null> {
  const row = await sql
    .selectFrom("noRehire")
    .select(["id", "contestedAt", "contestOutcome"])
    .where("referenceHash", "=", sha256(reference))
    .where("erasedAt", "is", null)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** Only the id, the dates and the word why stay; whoever was asked about because of it is asked about no more. */
export async function erase({ sql, now }: Tx, id: string, why: WhyErased): Promise<void> {
  const nobody = { decidedBy: null, decidedWith: null, heardBy: null, heardWith: null }
  const hashes = { keyId: null, personHashes: null, referenceHash: null }
  const words = { legalEntity: null, basisClause: null, findingLevel: null, appealState: null }
  await sql
    .updateTable("noRehire")
    .set({ ...hashes, ...words, ...nobody, contestOutcome: null })
    .set({ reviewedBy: null, reviewedWith: null, erasedAt: now, whyErased: why })
    .where("id", "=", id)
    .execute()
  const unanswered = { answer: null, answeredAt: null, answeredBy: null, answeredWith: null }
  const cleared = await sql
    .updateTable("recruiterCheck")
    .set({ ...unanswered, entryId: null, byNumber: false })
    .where("entryId", "=", id)
    .returning("id")
    .execute()
  const subjects = [id, ...cleared.map((check) => check.id)]
  await sql.deleteFrom("centralWord").where("subject", "in", subjects).execute()
}
