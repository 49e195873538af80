import type { Decision } from "#core/decision.ts"
import type { Alert } from "#core/ladder.ts"
import type { Run } from "./bell.ts"

const epoch = Date.UTC(2027, 6, 28, 4, 50)
/** Minutes since the first report, as instants and back. */
export const instant = (minutes: number): Date => new Date(epoch + minutes * 60_000)
export const minutesOf = (at: Date): number => (at.getTime() - epoch) / 60_000

/** Everything that must hold after an act. */
export function check(run: Run, decided: Decision<Alert>): void {
  const { alert, model, timers } = run
  const ringing = alert.state === "ringing"
  if (ringing) must(timers.has("step"), "whatever rings has a step ahead of it")
  const open = run.owed.some((o) => !o.metAt && !o.missedAt)
  must(timers.size > 0, "what rests has a timer")
  must(
    !open ||
      timers.get("deadline") ===
        Math.min(...run.owed.filter((o) => !o.metAt && !o.missedAt).map((o) => minutesOf(o.due))),
    "the next promise wakes it",
  )
  const rung = decided.rings.map((r) => r.person as string)
  must(!rung.some((who) => run.gone.has(who)) || rung.length === 0, "the recused are never rung")
  const holders = new Set(model.tiers.flatMap((t) => t.holders))
  must(
    decided.releases.every((who) => holders.has(who)),
    "only holders are released",
  )
  must(
    model.now < 0 ||
      run.owed.every((o) => o.metAt || o.missedAt || minutesOf(o.due) >= model.now - 0.001),
    "every promise that is past was kept or missed",
  )
  same("ringing", ringing, model.ringing)
  same("tier", alert.tier, model.tier)
  same("loop", alert.loop, model.loop)
  same("owner", alert.ownerId, model.owner)
  same("quiet", !ringing && alert.overdue !== null, !model.ringing && model.quiet)
  same("about", alert.overdue, model.ringing ? null : model.about)
  same("allowed", !ringing && alert.overdue !== null && alert.releases, model.allowed)
  same("step", timers.get("step") ?? null, model.step)
  same("rung", rung.toSorted().join(), [...model.rung].toSorted().join())
  same(
    "released",
    [...new Set<string>(decided.releases)].toSorted().join(),
    [...model.released].toSorted().join(),
  )
  same("missed", [...run.missedOnce].toSorted().join(), [...model.missed].toSorted().join())
}

/** A law of the bell: what breaks it ends the proof. */
export function must(holds: boolean, law: string): void {
  if (!holds) throw new Error(law)
}

/** The bell and the small model agree. */
function same(what: string, one: unknown, other: unknown): void {
  if (one !== other)
    throw new Error(`${what}: the bell says ${String(one)}, the model ${String(other)}`)
}
