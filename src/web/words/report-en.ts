/** What the reporter's screens say beyond the questions themselves. */
export const reportEn = {
  second: "This is the second question that needs an answer.",
  mayStayOpen: "You can leave this open and go on.",
  whenTell: "I know more exactly when",
  pageOf: "Page {at} of about {of}",
  localNumber: "the local emergency number",
  noNumbers:
    "We have no checked numbers for that place. If you are in danger, ask the people near you, or the hotel desk, for the local emergency number.",
  numbersFor: "These are the numbers for {place}.",
  dayAndNight: "Day and night",
  website: "Website",
  peopleFound: "People found",
  asTyped: "Use “{name}” as typed",
  asTypedWhy: "For someone who is not in the list",
  listIsHere:
    "The list of people is already on this device. What you type here is not sent to anyone.",
  typedStays: "What you type here stays on this device until you send.",
  alreadyOut: "Already left out",
  findPerson: "Find a person",
  takeOut: "Take out",
  undo: "Undo",
  leaveOut: "Leave out",
  haveCompanyCode: "I have the company code",
  companyCodeWhy:
    "It is on the poster and on the intranet. It loads the list of people, so that this page can also leave out those who work close to the person you name. You can do without it.",
  companyCode: "Company code",
  loadList: "Load the list",
  codeLoading: "Loading the list.",
  codeWrong: "This is not the code that is in use now. You can go on without it.",
  codeFailed: "The list did not come. You can try again, or go on without it.",
  willNot: "These people will not receive it",
  will: "These people will receive it",
  nobodyOut: "Nobody is left out so far.",
  closeOut: "Left out without your asking, because of how they work with {name}: {count}.",
  typedBy: "You typed this name. If they are on the list below, please leave them out there.",
  cannotStop:
    "We can keep it from the people you name. We cannot stop another person from telling them.",
  listComing: "The list of people is not here yet.",
  nobodyLeft:
    "Nobody is left to receive it. Please take one person back, or use the numbers to call.",
  wouldBeRung: "People who would be rung",
  insideCompany: "In the company",
  outsideCompany: "Outside the company",
  notRung: "Will not be rung",
  place: {
    first: "On call now, rung first",
    onCall: "On call now",
    later: "Rung if nobody has opened it",
    outside: "Outside the company, rung after that",
    board: "For the board, rung last and again until someone opens it",
  },
  reason: {
    named: "You named this person",
    "must-not-see": "You said they must not see it",
    tapped: "You left this person out",
    "manager-of": "Above {name} in the line",
    "reports-to": "Works for {name}",
    "hr-of-unit": "HR for the same unit as {name}",
    "leads-unit": "Leads the unit of {name}",
    "fellow-executive": "In the same leadership as {name}",
  },
  sending: {
    sealing: "Your report is being sealed on this device.",
    sending: "It is sealed. It is being sent now.",
    working:
      "Many reports are coming in. Your device does a short piece of work to get through; nothing is lost.",
    failed: {
      offline: "It could not be sent: the network is gone.",
      full: "It could not be taken: the server has no room right now.",
      path: "Who receives reports has just changed. Please look at the new list below, then send.",
      server: "It could not be sent: the server did not take it.",
      code: "It could not be sent: the server did not take it.",
    },
    stillHere:
      "Nothing is lost. Your report is sealed and still in this page. Please leave the page open and try again.",
    again: "Send again",
  },
  review: {
    levelTitle: "How urgent it is",
    raise: "It is more urgent than that",
    notRaised: "Back to the level from my answers",
    later:
      "After sending, you can still say who else must not see it. What they have read until then cannot be taken back.",
    filesGoing:
      "Your files are still on their way. You can wait here, or take them out and add them later.",
    opensWhenSent: "Opens when your files have been sent or taken out.",
    keepIt: "Keep it",
    deleteFailed: "The draft on the server could not be deleted: no connection. Please try again.",
  },
  whoRuns: "Who runs this",
  hoursTitle: "Help that works best soon",
  keep: {
    no: "",
    saving: "Saving.",
    saved: "Saved, sealed to your code.",
    failed: "Not saved: no connection. What you wrote is still in this page.",
  },
}

/** The words of the reporter's screens in any language. */
export type ReportWords = typeof reportEn
