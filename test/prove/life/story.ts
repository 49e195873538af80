import { type Step, type Who, dayMs, keyholders } from "./cast.ts"

const one = (who: Who, kind: Step["kind"], facts: Step["facts"] = {}, push = 1000): Step => ({
  who,
  kind,
  facts,
  push,
})

const parts = [
  ...[
    ["k1", "lead"],
    ["k2", "care"],
    ["k7", "investigator"],
    ["k3", "panel"],
    ["k4", "panel"],
  ],
  ...[
    ["k5", "protection"],
    ["k6", "legal"],
    ["k8", "appeal"],
    ["k9", "watch"],
    ["k0", "lead"],
  ],
] as const

/** A case is opened, its people are named, and all say that no tie holds. */
export const opening: readonly Step[] = [
  one("k0", "open"),
  one("k0", "ties.declared", { ties: [] }),
  ...parts.map(([person, role]) => one("k0", "role.given", { role, person })),
  ...keyholders.map((who) => one(who, "ties.declared", { ties: [] })),
]

const toOptions: readonly Step[] = [
  one("k1", "response.begun"),
  one("k1", "safety-plan.agreed"),
  one("k1", "hold.issued"),
  one("k1", "measure.ordered", { n: 1, code: "M01" }),
  one("k1", "respondent.recorded", { n: 1, standing: "employee", mailbox: 2 }),
  one("k1", "options.opened"),
]

/** Both sides were heard, and may comment. */
const toComments: readonly Step[] = [
  ...toOptions,
  one("reporter", "wish.said", { path: "inquiry" }),
  one("k1", "allegation.added", { n: 1, respondent: 1 }),
  one("k1", "plan.approved", { standard: "high-probability" }),
  one("k1", "notice.given", { n: 1 }),
  one("k7", "inquiry.begun"),
  one("k7", "interview.held", { who: "affected", recorded: false, consent: false }),
  one("k7", "interview.held", { who: "respondent 1", recorded: false, consent: false }),
  one("gao", "answer.given", { n: 1 }),
  one("k7", "comment.opened"),
]

const toPanel: readonly Step[] = [
  one("k7", "findings.issued"),
  one("k6", "quality.reviewed"),
  one("k3", "decision.begun"),
]

const letters: readonly Step[] = [
  one("k4", "outcome.told", { to: "reporter", n: null }),
  one("k4", "outcome.told", { to: "respondent", n: 1 }),
]

const toldBoth: readonly Step[] = [...letters, one("k4", "outcome.notified")]

/** Ways that chance alone seldom finds: each is begun by some walks, with an act left out here and there. */
export const stories: readonly (readonly Step[])[] = [
  [
    ...toOptions,
    one("reporter", "wish.said", { path: "informal" }),
    one("gao", "informal.agreed", { n: 1 }),
    one("k1", "informal.begun"),
    one("reporter", "informal.confirmed"),
  ],
  [
    ...toComments,
    one(
      "k7",
      "finding.recorded",
      { n: 1, finding: "SUBSTANTIATED", evidence: 2, grade: "touching" },
      6 * dayMs,
    ),
    ...toPanel,
    one("k3", "sanction.decided", { n: 1, level: 3, floor: null, deviates: false }),
    one("k4", "sanction.decided", { n: 1, level: 3, floor: null, deviates: false }),
    ...toldBoth,
    one("gao", "appeal.filed", { ground: "bias" }),
    one("k8", "appeal.decided", { as: "upheld" }),
    ...letters,
    one("k1", "sanction.done", { n: 1 }),
    one("k1", "outcome.carried-out", {}, 11 * dayMs),
    one("k5", "measure.lifting-told", { n: 1 }),
    one("k5", "measure.lifted", { n: 1 }, 2 * dayMs),
    one("k2", "last-word.asked"),
    one("reporter", "last-word.given"),
    one("k1", "lessons.recorded"),
    one("k1", "case.closed", {}, 200 * dayMs),
    one("k5", "case.closed"),
  ],
  // The gravest finding: nobody appeals, the person is entered on the list, and taken off it again.
  [
    ...toComments,
    one(
      "k7",
      "finding.recorded",
      { n: 1, finding: "SUBSTANTIATED", evidence: 2, grade: "assault" },
      6 * dayMs,
    ),
    ...toPanel,
    one("k3", "sanction.decided", { n: 1, level: 6, floor: null, deviates: false }),
    one("k4", "sanction.decided", { n: 1, level: 6, floor: null, deviates: false }),
    ...toldBoth,
    one("k1", "no-rehire.entered", { n: 1 }, 11 * dayMs),
    one("k1", "no-rehire.erased", { n: 1 }),
  ],
]
