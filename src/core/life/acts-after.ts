import type { Rules } from "./rule.ts"
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
    does: (life, { moment }) => ({
      life: {
        retaliation:
          life.retaliation.state === "SUBCASE_OPEN"
            ? life.retaliation
            : { state: "CONCERN", frozen: null },
      },
      owes: [{ kind: "duty:retaliation", due: moment.now + 15 * dayMs }],
    }),
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
    does: (_, { moment }) => ({ life: { lastWord: { asked: moment.now, given: null } } }),
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
      NOT_IN_SCOPE: ["cleared", "last-word", "no-retaliation"],
      MERGED: ["cleared", "last-word", "no-retaliation"],
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
    does: (_, { moment }) => ({
      life: {
        closed: null,
        closedFrom: null,
        began: moment.now,
        lastWord: { asked: null, given: null },
        lessons: null,
      },
    }),
  },
}

const dayMs = 24 * 60 * 60 * 1000
