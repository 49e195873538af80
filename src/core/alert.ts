import type { Decision } from "./decision.ts"
import type { Event } from "./event.ts"
import type { PersonId } from "./ids.ts"
import {
  called,
  climb,
  deadlineTimer,
  isLater,
  keptEvents,
  lapse,
  overdueOf,
  rest,
  still,
  type Alert,
  type AlertState,
  type Moment,
} from "./ladder.ts"
import { isOwedOutside, nextOwed, type Owed, type OwedKind, promisedKinds } from "./owed.ts"
import { invariant, Refusal } from "./refusal.ts"

/** Which states each act needs. The desk disables by this table; the server refuses by it. */
export const needs = {
  open: ["ringing", "opened", "engaged"],
  handOver: ["opened", "engaged"],
  contact: ["ringing", "opened", "engaged"],
  neglect: ["ringing", "opened", "engaged"],
  allow: ["opened", "engaged"],
} as const satisfies Record<string, readonly AlertState[]>

/** Says whether an act is possible in the state an alert is in. */
export function can(act: keyof typeof needs, alert: Pick<Alert, "state">): boolean {
  return (needs[act] as readonly AlertState[]).includes(alert.state) // widened: the table narrows each row
}

/** A report has come in: the first tiers are rung, and silence will ring the next. */
export function raise(alert: Alert, moment: Moment): Decision<Alert> {
  const raised: Event = { kind: "alert.raised", facts: { alert: alert.kind } }
  const climbed = climb(alert, moment, moment.tiersAtStart)
  return {
    ...climbed,
    events: [raised, ...climbed.events],
    timers: [...climbed.timers, deadlineTimer(moment.owed)],
  }
}

/** What is due is due: every promise missed at this instant and the ladder's own step are one step. */
export function fall(
  alert: Alert,
  stepDue: boolean,
  missed: readonly Owed[],
  moment: Moment,
): Decision<Alert> {
  const heard = missed.filter(({ kind }) => isOwedOutside(kind))
  const lost = heard.some(
    (o) => (moment.danger && isPromised(o)) || o.kind === "first-contact" || o.kind === "opening",
  )
  const left = moment.owed.map((o) => (missed.includes(o) ? { ...o, missedAt: moment.now } : o))
  const events = missed.map((o): Event => ({
    kind: "deadline.missed",
    facts: { alert: alert.kind, deadline: o.kind },
  }))
  const timers = [deadlineTimer(left)]
  const resting = alert.state !== "ringing"
  const state =
    lost && resting ? lapse(alert) : heard.length && !lost ? overdueOf(alert, heard) : alert
  // Nothing is owed any more and nothing is late outside: an alert that nobody closed is looked at again tomorrow.
  const over = stepDue || nextOwed(left).length === 0
  if (resting && !lost && !heard.length && !alert.overdue && over)
    return still(alert, events, [
      ...timers,
      { set: "step", due: moment.waitEnds(alert.tier, moment.now, false) },
    ])
  if (!stepDue && !lost && !heard.length) return still(alert, events, timers)
  // A later promise missed while the bell rings anyway asks for no step of its own.
  if (!stepDue && !lost && !resting) return still(state, events, timers)
  if (lost && resting) {
    events.push({ kind: "alert.lapsed", facts: { alert: alert.kind, person: alert.ownerId } })
  }
  const climbed = climb(state, moment, 1)
  return {
    ...climbed,
    events: [...events, ...climbed.events],
    timers: [...timers, ...climbed.timers],
  }
}

/** A responder has proved that they read the case: the ladder rests until the next unmet deadline. */
export function open(alert: Alert, by: PersonId, moment: Moment): Decision<Alert> {
  must("open", alert)
  const opened: Event = { kind: "case.opened", facts: { person: by } }
  // Whoever let it lapse may read, but only contact made rests the ladder again.
  if (alert.state !== "ringing" || alert.lapsedOwners.includes(by))
    return still(alert, [opened], [])
  const kept = moment.owed.map((o) =>
    o.kind === "opening" && !o.metAt ? { ...o, metAt: moment.now } : o,
  )
  return rest(
    { ...alert, state: "opened", ownerId: by, openedAt: alert.openedAt ?? moment.now },
    kept,
    [
      opened,
      { kind: "alert.opened", facts: { alert: alert.kind, person: by, tier: alert.tier } },
      ...keptEvents(alert, moment.owed, kept),
    ],
    moment,
  )
}

/** A promise was met by a proved act. First contact engages the alert, whoever of the keyholders made it. */
export function keep(
  alert: Alert,
  kind: OwedKind,
  by: PersonId | null,
  moment: Moment,
): Decision<Alert> {
  const kept = moment.owed.map((o) =>
    o.kind === kind && !o.metAt ? { ...o, metAt: moment.now } : o,
  )
  if (kind === "first-contact" && by && can("contact", alert)) {
    const opened = kept.map((o) =>
      o.kind === "opening" && !o.metAt ? { ...o, metAt: moment.now } : o,
    )
    return rest(
      { ...alert, state: "engaged", ownerId: by, openedAt: alert.openedAt ?? moment.now },
      opened,
      [
        ...keptEvents(alert, moment.owed, opened),
        ...(alert.state === "engaged"
          ? []
          : [{ kind: "alert.quieted", facts: { alert: alert.kind, person: by } } as const]),
      ],
      moment,
    )
  }
  const events = keptEvents(alert, moment.owed, kept)
  if (alert.state === "ringing") return still(alert, events, [deadlineTimer(kept)])
  return rest(alert, kept, events, moment)
}

/** Somebody outside says that nobody has been in touch, or that they are not safe: the lease ends now and the next tier is rung. */
export function neglect(
  alert: Alert,
  moment: Moment,
  said: Event = { kind: "alert.neglected", facts: { alert: alert.kind, by: "reporter" } },
): Decision<Alert> {
  must("neglect", alert)
  const since = moment.now.getTime() - alert.steppedAt.getTime()
  if (alert.state === "ringing" && since < pressPause) return still(alert, [said], [])
  const climbed = climb(lapse(alert), moment, 1)
  return {
    ...climbed,
    events: [said, ...climbed.events],
    timers: [...climbed.timers, deadlineTimer(moment.owed)],
  }
}

type Yes = {
  readonly late: OwedKind
  readonly waiting: readonly PersonId[]
  readonly by: "reporter" | "affected"
}
/** Whoever reported, or whom it happened to, says yes: whoever was only told that a later promise is late (`waiting`) may read the case, and so may whoever is rung about it from now on. */
export function allow(alert: Alert, { late, waiting, by }: Yes, moment: Moment): Decision<Alert> {
  must("allow", alert)
  if (alert.overdue !== late || !isLater(late)) throw new Refusal("not-now")
  if (alert.releases) return still(alert, [], [])
  if (!waiting.length) throw new Refusal("not-now")
  const next: Alert = { ...alert, releases: true, epoch: alert.epoch + 1 }
  const facts = { alert: alert.kind, deadline: late, by }
  const allowed: Event = { kind: "content.allowed", facts }
  return { ...still(next, [allowed], []), ...called(next, moment.reach), cancelsPages: true }
}

/** The reporter says that a call or a message did not reach them: the promise stands as it stood before. */
export function deny(alert: Alert, moment: Moment): Decision<Alert> {
  must("contact", alert)
  const contact = moment.owed.find((o) => o.kind === "first-contact" && !o.metAt)
  invariant(contact, "the promise was restored")
  const restored: Event = {
    kind: "deadline.restored",
    facts: { alert: alert.kind, deadline: "first-contact" },
  }
  if (contact.due > moment.now) {
    const state = alert.state === "engaged" ? "opened" : alert.state
    return still({ ...alert, state }, [restored], [deadlineTimer(moment.owed)])
  }
  const decision = fall(alert, false, [contact], moment)
  // A promise missed before stays missed once.
  const events = contact.missedAt
    ? decision.events.filter((e) => e.kind !== "deadline.missed")
    : decision.events
  return { ...decision, events: [restored, ...events] }
}

/** The person who answers hands the alert to another keyholder, who is rung. */
export function handOver(
  alert: Alert,
  by: PersonId,
  to: PersonId,
  moment: Moment,
): Decision<Alert> {
  must("handOver", alert)
  if (alert.ownerId !== by) throw new Refusal("not-yours")
  return {
    ...still(
      {
        ...alert,
        epoch: alert.epoch + 1,
        ownerId: to,
        lapsedOwners: alert.lapsedOwners.filter((p) => p !== to),
      },
      [{ kind: "alert.handed-over", facts: { alert: alert.kind, from: by, to } }],
      [deadlineTimer(moment.owed)],
    ),
    rings: [{ person: to, tier: alert.tier, text: "ring" }],
    releases: [to],
  }
}

/** Somebody steps aside, or must by the reporter's word. If they were answering, the others are rung at once. `moment.reach` no longer has them. */
export function recuse(
  alert: Alert,
  by: PersonId,
  moment: Moment,
  gone: Event = { kind: "person.recused", facts: { person: by } },
): Decision<Alert> {
  if (alert.state === "closed" || (alert.ownerId !== by && alert.state !== "ringing"))
    return still(alert, [gone], [])
  const climbed = climb(lapse(alert), moment, 1)
  return {
    ...climbed,
    events: [gone, ...climbed.events],
    timers: [...climbed.timers, deadlineTimer(moment.owed)],
  }
}

/** The level was raised: what is owed is owed sooner, and those who answer are rung again. */
export function hasten(alert: Alert, moment: Moment): Decision<Alert> {
  if (alert.state === "closed") return still(alert, [], [])
  if (alert.state !== "ringing") {
    const owner = alert.ownerId
      ? [{ person: alert.ownerId, tier: alert.tier, text: "ring" } as const]
      : []
    return {
      ...still({ ...alert, epoch: alert.epoch + 1 }, [], [deadlineTimer(moment.owed)]),
      rings: owner,
    }
  }
  const climbed = climb(alert, moment, Math.max(1, moment.tiersAtStart - 1 - alert.tier))
  return { ...climbed, timers: [...climbed.timers, deadlineTimer(moment.owed)] }
}

/** Danger releases the case for what was promised as it began, not for every duty of the year after. */
function isPromised({ kind }: Owed): boolean {
  return promisedKinds.some((one) => one === kind)
}

/** Two presses of the same button within this time ring people once. */
const pressPause = 30_000

function must(act: keyof typeof needs, alert: Alert): void {
  if (!can(act, alert)) throw new Refusal("not-now")
}
