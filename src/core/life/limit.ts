import type { ActKind } from "./act.ts"
import type { Life } from "./life.ts"

/** How long each list of a case may become: far more than any case has had, and little enough to be read at once. */
export const limits = {
  roles: 40,
  declared: 40,
  letters: 60,
  measures: 80,
  promises: 80,
  respondents: 12,
  allegations: 40,
  heard: 80,
  remedies: 40,
  failures: 200,
} as const satisfies Partial<Record<keyof Life, number>>

/** Help with the police is offered three times; each offer is kept, and not more than these. */
const offers = 20

/** Which list an act makes longer. */
const grows: Partial<Record<ActKind, keyof typeof limits>> = {
  "role.given": "roles",
  "ties.declared": "declared",
  "letter.sent": "letters",
  "measure.asked": "measures",
  "measure.proposed": "measures",
  "measure.ordered": "measures",
  "promise.made": "promises",
  "respondent.recorded": "respondents",
  "allegation.added": "allegations",
  "interview.held": "heard",
  "interview.refused": "heard",
  "remedy.asked": "remedies",
  "failure.recorded": "failures",
}

/** Lists in which an act changes what is there already, found by this fact. */
const keyOf = { declared: "person", heard: "who" } as const

/** Says whether a list has no room for one more. A quarter is kept for the people outside the team: nobody crowds out what they ask for. */
export function isFull(
  life: Life,
  kind: ActKind,
  facts: Readonly<Record<string, unknown>>,
  person: string | null,
): boolean {
  if (kind === "police.offered") return life.police.offered.length >= offers
  const list = grows[kind]
  if (!list) return false
  const most = person === null ? limits[list] : Math.floor((limits[list] * 3) / 4)
  if (life[list].length < most) return false
  const known: readonly object[] = life[list]
  const key = list === "heard" || list === "declared" ? keyOf[list] : "n"
  const wanted = key === "person" ? person : facts[key]
  return !known.some((one) =>
    Object.entries(one).some(([name, is]) => name === key && is === wanted),
  )
}
