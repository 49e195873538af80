import { answerableFor } from "#core/answerable.ts"
import type { OwedKind } from "#core/owed.ts"
import type { PersonId } from "#core/ids.ts"
import type { Failure, Life } from "./life.ts"
import { holdersOf, isCleared } from "./role.ts"
import type { LifeMoment, Rules } from "./rule.ts"
import { inWork } from "./state.ts"

type Kinds = "failure.recorded" | "failure.answered" | "failure.decided"

/** Every failure to act has an answer and a decision, by people who were not part of it. */
export const failureActs: Rules<Kinds> = {
  "failure.recorded": {
    by: ["duty", "lead", "care", "investigator", "watch"],
    in: inWork,
    needs: ["failure-number"],
    paper: "desk",
    does: (life, { facts, moment }) => ({
      life: {
        failures: [...life.failures, { ...blank, ...facts, of: "", person: null, at: moment.now }],
      },
      owes: [dueOf(facts.n, moment)],
    }),
  },
  "failure.answered": {
    by: ["duty", "lead", "watch"],
    in: inWork,
    needs: ["failure-open"],
    paper: "desk",
    does: (life, { facts, moment }) => ({
      life: { failures: changed(life, facts.n, { answered: moment.now }) },
    }),
  },
  // Somebody outside the line and the board decide, two together, and never about themselves.
  "failure.decided": {
    by: ["watch"],
    in: inWork,
    needs: ["cleared", "failure-open", "not-own-failure"],
    two: true,
    paper: "desk",
    does: (life, { facts, moment }) => ({
      life: { failures: changed(life, facts.n, { outcome: facts.as, decidedAt: moment.now }) },
      keeps: [`duty:failure-${facts.n}`],
    }),
  },
}

/** Promises that were just missed: each is a failure that somebody has to answer for. */
export function failuresOf(
  life: Life,
  missed: readonly OwedKind[],
  owner: PersonId | null,
  moment: LifeMoment,
): { readonly failures: readonly Failure[]; readonly owes: readonly ReturnType<typeof dueOf>[] } {
  const last = life.failures.length
  const added = missed.map((of, at): Failure => ({
    ...blank,
    n: last + at + 1,
    kind: "promise-missed",
    of,
    ...answersFor(life, of, owner),
    at: moment.now,
  }))
  return {
    failures: [...life.failures, ...added],
    owes: added.map(({ n }) => dueOf(n, moment)),
  }
}

/** Whose part in the case it was to keep it. Where nobody had that part, whoever answered for the case stands for it. */
function answersFor(
  life: Life,
  of: OwedKind,
  owner: PersonId | null,
): Pick<Failure, "role" | "person"> {
  const role = answerableFor(of)
  const holders = role === "duty" ? [] : holdersOf(life, role)
  const person = holders.find((one) => isCleared(life, one)) ?? owner
  return { role, person }
}

const blank = { answered: null, outcome: null, decidedAt: null } as const

function dueOf(n: number, { now, plus }: LifeMoment) {
  return {
    kind: `duty:failure-${n}` as const,
    due: plus(now, { amount: 20, unit: "working_days" }),
  }
}

function changed(life: Life, n: number, now: Partial<Failure>): Failure[] {
  return life.failures.map((one) => (one.n === n ? { ...one, ...now } : one))
}
