/** What was done in a case, in words of a closed list: section 10, section 13 with Rule 9, section 19. */
export const actionsIn = [
  "none",
  "conciliated",
  "apology",
  "warning",
  "reprimand",
  "promotion-withheld",
  "pay-withheld",
  "counselling",
  "community-service",
  "transferred",
  "dismissed",
  "deducted",
  "police-assisted",
] as const
export type ActionIn = (typeof actionsIn)[number]

/** One complaint under India's Act of 2013, as far as a yearly report counts it. Which cases are under it is decided before. */
export type ComplaintIn = {
  readonly receivedAt: Temporal.Instant
  readonly closedAt: Temporal.Instant | null
  readonly actions: readonly ActionIn[]
}

/** The days a report is about, first and last included: a calendar year for the District Officer, the company's own for its board. */
export type Period = { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }

/** The report of section 21: what came, what ended, what waits too long, and what was done. */
export type YearIn = {
  readonly period: Period
  /** Complaints of the period, and those still open from before it. */
  readonly received: number
  readonly carriedOver: number
  readonly disposed: number
  readonly pending: number
  readonly pendingOver90: number
  readonly workshops: number
  /** What was done in the cases disposed of; only what happened at all is named. */
  readonly actions: Readonly<Partial<Record<ActionIn, number>>>
  /** Nothing came, nothing ended and nothing waits: a report is due all the same. */
  readonly nil: boolean
}

/** What the Board's Report says, by the Companies (Accounts) Rules. */
export type BoardReportIn = {
  readonly period: Period
  readonly received: number
  readonly disposed: number
  readonly pendingOver90: number
  readonly headcount: Headcount
  readonly employees: number
}

/** The employees at the end of the period, as the organisation counts them. */
export type Headcount = {
  readonly female: number
  readonly male: number
  readonly transgender: number
}

type Counted = {
  readonly complaints: readonly ComplaintIn[]
  readonly period: Period
  readonly zone: string
}

/** The days of a calendar year. */
export function calendarYear(year: number): Period {
  return {
    first: Temporal.PlainDate.from({ year, month: 1, day: 1 }),
    last: Temporal.PlainDate.from({ year, month: 12, day: 31 }),
  }
}

/** Counts the complaints of a period; what is open is what was open when its last day ended. */
export function yearIn(asked: Counted & { readonly workshops: number }): YearIn {
  const { period, workshops } = asked
  const { received, carried, disposed, pending, over90 } = sorted(asked)
  return {
    period,
    received: received.length,
    carriedOver: carried.length,
    disposed: disposed.length,
    pending: pending.length,
    pendingOver90: over90.length,
    workshops,
    actions: tally(disposed),
    nil: received.length + disposed.length + pending.length === 0,
  }
}

/** The figures for the board. */
export function boardReportIn(asked: Counted & { readonly headcount: Headcount }): BoardReportIn {
  const { period, headcount } = asked
  const { received, disposed, over90 } = sorted(asked)
  return {
    period,
    received: received.length,
    disposed: disposed.length,
    pendingOver90: over90.length,
    headcount,
    employees: headcount.female + headcount.male + headcount.transgender,
  }
}

function sorted({ complaints, period, zone }: Counted): {
  received: ComplaintIn[]
  carried: ComplaintIn[]
  disposed: ComplaintIn[]
  pending: ComplaintIn[]
  over90: ComplaintIn[]
} {
  const start = period.first.toZonedDateTime(zone).toInstant()
  const end = period.last.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  // On the last day, what came on the ninetieth day before it waits for ninety days and not for more.
  const long = period.last.subtract({ days: 90 }).toZonedDateTime(zone).toInstant()
  const within = (at: Temporal.Instant) => !isBefore(at, start) && isBefore(at, end)
  const openAt = (one: ComplaintIn, at: Temporal.Instant) =>
    isBefore(one.receivedAt, at) && (one.closedAt === null || !isBefore(one.closedAt, at))
  const pending = complaints.filter((one) => openAt(one, end))
  return {
    received: complaints.filter(({ receivedAt }) => within(receivedAt)),
    carried: complaints.filter((one) => openAt(one, start)),
    disposed: complaints.filter(({ closedAt }) => closedAt !== null && within(closedAt)),
    pending,
    over90: pending.filter(({ receivedAt }) => isBefore(receivedAt, long)),
  }
}

function tally(complaints: readonly ComplaintIn[]): Partial<Record<ActionIn, number>> {
  const counts = actionsIn.map(
    (action) => [action, complaints.filter((one) => one.actions.includes(action)).length] as const,
  )
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
