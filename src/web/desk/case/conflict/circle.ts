import { type Circle, type Conflict, conflictsOf } from "#core/conflict.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import type { FailureRole } from "#core/life/word.ts"
import { answersInForce } from "#core/question.ts"
import type { Colleague } from "#core/recusal.ts"
import { answersOf, type Case, toldIn } from "#web/desk/case/case.ts"
import { intake } from "#web/desk/case/content.ts"
import type { FoundConflict, Linked } from "#web/desk/case/form.ts"

/** Whom this case is about, as far as they are people of the directory: what was told, also when it was changed later, and what the desk learned since. */
export function circleOf(one: Case, more: readonly Linked[] = []): Circle {
  const told = toldIn(one)
  const answered = (page: "i12" | "i13" | "i17") =>
    told.flatMap(({ form }) => form.answers?.[page]?.named ?? []).flatMap(({ id }) => id ?? [])
  const linked = [...linkedIn(one), ...more]
  const as = (kind: Linked["as"]) =>
    linked.filter((found) => found.as === kind).map(({ person }) => person)
  const recorded = one.said
    .filter(({ form }) => form.act === "respondent.recorded")
    .flatMap(({ form }) => form.fields?.["person"] ?? [])
  return {
    respondent: ids([...answered("i12"), ...recorded, ...as("respondent")]),
    "must-not-see": ids([
      ...answered("i13"),
      ...one.said.flatMap(({ form }) => form.exclude ?? []),
      ...as("must-not-see"),
    ]),
    witness: ids([...answered("i17"), ...as("witness")]),
    "told-not-logged": ids(as("told-not-logged")),
  }
}

/** Whom the desk linked to this case, each as what. */
export function linkedIn({ said }: Case): Linked[] {
  return said.flatMap(({ form }) => form.linked ?? [])
}

/** Who has a key, or could be given one, and must not see this case. */
export function conflictsHere(
  one: Case,
  people: readonly Colleague[],
  more: readonly Linked[] = [],
): Conflict[] {
  const { keys, people: others } = one.screen
  const known = new Set([...keys.map(({ person }) => person), ...others.map(({ id }) => id)])
  return conflictsOf(people, circleOf(one, more)).filter(({ person }) => known.has(person))
}

/**
 * Whoever of them holds a key now. Somebody besides this person has to be left, and somebody from outside or of the board
 * where there is one: until another of them has a key, they keep theirs.
 */
export function toTakeOff(one: Case, found: readonly Conflict[], me: string): PersonId[] {
  const holding = holdersOf(one)
  const close = new Set<string>(found.map(({ person }) => person))
  const apart = new Set(one.screen.keys.flatMap((key) => (key.apart ? [key.person] : [])))
  const keepsApart = !holding.some((person) => apart.has(person) && !close.has(person))
  const going = holding.filter((person) => close.has(person) && !(keepsApart && apart.has(person)))
  const left = holding.filter((person) => !going.includes(person))
  if (!left.some((person) => person !== me)) return []
  return going.map((person) => idOf<PersonId>(person))
}

/** Everybody who holds a key of the case. */
export function holdersOf({ screen }: Case): string[] {
  return [...new Set(screen.keys.flatMap(({ person, recipient }) => (recipient ? [person] : [])))]
}

/** Who was found too close so far, each by the newest reason. */
export function foundIn({ said }: Case): FoundConflict[] {
  const all = said.flatMap(({ form }) => form.conflicts ?? [])
  return [...new Map(all.map((one) => [one.person, one])).values()]
}

/** Somebody who did not log it: what they are, and their name where the desk linked them. */
export type Unlogged = { readonly role: FailureRole; readonly name: string | null }

/** Who was told and did not log it, beyond those whose failure was opened. */
export function unloggedIn(one: Case, people: readonly Colleague[]): Unlogged[] {
  const told = toldBefore(one)
  const linked = linkedIn(one).filter(({ as }) => as === "told-not-logged")
  const persons = [...new Map(linked.map((link) => [link.person, link])).values()]
  const roles = new Set([...told, ...persons.map(({ person }) => roleOf(person, people))])
  return [...roles].flatMap((role) => {
    const named = persons.filter(({ person }) => roleOf(person, people) === role)
    // The report says of somebody without a name; whoever is linked as the same is taken for them.
    const all = named.length > 0 ? named.map(({ name }) => name) : [null]
    const opened = (one.screen.life?.failures ?? []).filter(
      (known) => known.kind === "late-log" && known.role === role,
    )
    return all.slice(opened.length).map((name): Unlogged => ({ role, name }))
  })
}

/** What the report itself says: whoever passes it on did so late, or a manager or HR had been told before. */
function toldBefore(one: Case): FailureRole[] {
  const answers = answersInForce(intake.pages, answersOf(one))
  const codes = (page: "i04c" | "i16") => answers[page]?.codes ?? []
  return [
    ...(codes("i04c").some((code) => code === "week" || code === "older")
      ? (["receiver"] as const)
      : []),
    ...(codes("i16").includes("mgr") ? (["leader"] as const) : []),
    ...(codes("i16").includes("hr") ? (["hr"] as const) : []),
  ]
}

/** What somebody is in the organisation, as a failure to act names it. */
function roleOf(person: string, people: readonly Colleague[]): FailureRole {
  const known = people.find(({ id }) => id === person)
  if (known?.hr) return "hr"
  if (known?.executive) return "executive"
  return people.some(({ manager }) => manager === person) ? "leader" : "receiver"
}

/** As one person may stand in the papers under several names, what no directory knows is left out. */
function ids(found: readonly string[]): PersonId[] {
  return [...new Set(found)].map((one) => idOf<PersonId>(one))
}
