import { isUrgent } from "./guard.ts"
import type { Life } from "./life.ts"
import { type Declared, isCleared, personOf } from "./role.ts"
import type { LifeMoment, Rules } from "./rule.ts"
import { inWork } from "./state.ts"

type Kinds =
  | "intake.sorted"
  | "card.ticked"
  | "role.given"
  | "role.ended"
  | "ties.declared"
  | "tie.waived"
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
    does: (life, { facts }) => ({
      life: facts.intake === "self" || life.intake !== "self" ? facts : { ...facts, ...unchosen },
    }),
  },
  "card.ticked": { by: [...anybody, "investigator"], in: inWork },
  "role.given": {
    by: ["lead"],
    in: inWork,
    needs: ["role-free"],
    does: (life, { facts, moment }) => ({
      life: { roles: [...life.roles, { ...facts, at: moment.now }] },
      owes: isCleared(life, facts.person) ? [] : [tiesDue(moment)],
    }),
  },
  "role.ended": {
    by: ["lead"],
    in: inWork,
    needs: ["role-held"],
    does: (life, { facts }) => ({
      life: {
        roles: life.roles.filter(
          (held) => held.person !== facts.person || held.role !== facts.role,
        ),
      },
    }),
  },
  "ties.declared": {
    by: ["duty"],
    in: inWork,
    does: (life, { facts, by, moment }) => {
      const before = life.declared.find(({ person }) => person === by.person)
      const declared = [
        ...life.declared.filter(({ person }) => person !== by.person),
        declares(before, { person: personOf(by), at: moment.now, ties: facts.ties, ...unwaived }),
      ]
      return { life: { declared }, keeps: everybodyDeclared({ ...life, declared }) ? [ties] : [] }
    },
  },
  "tie.waived": {
    by: ["affected", "watch"],
    in: inWork,
    needs: ["tie-open"],
    hers: true,
    does: (life, { facts, by, moment }) => ({
      life: {
        declared: life.declared.map((one) => {
          if (one.person !== facts.person) return one
          return by.person === null
            ? { ...one, waivedByAffected: moment.now }
            : { ...one, waivedByWatch: moment.now }
        }),
      },
    }),
  },
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
    paper: "mailbox",
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
    needs: ["cleared"],
    two: true,
    paper: "mailbox",
    to: "NOT_IN_SCOPE",
    hers: true,
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

const dayMs = 24 * 60 * 60 * 1000
const ties = "duty:ties" as const
const unchosen = { wish: null, withdrawn: null } as const
const unwaived = { waivedByAffected: null, waivedByWatch: null } as const
/** It goes on: what was said for its end does not count for another one. */
const notEnded = { lastWord: { asked: null, given: null }, lessons: null } as const

/** What somebody said about their ties stands: more may be added, and only then it has to be waived anew; none is taken back by a word. */
function declares(before: Declared | undefined, now: Declared): Declared {
  if (!before) return now
  const more = now.ties.filter((tie) => !before.ties.includes(tie))
  return more.length === 0 ? { ...before, at: now.at } : { ...now, ties: [...before.ties, ...more] }
}

function tiesDue(moment: LifeMoment) {
  return { kind: ties, due: moment.now + dayMs }
}

function everybodyDeclared(life: Life): boolean {
  return life.roles.every(({ person }) => life.declared.some((one) => one.person === person))
}
