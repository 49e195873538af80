import { isUrgent } from "./guard.ts"
import type { Life } from "./life.ts"
import { personOf } from "./role.ts"
import type { Change, LifeMoment, Rules } from "./rule.ts"
import { inWork } from "./state.ts"
import type { Intake } from "./word.ts"

type Kinds =
  | "intake.sorted"
  | "source.checked"
  | "card.ticked"
  | "response.begun"
  | "options.opened"
  | "plan.told"
  | "safety-plan.agreed"
  | "scope.refused"
  | "scope.contested"
  | "case.merged"
  | "case.unmerged"
  | "case.referred"
  | "referral.decided"
  | "hold.requested"
  | "hold.issued"
  | "hold.confirmed"
  | "hold.waived"
  | "hold.released"
  | "letter.sent"
  | "letter.answered"

const anybody = ["duty", "lead", "care", "protection", "legal"] as const

/** The first hours: who does what, what was found to be so, what must be kept, and whether it belongs here. */
export const responseActs: Rules<Kinds> = {
  "intake.sorted": {
    by: ["duty", "lead"],
    in: inWork,
    // A danger that was seen is not unseen by one person alone.
    two: ({ facts }, life) => life.flags.some((flag) => !facts.flags.includes(flag)),
    // Whoever reported for somebody else does not choose for them.
    does: (life, { facts, moment }) => ({
      life: facts.intake === "self" || life.intake !== "self" ? facts : { ...facts, ...unchosen },
      ...sourceOwed(life, facts.intake, moment),
    }),
  },
  "source.checked": {
    by: ["duty", "lead"],
    in: inWork,
    needs: ["from-outside"],
    // Whom they asked, on which number, and what was said.
    paper: "desk",
    does: (_, { facts, moment }) => ({
      life: { source: { at: moment.now, confirmed: facts.confirmed } },
      keeps: ["duty:source"],
    }),
  },
  "card.ticked": { by: [...anybody, "investigator"], in: inWork },
  "response.begun": {
    by: ["duty", "lead"],
    in: ["TRIAGE"],
    needs: ["urgent"],
    to: "ACTIVE_RESPONSE",
    hers: true,
    does: (life) => ({ owes: [{ kind: "duty:safety", due: life.began + dayMs }] }),
  },
  "options.opened": {
    by: { TRIAGE: ["duty", "lead"], ACTIVE_RESPONSE: ["lead"] },
    in: ["TRIAGE", "ACTIVE_RESPONSE"],
    needs: { TRIAGE: ["calm"], ACTIVE_RESPONSE: ["safety-plan", "hold-set", "measures-decided"] },
    to: "OPTIONS",
    hers: true,
    does: () => ({ keeps: ["duty:safety"] }),
  },
  "plan.told": {
    by: [...anybody, "investigator"],
    in: inWork,
    paper: "mailbox",
    hers: true,
    does: () => ({ keeps: ["plan"] }),
  },
  "safety-plan.agreed": {
    by: ["duty", "lead", "care", "protection"],
    in: inWork,
    needs: ["affected-box"],
    paper: "affected",
    hers: true,
    does: (_, { moment }) => ({
      life: { safetyPlan: moment.now },
      // At the first level the plan that was promised is the safety plan.
      keeps: moment.level === "e1" ? ["plan"] : [],
    }),
  },
  "scope.refused": {
    by: ["lead"],
    in: ["TRIAGE"],
    needs: ["cleared", "others-look"],
    two: true,
    paper: "mailbox",
    firstPaper: "desk",
    to: "NOT_IN_SCOPE",
    hers: true,
    does: (life, { by }) => ({
      life: {
        refusedBy: [
          ...(life.refusedBy ?? []),
          ...(life.signing?.act === "scope.refused" ? [life.signing.by] : []),
          personOf(by),
        ],
      },
    }),
  },
  "scope.contested": {
    by: ["reporter", "affected", "watch"],
    in: ["NOT_IN_SCOPE"],
    to: "TRIAGE",
    hers: true,
    does: () => ({ life: notEnded }),
  },
  "case.merged": {
    by: ["lead"],
    in: ["TRIAGE"],
    needs: ["cleared"],
    two: true,
    paper: "desk",
    to: "MERGED",
  },
  "case.unmerged": {
    by: ["lead", "reporter", "affected"],
    in: ["MERGED"],
    to: "TRIAGE",
    does: () => ({ life: notEnded }),
  },
  "case.referred": {
    by: ["legal"],
    in: ["TRIAGE"],
    needs: ["cleared", "law-says-so"],
    paper: "mailbox",
    to: "REFERRED",
    hers: true,
    does: (_, { moment }) => ({
      owes: [{ kind: "duty:referral", due: moment.now + 30 * dayMs }],
    }),
  },
  "referral.decided": {
    by: ["lead"],
    in: ["REFERRED"],
    needs: ["cleared"],
    paper: "mailbox",
    to: "MONITORING",
    hers: true,
    does: () => ({ keeps: ["duty:referral"] }),
  },
  "hold.requested": {
    by: ["duty", "lead", "legal"],
    in: inWork,
    needs: ["hold-unasked"],
    does: (_, { moment }) => ({
      life: { hold: "REQUESTED" },
      owes: [{ kind: "duty:hold", due: moment.now + dayMs }],
    }),
  },
  "hold.issued": {
    by: ["duty", "lead", "legal"],
    in: inWork,
    needs: ["hold-free"],
    paper: "desk",
    does: (_, { moment }) => ({
      life: { hold: "ISSUED" },
      keeps: ["duty:hold"],
      owes: [{ kind: "duty:hold-confirmed", due: moment.now + 3 * dayMs }],
    }),
  },
  "hold.confirmed": {
    by: ["duty", "lead", "legal"],
    in: inWork,
    needs: ["hold-issued"],
    paper: "desk",
    does: () => ({ life: { hold: "CONFIRMED" }, keeps: ["duty:hold-confirmed"] }),
  },
  "hold.waived": {
    by: ["duty", "lead"],
    in: inWork,
    needs: ["hold-free"],
    paper: "desk",
    does: () => ({ life: { hold: "WAIVED" }, keeps: ["duty:hold"] }),
  },
  "hold.released": {
    by: ["legal", "lead"],
    in: [...inWork, "CLOSED"],
    needs: ["cleared", "hold-stands"],
    two: ["legal", "lead"],
    paper: "desk",
    does: () => ({ life: { hold: "RELEASED" }, drops: ["duty:hold-confirmed"] }),
  },
  "letter.sent": {
    by: ["duty", "lead", "legal", "investigator"],
    in: inWork,
    needs: ["letter-number"],
    paper: "desk",
    does: (life, { facts, moment }) => ({
      life: { letters: [...life.letters, { ...facts, sent: moment.now, answered: null }] },
      owes: [{ kind: `duty:letter-${facts.n}`, due: moment.now + 3 * dayMs }],
    }),
  },
  "letter.answered": {
    by: ["duty", "lead", "legal", "investigator"],
    in: inWork,
    needs: ["letter-sent"],
    paper: "desk",
    mayLack: true,
    does: (life, { facts, moment }) => ({
      life: {
        letters: life.letters.map((one) =>
          one.n === facts.n ? { ...one, answered: { as: facts.as, at: moment.now } } : one,
        ),
      },
      keeps: [`duty:letter-${facts.n}`],
    }),
  },
}

/** What is due as a case comes to `TRIAGE`: somebody sorts it. The person comes first, so an urgent one has an hour. */
export function sortedBy(life: Life, moment: LifeMoment): number {
  if (isUrgent(life, moment.level)) return moment.now + dayMs / 24
  return moment.level === "e3"
    ? moment.now + dayMs
    : moment.plus(moment.now, { amount: 3, unit: "working_days" })
}

/** Who writes in the name of an organisation outside is asked back within a working day, counted from the first sorting. */
function sourceOwed({ intake, source }: Life, to: Intake, moment: LifeMoment): Change {
  if (to !== "external") return { drops: ["duty:source"] }
  if (intake === "external" || source !== null) return {}
  const due = moment.plus(moment.now, { amount: 1, unit: "working_days" })
  return { owes: [{ kind: "duty:source", due }] }
}

const dayMs = 24 * 60 * 60 * 1000
const unchosen = { wish: null, withdrawn: null } as const
/** It goes on: what was said for its end does not count for another one. */
const notEnded = { lastWord: { asked: null, given: null }, lessons: null } as const
