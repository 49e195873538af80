import { nextFailure } from "#core/life/guard.ts"
import { Refused } from "#web/lib/api.ts"
import { fill } from "#web/lib/words.ts"
import type { Case } from "#web/desk/case/case.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { outcomeWords } from "#web/desk/case/outcome/words.ts"
import { doIn } from "#web/desk/case/say.ts"
import { linkedIn, unloggedIn } from "./circle.ts"
import { directoryNow, mayCheck } from "./recheck.ts"
import { conflictWords } from "./words.ts"

/**
 * Whoever was told and did not log it has to answer for that. The first browser that reads of it, in the report or in a
 * link of the desk, opens a failure to act, after they have lost the case. Says whether it did.
 */
export async function recordUnlogged(one: Case, signal: AbortSignal): Promise<boolean> {
  if (!mayCheck(one)) return false
  const isLinked = linkedIn(one).some(({ as }) => as === "told-not-logged")
  const found = unloggedIn(one, isLinked ? await directoryNow(signal) : [])
  const first = one.screen.life ? nextFailure(one.screen.life) : 1
  try {
    for (const [at, { role, name }] of found.entries()) {
      const facts = { n: first + at, kind: "late-log", role } as const
      if (at === 0 && closedAct(one, "failure.recorded", facts) !== null) return false
      const who = name ?? outcomeWords().failures.roles[role]
      const text = fill(conflictWords().unlogged, { who })
      await doIn(one.id, { kind: "failure.recorded", facts, paper: { room: "desk", text } })
    }
    return found.length > 0
  } catch (why) {
    if (!(why instanceof Refused)) throw why
    return false // somebody else's browser did it in the same moment: the next look shows it
  }
}
