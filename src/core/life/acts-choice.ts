import type { Life } from "./life.ts"
import type { Rules } from "./rule.ts"
import { unfound } from "./acts-inquiry.ts"
import { isPending } from "./party.ts"
import { inWork, withdrawable } from "./state.ts"

type Kinds =
  | "police.offered"
  | "police.chosen"
  | "police.reported"
  | "police.moved"
  | "police.waiting-asked"
  | "police.waiting-reviewed"
  | "police.waiting-ended"
  | "wish.said"
  | "report.withdrawn"
  | "override.tested"
  | "override.told"
  | "informal.agreed"
  | "informal.begun"
  | "informal.confirmed"
  | "informal.done"
  | "informal.ended"
  | "support.settled"

const hers = ["affected"] as const

/** What the person harmed decides, and the few written ways in which the organisation may decide otherwise. */
export const choiceActs: Rules<Kinds> = {
  "police.offered": {
    by: ["duty", "lead", "care", "protection"],
    in: inWork,
    hers: true,
    does: ({ police, began }, { moment }) => ({
      life: {
        police: {
          ...police,
          offered: [...police.offered, moment.now],
          state: police.state === "NOT_ASKED" ? "OFFERED" : police.state,
        },
      },
      keeps: offers.slice(0, offerOf(moment.now - began)),
    }),
  },
  "police.chosen": {
    by: ["duty", "care", ...hers],
    in: inWork,
    needs: ["not-reported"],
    hers: true,
    does: ({ police }, { facts }) => ({
      life: { police: { ...police, state: facts.as } },
      // Once the police know, nobody else has to tell them.
      drops: facts.as === "REPORTED_BY_AFFECTED" ? [...offers, "duty:police-report"] : [],
    }),
  },
  "police.reported": {
    by: ["legal"],
    in: inWork,
    needs: ["cleared", "not-reported", "told-first"],
    two: true,
    paper: "desk",
    hers: true,
    does: ({ police }) => ({
      life: { police: { ...police, state: "REPORTED_BY_ORG" } },
      keeps: ["duty:police-report"],
    }),
  },
  // What the police decide is written down and changes nothing else (rule R6).
  "police.moved": {
    by: ["lead", "legal"],
    in: [...inWork, "CLOSED"],
    needs: ["reported", "police-further"],
    paper: "desk",
    mayLack: true,
    does: ({ police }, { facts }) => ({ life: { police: { ...police, state: facts.to } } }),
  },
  "police.waiting-asked": {
    by: ["legal"],
    in: ["INVESTIGATING"],
    needs: ["cleared"],
    paper: "desk",
    to: "POLICE_COORD",
    hers: true,
    does: ({ police }, { moment }) => ({
      life: { police: { ...police, waiting: { since: moment.now, reviewed: moment.now } } },
      owes: [
        { kind: "duty:police-review", due: moment.now + 14 * dayMs },
        { kind: "duty:police-limit", due: moment.now + 60 * dayMs },
      ],
    }),
  },
  "police.waiting-reviewed": {
    by: ["lead", "legal"],
    in: ["POLICE_COORD"],
    paper: "desk",
    does: ({ police }, { moment }) => ({
      life: {
        police: {
          ...police,
          waiting: police.waiting && { ...police.waiting, reviewed: moment.now },
        },
      },
      owes: [{ kind: "duty:police-review", due: moment.now + 14 * dayMs }],
    }),
  },
  "police.waiting-ended": {
    by: ["lead", "sponsor"],
    in: ["POLICE_COORD"],
    needs: ["cleared", "wait-over"],
    paper: "desk",
    to: "INVESTIGATING",
    hers: true,
    does: ({ police }) => ({
      life: { police: { ...police, waiting: null } },
      keeps: ["duty:police-review", "duty:police-limit"],
    }),
  },
  "wish.said": {
    by: hers,
    in: ["TRIAGE", "ACTIVE_RESPONSE", "OPTIONS", "SUPPORT_ONLY", "INFORMAL", "PLANNED"],
    hers: true,
    does: (life, { facts, moment }) => {
      const wish = { path: facts.path, at: moment.now }
      // In the talk about what is possible, support alone is a choice that holds at once, unless an override is under way.
      if (facts.path === "support" && life.override === null) {
        if (life.state === "OPTIONS")
          return { life: { wish, withdrawn: null }, to: "SUPPORT_ONLY", keeps: ["plan"] }
        if (life.state === "PLANNED")
          return { life: { ...undone(life), wish }, to: "SUPPORT_ONLY", drops: formalDuties }
      }
      // Who wants it themselves is not overridden: after another change of mind the test would be made anew.
      const tested = facts.path === "inquiry" ? { override: null } : {}
      const asks = facts.path === "inquiry" && life.state === "SUPPORT_ONLY"
      const due = moment.plus(moment.now, { amount: 5, unit: "working_days" })
      return {
        life: { wish, withdrawn: null, ...tested },
        drops: facts.path === "inquiry" ? ["duty:override-told"] : [],
        owes: asks ? [{ kind: "duty:plan-approved", due }] : [],
      }
    },
  },
  "report.withdrawn": {
    by: hers,
    in: ["RECEIVED", ...withdrawable],
    hers: true,
    does: (life, { moment }) => {
      const said = { withdrawn: moment.now, wish: { path: "support", at: moment.now } } as const
      // What nobody has opened yet still rings: the wish is kept for whoever opens it.
      if (life.state === "RECEIVED") return { life: said }
      return { life: { ...said, ...undone(life) }, to: "SUPPORT_ONLY", drops: endedWith(life) }
    },
  },
  "override.tested": {
    by: ["lead"],
    in: ["OPTIONS", "SUPPORT_ONLY", "INFORMAL", "ACTIVE_RESPONSE", "PLANNED"],
    needs: ["cleared"],
    two: true,
    paper: "desk",
    does: (_, { facts, moment }) => ({
      life: { override: { grounds: facts.grounds, at: moment.now, told: null } },
      owes: [{ kind: "duty:override-told", due: moment.now + dayMs }],
    }),
  },
  "override.told": {
    by: ["duty", "lead", "care"],
    in: inWork,
    needs: ["affected-box", "override-tested"],
    paper: "affected",
    hers: true,
    does: ({ override }, { moment }) => ({
      life: { override: override && { ...override, told: override.told ?? moment.now } },
      keeps: ["duty:override-told"],
    }),
  },
  "informal.agreed": {
    by: ["lead", "respondent"],
    in: ["OPTIONS"],
    // Asking somebody named is telling them.
    needs: ["respondent-known", "own-mailbox", "safety-plan", "hold-set"],
    paper: "own",
    mayLack: true,
    does: (life, { facts, moment }) => ({
      life: {
        respondents: life.respondents.map((one) =>
          one.n === facts.n ? { ...one, agreed: moment.now } : one,
        ),
      },
    }),
  },
  "informal.begun": {
    by: ["lead"],
    in: ["OPTIONS"],
    needs: ["affected-box", "cleared", "wish-informal", "informal-allowed", "both-agree"],
    paper: "affected",
    to: "INFORMAL",
    hers: true,
    does: (_, { moment }) => ({
      life: { informalDone: null },
      keeps: ["plan"],
      owes: [{ kind: "duty:informal", due: moment.now + 30 * dayMs }],
    }),
  },
  "informal.confirmed": {
    by: hers,
    in: ["INFORMAL"],
    hers: true,
    does: (_, { moment }) => ({ life: { informalDone: moment.now } }),
  },
  "informal.done": {
    by: ["lead"],
    in: ["INFORMAL"],
    needs: ["cleared", "informal-confirmed", "informal-allowed"],
    paper: "desk",
    to: "MONITORING",
    hers: true,
    does: () => ({ keeps: ["duty:informal", "outcome"] }),
  },
  "informal.ended": {
    by: ["lead", "respondent", ...hers],
    in: ["INFORMAL"],
    to: "PLANNED",
    hers: true,
    does: (_, { moment }) => ({
      drops: ["duty:informal"],
      owes: [
        {
          kind: "duty:plan-approved",
          due: moment.plus(moment.now, { amount: 5, unit: "working_days" }),
        },
      ],
    }),
  },
  "support.settled": {
    by: ["lead"],
    in: ["SUPPORT_ONLY"],
    needs: ["affected-box", "cleared", "measures-settled", "no-appeal"],
    paper: "affected",
    to: "MONITORING",
    hers: true,
    does: () => ({ keeps: ["outcome"] }),
  },
}

const offers = ["duty:police-offer-1", "duty:police-offer-2", "duty:police-offer-3"] as const

/** Three offers on one day are one: which of them it is, the time says. */
function offerOf(since: number): number {
  if (since < dayMs / 2) return 1
  return since < 4 * dayMs ? 2 : 3
}

/** Duties that end with sorting and the formal part: whoever withdrew is not waited for. */
const formalDuties = [
  "duty:sorted",
  "duty:plan-approved",
  "duty:inquiry-begun",
  "duty:inquiry",
  "duty:findings",
  "duty:quality",
  "duty:decision",
  "duty:carried-out",
  "duty:year-begun",
  "duty:appeal",
  "duty:police-review",
  "duty:police-limit",
  "duty:informal",
] as const

const dayMs = 24 * 60 * 60 * 1000

/** Whatever was not decided yet begins anew if it is ever taken up again; what was decided and told stands. */
function undone(life: Life): Partial<Life> {
  if (life.state === "OUTCOME_NOTIFIED" || life.state === "APPEAL") return {}
  return {
    police: { ...life.police, waiting: null },
    plan: null,
    comment: null,
    quality: null,
    allegations: life.allegations.map((one) => ({ ...one, ...unfound })),
    respondents: life.respondents.map((one) => ({ ...one, sanction: null })),
  }
}

/** Their withdrawal takes back what is done for their report, never an appeal that the other side has filed. */
function endedWith(life: Life): readonly (typeof formalDuties)[number][] {
  return formalDuties.filter((duty) => duty !== "duty:appeal" || !isPending(life))
}
