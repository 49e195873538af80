import type { EventKind, Facts } from "#core/event.ts"
import { actKinds } from "#core/life/act.ts"
import { bystanderReads, isOwedToBystander } from "#core/life/bystander.ts"
import { acts } from "#core/life/decide.ts"
import type { Party } from "#core/mailbox.ts"
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
  "person.tried",
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

/** Whoever reported for somebody else reads what answers their report, and nothing of what the affected person did or chose. */
const hiddenFromBystander: readonly EventKind[] = [
  ...hiddenFromReporter,
  "state.changed",
  "deadline.refused",
  ...actKinds.filter((kind) => !bystanderReads.some((one) => one === kind)),
]

const hidden = { reporter: hiddenFromReporter, bystander: hiddenFromBystander } as const

/** What happened in a case, in order. The reporter is not shown what the team does among itself. */
export async function timelineOf(
  tx: Tx,
  caseId: string,
  reader: "reporter" | "bystander" | "team",
  /** Since when there is payback that is not theirs to read of. */
  hiddenSince: number | null = null,
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
    text: `select kind, at, facts from event where case_id = $1 ${reader === "team" ? "" : `and kind <> all($2::text[])`} order by id`,
    values: reader === "team" ? [caseId] : [caseId, hidden[reader]],
  })
  const isHidden = ({ kind, at, facts }: (typeof rows)[number]) =>
    hiddenSince !== null && at.getTime() >= hiddenSince && isPayback(kind, facts)
  const shownRows = rows.filter(
    (row) => reader === "team" || (isFor(reader, row.facts) && !isHidden(row)),
  )
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
function isFor(reader: "reporter" | "bystander", facts: Facts): boolean {
  const { deadline, about, by, to } = facts
  if (others.some((one) => one === by) || to === "affected") return false
  const kind = deadline ?? about
  const owed = reader === "reporter" ? isOwedToReporter : isOwedToBystander
  return typeof kind !== "string" || owed(kind as OwedKind) // the server's own word for a deadline
}

/** Who acts in a mailbox of their own: what they did is theirs. */
const others = [
  "affected",
  "witness",
  "third-party",
  "outside-body",
] as const satisfies readonly Party[]

/** What says that somebody is paid back: the bell for it, and what was done about it. */
function isPayback(kind: string, { alert, deadline, about }: Facts): boolean {
  const due = deadline ?? about
  return (
    kind.startsWith("retaliation.") ||
    alert === "retaliation" ||
    due === "duty:freeze" ||
    due === "duty:retaliation"
  )
}
