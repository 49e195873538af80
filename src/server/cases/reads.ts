import type { CaseId } from "#core/ids.ts"
import type { RoomName } from "#core/mailbox.ts"
import type { Tx } from "#server/runtime.ts"

/** Marks what the other side of a mailbox wrote as read, once. */
export async function readBy(
  tx: Tx,
  caseId: CaseId,
  { room, seqs }: { room: RoomName; seqs: readonly number[] },
  by: "outside" | "team",
): Promise<void> {
  const { rowCount } = await tx.client.query(
    `update sealed_object set read_at = $3 where case_id = $1 and room = $4 and seq = any($2::int[]) and read_at is null
       and (by_person is ${by === "outside" ? "not null" : "null"})`,
    [caseId, [...seqs], tx.now, room],
  )
  if (rowCount) tx.ring(`case:${caseId}`)
}
