/** Who runs the server, what it could do, and what to do about it. */
export const whoRunsEn = {
  title: "Who runs this",
  runs: "The server is run by the organisation that this page is for, or by a firm it pays. The same server sends you this page.",
  sealed:
    "What you write is encrypted in your browser before it leaves; the database holds only ciphertext. People you name are not given a key.",
  could:
    "The same server also hands out the keys that a report is sealed to. There is no list of keys yet that people outside have signed. So whoever runs the server could put a key of their own in place of a right one, or send you a changed page, and then read a report.",
  device:
    "On a computer or phone of the company, or on its Wi-Fi, others may see your screen and what you type.",
  todo: "What you can do",
  phone: "Use a private phone, off the company Wi-Fi.",
  compare:
    "Call somebody who receives reports, best somebody outside the company, on a number you had before or found elsewhere. Ask them to read out the groups that their own page shows after “Your key reads”. Compare every group with what the report page shows under “Who runs this”. If one group differs, do not send.",
  call: "If you fear the people who run the server, do not rely on this page alone: call one of the numbers first.",
  keys: "What their keys read",
  noKeys: "The list of keys did not come.",
}

/** The same in any language. */
export type WhoRunsWords = typeof whoRunsEn
