import type { Life } from "./life.ts"
import type { Change, LifeMoment, Owe } from "./rule.ts"

/** What was decided is carried out with the last of it, also while the time to appeal still runs: the two are as long as each other. */
export function whenCarriedOut(life: Life, change: Change): Change {
  const all = life.state === "OUTCOME_NOTIFIED" && isCarriedOut({ ...life, ...change.life })
  return all ? { ...change, keeps: ["duty:carried-out"] } : change
}

/** By when what was decided is done, and by when the case goes on into its year: soon after nobody can appeal any more. */
export function carryOutBy(life: Life, moment: LifeMoment, appealUntil: number | null): Owe[] {
  const due = moment.plus(moment.now, { amount: 10, unit: "working_days" })
  const settled = Math.max(due, appealUntil ?? due)
  const goesOn: Owe = {
    kind: "duty:year-begun",
    due: moment.plus(settled, { amount: 3, unit: "working_days" }),
  }
  return isCarriedOut(life) ? [goesOn] : [{ kind: "duty:carried-out", due }, goesOn]
}

function isCarriedOut({ respondents, remedies }: Life): boolean {
  return (
    respondents.every(({ sanction }) => sanction !== null && sanction.done !== null) &&
    remedies.every(({ decided, done }) => decided === "no" || done !== null)
  )
}
