import type { PersonId } from "./ids.ts"
import { closeness, closure, type Colleague } from "./recusal.ts"

/** What the desk may learn of somebody of the directory. */
export const linkedAs = ["respondent", "witness", "told-not-logged", "must-not-see"] as const
export type LinkedAs = (typeof linkedAs)[number]

/** Why somebody must not see a case: what they are in it, or how close they are at work to somebody in it. */
export const conflictKinds = [...closeness, "witness", "told-not-logged"] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** Somebody who must not see a case, why, and because of whom. */
export type Conflict = {
  readonly person: PersonId
  readonly why: ConflictKind
  readonly of: PersonId
}

/** Whom a case is about, as far as they are people of the directory. */
export type Circle = Readonly<Record<LinkedAs, readonly PersonId[]>>

/**
 * Everybody who must not see a case: the person named and whoever is close to them at work, whom the reporter shuts out, who saw it, and
 * who was told and did not log it. What somebody saw or left undone makes nobody else a stranger to the case.
 */
export function conflictsOf(directory: readonly Colleague[], circle: Circle): Conflict[] {
  const found = new Map<PersonId, Conflict>()
  for (const one of closure(directory, circle.respondent, circle["must-not-see"]))
    found.set(one.person, one)
  for (const why of ["witness", "told-not-logged"] as const)
    for (const person of circle[why])
      if (!found.has(person)) found.set(person, { person, why, of: person })
  return [...found.values()]
}
