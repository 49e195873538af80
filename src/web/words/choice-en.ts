import type { PoliceState, State } from "#core/life/state.ts"
import type { Tie } from "#core/life/role.ts"
import type { Wish } from "#core/life/word.ts"

/** Where it stands and what is theirs to decide, as whoever reported reads it. */
export const choiceEn = {
  title: "Where it stands",
  state: {
    DRAFT: "You have not sent it.",
    RECEIVED: "It is here. Nobody has opened it yet.",
    TRIAGE: "Somebody has opened it and finds out what you need first.",
    ACTIVE_RESPONSE:
      "Your safety comes first, and evidence is kept. No decision is made about you without you.",
    OPTIONS: "We talk with you about what is possible. You choose.",
    SUPPORT_ONLY:
      "You have support and protection, without an investigation. You can change that at any time.",
    INFORMAL:
      "What was agreed is being done, without an investigation. You can end that at any time.",
    PLANNED: "An investigation is planned.",
    INVESTIGATING: "An investigation is under way. Both sides are heard.",
    POLICE_COORD:
      "Parts of it wait, because the police asked for it in writing. We look at it again every two weeks; after 60 days somebody here decides whether it goes on. Your protection goes on.",
    PARTIES_COMMENT: "Both sides can say something to the facts that were found so far.",
    FINDINGS: "The findings are being checked by somebody who did not investigate.",
    DECISION: "People who did not investigate decide what follows.",
    OUTCOME_NOTIFIED:
      "It is decided. The outcome is written to you in your messages. While you can appeal, this page says until when.",
    APPEAL: "Somebody appealed. People who were not involved before decide.",
    MONITORING: "The outcome is in force. We ask you how it goes, for a year.",
    CLOSED: "It is closed. You can open it again while it is kept.",
    REFERRED: "Another body decides. Your protection goes on here.",
    NOT_IN_SCOPE: "We think that this belongs elsewhere. You can say that it does not.",
    MERGED: "It goes on together with another report about the same event. Yours stays your own.",
  } satisfies Record<State, string>,
  forOther:
    "Somebody is working on it. What the person it happened to chooses, and how they are protected, is theirs: it is not shown here.",
  wish: "What should happen",
  path: {
    support: {
      name: "Support and protection, no investigation",
      what: "Nobody asks the other person anything. You can change your mind whenever you want.",
    },
    informal: {
      name: "An informal agreement",
      what: "Something small is agreed and done. It is not possible where there was danger, pressure or power.",
    },
    inquiry: {
      name: "An investigation",
      what: "Both sides are heard and there is a decision. You are told before the other person is.",
    },
  } satisfies Record<Wish, { name: string; what: string }>,
  change: "You can change this at any time. Protection does not depend on it.",
  noted: "Noted.",
  told: "{at} we told you that something has to be done against your wish. You need not take part.",
  done: "It was done as agreed",
  end: "End the agreement",
  endSure: "End the agreement?",
  endWhat: [
    "An investigation is planned instead. You are told before the other person is.",
    "You can still say that you want support and protection, and no investigation.",
  ],
  ended: "Noted. It is ended.",
  police: {
    title: "The police",
    state: {
      NOT_ASKED:
        "Going to the police is your choice, today or on any later day. If you want, somebody goes with you.",
      OFFERED:
        "We offered to go to the police with you. It is your choice, today or on any later day.",
      DECLINED_FOR_NOW:
        "You said: not for now. You can go on any later day. If you want, somebody goes with you.",
      REPORTED_BY_AFFECTED: "The police know it from you.",
      REPORTED_BY_ORG: "The police know it from us. You were told before.",
      INVESTIGATION_OPEN: "The police are looking into it.",
      CHARGED: "Somebody was charged.",
      NO_CHARGE: "The police ended it without a charge.",
      ADMIN_PENALTY: "The authorities set a penalty without a court.",
      CONVICTED: "A court found that a crime was done.",
      ACQUITTED: "The court did not find a crime.",
    } satisfies Record<PoliceState, string>,
    apart: "What is done and decided here does not wait for it and does not depend on it.",
    told: "I have told the police",
    later: "Not for now",
  },
  contest: "It does belong here",
  contested: "Noted. It is taken up again.",
  reopen: "Open it again",
  reopened: "It is open again, and people are told.",
  erases: "Everything in it is erased: {day}. Until then you can read it here.",
  tie: "{name} works on this and says: {ties}. They ask to go on all the same.",
  waive: "{name} may go on",
  waiveSure: "May {name} go on?",
  waiveWhat: "You need not say yes. If you do nothing, they do nothing here but help at once.",
  ties: {
    "report-line": "one of us reports to the other",
    friend: "we are friends or close",
    rival: "we are in a quarrel",
    financial: "money connects us",
    family: "we are family",
    "prior-case": "I handled an earlier case about somebody here",
    witness: "I saw or heard something of this",
    "social-media": "we are in touch online",
  } satisfies Record<Tie, string>,
  lastWord: "Before it is closed: is there something you want to say? It stays with the case.",
  withdraw: "Take my report back",
  withdrawSure: "Take your report back?",
  withdrawWhat: [
    "It is not closed and not deleted. Support and protection go on, and nobody is asked anything more.",
    "In rare cases we have to act all the same, for example when others are in danger. You are told before.",
  ],
  // For whoever did not report: somebody else did.
  stop: "I don’t want this to go on",
  stopSure: "Stop what is being done about it?",
  withdrawStays: "You can change your mind.",
  withdrawn: "Noted. Support and protection go on.",
}

/** Those words in any language. */
export type ChoiceWords = typeof choiceEn
