import type { Intake } from "#core/life/word.ts"
import { Refused } from "#web/lib/api.ts"
import { answersOf, type Case } from "./case.ts"
import { closedAct } from "./life.ts"
import { doIn } from "./say.ts"

/** Who told us, by the answer that the report holds. */
const told: Readonly<Record<string, Intake>> = {
  other: "third-party",
  manager: "manager",
  saw: "bystander",
  public: "public-act",
  outside: "external",
}

/**
 * Whoever reported for somebody else does not choose for them, and is not shown how they are protected: the first browser
 * that opens such a report says so to the server, once. Says whether it did; a person may sort it otherwise later.
 */
export async function sortByReport(one: Case): Promise<boolean> {
  const { life, timeline } = one.screen
  const intake = told[answersOf(one)["i04"]?.codes?.[0] ?? ""]
  if (!life || !intake || life.intake !== "self") return false
  if (timeline.some(({ kind }) => kind === "intake.sorted")) return false
  const facts = { intake, flags: life.flags }
  if (closedAct(one, "intake.sorted", facts) !== null) return false
  try {
    await doIn(one.id, { kind: "intake.sorted", facts })
    return true
  } catch (why) {
    if (!(why instanceof Refused)) throw why
    return false // somebody else sorted it in the same moment: the next look shows it
  }
}
