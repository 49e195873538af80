import { stepIn } from "#core/law-case.ts"
import { placesWith, zoneOfCountry, type LawCountry } from "#core/law-place.ts"
import { feedbackDue, recounted, type Unmet } from "#core/law-recount.ts"
import type { Life } from "#core/life/life.ts"
import type { LawMoment, Owe } from "#core/life/rule.ts"
import type { PoliceMode } from "#core/pack.ts"
import type { Place } from "#server/calendar.ts"
import { lawAt, packsOf } from "#server/law.ts"
import type { Tx } from "#server/runtime.ts"

/** What a decision on a case has to know of laws: those that it has, and what others would change. */
export async function lawMomentFor(
  tx: Tx,
  { id }: { readonly id: string },
  { life, home }: { readonly life: Life; readonly home: Place },
): Promise<LawMoment> {
  const unmet = await unmetOf(tx, id)
  const under = (places: readonly LawCountry[]) => lawAt(placesOf(home, places), life, tx.now)
  return {
    home: home.country,
    owes: (places) => {
      const feedback = feedbackDue(under(places), life)
      return [...policeDue(home, places, tx.now), ...(feedback ? [feedback] : [])]
    },
    recount: (places) => recounted({ law: under(places), life, unmet }),
    step: (places) => stepIn(under(places)),
  }
}

/** Where a case's laws count their days: the organisation by its own clock, another country by a clock of that country. */
export function placesOf(home: Place, others: readonly LawCountry[]): Place[] {
  return [
    home,
    ...others
      .filter((country) => country !== home.country)
      .map((country) => ({ country, zone: zoneOfCountry[country] })),
  ]
}

/** A day from now to decide about the police, where a law asks for a report or comes near to it: a lawyer decides which. */
export function policeDue(home: Place, places: readonly LawCountry[], now: Date): Owe[] {
  const pack = packsOf(placesWith(home.country, places)).find(({ police }) =>
    legalDecides.includes(police.mode),
  )
  if (!pack) return []
  const clock = pack.clocks.find(({ id }) => id === "SG.s424")
  return [{ kind: "duty:police-report", due: now.getTime() + dayMs, basis: clock?.id ?? pack.id }]
}

const legalDecides: readonly PoliceMode[] = [
  "mandatory_unless_reasonable_excuse",
  "reporter_choice_except_NSW",
]
const dayMs = 24 * 60 * 60 * 1000

async function unmetOf(tx: Tx, caseId: string): Promise<Unmet[]> {
  const { rows } = await tx.client.query<{ kind: Unmet["kind"]; due_at: Date }>({
    name: "unmet",
    text: `select d.kind, d.due_at from deadline d join alert a on a.id = d.alert_id and a.kind = 'report'
           where d.case_id = $1 and d.met_at is null and d.missed_at is null`,
    values: [caseId],
  })
  return rows.map(({ kind, due_at }) => ({ kind, due: due_at.getTime() }))
}
