import type { Life } from "./life.ts"
import type { Change, LifeMoment, Owe, Rules } from "./rule.ts"
import { inWork } from "./state.ts"

type Kinds =
  | "retaliation.suspected"
  | "retaliation.frozen"
  | "retaliation.found"
  | "last-word.asked"
  | "last-word.given"
  | "lessons.recorded"
  | "case.closed"
  | "case.reopened"

const hers = ["reporter", "affected"] as const

/** The year after: payback is looked into, and a case ends with a last word and two signatures. */
export const afterActs: Rules<Kinds> = {
  "retaliation.suspected": {
    by: ["duty", "lead", "care", "protection"],
    in: inWork,
    // Saying it again does not begin the days again.
    does: (life, { moment }) =>
      isLookedInto(life)
        ? {}
        : {
            life: { retaliation: { state: "CONCERN", frozen: null } },
            owes: [retaliationDue(moment)],
          },
  },
  "retaliation.frozen": {
    by: ["protection", "lead"],
    in: inWork,
    needs: ["retaliation-open"],
    paper: "desk",
    hers: true,
    does: ({ retaliation }, { moment }) => ({
      life: { retaliation: { ...retaliation, frozen: moment.now } },
      keeps: ["duty:freeze"],
    }),
  },
  "retaliation.found": {
    by: ["protection"],
    in: inWork,
    needs: ["cleared", "retaliation-open"],
    paper: "mailbox",
    hers: true,
    does: ({ retaliation }, { facts }) => ({
      life: { retaliation: { ...retaliation, state: facts.as } },
      keeps: ["duty:retaliation", "duty:freeze"],
    }),
  },
  "last-word.asked": {
    by: ["care", "lead", "protection"],
    in: ["MONITORING", "NOT_IN_SCOPE", "MERGED"],
    paper: "mailbox",
    hers: true,
    // What was said already stays said.
    does: ({ lastWord }, { moment }) => ({
      life: { lastWord: { asked: moment.now, given: lastWord.given } },
    }),
  },
  "last-word.given": {
    by: hers,
    in: ["MONITORING", "NOT_IN_SCOPE", "MERGED"],
    needs: ["last-word-asked"],
    paper: "mailbox",
    mayLack: true,
    hers: true,
    does: ({ lastWord }, { moment }) => ({
      life: { lastWord: { ...lastWord, given: moment.now } },
    }),
  },
  "lessons.recorded": {
    by: ["lead"],
    in: ["MONITORING", "NOT_IN_SCOPE", "MERGED"],
    needs: ["cleared"],
    paper: "desk",
    does: (_, { moment }) => ({ life: { lessons: moment.now } }),
  },
  "case.closed": {
    by: ["lead", "protection"],
    in: ["MONITORING", "NOT_IN_SCOPE", "MERGED"],
    needs: {
      MONITORING: [
        "cleared",
        "last-word",
        "monitored",
        "no-retaliation",
        "measures-ended",
        "lessons-recorded",
        "failures-decided",
      ],
      NOT_IN_SCOPE: ["cleared", "last-word", "no-retaliation", "measures-ended"],
      MERGED: ["cleared", "last-word", "no-retaliation", "measures-ended"],
    },
    two: ["lead", "protection"],
    paper: "desk",
    to: "CLOSED",
    hers: true,
    does: (life, { moment }) => ({
      life: { closed: moment.now, closedFrom: life.state },
    }),
  },
  "case.reopened": {
    by: [...hers, "lead"],
    in: ["CLOSED"],
    to: "TRIAGE",
    hers: true,
    does: (life, { facts, moment }) => {
      const again = reopened(life, moment)
      if (facts.because !== "retaliation") return { life: again }
      return {
        life: { ...again, retaliation: { state: "CONCERN", frozen: null } },
        owes: [retaliationDue(moment)],
      }
    },
  },
}

/** Whoever reported says that somebody pays them back: it is looked into at once, beside whatever else the case is at, and a closed case is opened for it. */
export function raised(life: Life, moment: LifeMoment): Change {
  const again =
    life.state === "CLOSED"
      ? ({ life: reopened(life, moment), to: "TRIAGE" } as const)
      : { life: {}, to: life.state }
  if (life.retaliation.state === "SUBCASE_OPEN") return again
  return {
    life: { ...again.life, retaliation: { state: "SUBCASE_OPEN", frozen: null } },
    to: again.to,
    owes: [
      { kind: "duty:freeze", due: moment.now + dayMs },
      ...(life.retaliation.state === "CONCERN" ? [] : [retaliationDue(moment)]),
    ],
  }
}

/** What a reopened case keeps is who did what, and everything that was kept, ordered, promised or found; what somebody wanted or agreed to then is asked anew. */
function reopened(life: Life, { now }: LifeMoment): Partial<Life> {
  return {
    ...{ closed: null, closedFrom: null, began: now, lessons: null },
    ...{ safetyPlan: null, refused: null, wish: null, withdrawn: null, override: null },
    ...{ informalDone: null, plan: null, comment: null, quality: null },
    lastWord: { asked: null, given: null },
    respondents: life.respondents.map((one) => ({
      ...one,
      ...{ noticed: null, delayed: null, answered: null, agreed: null },
    })),
  }
}

function isLookedInto({ retaliation }: Life): boolean {
  return retaliation.state === "CONCERN" || retaliation.state === "SUBCASE_OPEN"
}

function retaliationDue({ now }: LifeMoment): Owe {
  return { kind: "duty:retaliation", due: now + 15 * dayMs }
}

const dayMs = 24 * 60 * 60 * 1000
