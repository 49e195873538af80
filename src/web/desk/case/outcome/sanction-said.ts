import type { ActFacts } from "#core/life/act.ts"
import { fill } from "#web/lib/words.ts"
import type { Case } from "#web/desk/case/case.ts"
import { nameOf } from "#web/desk/case/inquiry/named.ts"
import { levelName } from "./ladder.ts"
import { outcomeWords } from "./words.ts"

/** What a sanction says in one line, for whoever signs it as the second: for whom, which level, and whether it is outside the bounds. */
export function sanctionSaid(
  one: Case,
  { n, level, deviates }: ActFacts["sanction.decided"],
): string {
  const { standing, outside } = outcomeWords().sanction
  const what = fill(standing, { level: String(level), name: levelName(level) })
  return `${n}. ${nameOf(one, n)}: ${what}${deviates ? ` · ${outside}` : ""}`
}
