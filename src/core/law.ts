import { Refusal } from "./refusal.ts"
import type { Calendar } from "./calendar.ts"
import { daysUnder, dueAt } from "./law-days.ts"
import { beginsAtLatest, byText } from "./law-table.ts"
import type {
  BreachAct,
  ClockEvent,
  ClockOwner,
  LawClock,
  LawPack,
  NumberBasis,
  SourceState,
} from "./pack.ts"
import type { ClockKind } from "./deadline.ts"

/** What is known to have happened, and when: only a clock whose event is here is running. */
export type Anchors = { readonly [E in ClockEvent]?: Temporal.Instant | undefined }

/** Each pack's days, by the pack's id. */
export type PackCalendars = Readonly<Record<string, Calendar>>

/** The law of a case: the packs that apply, what has happened, and the days of each place. */
export type LawOf = {
  readonly packs: readonly LawPack[]
  readonly anchors: Anchors
  readonly calendars: PackCalendars
}

/** One limit that a law sets in this case: who must do what by when, under which article, and how far that was checked. */
export type LawDue = {
  readonly pack: string
  readonly clock: string
  readonly kind: ClockKind
  readonly event: ClockEvent
  readonly due: Temporal.Instant
  readonly owner: ClockOwner
  readonly action: string
  readonly article: string
  readonly basis: NumberBasis
  readonly source: SourceState
  readonly url: string | null
  readonly on_breach: BreachAct
}

/** Every limit that the laws of a case set by what has happened so far, the earliest first. */
export function lawDue({ packs, anchors, calendars }: LawOf): LawDue[] {
  const running = packs.flatMap((pack) =>
    pack.clocks.flatMap((clock) => {
      const at = dueOf(pack, clock, anchors, calendars)
      return at === null ? [] : [{ pack, clock, at }]
    }),
  )
  return running
    .toSorted((a, b) => a.at - b.at || byText(a.clock.id, b.clock.id))
    .map(({ pack, clock, at }) => written(pack, clock, at))
}

/** When a clock of a pack runs out, in milliseconds; null while its event has not happened. */
export function dueOf(
  pack: LawPack,
  clock: LawClock,
  anchors: Anchors,
  calendars: PackCalendars,
): number | null {
  const from = beginOf(pack, clock, anchors, calendars)
  if (from === null) return null
  const calendar = calendars[pack.id]
  if (!calendar) throw new Refusal("no-calendar", pack.id)
  return dueAt(clock, daysUnder(pack, clock, calendar), from)
}

/** A limit with all that a screen says about it. */
export function written(pack: LawPack, clock: LawClock, at: number): LawDue {
  return {
    pack: pack.id,
    clock: clock.id,
    kind: clock.kind,
    event: clock.event,
    due: Temporal.Instant.fromEpochMilliseconds(at),
    owner: clock.owner,
    action: clock.action,
    article: clock.article,
    basis: clock.number_basis,
    source: clock.source.state,
    url: clock.source.url,
    on_breach: clock.on_breach,
  }
}

/** When a clock begins: with its event, and where another clock's end begins it too, with the earlier of both. */
function beginOf(
  pack: LawPack,
  clock: LawClock,
  anchors: Anchors,
  calendars: PackCalendars,
): number | null {
  const event = anchors[clock.event]?.epochMilliseconds ?? null
  const other = pack.clocks.find(({ id }) => id === beginsAtLatest[clock.id])
  const latest = other ? dueOf(pack, other, anchors, calendars) : null
  return event === null || latest === null ? (event ?? latest) : Math.min(event, latest)
}
