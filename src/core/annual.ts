/** What was done in a complaint that ended, in words of a closed list: our own ladder, and the ways in which none was needed. */
export const actionsTaken = [
  "none",
  "support",
  "informal",
  "referred",
  "level-0",
  "level-1",
  "level-2",
  "level-3",
  "level-4",
  "level-5",
  "level-6",
  "level-T",
  "police",
] as const
export type ActionTaken = (typeof actionsTaken)[number]

/** The lines of a yearly report that are counted from cases. */
export const countedLines = [
  "received",
  "carried-over",
  "disposed",
  "pending",
  "pending-over-90",
  "actions",
] as const
export type CountedLine = (typeof countedLines)[number]

/** The lines that nobody can count from cases: somebody types a number. */
export const typedLines = ["workshops", "female", "male", "transgender", "judgments"] as const
export type TypedLine = (typeof typedLines)[number]

/** What a law asks for once a year, line by line in the order of its form. */
export type AnnualRule = {
  readonly id: string
  /** Where the law says it. */
  readonly article: string
  /** To whom it goes. */
  readonly to: { readonly en: string; readonly zh: string }
  /** The month in which the year of this report begins. */
  readonly begins: number
  readonly lines: readonly (CountedLine | TypedLine)[]
  /** False while nobody has written the law's own form into the pack: the lines are then a help, and no more. */
  readonly form: boolean
  /** The clock of the pack by which it is due. */
  readonly clock?: string | undefined
}

/** One complaint as far as a yearly report counts it. Under which law it is was decided before. */
export type Complaint = {
  readonly receivedAt: number
  /** When its outcome was told, or it ended in another way; null while it waits. */
  readonly endedAt: number | null
  readonly actions: readonly ActionTaken[]
}

/** The days that a report is about, first and last included. */
export type Period = { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }

/** What came, what ended, what waits, what waits too long, and what was done. */
export type Counted = {
  readonly received: number
  readonly "carried-over": number
  readonly disposed: number
  readonly pending: number
  readonly "pending-over-90": number
  /** In how many of the complaints that ended each was done; only what happened at all is named. */
  readonly actions: Readonly<Partial<Record<ActionTaken, number>>>
}

/** The year of a report that begins in a month: a calendar year, or the one that a company's accounts have. */
export function yearFrom(year: number, begins: number): Period {
  const first = Temporal.PlainDate.from({ year, month: begins, day: 1 })
  return { first, last: first.add({ years: 1 }).subtract({ days: 1 }) }
}

/** When the first day begins, and when the last one has ended, in milliseconds. */
export function boundsOf({ first, last }: Period, zone: string): { start: number; end: number } {
  return { start: midnight(first, zone), end: midnight(last.add({ days: 1 }), zone) }
}

/** The day by which the report of a period is due, by so many days after its last. */
export const dueBy = ({ last }: Period, days: number): Temporal.PlainDate => last.add({ days })

/** Whether a yearly report is due within this many days from today on, today included. */
export function isDueWithin(
  { begins, days }: { readonly begins: number; readonly days: number },
  today: Temporal.PlainDate,
  within: number,
): boolean {
  const until = today.add({ days: within })
  // A report of the year that ended last, or of the one before where the law leaves more than a year.
  return [today.year - 2, today.year - 1, today.year].some((year) => {
    const due = dueBy(yearFrom(year, begins), days)
    const { compare } = Temporal.PlainDate
    return compare(today, due) <= 0 && compare(due, until) <= 0
  })
}

/** Counts the complaints of a period; what waits is what waited when its last day ended. */
export function countYear(
  complaints: readonly Complaint[],
  { period, zone }: { readonly period: Period; readonly zone: string },
): Counted {
  const { start, end } = boundsOf(period, zone)
  // On the last day, what came on the ninetieth day before it waits for ninety days and not for more.
  const long = midnight(period.last.subtract({ days: 90 }), zone)
  const isWithin = (at: number | null) => at !== null && at >= start && at < end
  const waitsAt = ({ receivedAt, endedAt }: Complaint, at: number) =>
    receivedAt < at && (endedAt === null || endedAt >= at)
  const ended = complaints.filter(({ endedAt }) => isWithin(endedAt))
  const pending = complaints.filter((one) => waitsAt(one, end))
  return {
    received: complaints.filter(({ receivedAt }) => isWithin(receivedAt)).length,
    "carried-over": complaints.filter((one) => waitsAt(one, start)).length,
    disposed: ended.length,
    pending: pending.length,
    "pending-over-90": pending.filter(({ receivedAt }) => receivedAt < long).length,
    actions: tally(ended),
  }
}

/** A year in which nothing came, ended or waited: a report is due all the same. */
export function isNil({ received, disposed, pending }: Counted): boolean {
  return received + disposed + pending === 0
}

function tally(complaints: readonly Complaint[]): Counted["actions"] {
  const counts = actionsTaken.map(
    (action) => [action, complaints.filter((one) => one.actions.includes(action)).length] as const,
  )
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

function midnight(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds
}
