import type { Facts } from "#core/event.ts"
import { namesOf } from "#server/people/names.ts"
import type { Tx } from "#server/runtime.ts"

/** Facts that are people: shown by name, never by id. */
const people = ["person", "from", "to"] as const

/** What happened in a case, in order. The reporter is not shown what the team does among itself. */
export async function timelineOf(
  tx: Tx,
  caseId: string,
  reader: "reporter" | "team",
): Promise<
  {
    kind: string
    at: number
    by: string | null
    facts: Record<string, string | number | boolean | null>
  }[]
> {
  const { rows } = await tx.client.query<{ kind: string; at: Date; facts: Facts }>({
    name: `timeline ${reader}`,
    text: `select kind, at, facts from event where case_id = $1 ${reader === "reporter" ? "and kind not in ('note.written', 'page.failed', 'level.lowering-asked', 'person.recused')" : ""} order by id`,
    values: [caseId],
  })
  const ids = rows.flatMap((r) =>
    people.flatMap((k) => {
      const id = r.facts[k]
      return typeof id === "string" && id.length === 36 ? [id] : []
    }),
  )
  const names = await namesOf(tx, ids)
  return rows.map(({ kind, at, facts }) => {
    const shown = Object.fromEntries(
      Object.entries(facts).map(([k, value]) => [
        k,
        typeof value === "string" ? (names.get(value) ?? value) : value,
      ]),
    )
    return {
      kind,
      at: at.getTime(),
      by: typeof shown["person"] === "string" ? shown["person"] : null,
      facts: shown,
    }
  })
}
