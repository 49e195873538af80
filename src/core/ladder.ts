import type { Decision, Ring, TimerChange } from "./decision.ts"
import type { Event } from "./event.ts"
import type { AlertId, CaseId, PersonId } from "./ids.ts"
import { isOwedOutside, nextOwed, type Owed, type OwedKind } from "./owed.ts"
import { invariant } from "./refusal.ts"
import { earliest } from "./time.ts"

export const alertStates = ["ringing", "opened", "engaged", "closing", "closed"] as const
export type AlertState = (typeof alertStates)[number]
export const alertKinds = ["report", "retaliation"] as const
export type AlertKind = (typeof alertKinds)[number]

/** A demand for attention. `tier` is the highest one rung so far; -1 before the first. */
export type Alert = {
  id: AlertId
  caseId: CaseId
  kind: AlertKind
  state: AlertState
  tier: number
  loop: number
  epoch: number
  /** Whether the tiers rung now are given their keys; false while only a later promise is overdue, until the reporter says yes. */
  releases: boolean
  /** Which promise a quiet bell is about; null while the bell is loud or nothing is late. */
  overdue: OwedKind | null
  ownerId: PersonId | null
  lapsedOwners: readonly PersonId[]
  raisedAt: Date
  openedAt: Date | null
  steppedAt: Date
}

/** An alert before its first tier is rung. */
export function newAlert(about: Pick<Alert, "id" | "caseId" | "kind">, at: Date): Alert {
  return {
    ...about,
    state: "ringing",
    tier: -1,
    loop: 0,
    epoch: 1,
    releases: true,
    overdue: null,
    ownerId: null,
    lapsedOwners: [],
    raisedAt: at,
    openedAt: null,
    steppedAt: at,
  }
}

/** Who can be rung at one tier at this instant. A person without a grant is in neither list. */
export type Reach = { onCall: readonly PersonId[]; holders: readonly PersonId[] }

/** What the moment holds: who can be rung, what is owed, and when a wait that begins at an instant ends. */
export type Moment = {
  now: Date
  reach: readonly Reach[]
  owed: readonly Owed[]
  tiersAtStart: number
  /** Danger now: whoever is rung for any missed promise is given the case with it. */
  danger?: boolean
  /** The end of tier `tier`'s wait, or of one turn of the top loop when it is the last; a bell that is not loud waits a day. */
  waitEnds: (tier: number, from: Date, loud: boolean) => Date
}

/** Adds the next `steps` tiers to those that ring, passing empty ones at once; at the top it goes round for ever. */
export function climb(alert: Alert, moment: Moment, steps: number): Decision<Alert> {
  const { reach, now } = moment
  const top = reach.length - 1
  invariant(top >= 0, "a ladder has a tier")
  const events: Event[] = []
  let tier = alert.tier
  for (let wanted = steps; wanted > 0 && tier < top;) {
    tier += 1
    const here = reach[tier]
    invariant(here, "tier exists")
    if (here.onCall.length) wanted -= 1
    else
      events.push({
        kind: "tier.passed",
        facts: {
          alert: alert.kind,
          tier,
          why: here.holders.length ? "nobody-on-call" : "nobody-holds-a-key",
        },
      })
  }
  const again = alert.tier >= top
  const next: Alert = { ...alert, tier, loop: again ? alert.loop + 1 : alert.loop, steppedAt: now }
  events.push(
    again
      ? { kind: "alert.looped", facts: { alert: alert.kind, loop: next.loop } }
      : { kind: "alert.climbed", facts: { alert: alert.kind, tier, releases: next.releases } },
  )
  return {
    next,
    events,
    timers: [{ set: "step", due: moment.waitEnds(tier, now, next.state === "ringing") }],
    ...called(next, reach),
    cancelsPages: false,
  }
}

/** Whom the tiers rung so far ring, and to whom they hand out the keys. */
export function called(
  alert: Alert,
  reach: readonly Reach[],
): Pick<Decision<Alert>, "rings" | "releases"> {
  const holders = reach.slice(0, alert.tier + 1).flatMap((r) => r.holders)
  return { rings: ringsOf(alert, reach), releases: alert.releases ? holders : [] }
}

/** Everybody on call at the tiers rung so far and whoever answers; where a shift holds no key, the tier's other keyholders. */
function ringsOf(alert: Alert, reach: readonly Reach[]): Ring[] {
  const people = reach
    .slice(0, alert.tier + 1)
    .flatMap((r, tier) =>
      (r.onCall.length ? r.onCall : r.holders).map((person) => ({ person, tier })),
    )
  const text = alert.releases ? "ring" : "overdue"
  const all = alert.ownerId ? [{ person: alert.ownerId, tier: alert.tier }, ...people] : people
  return [...new Map(all.map((p): [PersonId, Ring] => [p.person, { ...p, text }])).values()]
}

/** The bell rests: nothing rings, and the next unmet deadline wakes it. When none is ahead any more it wakes once a day. */
export function rest(
  next: Alert,
  owed: readonly Owed[],
  events: readonly Event[],
  moment: Moment,
): Decision<Alert> {
  const ahead = nextOwed(owed).length > 0
  const late = owed.filter((o) => o.missedAt && !o.metAt && isOwedOutside(o.kind))
  const laters = late.filter((o) => isLater(o.kind))
  const later = laters.find((o) => o.kind === next.overdue) ?? laters[0]
  const goesOn = later && next.overdue
  const overdue = goesOn ? later.kind : ahead ? null : ((later ?? late[0])?.kind ?? null)
  // The reporter's yes is about one promise, and lasts as long as the bell is about that one.
  const releases = goesOn ? next.releases && overdue === next.overdue : ahead
  const daily = moment.waitEnds(next.tier, moment.now, false)
  const step: TimerChange[] = goesOn
    ? []
    : [ahead ? { cancel: "step" } : { set: "step", due: daily }]
  return {
    next: { ...next, epoch: next.epoch + 1, releases, overdue },
    events,
    timers: [...step, deadlineTimer(owed)],
    rings: [],
    releases: [],
    cancelsPages: true,
  }
}

/** Promises that are owed once somebody answers. */
export const isLater = (kind: OwedKind): boolean => kind !== "opening" && kind !== "first-contact"

/** Nothing rings that did not ring before. */
export function still(
  next: Alert,
  events: readonly Event[],
  timers: readonly TimerChange[],
): Decision<Alert> {
  return { next, events, timers, rings: [], releases: [], cancelsPages: false }
}

/** The lease is over: it rings again, and whoever held it is not counted on. */
export function lapse(alert: Alert): Alert {
  const lapsedOwners = alert.ownerId
    ? [...new Set([...alert.lapsedOwners, alert.ownerId])]
    : alert.lapsedOwners
  return {
    ...alert,
    state: "ringing",
    ownerId: null,
    lapsedOwners,
    releases: true,
    overdue: null,
    epoch: alert.epoch + 1,
  }
}

/** A later promise is missed: the next tier hears of it, without being given the case. */
export function overdueOf(alert: Alert, missed: readonly Owed[]): Alert {
  if (alert.state === "ringing") return alert
  return { ...alert, releases: false, overdue: missed.at(-1)?.kind ?? alert.overdue }
}

/** The next promise that can be missed wakes the bell. */
export function deadlineTimer(owed: readonly Owed[]): TimerChange {
  const due = earliest(nextOwed(owed).map((o) => o.due))
  return due ? { set: "deadline", due } : { cancel: "deadline" }
}

/** What was kept, for the record. */
export function keptEvents(alert: Alert, before: readonly Owed[], now: readonly Owed[]): Event[] {
  return now
    .filter((o, i) => o.metAt && !before[i]?.metAt)
    .map((o) => ({
      kind: "deadline.kept",
      facts: { alert: alert.kind, deadline: o.kind, late: Boolean(o.missedAt) },
    }))
}
