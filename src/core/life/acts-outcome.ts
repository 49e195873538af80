import { carryOutBy, whenCarriedOut } from "./carried-out.ts"
import { askedAnew } from "./acts-check-in.ts"
import { type Life, type Remedy, type Respondent, type Sanction, noAppeal } from "./life.ts"
import { voiceOf } from "./party.ts"
import type { Change, Rules } from "./rule.ts"
import { floors, type Floor } from "./word.ts"

type Kinds =
  | "decision.begun"
  | "sanction.decided"
  | "sanction.done"
  | "remedy.asked"
  | "remedy.decided"
  | "remedy.done"
  | "outcome.told"
  | "outcome.notified"
  | "appeal.filed"
  | "appeal.decided"
  | "outcome.carried-out"
  | "no-rehire.entered"
  | "no-rehire.erased"

const hers = ["reporter", "affected"] as const
const deciding = [
  "did-not-investigate",
  "respondent-known",
  "right-ladder",
  "proven",
  "within-floor",
] as const
const decided = ["FINDINGS", "DECISION", "OUTCOME_NOTIFIED", "APPEAL", "MONITORING"] as const

/** What follows from the findings: a decision by people who did not investigate, told to both, open to appeal, carried out. */
export const outcomeActs: Rules<Kinds> = {
  "decision.begun": {
    by: ["panel"],
    in: ["FINDINGS"],
    needs: ["quality-reviewed", "did-not-investigate", "panel-of-two"],
    to: "DECISION",
    hers: true,
    does: (_, { moment }) => ({
      owes: [{ kind: "duty:decision", ...moment.step("decision", days(5), moment.now) }],
    }),
  },
  "sanction.decided": {
    by: { DECISION: ["panel"], APPEAL: ["appeal"], SUPPORT_ONLY: ["appeal"] },
    in: ["DECISION", "APPEAL", "SUPPORT_ONLY"],
    needs: { DECISION: deciding, APPEAL: deciding, SUPPORT_ONLY: ["appeal-pending", ...deciding] },
    // No panel is one person. Another sanction than the matrix allows: reasons, and two sign wherever it is decided.
    two: ({ facts }, life) => life.state === "DECISION" || facts.deviates,
    paper: "desk",
    does: (life, { facts, moment }) => {
      const { level, deviates } = facts
      // What was found says which bounds there are, whatever is claimed.
      const floor = gravest(life, facts.n) ?? facts.floor
      const before = life.respondents.find(({ n }) => n === facts.n)?.sanction
      // An entry that they are not taken on again stands until somebody erases it: it is not forgotten here.
      const noRehire = before?.noRehire ?? null
      const sanction = { level, floor, deviates, at: moment.now, done: null, noRehire }
      // Whoever was told another outcome is told anew.
      return {
        life: {
          ...respondent(life, facts.n, { sanction, told: null }).life,
          told: {},
        },
      }
    },
  },
  "sanction.done": {
    by: ["lead"],
    in: ["OUTCOME_NOTIFIED", "MONITORING"],
    needs: ["cleared", "sanction-decided", "sanction-undone", "no-appeal"],
    paper: "desk",
    does: (life, { facts, moment }) => {
      const { sanction } = life.respondents.find(({ n }) => n === facts.n) ?? {}
      const done = sanction ? { ...sanction, done: moment.now } : null
      return whenCarriedOut(life, respondent(life, facts.n, { sanction: done }))
    },
  },
  "remedy.asked": {
    by: ["affected", "lead", "care"],
    in: decided,
    needs: ["affected-box", "remedy-number"],
    paper: "affected",
    mayLack: true,
    hers: true,
    does: (life, { facts, by }) => ({
      life: {
        remedies: [
          ...life.remedies,
          { ...facts, wanted: by.person === null, decided: null, done: null },
        ],
      },
    }),
  },
  "remedy.decided": {
    by: ["panel", "lead"],
    in: decided,
    needs: ["affected-box", "cleared", "remedy-open"],
    paper: "affected",
    mayLack: true,
    hers: true,
    does: (life, { facts }) => whenCarriedOut(life, remedy(life, facts.n, { decided: facts.as })),
  },
  "remedy.done": {
    by: ["lead", "care"],
    in: decided,
    needs: ["remedy-granted"],
    paper: "desk",
    hers: true,
    does: (life, { facts, moment }) =>
      whenCarriedOut(life, remedy(life, facts.n, { done: moment.now })),
  },
  "outcome.told": {
    by: ["panel", "lead"],
    in: ["DECISION", "OUTCOME_NOTIFIED", "SUPPORT_ONLY"],
    needs: ["cleared", "every-sanction", "told-whom"],
    paper: "own",
    does: (life, { facts, moment }) =>
      facts.to === "respondent"
        ? respondent(life, facts.n ?? 0, { told: moment.now })
        : { life: { told: { ...life.told, [facts.to]: moment.now } } },
  },
  "outcome.notified": {
    by: ["panel"],
    in: ["DECISION"],
    needs: ["every-sanction", "both-told"],
    to: "OUTCOME_NOTIFIED",
    hers: true,
    does: (life, { moment }) => {
      const again = askedAnew(life, moment)
      const until = moment.step("appeal-window", days(10), moment.now).due
      return {
        life: {
          checkIns: again.checkIns,
          appeal: { ...noAppeal, state: "OPEN", until },
        },
        keeps: ["duty:decision", "duty:feedback", "outcome"],
        drops: again.drops,
        owes: [...carryOutBy(life, moment, until), ...again.owes],
      }
    },
  },
  "appeal.filed": {
    by: [...hers, "respondent"],
    // Both sides, each once: while one is heard the other's time runs on, also after a withdrawal.
    in: ["OUTCOME_NOTIFIED", "APPEAL", "SUPPORT_ONLY"],
    needs: ["appeal-open"],
    paper: "own",
    does: (life, { facts, by, moment }) => ({
      ...(life.state === "OUTCOME_NOTIFIED" ? { to: "APPEAL" } : {}),
      life: {
        appeal: {
          ...life.appeal,
          ...{ state: "USED", at: moment.now, result: null, decidedAt: null },
          filed: [...life.appeal.filed, voiceOf(life, by) ?? "reporter"],
          by: by.is.find((one) => one === "reporter" || one === "affected") ?? "respondent",
          ground: facts.ground,
        },
      },
      drops: ["duty:carried-out", "duty:year-begun"],
      owes: [{ kind: "duty:appeal", due: moment.plus(moment.now, days(20)) }],
    }),
  },
  "appeal.decided": {
    by: ["appeal"],
    in: ["APPEAL", "SUPPORT_ONLY"],
    needs: ["appeal-pending", "every-sanction", "result-carried", "rehire-follows"],
    paper: "desk",
    hers: true,
    does: (life, { facts, moment }) => ({
      life: {
        appeal: { ...life.appeal, result: facts.as, decidedAt: moment.now },
        // Both sides are told what the appeal came to, also where everything stays as it was.
        told: {},
        respondents: life.respondents.map((one) => ({ ...one, told: null })),
      },
      keeps: ["duty:appeal"],
      // The other side's appeal is heard to its end also after a withdrawal; the case stays where it is.
      ...(life.state === "APPEAL"
        ? {
            to: "OUTCOME_NOTIFIED",
            owes: carryOutBy(life, moment, life.appeal.until),
          }
        : {}),
    }),
  },
  // Only after a final finding of the top level, told in writing, with the time to appeal over (domain, section 2.10).
  "no-rehire.entered": {
    by: ["lead", "panel"],
    in: ["OUTCOME_NOTIFIED", "MONITORING"],
    needs: ["cleared", "top-level", "proven", "appeal-over", "not-overturned"],
    does: (life, { facts, moment }) => sanctioned(life, facts.n, { noRehire: moment.now }),
  },
  "no-rehire.erased": {
    by: ["lead", "panel", "appeal", "legal"],
    in: ["OUTCOME_NOTIFIED", "APPEAL", "SUPPORT_ONLY", "MONITORING", "CLOSED"],
    needs: ["no-rehire-stands"],
    does: (life, { facts }) => sanctioned(life, facts.n, { noRehire: null }),
  },
  "outcome.carried-out": {
    by: ["lead"],
    in: ["OUTCOME_NOTIFIED"],
    needs: ["cleared", "both-told", "sanctions-done", "remedies-done", "appeal-over"],
    paper: "desk",
    to: "MONITORING",
    hers: true,
    does: (life) => ({
      life: {
        appeal: {
          ...life.appeal,
          state: life.appeal.state === "OPEN" ? "EXPIRED" : life.appeal.state,
        },
      },
      keeps: ["duty:carried-out", "duty:year-begun"],
    }),
  },
}

const days = (amount: number) => ({ amount, unit: "working_days" }) as const

function respondent(life: Life, n: number, now: Partial<Respondent>): Change {
  return {
    life: { respondents: life.respondents.map((one) => (one.n === n ? { ...one, ...now } : one)) },
  }
}

function sanctioned(life: Life, n: number, now: Partial<Sanction>): Change {
  const { sanction } = life.respondents.find((one) => one.n === n) ?? {}
  return sanction ? respondent(life, n, { sanction: { ...sanction, ...now } }) : {}
}

function remedy(life: Life, n: number, now: Partial<Remedy>): Change {
  return {
    life: { remedies: life.remedies.map((one) => (one.n === n ? { ...one, ...now } : one)) },
  }
}

/** The gravest thing that was found against somebody: the one with the highest floor. */
function gravest(life: Life, n: number): Floor | null {
  const grades = life.allegations.flatMap((one) =>
    one.respondent === n && one.finding === "SUBSTANTIATED" && one.grade ? [one.grade] : [],
  )
  return (
    grades.toSorted((a, b) => floors[b][0] - floors[a][0] || floors[b][1] - floors[a][1])[0] ?? null
  )
}
