import type { Event } from "#core/event.ts"
import type { Tx } from "./runtime.ts"

/** Appends what happened, about a case or about the house. Whoever listens hears it once it is committed. */
export async function record(
  tx: Tx,
  caseId: string | null,
  events: readonly Event[],
): Promise<void> {
  if (!events.length) return
  await recordUnheard(tx, caseId, events)
  tx.ring(caseId ? `case:${caseId}` : "roster")
}

/** Appends what happened and rings no desk: not even that something happened is for everybody. */
export async function recordUnheard(
  tx: Tx,
  caseId: string | null,
  events: readonly Event[],
): Promise<void> {
  await tx.client.query({
    name: "record",
    text: `insert into event (org_id, case_id, kind, at, facts)
           select $1, $2, e.kind, $3, e.facts::jsonb from unnest($4::text[], $5::text[]) with ordinality e(kind, facts, n) order by n`,
    values: [
      tx.org,
      caseId,
      tx.now,
      events.map((e) => e.kind),
      events.map((e) => JSON.stringify(e.facts)),
    ],
  })
}
