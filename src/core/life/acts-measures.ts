import { promiseKind } from "#core/owed.ts"
import type { Life, Measure, Promised } from "./life.ts"
import type { Change, LifeMoment, Rules } from "./rule.ts"
import { isProtection, signers } from "./measure.ts"
import { inWork } from "./state.ts"
import { type MeasureCode, measureReview } from "./word.ts"

type Kinds =
  | "measure.asked"
  | "measure.declined"
  | "measure.proposed"
  | "measure.accepted"
  | "measure.refused"
  | "measure.ordered"
  | "measure.executed"
  | "measure.reviewed"
  | "measure.lifting-told"
  | "measure.lifted"
  | "measure.released"
  | "measure.breached"
  | "protection.refused"
  | "promise.made"
  | "promise.kept"
  | "promise.denied"
  | "promise.released"

const hers = ["affected"] as const
const team = ["duty", "lead", "care", "protection"] as const

/** Protection before any finding, and promises made in the mailbox: both are on her page with the same words. */
export const measureActs: Rules<Kinds> = {
  "measure.asked": {
    by: hers,
    in: inWork,
    needs: ["next-number", "not-theirs"],
    hers: true,
    does: (life, { facts, moment }) => ({
      life: { measures: [...life.measures, begun(facts, "ASKED", moment)] },
      owes: [
        {
          kind: `promise:measure-${facts.n}`,
          due: moment.plus(moment.now, moment.protectWithin),
        },
      ],
    }),
  },
  "measure.declined": {
    by: ["lead", "protection"],
    in: inWork,
    needs: ["affected-box", "measure-asked"],
    paper: "affected",
    hers: true,
    does: (life, { facts, moment }) => ({
      ...changed(life, facts.n, { state: "DECLINED", at: moment.now }),
      keeps: [`promise:measure-${facts.n}`],
    }),
  },
  "measure.proposed": {
    by: team,
    in: inWork,
    needs: ["affected-box", "offer-number", "not-theirs"],
    paper: "affected",
    hers: true,
    does: (life, { facts, moment }) => {
      const asked = life.measures.some(({ n }) => n === facts.n)
      if (!asked)
        return { life: { measures: [...life.measures, begun(facts, "PROPOSED", moment)] } }
      return {
        ...changed(life, facts.n, { state: "PROPOSED", at: moment.now }),
        keeps: [`promise:measure-${facts.n}`],
      }
    },
  },
  "measure.accepted": {
    by: hers,
    in: inWork,
    needs: ["measure-offered"],
    hers: true,
    does: (life, { facts, moment }) => ({
      ...changed(life, facts.n, { state: "CONSENTED", at: moment.now }),
      owes: [
        {
          kind: `promise:measure-${facts.n}`,
          due: moment.plus(moment.now, moment.protectWithin),
        },
      ],
    }),
  },
  "measure.refused": {
    by: hers,
    in: inWork,
    needs: ["measure-offered"],
    hers: true,
    // A recorded refusal meets the promise (product, settled question 4).
    does: (life, { facts, moment }) => ({
      ...changed(life, facts.n, { state: "REFUSED", at: moment.now }),
      keeps: ["protection"],
    }),
  },
  "measure.ordered": {
    by: ["lead", "duty", "legal", "sponsor"],
    in: inWork,
    needs: ["affected-box", "orders-this", "measure-open", "her-yes", "seen-first"],
    two: ({ facts, moment }, life) => signers(life, facts, moment),
    paper: "affected",
    firstPaper: "desk",
    staysSigned: true,
    hers: true,
    does: (life, { facts, moment }) => {
      const known = life.measures.some(({ n }) => n === facts.n)
      const measures = known ? life.measures : [...life.measures, begun(facts, "ORDERED", moment)]
      const reviewAt = reviewOf(facts.code, moment)
      return {
        ...changed({ ...life, measures }, facts.n, {
          state: "ORDERED",
          orderedAt: moment.now,
          at: moment.now,
          reviewAt,
        }),
        keeps: [
          ...(isProtection(facts.code) ? (["protection"] as const) : []),
          `promise:measure-${facts.n}` as const,
        ],
        owes: [
          { kind: `duty:measure-done-${facts.n}`, due: moment.plus(moment.now, oneDay) },
          ...reviewDue(facts.n, reviewAt),
        ],
      }
    },
  },
  "measure.executed": {
    by: [...team, "legal"],
    in: inWork,
    needs: ["measure-ordered"],
    paper: "desk",
    hers: true,
    does: (life, { facts, moment }) => {
      const ordered = life.measures.some(({ n, state }) => n === facts.n && state === "ORDERED")
      return {
        ...(ordered ? changed(life, facts.n, { state: "IN_FORCE", at: moment.now }) : {}),
        keeps: [`duty:measure-done-${facts.n}`],
      }
    },
  },
  "measure.reviewed": {
    by: ["lead", "protection"],
    in: inWork,
    needs: ["measure-executed"],
    paper: "desk",
    hers: true,
    does: (life, { facts, moment }) => {
      const code = life.measures.find(({ n }) => n === facts.n)?.code
      const reviewAt = reviewOf(code as MeasureCode, moment) // only codes of the list are ever written
      return {
        // It goes on: what was said about its end does not hold any more, and a breach is answered.
        ...changed(life, facts.n, { state: "REVIEWED", at: moment.now, reviewAt, liftTold: null }),
        keeps: [
          `duty:measure-breach-${facts.n}`,
          ...(reviewAt === null ? ([`duty:measure-review-${facts.n}`] as const) : []),
        ],
        owes: reviewDue(facts.n, reviewAt),
      }
    },
  },
  "measure.lifting-told": {
    by: ["lead", "protection"],
    in: inWork,
    needs: ["affected-box", "measure-stands"],
    paper: "affected",
    hers: true,
    does: (life, { facts, moment }) => changed(life, facts.n, { liftTold: moment.now }),
  },
  "measure.lifted": {
    by: ["lead", "protection"],
    in: inWork,
    needs: ["cleared", "measure-stands", "lifting-told"],
    paper: "desk",
    hers: true,
    does: (life, { facts, moment }) => lifted(life, facts.n, moment),
  },
  "measure.released": {
    by: hers,
    in: inWork,
    needs: ["measure-alive", "on-her"],
    hers: true,
    does: (life, { facts, moment }) => lifted(life, facts.n, moment),
  },
  "measure.breached": {
    by: [...team, ...hers],
    in: inWork,
    needs: ["measure-stands"],
    hers: true,
    does: (life, { facts, moment }) => ({
      ...changed(life, facts.n, { state: "BREACHED", at: moment.now, liftTold: null }),
      owes: [{ kind: `duty:measure-breach-${facts.n}`, due: moment.now + dayMs }],
    }),
  },
  // A recorded refusal meets the promise (product, settled question 4); what they ask for later is still done.
  "protection.refused": {
    by: hers,
    in: ["RECEIVED", ...inWork],
    hers: true,
    does: (_, { moment }) => ({ life: { refused: moment.now }, keeps: ["protection"] }),
  },
  "promise.made": {
    by: [...team, "legal", "investigator", "reporter", ...hers],
    in: inWork,
    needs: ["promise-number", "promise-time", "promise-side"],
    paper: "addressed",
    mayLack: true,
    hers: true,
    does: (life, { facts }) => ({
      life: { promises: [...life.promises, { ...facts, state: "owed" as const }] },
      owes: [{ kind: promiseKind(facts), due: facts.due }],
    }),
  },
  "promise.kept": {
    by: [...team, "legal", "investigator"],
    in: inWork,
    needs: ["promise-owed"],
    hers: true,
    does: (life, { facts }) => ({
      ...promised(life, facts, "kept"),
      keeps: [promiseKind(facts)],
    }),
  },
  "promise.denied": {
    by: ["reporter", ...hers],
    in: inWork,
    needs: ["promise-side", "promise-kept"],
    hers: true,
    does: (life, { facts }) => ({
      ...promised(life, facts, "owed"),
      owes: life.promises.flatMap((one) =>
        isThis(one, facts) ? [{ kind: promiseKind(one), due: one.due }] : [],
      ),
    }),
  },
  "promise.released": {
    by: ["reporter", ...hers],
    in: inWork,
    needs: ["promise-side", "promise-owed"],
    hers: true,
    does: (life, { facts }) => ({
      ...promised(life, facts, "released"),
      drops: [promiseKind(facts)],
    }),
  },
}

const dayMs = 24 * 60 * 60 * 1000
const oneDay = { amount: 1, unit: "working_days" } as const

function begun(
  { n, code }: { readonly n: number; readonly code: string },
  state: Measure["state"],
  { now }: LifeMoment,
): Measure {
  return { n, code, state, at: now, orderedAt: null, reviewAt: null, liftTold: null }
}

function changed(life: Life, n: number, now: Partial<Measure>): Change {
  return { life: { measures: life.measures.map((m) => (m.n === n ? { ...m, ...now } : m)) } }
}

function lifted(life: Life, n: number, { now }: LifeMoment): Change {
  return {
    ...changed(life, n, { state: "LIFTED", at: now }),
    drops: [
      `promise:measure-${n}`,
      `duty:measure-review-${n}`,
      `duty:measure-done-${n}`,
      `duty:measure-breach-${n}`,
    ],
  }
}

/** When a measure is looked at again; null is as long as the case lasts. */
function reviewOf(code: MeasureCode, { now }: LifeMoment): number | null {
  const days = measureReview[code]
  return days === null ? null : now + days * dayMs
}

function reviewDue(n: number, reviewAt: number | null) {
  return reviewAt === null ? [] : [{ kind: `duty:measure-review-${n}` as const, due: reviewAt }]
}

type Which = Pick<Promised, "n" | "to">
const isThis = (one: Which, { n, to }: Which): boolean => one.n === n && one.to === to

function promised(life: Life, which: Which, state: Promised["state"]): Change {
  return { life: { promises: life.promises.map((p) => (isThis(p, which) ? { ...p, state } : p)) } }
}
