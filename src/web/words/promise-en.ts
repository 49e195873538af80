/** What is owed, in the words that the reporter and the desk both read. */
export const promiseEn = {
  report: {
    opening: "Report opened",
    "first-contact": "First contact",
    protection: "Protection decided together",
    plan: "Plan for what happens next",
    outcome: "Outcome",
  },
  retaliation: {
    opening: "“Something changed” opened",
    "first-contact": "First contact about what changed",
    protection: "Decision against you stopped for now",
    plan: "Finding on what changed",
    outcome: "Outcome on what changed",
  },
  state: {
    ahead: "By {due}",
    soon: "By {due}",
    over: "Not done yet. Owed by {due}.",
    kept: "Kept: {met}. Owed by {due}.",
    late: "Done {late} late, {met}. Owed by {due}.",
  },
  /** What a state is called on its own, in a chip or a table. */
  name: {
    ahead: "in time",
    soon: "due soon",
    over: "overdue",
    kept: "kept",
    late: "kept late",
  },
  stays: "This stays on the record.",
}

/** The words of the promises in any language. */
export type PromiseWords = typeof promiseEn
