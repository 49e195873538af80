import type { Event, Facts } from "#core/event.ts"
import type { PersonId } from "#core/ids.ts"
import type { OwedKind } from "#core/owed.ts"
import { Refusal } from "#core/refusal.ts"
import { afterActs, raised } from "./acts-after.ts"
import { checkInActs, checkInsFrom } from "./acts-check-in.ts"
import { failureActs, failuresOf } from "./acts-failure.ts"
import { choiceActs } from "./acts-choice.ts"
import { inquiryActs } from "./acts-inquiry.ts"
import { lawActs } from "./acts-law.ts"
import { measureActs } from "./acts-measures.ts"
import { outcomeActs } from "./acts-outcome.ts"
import { responseActs } from "./acts-response.ts"
import { teamActs } from "./acts-team.ts"
import { arriving, leaving, offersDue, torn } from "./due.ts"
import type { ActFacts, ActKind } from "./act.ts"
import { type GuardName, guards } from "./guard.ts"
import type { Life } from "./life.ts"
import { isFull } from "./limit.ts"
import { type ActorKind, barOf, caseRoles, handsWith } from "./role.ts"
import {
  type Actor,
  type Asking,
  type Change,
  type LifeMoment,
  type Owe,
  type Rule,
  inState,
} from "./rule.ts"
import type { State } from "./state.ts"

/** Every act there is, with who may do it, when, and what it changes. The server refuses by it and the desk disables by it. */
export const acts: { readonly [K in ActKind]: Rule<K> } = {
  ...responseActs,
  ...teamActs,
  ...measureActs,
  ...choiceActs,
  ...inquiryActs,
  ...outcomeActs,
  ...checkInActs,
  ...failureActs,
  ...afterActs,
  ...lawActs,
}

/** What an act changes; the server writes all of it in one transaction or none. */
export type LifeDecision = {
  readonly next: Life
  readonly events: readonly Event[]
  readonly owes: readonly Owe[]
  readonly keeps: readonly OwedKind[]
  readonly drops: readonly OwedKind[]
  /** A second person must sign before anything happens. */
  readonly waits: boolean
}

export type Asked<K extends ActKind = ActKind> = {
  readonly kind: K
  readonly facts: ActFacts[K]
  readonly by: Actor
}

/** Decides an act: what changes, or a refusal that names the guard. */
export function decide<K extends ActKind>(
  life: Life,
  asked: Asked<K>,
  moment: LifeMoment,
): LifeDecision {
  mustOpen(life, asked, moment)
  const rule: Rule<K> = acts[asked.kind]
  if (signsFirst(life, asked, moment)) return signedOnce(life, asked, moment)
  const asking: Asking<K> = { facts: asked.facts, by: asked.by, moment }
  const change = rule.does?.(life, asking) ?? {}
  const to = change.to ?? rule.to ?? life.state
  const next: Life = {
    ...life,
    ...change.life,
    hands: handsAfter(life, asked),
    signing: signingAfter(life, asked, change, to),
    state: to,
    since: to === life.state ? life.since : moment.now,
  }
  const arrival = to === life.state ? [] : arriving(next, moment)
  return {
    next,
    events: [
      { kind: asked.kind, facts: factsOf(asked) },
      ...(to === life.state
        ? []
        : [{ kind: "state.changed", facts: { from: life.state, to } } as const]),
    ],
    owes: [...(change.owes ?? []), ...arrival, ...torn(change.owes ?? [], moment)],
    keeps: [...(change.keeps ?? []), ...leaving(life.state, to)],
    drops: change.drops ?? [],
    waits: false,
  }
}

/** Refuses an act that is not possible now, and names why. */
export function mustOpen<K extends ActKind>(life: Life, asked: Asked<K>, moment: LifeMoment): void {
  const closed = whyNot(life, asked, moment)
  if (closed) throw refusalOf(closed)
}

/** Why an act is not possible now: `role`, `state`, `signed` (the same person signed the same before), `involved` (what they did keeps them from it), `full` (a list has no room), or the guard that does not hold; null when it is. */
export function whyNot<K extends ActKind>(
  life: Life,
  asked: Asked<K>,
  moment: LifeMoment,
): WhyNot | null {
  const rule: Rule<K> = acts[asked.kind]
  if (!rule.in.includes(life.state)) return "state"
  if (!(inState(rule.by, life.state) ?? []).some((kind) => asked.by.is.includes(kind)))
    return "role"
  const looking = { facts: { ...asked.facts }, by: asked.by, moment }
  const guard = (inState(rule.needs, life.state) ?? []).find((name) => !guards[name](life, looking))
  if (guard) return guard
  if (actingAs(life, asked).length === 0) return "involved"
  if (isFull(life, asked.kind, looking.facts, asked.by.person)) return "full"
  return signatureFor(life, asked, moment)?.by === (asked.by.person ?? "") ? "signed" : null
}

/** What keeps somebody from an act: a reason of the table itself, or a guard. */
export type WhyNot = "role" | "state" | "signed" | "involved" | "full" | GuardName

/** Somebody opened a case that nobody had: it is sorted next. What was withdrawn meanwhile goes on as support. */
export function claimed(life: Life, moment: LifeMoment): LifeDecision {
  if (life.state !== "RECEIVED") return unchanged(life)
  const to = life.withdrawn === null ? "TRIAGE" : "SUPPORT_ONLY"
  const { checkIns, owes } = checkInsFrom(life, reporters, "report", moment)
  const next: Life = { ...life, state: to, since: moment.now, checkIns }
  return {
    ...unchanged(next),
    events: [{ kind: "state.changed", facts: { from: life.state, to } }],
    owes: [
      ...arriving(next, moment),
      ...offersDue(next, moment),
      ...moment.law.owes(life.places),
      ...owes,
    ],
  }
}

/** The mailbox of whoever reported. */
const reporters = 1
const dayMs = 24 * 60 * 60 * 1000

/** "Something changed", said in a mailbox: the protection officer is rung for it by a bell of its own, and what has to be done is due. */
export function paidBack(life: Life, mailbox: number, moment: LifeMoment): LifeDecision {
  const { life: changes, to = life.state, owes = [] } = raised(life, mailbox, moment)
  const moved = to !== life.state
  const next: Life = { ...life, ...changes, state: to, since: moved ? moment.now : life.since }
  return {
    ...unchanged(next),
    events: moved ? [{ kind: "state.changed", facts: { from: life.state, to } }] : [],
    owes: [...owes, ...(moved ? arriving(next, moment) : [])],
  }
}

/** Promises to the reporter were missed: the system opens a failure for each, which somebody has to answer for. */
export function missed(
  life: Life,
  kinds: readonly OwedKind[],
  owner: PersonId | null,
  moment: LifeMoment,
): LifeDecision {
  const { failures, owes } = failuresOf(life, kinds, owner, moment)
  return { ...unchanged({ ...life, failures }), owes }
}

function refusalOf(why: WhyNot): Refusal {
  if (why === "role" || why === "involved") return new Refusal("not-yours", why)
  if (why === "signed") return new Refusal("needs-second-person", "signed")
  return new Refusal("not-now", why)
}

/** In which of their parts somebody does this: those that nothing they did before keeps them from. */
function actingAs<K extends ActKind>(life: Life, { kind, by }: Asked<K>): ActorKind[] {
  const { person } = by
  const free = (one: ActorKind) => {
    const role = caseRoles.find((known) => known === one)
    return !role || person === null || barOf(life, person, role) === null
  }
  const rule: Rule<K> = acts[kind]
  return (inState(rule.by, life.state) ?? []).filter((one) => by.is.includes(one) && free(one))
}

/** Saying what one knows of ties, and taking back, is no work on the case. */
const declaring: ReadonlySet<ActKind> = new Set([
  "ties.declared",
  "conflict.checked",
  "signature.withdrawn",
] as const)

/** What somebody did stays theirs for ever; saying what ties one has is not yet working on the case. */
function handsAfter<K extends ActKind>(life: Life, asked: Asked<K>): Life["hands"] {
  const { person } = asked.by
  if (person === null || declaring.has(asked.kind)) return life.hands
  return handsWith(life, person, actingAs(life, asked))
}

/** Says whether this would be the first of two signatures: somebody else still has to sign the same. */
export function signsFirst<K extends ActKind>(
  life: Life,
  { kind, facts, by }: Asked<K>,
  moment: LifeMoment,
): boolean {
  const rule: Rule<K> = acts[kind]
  const two = typeof rule.two === "function" ? rule.two({ facts, by, moment }, life) : rule.two
  if (!two) return false
  const signing = signatureFor(life, { kind, facts, by }, moment)
  if (!signing) return true
  if (two === true) return false
  // Where two roles must sign, each stands for one, and together for all of them.
  const mine = actingAs(life, { kind, facts, by })
  const missing = two.filter((role) => !signing.as.includes(role))
  return (
    missing.length > 1 || !two.some((role) => mine.includes(role) && without(two, role, signing.as))
  )
}

/** Says whether the other signature stands for every role but this one. */
function without(
  two: readonly ActorKind[],
  mine: ActorKind,
  theirs: readonly ActorKind[],
): boolean {
  return two.every((role) => role === mine || theirs.includes(role))
}

/** The signature that an act still waits for the second of: of the same words, and not older than a week. */
function signatureFor<K extends ActKind>(
  { signing }: Life,
  { kind, facts }: Asked<K>,
  { now }: LifeMoment,
): Life["signing"] {
  if (signing?.act !== kind || signing.facts !== JSON.stringify(facts)) return null
  return now <= signing.at + 7 * dayMs ? signing : null
}

/** What was signed once waits on, unless it is done now, or the case or what its signer may do has changed under it. */
function signingAfter(life: Life, asked: Asked, change: Change, to: State): Life["signing"] {
  if (change.unsigned !== undefined) return change.unsigned ? null : life.signing
  return stillSigned(life, asked, Boolean(change.life) || to !== life.state)
}

function stillSigned(
  { signing }: Life,
  { kind, facts, by }: Asked,
  changed: boolean,
): Life["signing"] {
  if (!signing || signing.act === kind) return null
  if (parts.includes(kind)) {
    const { person } = { person: by.person, ...facts }
    return person === signing.by && kind !== "role.given" ? null : signing
  }
  return !changed || acts[signing.act].staysSigned ? signing : null
}

/** What changes who does what, and nothing of the case. */
const parts: readonly ActKind[] = ["role.given", "role.ended", "ties.declared"]

function signedOnce<K extends ActKind>(
  life: Life,
  asked: Asked<K>,
  moment: LifeMoment,
): LifeDecision {
  const { kind, facts, by } = asked
  const signing = {
    act: kind,
    by: by.person as PersonId, // no act of an outside person is signed by two
    as: actingAs(life, asked),
    at: moment.now,
    facts: JSON.stringify(facts),
  }
  return {
    ...unchanged({ ...life, signing, hands: handsAfter(life, asked) }),
    events: [{ kind: "act.signed", facts: { ...factsOf(asked), act: kind } }],
    waits: true,
  }
}

/** Facts as they are recorded: who, and every word on one line. */
function factsOf<K extends ActKind>({ facts, by }: Asked<K>): Facts {
  const said = Object.entries(facts).map(([name, value]) => [
    name === "person" ? "to" : name,
    Array.isArray(value) ? value.join(" ") : value,
  ])
  const who = by.person
    ? { person: by.person }
    : { by: by.is.find((one) => one !== "duty") ?? "reporter" }
  return { ...Object.fromEntries(said), ...who }
}

function unchanged(life: Life): LifeDecision {
  return { next: life, events: [], owes: [], keeps: [], drops: [], waits: false }
}
