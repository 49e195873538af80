import type { Guard, Looking } from "./guard.ts"
import type { Life, Respondent } from "./life.ts"
import { holdersOf } from "./role.ts"
import type { Actor, LifeMoment } from "./rule.ts"
import { isHigh } from "./word.ts"

/** What must hold for the two sides: nobody speaks for another, and nobody is judged on what they were not told. */
export const partyGuards = {
  "respondent-number": (life, { facts }) =>
    Number(facts["n"]) >= 1 && Number(facts["n"]) <= life.respondents.length + 1,
  "respondent-known": (life, { facts }) =>
    life.respondents.some(({ n }) => n === (facts["respondent"] ?? facts["n"])),
  // A mailbox is one person's: not the reporter's, not another respondent's, and not changed once notice went there.
  "mailbox-free": (life, { facts }) => isFreeMailbox(life, facts),
  "own-mailbox": (life, { facts, by }) =>
    !by.is.includes("respondent") ||
    life.respondents.some(({ n, mailbox }) => n === facts["n"] && mailbox === by.mailbox),
  "own-voice": (life, { facts, by }) => speaksFor(life, facts["who"], by),
  "who-known": (life, { facts }) => isKnown(life, facts["who"]),
  "notice-open": (life, { facts }) =>
    life.respondents.some((one) => one.n === facts["n"] && !isNoticed(life, one)),
  "not-delayed-yet": (life, { facts }) =>
    life.respondents.some(({ n, delayed }) => n === facts["n"] && delayed === null),
  "notice-decided": (life) =>
    life.respondents.length > 0 &&
    life.respondents.every((one) => isNoticed(life, one) || one.delayed !== null),
  "everybody-noticed": (life) => life.respondents.every((one) => isNoticed(life, one)),
  "everybody-heard": (life) =>
    life.heard.some(({ who }) => who === "affected") &&
    life.respondents.every(({ n }) =>
      life.heard.some(({ who, at }) => who === `respondent ${n}` && at >= lastAddedTo(life, n)),
    ),
  "time-to-answer": (life, { moment }) => life.respondents.every((one) => hadTime(one, moment)),
  "outside-investigator": (life, { by, moment }) =>
    !life.respondents.some(({ standing }) => isHigh(standing)) ||
    [...holdersOf(life, "investigator"), ...(by.is.includes("investigator") ? [by.person] : [])]
      .flatMap((person) => person ?? [])
      .every((person) => moment.isOutside(person)),
  "was-heard": (life, { facts }) =>
    life.heard.some(({ who, as }) => who === facts["who"] && as === "heard"),
  "appeal-open": (life, { by, moment }) => {
    const voice = voiceOf(life, by)
    const { state, until, filed } = life.appeal
    const runs = (state === "OPEN" || state === "USED") && moment.now <= (until ?? 0)
    return runs && voice !== null && !filed.includes(voice)
  },
  // Each side has the whole of its time, also when the other was quicker.
  "appeal-over": (life, { moment }) =>
    !isPending(life) &&
    life.appeal.until !== null &&
    (moment.now > life.appeal.until ||
      everybodyOf(life).every((who) => life.appeal.filed.includes(who))),
  "appeal-pending": (life) => isPending(life),
  "no-appeal": (life) => !isPending(life),
  // What an appeal changes is decided, not only said.
  "result-carried": (life, { facts }) =>
    facts["as"] === "upheld" ||
    life.respondents.some(
      ({ sanction }) => sanction !== null && sanction.at > (life.appeal.at ?? 0),
    ),
} as const satisfies Record<string, Guard>

/** Both sides, as they are named in closed words. */
export function everybodyOf({ respondents }: Life): string[] {
  return ["affected", ...respondents.map(({ n }) => `respondent ${n}`)]
}

/** Whose side an outside person speaks for; null is nobody's. */
export function voiceOf(life: Life, { is, mailbox }: Actor): string | null {
  if (is.includes("affected")) return "affected"
  if (is.includes("reporter")) return "reporter"
  const one = life.respondents.find(
    (known) => is.includes("respondent") && known.mailbox === mailbox,
  )
  return one ? `respondent ${one.n}` : null
}

/** An appeal was filed and nobody has decided it. */
export function isPending({ appeal }: Life): boolean {
  return appeal.state === "USED" && appeal.result === null
}

/** Told in writing of everything that is said against them: what was added later needs a notice of its own. */
export function isNoticed(life: Life, { n, noticed }: Respondent): boolean {
  return noticed !== null && noticed >= lastAddedTo(life, n)
}

/** When the last allegation against somebody was written. */
function lastAddedTo({ allegations }: Life, respondent: number): number {
  return Math.max(0, ...allegations.flatMap((one) => (one.respondent === respondent ? one.at : [])))
}

/** They have answered since they were told, or had the time that they are given. */
function hadTime({ noticed, answered }: Respondent, moment: LifeMoment): boolean {
  if (noticed === null) return false
  if (answered !== null && answered >= noticed) return true
  return moment.step("answer", { amount: 5, unit: "working_days" }, noticed).due <= moment.now
}

const reporters = 1

function isFreeMailbox(life: Life, facts: Looking["facts"]): boolean {
  const { n, mailbox } = facts
  const known = life.respondents.find((one) => one.n === n)
  if (known && known.noticed !== null && known.mailbox !== null && known.mailbox !== mailbox)
    return false
  if (mailbox === null) return true
  return (
    mailbox !== reporters && !life.respondents.some((one) => one.n !== n && one.mailbox === mailbox)
  )
}

/** The team speaks for whoever is known in the case; an outside person only for themselves. */
function speaksFor(life: Life, who: unknown, by: Actor): boolean {
  if (by.person !== null) return isKnown(life, who)
  return who === (voiceOf(life, by) ?? `witness ${by.mailbox}`)
}

/** A respondent who is written down; the affected person, whoever reported, and witnesses there always may be. */
function isKnown(life: Life, who: unknown): boolean {
  const [kind, n] = String(who).split(" ")
  return kind !== "respondent" || life.respondents.some((one) => one.n === Number(n))
}
