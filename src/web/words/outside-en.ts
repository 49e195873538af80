/** The ways outside the organisation that close after a time, as the desk and whoever reported read them. */
export const outsideEn = {
  clock: {
    "IN.complaint":
      "Complain to the Internal Committee in writing. The committee may give more time, with its reasons.",
    "IN.appeal": "Appeal to a court or tribunal.",
    "CN.arbitration": "Apply for labour arbitration.",
    "GB.et_old": "Contact Acas, then the tribunal. This is the older, shorter limit.",
    "GB.et_new":
      "Contact Acas, then the tribunal. This is the newer, longer limit. Whether it is in force is not confirmed.",
    "US.eeoc180": "File a charge with the EEOC.",
    "US.eeoc300": "File a charge with the EEOC where a state or city agency has a law like it.",
    "US.rts": "Go to court after the notice of the right to sue.",
    "US.fed": "Federal employees: contact an EEO counselor.",
    "US.CA": "California: complain to the Civil Rights Department.",
    "US.NY": "New York State: complain to the Division of Human Rights.",
    "US.CHI": "Chicago: complain to the Commission on Human Relations.",
    "AU.ahrc": "Complain to the Australian Human Rights Commission.",
    "AU.fwc": "Apply to the Fair Work Commission.",
    "PK.appeal": "Appeal to the Ombudsperson.",
    "PK.repr": "Turn to the President or the Governor against the Ombudsperson's decision.",
  },
  earlier: "Two limits may apply. Keep the earlier one.",
  later: "Shown so that you know it. Do not wait for it.",
  goesOn: "What the organisation does never extends this time.",
  title: "Outside the company: by when",
  how: "Whoever was harmed can also turn to somebody outside. Some of these ways close after a time.",
  telling: "Telling us does not stop these times. You need no one’s leave to go there.",
  counted:
    "Counted from {day}, the earliest day that fits what the report says. The server does not know that day.",
  unknown: "The report does not say when it happened, so no day can be counted here.",
  last: "last day {day}",
  over: "was {day}",
  overHow: "Ask there all the same: some of them can still hear you later.",
  asked: "Whether it applies is for that place, or a lawyer, to say.",
  none: "We have no checked times for the places that this is about. That does not mean that there are none.",
  review: "No lawyer has checked these days for your case.",
  law: "{article}, {pack}",
}

/** The words of the ways outside in any language. */
export type OutsideWords = typeof outsideEn
