import type { EventKind, Facts } from "#core/event.ts"
import { actKinds } from "#core/life/act.ts"
import { acts } from "#core/life/decide.ts"
import { isOwedToReporter, type OwedKind } from "#core/owed.ts"
import { namesOf } from "#server/people/names.ts"
import type { Tx } from "#server/runtime.ts"

/** Facts that are people: shown by name, never by id. */
const people = ["person", "from", "to"] as const

/** What the team does among itself, and with the other side. */
const hiddenFromReporter: readonly EventKind[] = [
  "note.written",
  "page.failed",
  "level.lowering-asked",
  "person.recused",
  "act.signed",
  "instruction.sent",
  "instruction.opened",
  "instruction.answered",
  // That anybody else has a mailbox is not the reporter's to know.
  "mailbox.opened",
  "mailbox.taken",
  "mailbox.written",
  "mailbox.closed",
  ...actKinds.filter((kind) => !acts[kind].hers),
]

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
    text: `select kind, at, facts from event where case_id = $1 ${reader === "reporter" ? `and kind <> all($2::text[])` : ""} order by id`,
    values: reader === "reporter" ? [caseId, hiddenFromReporter] : [caseId],
  })
  const shownRows = rows.filter(({ facts }) => reader === "team" || isForReporter(facts))
  const ids = shownRows.flatMap((r) =>
    people.flatMap((k) => {
      const id = r.facts[k]
      return typeof id === "string" && id.length === 36 ? [id] : []
    }),
  )
  const names = await namesOf(tx, ids)
  return shownRows.map(({ kind, at, facts }) => {
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

/** A duty of the team among itself is not on the reporter's page, missed or kept. */
function isForReporter({ deadline, about }: Facts): boolean {
  const kind = deadline ?? about
  return typeof kind !== "string" || isOwedToReporter(kind as OwedKind) // the server's own word for a deadline
}
