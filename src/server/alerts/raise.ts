import { randomUUID } from "node:crypto"
import { raise } from "#core/alert.ts"
import type { Ring } from "#core/decision.ts"
import type { Event } from "#core/event.ts"
import { newAlert, type AlertKind } from "#core/ladder.ts"
import { idOf, type AlertId, type CaseId, type PersonId } from "#core/ids.ts"
import type { Level } from "#core/level.ts"
import type { Owed } from "#core/owed.ts"
import type { Tiers } from "#wire/path.ts"
import { dueFor, targetsOf, type Promised } from "#server/law.ts"
import type { Tx } from "#server/runtime.ts"
import { waits } from "./find.ts"
import { ladderOf, reachOf, type Holding } from "./ladder.ts"
import { saveNew } from "./save.ts"

/** What an alert is raised with; everything it needs later is copied now. */
export type Raising = {
  readonly caseId: CaseId
  readonly kind: AlertKind
  readonly level: Level
  readonly tiers: Tiers
  readonly holdings: readonly Holding[]
  readonly protection: readonly PersonId[]
  readonly org: { readonly country: string; readonly zone: string }
  /** What is recorded before the bell. */
  readonly because?: readonly Event[]
}

/** What was promised, and who was rung first. */
export type Raised = { readonly promised: readonly Promised[]; readonly rings: readonly Ring[] }

/** Rings the bell for a case: the alert, its promises, its timers and the first pages, or none of them. */
export async function raiseAlert(tx: Tx, raising: Raising): Promise<Raised> {
  const { caseId, kind, level, org } = raising
  const ladder = ladderOf(raising.tiers, raising.protection)
  const promised = dueFor(org, level, tx.now)
  const owed: Owed[] = promised.map((p) => ({
    kind: p.kind,
    due: p.due,
    metAt: null,
    missedAt: null,
  }))
  const alert = newAlert({ id: idOf<AlertId>(randomUUID()), caseId, kind }, tx.now)
  const decision = raise(alert, {
    now: tx.now,
    reach: reachOf(ladder, raising.holdings, tx.now),
    owed,
    tiersAtStart: targetsOf(level).tiersAtStart,
    danger: level === "e1",
    waitEnds: waits(level, ladder, org),
  })
  const first = raising.because ?? []
  const told = { ...decision, events: [...first, ...decision.events] }
  await saveNew(tx, level, told, { ladder, promised })
  return { promised, rings: decision.rings }
}
