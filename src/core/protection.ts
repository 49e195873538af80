import { notBefore, type Calendar } from "./calendar.ts"
import { Refusal } from "./refusal.ts"

/** What HR may not do to anybody before it was checked. */
export const checkKinds = ["dismissal", "demotion", "pay-cut", "transfer", "contract-end"] as const
export type CheckKind = (typeof checkKinds)[number]

/** The only two words that HR ever gets. Neither says why. */
export const checkAnswers = ["clear", "freeze"] as const
export type CheckAnswer = (typeof checkAnswers)[number]

/** One check in so many is frozen by lot, so that a freeze says nothing of a report. */
export const auditOneIn = 12
/** One person of HR asks at most so often a day: whoever wanted to try everybody out would be seen doing it. */
export const mostChecksADay = 100
/** A check goes to at most so many people. */
export const mostAskedAtOnce = 16
/** How often somebody must say that a freeze may end before it does. */
export const endsWith = 2

/** Says whether the lot, a whole number from 0 up to and without `auditOneIn`, has fallen on this check. */
export function isAudited(lot: number): boolean {
  return lot === 0
}

/** The instants of a check. They follow from when it was asked and from nothing else. */
export type CheckTimes = {
  /** Whoever has not answered by then is rung again. */
  readonly remind: Temporal.Instant
  /** HR reads the answer from here on, never before. */
  readonly release: Temporal.Instant
  /** A freeze is looked at again by then, and no earlier is HR told that it has ended. */
  readonly review: Temporal.Instant
  /** No freeze lasts longer. */
  readonly frozenUntil: Temporal.Instant
}

/** When a working day ends and begins, on the wall of the organisation. */
const dayEnds = "18:00"
const dayBegins = "09:00"

/** When a check that is asked now is answered: at the end of the second working day after today, whoever it concerns. */
export function timesOf(calendar: Calendar, asked: Temporal.Instant): CheckTimes {
  const release = endOfDay(calendar, asked, 2)
  const wall = release.toZonedDateTimeISO(calendar.zone)
  const until = wall.toPlainDateTime().add({ months: 24 })
  return {
    remind: wall
      .toPlainDate()
      .toZonedDateTime({ timeZone: calendar.zone, plainTime: dayBegins })
      .toInstant(),
    release,
    review: endOfDay(calendar, release, 10),
    frozenUntil: until.toZonedDateTime(calendar.zone).toInstant(),
  }
}

/** When HR is told that a freeze has ended: at the end of a day, and never before the day of its review. */
export function endShows(
  calendar: Calendar,
  agreed: Temporal.Instant,
  review: Temporal.Instant,
): Temporal.Instant {
  if (Temporal.Instant.compare(agreed, review) <= 0) return review
  const wall = agreed.toZonedDateTimeISO(calendar.zone)
  const today = wall.toPlainDate().toZonedDateTime({ timeZone: calendar.zone, plainTime: dayEnds })
  const shown = today.toInstant()
  return Temporal.Instant.compare(agreed, shown) <= 0 ? shown : endOfDay(calendar, agreed, 1)
}

/** What HR is told: clear only when somebody said so, nobody said freeze, and the lot did not fall on it. */
export function outcomeOf(audited: boolean, said: readonly (CheckAnswer | null)[]): CheckAnswer {
  if (audited || said.includes("freeze")) return "freeze"
  return said.includes("clear") ? "clear" : "freeze"
}

/** Refuses an answer that may not follow: none after the release, and what was frozen is not cleared by the same hand before it. */
export function mustFollow(
  before: CheckAnswer | null,
  next: CheckAnswer,
  when: { readonly now: Date; readonly release: Date },
): void {
  if (when.now >= when.release) throw new Refusal("not-now", "released")
  if (before === "freeze" && next === "clear") throw new Refusal("not-now", "frozen")
}

/** One of those who were asked: what they said, and whether the freeze may end for all they know. */
export type Asked = { readonly said: CheckAnswer | null; readonly mayEnd: boolean }

/** Says whether a freeze ends: two people say so, and everyone who said freeze is among them. */
export function mayEnd(asked: readonly Asked[]): boolean {
  const agreed = asked.filter((one) => one.mayEnd).length
  return agreed >= endsWith && asked.every((one) => one.said !== "freeze" || one.mayEnd)
}

/** A released check, as far as its word to HR goes. */
export type Released = {
  readonly release: Date
  readonly answer: CheckAnswer
  readonly endShows: Date | null
  readonly frozenUntil: Date
}

/** The one word that HR reads at an instant, and nothing before the release. */
export function wordAt(check: Released, now: Date): CheckAnswer | null {
  if (now < check.release) return null
  const over = now >= check.frozenUntil || (check.endShows !== null && now >= check.endShows)
  return over ? "clear" : check.answer
}

/** In whose name somebody is asked: as protection officer, else as keyholder from outside, else for the board. */
export const answererRoles = ["officer", "outside", "board"] as const
export type AnswererRole = (typeof answererRoles)[number]

/** Who is asked about a person: the officers, or if none of them may be asked those from outside, or the board. */
export function askedOf<Someone extends { readonly person: string; readonly role: AnswererRole }>(
  all: readonly Someone[],
  mustNot: ReadonlySet<string>,
): Someone[] {
  for (const role of answererRoles) {
    const free = all.filter((one) => one.role === role && !mustNot.has(one.person))
    if (free.length > 0) return free.slice(0, mostAskedAtOnce)
  }
  return []
}

/** The end of the n-th working day after the day of an instant, which is not counted. */
function endOfDay(calendar: Calendar, from: Temporal.Instant, days: number): Temporal.Instant {
  const after = notBefore(calendar, from, { amount: days, unit: "working_days" })
  const last = after.toZonedDateTimeISO(calendar.zone).toPlainDate().subtract({ days: 1 })
  return last.toZonedDateTime({ timeZone: calendar.zone, plainTime: dayEnds }).toInstant()
}
