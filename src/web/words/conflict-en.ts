import type { ConflictKind, LinkedAs } from "#core/conflict.ts"

/** Who must not see a case: whom it is about, who is close to them at work, and what the desk learned of it. */
export const conflictEn = {
  title: "Who must not see this",
  how: "Each keyholder’s browser looks in the directory whenever the case is opened. Whoever is too close loses it at once. The server is told whose key ends, and not why.",
  none: "Nobody with a key is too close, as far as it is known whom this is about.",
  nobodyLeft:
    "These are too close and still have a key, because nobody else, or nobody else from outside or of the board, would be left. Give a key to somebody else from outside first; then they lose theirs at the next look:",
  linked: "People of the directory in this case",
  act: "Name somebody of the directory",
  note: "Link whoever you learned of. It is sealed to the team. People close to them at work lose the case.",
  go: "Keep it",
  opens: "Opens when a person is picked.",
  what: "What they are in this case",
  as: {
    respondent: "said to have done it",
    witness: "saw or heard it",
    "told-not-logged": "was told and did not log it",
    "must-not-see": "must not see it for another reason",
  } satisfies Record<LinkedAs, string>,
  person: {
    who: "Who it is",
    whoHelp: "Pick the person from the directory. It is searched in this browser.",
    pick: "Pick {name}",
    picked: "Picked: {name}",
    another: "Somebody else",
    notListed: "Nobody in the directory is called that. Write about them in a note instead.",
  },
  record: {
    who: "The same person in the directory",
    whoHelp: "If they are there, pick them: people close to them at work lose the case at once.",
    notListed: "Nobody in the directory is called that. Leave it.",
  },
  loses:
    "At once, {names} will not see this case any more. Whoever of them works on it has no part in it from then on.",
  losesNobody: "Nobody who has a key is close to this person.",
  took: "Kept. {names} cannot see this case any more.",
  kept: "Kept. Nobody with a key is too close.",
  unlogged:
    "Told before, and not passed on, as far as we know: {who}. To be asked: when was that, and what was done?",
  cannot: "{name} must not see this case: {why}. The key is refused.",
  why: {
    named: "said to have done it",
    "must-not-see": "must not see it",
    "manager-of": "stands above {of}",
    "reports-to": "reports to {of}",
    "hr-of-unit": "is HR of the same unit as {of}",
    "leads-unit": "leads the unit of {of}",
    "fellow-executive": "is an executive like {of}",
    witness: "saw or heard it",
    "told-not-logged": "was told and did not log it",
  } satisfies Record<ConflictKind, string>,
}

/** The same in any language. */
export type ConflictWords = typeof conflictEn
