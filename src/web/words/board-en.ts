import type { BoardPromise, Share, Span } from "#core/board.ts"

/** What the board reads of how the organisation keeps its word. */
export const boardEn = {
  title: "Are we keeping our word?",
  why: "Whole quarters only, all sites together. No case is shown here, and everybody of the board sees the same.",
  none: "Nothing can be shown yet. A quarter appears here once it is over and has enough reports. No figure is made of fewer than ten. Until then its reports are counted with the next quarter.",
  how: {
    title: "How to read this",
    lines: [
      "A count is shown as a ten: “20 to 29”.",
      "Before that, chance moves every figure a little, once. So nobody can count up to a report that they do not know of.",
      "“Too few” means none, or too few to show. It never says which.",
      "A quarter is counted once, when it is over. What happens later does not change it.",
      "Each promise is counted in the quarter in which it was due.",
    ],
  },
  quarter: "Q{n} {year}",
  quarters: "Q{n} {year} to Q{toN} {toYear}",
  short: "Q{n} {yy}",
  when: "Quarter",
  few: "too few",
  ten: "{from} to {to}",
  reports: {
    title: "Reports",
    came: "Came in",
    joined: "Quarters with too little to show are counted with the next one.",
    waits: "{quarter}: too little to show. It is counted with the next quarter.",
  },
  promises: {
    title: "Time against what was promised",
    axis: "part of the time allowed",
    target: "owed",
    middle: "half",
    nine: "9 in 10",
  },
  promise: {
    opening: "Until somebody opened it",
    "first-contact": "Until first contact",
    protection: "Until protection was decided together",
    outcome: "Until it was decided and told",
  } satisfies Record<BoardPromise, string>,
  column: {
    owed: "Due",
    late: "Late",
    middle: "Half of them took",
    nine: "9 in 10 took",
    span: "Half, on the clock",
  },
  share: {
    quarter: "up to a quarter of the time",
    half: "up to half of the time",
    "three-quarters": "up to three quarters of the time",
    whole: "up to the time allowed",
    twice: "up to twice the time",
    later: "longer, or not yet",
  } satisfies Record<Share, string>,
  span: {
    "15m": "up to 15 minutes",
    "1h": "up to 1 hour",
    "4h": "up to 4 hours",
    "1d": "up to 1 day",
    "3d": "up to 3 days",
    "7d": "up to 7 days",
    "21d": "up to 21 days",
    "60d": "up to 60 days",
    more: "longer, or not yet",
  } satisfies Record<Span, string>,
  plot: "{what}: half of them took {first} in {from}, {last} in {to}. Owed: within the time allowed.",
  onePlot: "{what}: half of them took {last} in {to}. Owed: within the time allowed.",
  emptyPlot: "{what}: too few to show.",
  missed: {
    title: "Missed deadlines, by whose part it was",
    why: "In how many reports something was not done in time.",
    role: "Part in the case",
  },
  ends: {
    title: "What followed from a failure to act",
    why: "In how many reports. Every missed promise has an answer, and two people from outside the line decide.",
    what: "What followed",
    waiting: "Not decided by the end of the quarter",
  },
  keys: { tables: "tables only, or plots too" },
}

/** The words of the board's page in any language. */
export type BoardWords = typeof boardEn
