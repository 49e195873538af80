import type { AppealGround } from "#core/life/word.ts"
import type { Closer, Party } from "#core/mailbox.ts"

/** The mailbox of somebody who is told something and can answer: neutral to every side. */
export const answerEn = {
  title: "Your mailbox",
  fresh: { one: "You have one new letter", many: "You have {count} new letters" },
  about: {
    respondent:
      "Something was said about your conduct. Here you are told what it is, and here you can answer.",
    affected:
      "This is about what you may have gone through. What you tell, and when, is up to you.",
    witness: "You were asked what you know. “I don’t know” is an answer too.",
    "third-party": "You were asked to help with something that people work on here.",
    "outside-body": "Here you and the people who work on this write to each other.",
    untold: "Here somebody writes to you, and you can answer.",
  } satisfies Record<Party | "untold", string>,
  offline: "The connection broke. Nothing is lost; the page tries again by itself.",
  failed: "That did not go through. Please try again.",
  noted: "Noted.",
  gone: "The code you came with opens nothing any more. If you took a code of your own, use that one. If you did not, tell whoever gave you the code: somebody else may have used it.",
  damaged:
    "Your mailbox does not open as it was sealed. Please do not write here. Tell whoever gave you the code.",
  otherCode: "Type a code",
  doubt: "Something does not check out",
  doubtHow:
    "A letter is missing, was changed, or is not in its place. Please do not rely on this page alone: ask for it on paper.",
  closed: {
    party: "You closed this mailbox. You can read it; nothing more can be written here.",
    team: "This mailbox was closed. You can read it; nothing more can be written here. If you still want to say something, ask whoever gave you the code.",
    keys: "This mailbox was closed because its keys could not be renewed. You can read it. Ask whoever gave you the code for a new one.",
  } satisfies Record<Closer, string>,
  letters: "What was sent",
  none: "Nothing was sent to you yet. Come back with the same code.",
  message: "Message",
  isNew: "New",
  you: "You",
  wasRead: "It was read.",
  broken: "This could not be opened. It is not what was sealed.",
  papers: {
    "notice.given": "Notice: what is said, and your rights",
    "comment.opened": "Draft of the facts, for you to comment on",
    "interview.held": "Record of your interview",
    "outcome.told": "What was decided",
    "measure.proposed": "Protection that is offered to you",
    "plan.told": "What happens next",
    "answer.given": "Your answer",
    "interview.read-back": "About the record",
    "comment.made": "Your comment",
    "appeal.filed": "Your appeal",
  },
  who: "Who answers you",
  answers: "{name}, {title}.",
  nobody: "Nobody is named at the moment. What you write is kept and read.",
  sealed:
    "What you write is sealed on this device. The people who work on this can read it. What matters may be put to others who are heard, so that they can answer it.",
  know: {
    title: "What you can count on",
    undecided: "Nothing is decided yet. Everybody concerned is heard first.",
    decided:
      "There is a decision. It is in the letters. You can say that you see it differently; how, and until when, stands there.",
    named: [
      "Nobody may treat you as if it were decided. If somebody does, or talks about you at work, write it here.",
      "You may have somebody with you: a person you trust, a staff representative or a lawyer. The notice says what holds where you are.",
      "You can answer in your own time until the date that is said, in writing or in person. You can name people and papers.",
      "You may take advice before you answer. What you say can be asked for by the authorities.",
      "Before anything is found, you see a summary and can comment on it. Reasons are given in writing, and you can appeal.",
      "Please do not contact whoever reported or helped, do not try to find out who it was, and do not let anybody do that for you.",
      "Nobody may pay anybody back for speaking, helping or answering. That holds for you, and it protects you.",
    ],
    others: [
      "You may have somebody with you: a person you trust, a staff representative or a lawyer.",
      "You can answer in your own time. You need not say anything that you do not want to say.",
      "Nobody may pay you back for speaking or helping. If anything feels like it, write it here.",
    ],
    apart: "Please do not look into it yourself, and do not ask others about it.",
  },
  help: {
    title: "If you need somebody",
    named:
      "To be named in a report is hard on many people. You can talk to somebody: your own contact is in the notice, and the numbers here are open to everybody.",
    others: "You can talk to somebody outside at any time. The numbers here are open to everybody.",
  },
  next: "What you can do now",
  text: "In your own words",
  send: "Send",
  addFile: "Add a photo or file",
  told: {
    sending: "Sealing and sending.",
    sent: "Sent. It stands under “What was sent”.",
    empty: "There is nothing in it yet.",
    offline: "The connection broke. What you wrote is still here. Please send it again.",
    closed: "There is no room for it right now. Please send your words without files.",
    refused:
      "This did not go through. Perhaps something changed meanwhile. What you wrote is still here; please look at the page and send it again.",
  },
  write: {
    title: "Write a message or ask a question",
    how: "To whoever answers you. A message is no formal answer.",
  },
  answer: {
    title: "Answer the notice",
    more: "Add to your answer",
    until: "You have until {at} to answer. You may use all of that time.",
    over: "The time to answer is over. What you write now is still read.",
    given: "You answered: {at}. You can add to it.",
    how: "Say how you see it. You can name people and papers, and add files. You can answer some points and leave out others.",
  },
  comment: {
    title: "Comment on the draft",
    until: "You have until {at} to comment.",
    over: "The time to comment is over.",
    how: "Say what is not right in the draft, or what is missing.",
    waive: "I have nothing to say to it",
    waived: "Noted: you have nothing to say to it. Until the time is over you can still write.",
  },
  record: {
    title: "Check the record of your interview",
    how: "If the record that you were given is right, say so below. If something in it is not right or missing, write it here.",
    right: "The record is right",
    noted: "Noted: the record is right.",
  },
  appeal: {
    title: "Appeal",
    until: "You have until {at} to appeal.",
    over: "The time to appeal is over.",
    how: "People who had no part in it look at the decision again. You can appeal once.",
    ground: "Why do you appeal?",
    grounds: {
      procedure: "The rules were not kept",
      "new-evidence": "There is something new",
      bias: "Somebody was not impartial",
      disproportion: "What was decided does not fit",
    } satisfies Record<AppealGround, string>,
    go: "Send the appeal",
    sure: "Send the appeal now?",
    sureWhat: "You can appeal once. You can still write messages afterwards.",
  },
  own: {
    title: "A code of your own",
    first: "First, take a code of your own",
    why: "Somebody else made the code on your paper and may have seen it. With a code of your own, only you can open this mailbox and write in your name.",
    how: "You are shown a new code, write it down, and type two parts of it back. Then the old one opens nothing any more.",
    show: "Show me my new code",
    later: "Later",
    laterWhy:
      "It is better now: until you do, whoever knows the code on the paper can read along, and could even take a new code before you.",
    use: "Use this code from now on",
    keepOld: "Keep the old code for now",
    isOwn: "The code you use is your own. If somebody may have seen it, take a new one.",
    done: "Only your new code opens this mailbox now. The old one is dead; you can throw the paper away.",
    unsure:
      "The connection broke before an answer came. Keep both codes, and try again here: then it is sure which one counts.",
    refused: "This did not go through. The old code still counts. Please try again.",
    became: "A new code was taken",
  },
  end: {
    title: "Leave, print or close",
    print: "Print what was sent",
    printHow: "Keep the paper where nobody else finds it.",
    leave: "Leave my mailbox",
    close: "Close this mailbox for good",
    closeSure: "Close it for good?",
    closeWhat: [
      "Nobody can write here any more, you neither. What was sent can still be read with your code.",
      "The work on it goes on without you. What is due to you then comes another way, or on paper.",
    ],
  },
}

/** The words of this page in any language. */
export type AnswerWords = typeof answerEn
