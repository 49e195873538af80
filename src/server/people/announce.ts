import { idOf, type PersonId } from "#core/ids.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import type { Tx } from "#server/runtime.ts"

/** What every keyholder is told of, so that no key and no path changes quietly. */
export const announcements = [
  "path-proposed",
  "path-withdrawn",
  "path-signed",
  "key-retired",
  "key-new",
] as const
export type Announcement = (typeof announcements)[number]

/** Tells every keyholder, by their own first channel. */
export async function announce(tx: Tx, what: Announcement): Promise<void> {
  const holders = await tx.sql
    .selectFrom("keyholder as k")
    .innerJoin("person as p", "p.id", "k.personId")
    .select("p.id")
    .where("k.retiredAt", "is", null)
    .where("p.leftAt", "is", null)
    .orderBy("p.id")
    .execute()
  for (const { id } of holders) {
    await queueMessage(tx, {
      personId: idOf<PersonId>(id),
      textKind: "announce",
      facts: { what },
      urgent: false,
    })
  }
}
