import type { PersonId } from "#core/ids.ts"
import type { LawCountry } from "#core/law-place.ts"
import type { LawStep } from "#core/law-table.ts"
import type { Amount, ReportLevel } from "#core/level.ts"
import type { OwedKind } from "#core/owed.ts"
import type { ActFacts, ActKind } from "./act.ts"
import type { GuardName } from "./guard.ts"
import type { Life } from "./life.ts"
import type { ActorKind } from "./role.ts"
import type { State } from "./state.ts"

/** Whoever acts: a keyholder with what they are in this case, or an outside person behind mailbox `mailbox`. */
export type Actor = {
  readonly person: PersonId | null
  readonly is: readonly ActorKind[]
  readonly mailbox: number | null
}

/** What a decision on a life needs to know of the world. Instants are milliseconds since 1970. */
export type LifeMoment = {
  readonly now: number
  readonly level: ReportLevel
  /** The end of a span that begins at an instant, in the organisation's working days. */
  readonly plus: (from: number, amount: Amount) => number
  /** How long protection may take at this level. */
  readonly protectWithin: Amount
  /** Says whether somebody comes from outside the organisation. */
  readonly isOutside: (person: PersonId) => boolean
  /** A step's limit as the laws of this case tighten it: a maximum never later than ours, a minimum never shorter. */
  readonly step: (
    step: LawStep,
    ours: Amount,
    from: number,
  ) => {
    readonly due: number
    readonly basis: string
    /** The longest minimum ends after the strictest maximum: nobody can keep both. */
    readonly conflict?: { readonly min: string; readonly max: string } | null
  }
  readonly law: LawMoment
}

/** What other laws would change in a case; `places` are the countries beside the organisation's own. */
export type LawMoment = {
  /** The organisation's own country. */
  readonly home: string
  /** What these laws add to the duties of a case: a decision about the police, feedback in writing. */
  readonly owes: (places: readonly LawCountry[]) => readonly Owe[]
  /** What is owed and unmet, where these laws make it due earlier. */
  readonly recount: (places: readonly LawCountry[]) => readonly Owe[]
  /** The end of a window under these laws. */
  readonly step: (places: readonly LawCountry[]) => LifeMoment["step"]
}

/** Something that is due from now on: a duty of the team, or a promise to the reporter. */
export type Owe = {
  readonly kind: OwedKind
  readonly due: number
  readonly basis?: string
  readonly conflict?: { readonly min: string; readonly max: string } | null
}

/** What an act changes. */
export type Change = {
  readonly life?: Partial<Life>
  readonly to?: State
  readonly owes?: readonly Owe[]
  readonly keeps?: readonly OwedKind[]
  /** No longer due, and not kept either: the reason for it is gone. */
  readonly drops?: readonly OwedKind[]
  /** Whether what somebody signed first stops counting by it; where it is not said, the table decides. */
  readonly unsigned?: boolean
}

/** An act as it is asked for. */
export type Asking<K extends ActKind = ActKind> = {
  readonly facts: ActFacts[K]
  readonly by: Actor
  readonly moment: LifeMoment
}

/** Nobody else signs; anybody else; or one for each of these roles. */
export type Two = boolean | readonly ActorKind[]

type PerState<T> = T | Readonly<Partial<Record<State, T>>>

/** One row of the table: who may do it, when, with what, and what it changes. */
export type Rule<K extends ActKind = ActKind> = {
  readonly by: PerState<readonly ActorKind[]>
  readonly in: readonly State[]
  readonly needs?: PerState<readonly GuardName[]>
  /**
   * The room its sealed paper goes to: the desk, the reporter's mailbox or the affected person's; `affected` is only the latter,
   * whosever report it was; `own` is the mailbox of whoever acts or is told, or the desk where they have none; `addressed` is
   * that of whoever it is said to, who has one. Absent: it comes without one.
   */
  readonly paper?: "desk" | "mailbox" | "affected" | "own" | "addressed"
  /** The paper may be left out. */
  readonly mayLack?: boolean
  /** Two people sign; the second signs the same. With a list, one of them for each of these roles. */
  readonly two?: Two | ((asking: Asking<K>, life: Life) => Two)
  /** Where the first of two signers puts the words: nobody is told a thing before it is so. */
  readonly firstPaper?: "desk"
  /** The first signature says in its facts all that it is for: other acts meanwhile do not undo it. */
  readonly staysSigned?: true
  /** Where the case moves. */
  readonly to?: State
  /** The reporter reads of it on their page. */
  readonly hers?: boolean
  readonly does?: (life: Life, asking: Asking<K>) => Change
}
export type Rules<K extends ActKind> = { readonly [One in K]: Rule<One> }

/** A row's value for one state. */
export function inState<T extends readonly unknown[]>(
  value: PerState<T> | undefined,
  state: State,
): T | undefined {
  if (value === undefined || Array.isArray(value)) return value as T | undefined // an array is the value for every state
  return (value as Readonly<Partial<Record<State, T>>>)[state] // what is no array is the table by state
}
