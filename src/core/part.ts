import type { Decision } from "./decision.ts"
import type { PersonId } from "./ids.ts"
import { type Alert, still } from "./ladder.ts"

/** Somebody who was not rung so far is given a part: the case is put into their hands, and only they are rung. */
export function callIn(alert: Alert, person: PersonId): Decision<Alert> {
  return {
    ...still(alert, [], []),
    rings: [{ person, tier: alert.tier, text: "ring" }],
    releases: [person],
  }
}
