import { dueOf, written, type LawDue, type LawOf } from "./law.ts"
import { byText, metBy, stepsOf, type LawStep } from "./law-table.ts"
import type { ClockEvent, LawClock, LawPack } from "./pack.ts"

/** What is asked about one step: our own limits of it, and the law of the case. */
export type StepAsked = LawOf & {
  readonly step: LawStep
  readonly ours: {
    /** Done by then. */
    readonly max?: Temporal.Instant | undefined
    /** Not before then. */
    readonly min?: Temporal.Instant | undefined
  }
}

/** One limit of a step, and whose it is: `product`, or a clock of a law. */
export type Bound = {
  readonly due: Temporal.Instant
  readonly basis: string
  readonly law: LawDue | null
}

/** Between when and when a step is to be done. */
export type StepDue = {
  readonly step: LawStep
  /** Done by then; null when nothing says so. */
  readonly max: Bound | null
  /** Not before then. */
  readonly min: Bound | null
  /** What the step grants lasts no longer by law. Never a reason to end a protection: a reason to ask what follows it. */
  readonly cap: Bound | null
  /** The longest minimum ends after the strictest maximum: nobody can keep both, and a lawyer decides. */
  readonly conflict: { readonly min: string; readonly max: string } | null
  /** Events that have not happened yet and from which a law will count this step too. */
  readonly waitsFor: readonly ClockEvent[]
}

/**
 * When a step of a case is due under our own rule and every law of the case: of maxima the strictest, of minima the
 * longest. The order of the packs plays no part.
 */
export function stepDue(asked: StepAsked): StepDue {
  const { step, ours } = asked
  const bounds = asked.packs.flatMap((pack) =>
    pack.clocks
      .filter(({ id }) => stepsOf[id]?.includes(step))
      .flatMap((clock) => boundOf(asked, pack, clock)),
  )
  const of = (kind: Kind) => bounds.filter((bound) => bound.kind === kind)
  const max = pick([...product("max", ours.max), ...of("max")], 1)
  const min = pick([...product("min", ours.min), ...of("min")], -1)
  const clash = max && min && Temporal.Instant.compare(min.due, max.due) > 0
  return {
    step,
    max,
    min,
    cap: pick(of("cap"), 1),
    conflict: clash ? { min: min.basis, max: max.basis } : null,
    waitsFor: waitsFor(asked),
  }
}

type Kind = "max" | "min" | "cap"
type Kinded = Bound & { readonly kind: Kind }

function boundOf(asked: StepAsked, pack: LawPack, clock: LawClock): Kinded[] {
  const { anchors, calendars } = asked
  const counted = asRight(clock)
  const at = dueOf(pack, counted, anchors, calendars)
  if (at === null || isMet(clock, at, asked)) return []
  const due = Temporal.Instant.fromEpochMilliseconds(at)
  const kind = counted.kind === "before" ? "max" : counted.kind
  return [{ kind, due, basis: clock.id, law: written(pack, clock, at) }]
}

/** A party's own time inside the case is a right: the window stays open at least so long, and is counted as a minimum is. */
export function asRight(clock: LawClock): LawClock {
  if (clock.owner !== "either_party" || clock.kind !== "max") return clock
  const known = rights.get(clock) ?? { ...clock, kind: "min" as const }
  rights.set(clock, known)
  return known
}

/** Kept, so that a clock's days are made ready once. */
const rights = new WeakMap<LawClock, LawClock>()

function isMet({ id }: LawClock, due: number, { anchors }: StepAsked): boolean {
  const event = metBy[id]
  const met = event && anchors[event]
  return met !== undefined && met.epochMilliseconds <= due
}

function product(kind: Kind, due: Temporal.Instant | undefined): Kinded[] {
  return due ? [{ kind, due, basis: "product", law: null }] : []
}

/** The first (1) or last (-1) of several limits; of equal ones our own, then by name, whatever their order was. */
function pick(bounds: readonly Kinded[], sign: 1 | -1): Bound | null {
  const [best] = bounds.toSorted(
    (a, b) =>
      sign * Temporal.Instant.compare(a.due, b.due) ||
      Number(a.law !== null) - Number(b.law !== null) ||
      byText(a.basis, b.basis),
  )
  return best ? { due: best.due, basis: best.basis, law: best.law } : null
}

function waitsFor({ step, packs, anchors }: StepAsked): ClockEvent[] {
  const events = packs.flatMap(({ clocks }) =>
    clocks.flatMap(({ id, event }) =>
      stepsOf[id]?.includes(step) && !anchors[event] ? [event] : [],
    ),
  )
  return [...new Set(events)].toSorted(byText)
}
