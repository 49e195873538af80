import { raise } from "./alert.ts"
import type { Decision } from "./decision.ts"
import type { PersonId } from "./ids.ts"
import { type Alert, type Moment, deadlineTimer, keptEvents, rest, still } from "./ladder.ts"
import type { Owed, OwedKind } from "./owed.ts"

/** What is due changes: something new is owed, was kept, or has lost its reason. A bell that rests goes on resting until the next. */
export function owe(
  alert: Alert,
  change: {
    readonly owes: readonly { readonly kind: OwedKind; readonly due: Date }[]
    readonly keeps: readonly OwedKind[]
    readonly drops: readonly OwedKind[]
  },
  moment: Moment,
): Decision<Alert> {
  const { owes, keeps, drops } = change
  const anew = owes.map(({ kind, due }): Owed => ({ kind, due, metAt: null, missedAt: null }))
  const staying = moment.owed.filter(
    ({ kind }) => !drops.includes(kind) && !anew.some((one) => one.kind === kind),
  )
  const kept = staying.map((o) =>
    keeps.includes(o.kind) && !o.metAt ? { ...o, metAt: moment.now } : o,
  )
  const owed = [...kept, ...anew]
  const events = keptEvents(alert, staying, kept)
  const ends = events.length > 0 || staying.length < moment.owed.length
  if (alert.state === "ringing" || alert.state === "closed" || !ends)
    return still(alert, events, alert.state === "closed" ? [] : [deadlineTimer(owed)])
  return rest(alert, owed, events, moment)
}

/** A closed case is opened again: whoever answers for it now is there, or it rings anew from the first tier, as a report does. */
export function reopen(alert: Alert, by: PersonId | null, moment: Moment): Decision<Alert> {
  const again: Alert = {
    ...alert,
    ...{ tier: -1, loop: 0, epoch: alert.epoch + 1, steppedAt: moment.now },
    ...{ lapsedOwners: [], releases: true, overdue: null },
  }
  if (by) return rest({ ...again, tier: 0, state: "engaged", ownerId: by }, moment.owed, [], moment)
  return raise({ ...again, state: "ringing", ownerId: null }, moment)
}

/** The case is over: nothing rings and nothing is waited for any more. */
export function close(alert: Alert): Decision<Alert> {
  const next: Alert = { ...alert, state: "closed", overdue: null, epoch: alert.epoch + 1 }
  return {
    ...still(next, [], [{ cancel: "step" }, { cancel: "deadline" }, { cancel: "unproved" }]),
    cancelsPages: true,
  }
}
