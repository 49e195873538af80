import type { Life } from "./life.ts"
import type { Change, LifeMoment, Owe, Rules } from "./rule.ts"
import { affectedBox } from "./reader.ts"
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
            life: { retaliation: { state: "CONCERN", frozen: null, of: [], since: moment.now } },
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
    paper: "addressed",
    hers: true,
    does: ({ retaliation }, { facts }) => ({
      life: { retaliation: { ...retaliation, state: facts.as } },
      keeps: ["duty:retaliation", "duty:freeze"],
    }),
  },
  "last-word.asked": {
    by: ["care", "lead", "protection"],
    in: ["MONITORING", "NOT_IN_SCOPE", "MERGED"],
    paper: "addressed",
    hers: true,
    // What was said already stays said; whoever reported for somebody else does not speak for that person.
    does: (life, { moment }) => {
      const box = affectedBox(life)
      const of = box === null || box === 1 ? "reporter" : "affected"
      return { life: { lastWord: { ...life.lastWord, asked: moment.now, of } } }
    },
  },
  "last-word.given": {
    by: hers,
    in: ["MONITORING", "NOT_IN_SCOPE", "MERGED"],
    needs: ["last-word-asked"],
    paper: "own",
    mayLack: true,
    hers: true,
    does: ({ lastWord }, { moment }) => {
      const said = lastWord.of === "affected" ? { own: moment.now } : { given: moment.now }
      return { life: { lastWord: { ...lastWord, ...said } } }
    },
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
    does: (life, { facts, by, moment }) => {
      const again = reopened(life, moment)
      if (facts.because !== "retaliation") return { life: again }
      const of = by.mailbox === null ? [] : [by.mailbox]
      return {
        life: { ...again, retaliation: { state: "CONCERN", frozen: null, of, since: moment.now } },
        owes: [retaliationDue(moment)],
      }
    },
  },
}

/** Somebody outside says that they are paid back: it is looked into at once, beside whatever else the case is at, and a closed case is opened for it. */
export function raised(life: Life, mailbox: number, moment: LifeMoment): Change {
  const again =
    life.state === "CLOSED"
      ? ({ life: reopened(life, moment), to: "TRIAGE" } as const)
      : { life: {}, to: life.state }
  const known = isLookedInto(life) ? (life.retaliation.of ?? []) : []
  const of = [...known.filter((one) => one !== mailbox), mailbox]
  const since = known.length > 0 ? life.retaliation.since : moment.now
  if (life.retaliation.state === "SUBCASE_OPEN")
    return { ...again, life: { ...again.life, retaliation: { ...life.retaliation, of, since } } }
  return {
    life: { ...again.life, retaliation: { state: "SUBCASE_OPEN", frozen: null, of, since } },
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
