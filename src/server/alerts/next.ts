import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import type { ReporterCase } from "#wire/report.ts"
import { firstNameOf } from "#server/people/first-name.ts"
import type { Tx } from "#server/runtime.ts"
import { reachOf, type Ladder } from "./ladder.ts"

/** Who is rung next if nobody acts, and when; null while nothing rings. */
export async function nextStep(tx: Tx, caseId: CaseId): Promise<ReporterCase["next"]> {
  const { rows } = await tx.client.query<{
    ladder: Ladder
    tier: number
    due_at: Date
  }>({
    name: "next step",
    text: `select a.ladder, a.tier, t.due_at from alert a join timer t on t.subject = a.id and t.kind = 'step'
           where a.case_id = $1 and a.kind = 'report' and a.state = 'ringing'`,
    values: [caseId],
  })
  const row = rows[0]
  if (!row) return null
  const { rows: held } = await tx.client.query<{ tier: number; person_id: string; name: string }>({
    name: "held for next",
    text: `select tier, person_id, name from ringable_grant where case_id = $1`,
    values: [caseId],
  })
  const reach = reachOf(
    row.ladder,
    held.map((h) => ({ tier: h.tier, personId: idOf<PersonId>(h.person_id) })),
    row.due_at,
  )
  const names = new Map(held.map((h) => [h.person_id, firstNameOf(h.name)]))
  const top = row.tier >= reach.length - 1
  const next = top
    ? reach
    : reach
        .slice(row.tier + 1)
        .filter((r) => r.onCall.length)
        .slice(0, 1)
  return {
    at: row.due_at.getTime(),
    firstNames: [...new Set(next.flatMap((r) => r.onCall).map((p) => names.get(p) ?? ""))],
    top,
  }
}
