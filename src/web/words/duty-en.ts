/** What is owed beside the promises of the beginning: promised since in a message, or given by a rule or a law. */
export const dutyEn = {
  said: "Promise {n}, made in a message",
  asked: "Answer about protection {n}",
  duty: {
    sorted: "Safety questions asked and the report sorted",
    ties: "Everybody on the case has said what ties they have",
    safety: "Safe, protected and evidence kept",
    hold: "Decision to keep evidence",
    "hold-confirmed": "Evidence confirmed as kept",
    letter: "Answer to letter {n}",
    "police-offer": "Help with the police offered ({n} of 3)",
    "police-report": "Decision about a report to the police",
    "police-review": "Waiting for the police looked at again",
    "police-limit": "End of waiting for the police",
    "measure-done": "Protection {n} carried out",
    "measure-review": "Protection {n} looked at again",
    "measure-breach": "Answer to broken protection {n}",
    "plan-approved": "Plan of the investigation",
    notice: "Notice to person {n}",
    "override-told": "Told before anything is done against the wish",
    "inquiry-begun": "Investigation begun",
    inquiry: "Everybody heard",
    findings: "Findings",
    quality: "Findings checked by somebody else",
    decision: "Decision and letters",
    "carried-out": "Decision carried out",
    appeal: "Decision on the appeal",
    informal: "What was agreed is done",
    referral: "Looked at again at the other body",
    retaliation: "Finding on what changed",
    freeze: "Decision against you stopped for now",
    ended: "Ended, with a last word",
  },
}

/** The words of what is owed since, in any language. */
export type DutyWords = typeof dutyEn
