/** What is said on the screens beside and after the questions. */
export const lateEn = {
  when: {
    title: "When was it, as far as you know?",
    stop: "You can stop at any line.",
    day: "Day",
    part: "Part of the day",
    clock: "Clock",
    dontKnow: "I don’t know",
    today: "Today",
    yesterday: "Yesterday",
    parts: {
      night: "Night, midnight to 6 am",
      morning: "Morning, 6 am to noon",
      afternoon: "Afternoon, noon to 6 pm",
      evening: "Evening, 6 pm to midnight",
    },
    at: "at {at}",
    between: "between {from} and {to}",
  },
  hours: {
    title: "Help that works best soon",
    choice:
      "You do not have to do any of this. Whatever you choose, we protect you in the same way.",
    countedFrom: "Counted from what you remember: {when}.",
    noTime: "If you tell when it was, this page counts the hours for you.",
    change: "Change the time",
    tell: "Tell when it was",
    until: "Until when",
    untilAt: "Until {until}",
    betweenUntil: "For sure until {early}, perhaps until {late}",
    left: "{left} left",
    unsourced: "This time limit comes from practice; we have not found a published source for it.",
    come: "We can go with you",
    comeWhy:
      "Someone you choose can come along. Tick what you want; it becomes part of what you send.",
    askCome: "Ask someone to come with me",
    askVideo: "Keep the video, without my name",
    print: "Print without the name of the company",
    backToReport: "Back to my report",
  },
  receipt: {
    title: "Your code",
    write: "Write it down. Take a screenshot only if nobody else looks at your phone.",
    label: "Your code, six groups of four and one check sign",
    last: "last",
    letters: "There is never a letter I, L, O or U in it. Small and capital letters are the same.",
    lost: "Without the code nobody, including us, can restore your access.",
    print: "Print a small card",
    check: "Check that you have it",
    checkHow: "Type two groups from what you wrote down.",
    group: "Group {number}",
    right: "That is right.",
    more: "{count} more to go",
    wrong: "This is another group. Please look at the number.",
    have: "I have my code",
    opensWhen: "Opens when both groups match.",
    next: "What is owed to you now",
    received: "Received, and sealed",
    joined:
      "What you wrote has joined the alarm you raised before. The code is the one you already have.",
    seeReport: "See my report",
  },
  help: {
    title: "People are being rung for you now",
    sending: "Ringing people for you",
    on: "I have my code. Go on with the questions",
  },
  keep: {
    title: "Your code comes first",
    how: "From now on each page is saved, sealed; only your code opens it. A draft is not a report: it rings nobody. It is deleted 30 days after your last change.",
    failed: "Not saved: no connection. What you wrote is still in this page.",
    kept: "Your place is kept",
    keptHow:
      "You can close this page. Come back with your code within 30 days; after that the draft is deleted.",
    goOn: "Go on now",
    gone: "Everything is deleted",
    goneHow: "Nothing was sent. You can close this page.",
  },
}

/** The words of those screens in any language. */
export type LateWords = typeof lateEn
