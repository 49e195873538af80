import type { CheckInFlag } from "#core/life/word.ts"

/** The year after on the desk: how somebody is, payback, and how a case ends. */
export const afterEn = {
  checkIns: {
    title: "Check-ins",
    none: "When the case is opened, the days on which somebody is asked how they are will stand here.",
    note: "By the protection officer or the support person, never by a manager. Silence closes nothing.",
    head: {
      who: "Who",
      day: "Day",
      due: "Asked on",
      stands: "Stands",
      shows: "Shows",
      acts: "To do",
    },
    day: {
      report: "Day {day} after the report",
      outcome: "Day {day} after the outcome",
      mailbox: "Day {day} after the mailbox was opened",
    },
    stands: {
      ahead: "to come",
      due: "asked, no answer yet",
      answered: "answered",
      tried: "another way was tried",
      silent: "no answer",
      stopped: "stopped, as wished",
    },
    flags: {
      unsafe: "does not feel safe",
      contacted: "was contacted or threatened",
      changed: "something at work changed",
      broken: "protection is not kept",
    } satisfies Record<CheckInFlag, string>,
    by: "Answer by {time}.",
    tell: "Do what helps first, and write to them too. This is kept with the case.",
    other: "Tried another way",
    person: "The support person tried",
    silent: "Note that no answer came",
  },
  payback: {
    title: "Payback",
    frozen: "A decision was frozen {time}.",
    frozenMore: "Freeze one more decision",
    freezeBy: "Freeze any decision that may be payback, at the latest",
    findBy: "The finding is due",
    found: "Note the finding",
    foundYes: "It was payback",
    foundNo: "The evidence did not allow a conclusion",
    reasons: "The words, as the affected person reads them",
    finding: "What was found",
  },
  end: {
    title: "Before it can end",
    erased:
      "When it is closed, everything that is sealed is erased: after six years when a breach was found, after two when not, after half a year when it belonged elsewhere. While evidence has to be kept, nothing is.",
    list: {
      told: "Both sides are told the outcome",
      remedies: "Every remedy is done",
      measures: "Every protective measure has ended, and the affected person was told before",
      windows: "The time to appeal is over, and the time limits outside were told",
      payback: "No payback is being looked into",
      failures: "Every failure to act is decided",
      lessons:
        "What was learned is written down: first known when, by whom, which promise was missed, what changes",
      word: "The last word was asked for",
      time: "180 days have passed",
    },
    yes: "done",
    no: "open",
  },
}

/** The words of the year after in any language. */
export type AfterWords = typeof afterEn
