import type { CaseId } from "#core/ids.ts"
import type { Tx } from "#server/runtime.ts"

/** Marks what the other side wrote as read, once. */
export async function readBy(
  tx: Tx,
  caseId: CaseId,
  seqs: readonly number[],
  by: "reporter" | "team",
): Promise<void> {
  const { rowCount } = await tx.client.query(
    `update sealed_object set read_at = $3 where case_id = $1 and room = 'mailbox' and seq = any($2::int[]) and read_at is null
       and (by_person is ${by === "reporter" ? "not null" : "null"})`,
    [caseId, [...seqs], tx.now],
  )
  if (rowCount) tx.ring(`case:${caseId}`)
}
