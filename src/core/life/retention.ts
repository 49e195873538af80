import type { Amount } from "#core/level.ts"
import { isProven } from "./guard.ts"
import type { Life } from "./life.ts"

/** How long what belongs elsewhere, what was not found, and what was found is kept after a case is closed (domain, section 2.11; product defaults). */
export const kept = {
  elsewhere: { amount: 6, unit: "months" },
  notFound: { amount: 2, unit: "years" },
  found: { amount: 6, unit: "years" },
} as const satisfies Record<string, Amount>

/** When a closed case is erased; null while it is open, or while evidence has to be kept: a hold stands above every time. */
export function erasesAt(
  life: Life,
  plus: (from: number, amount: Amount) => number,
): number | null {
  if (life.state !== "CLOSED" || life.closed === null) return null
  if (life.hold === "ISSUED" || life.hold === "CONFIRMED") return null
  return plus(life.closed, keptFor(life))
}

/** What stays of an erased case: closed words and dates without a person, so that the numbers of the past still add up. */
export function withoutPeople(life: Life): Life {
  return {
    ...life,
    roles: [],
    declared: [],
    hands: {},
    signing: null,
    quality: null,
    failures: life.failures.map((one) => ({ ...one, person: null })),
  }
}

function keptFor(life: Life): Amount {
  if (life.closedFrom === "NOT_IN_SCOPE" || life.closedFrom === "MERGED") return kept.elsewhere
  const found = life.respondents.some(({ n }) => isProven(life, n))
  return found ? kept.found : kept.notFound
}
