import type { PersonId } from "#core/ids.ts"
import type { Life } from "./life.ts"

/** What a keyholder can be in one case. */
export const caseRoles = [
  "lead",
  "care",
  "investigator",
  "panel",
  "appeal",
  "protection",
  "legal",
  "sponsor",
  "watch",
] as const
export type CaseRole = (typeof caseRoles)[number]

/** People outside the team, each behind a code of their own. `affected` is who experienced it, when somebody else reported. */
export const outsideParties = [
  "reporter",
  "affected",
  "third-party",
  "witness",
  "respondent",
  "outside-body",
] as const
export type OutsideParty = (typeof outsideParties)[number]

/** Everybody who can act: `duty` is any keyholder who has opened the case. */
export const actors = ["duty", ...caseRoles, ...outsideParties] as const
export type ActorKind = (typeof actors)[number]

/** Ties that can make somebody unfit for a case; each handler says of each whether it holds. */
export const ties = [
  "report-line",
  "friend",
  "rival",
  "financial",
  "family",
  "prior-case",
  "witness",
  "social-media",
] as const
export type Tie = (typeof ties)[number]

/** What somebody has done in a case, for ever: it decides what they may not do any more. `acted` is anything else. */
export const hands = ["led", "cared", "investigated", "decided", "appealed", "acted"] as const
export type Hand = (typeof hands)[number]

/** What holding a role makes of somebody. */
const handOf: Partial<Record<CaseRole, Hand>> = {
  lead: "led",
  care: "cared",
  investigator: "investigated",
  panel: "decided",
  appeal: "appealed",
}

/** Who may not take a role because of what they did: whoever investigated cannot decide, and nobody judges their own work. */
const barredBy: Partial<Record<CaseRole, readonly Hand[]>> = {
  investigator: ["cared", "decided", "appealed"],
  care: ["investigated", "decided", "appealed"],
  panel: ["led", "cared", "investigated", "appealed"],
  appeal: ["led", "cared", "investigated", "decided", "acted"],
  lead: ["decided", "appealed"],
  watch: ["led", "cared", "investigated", "decided"],
}

/** Who stands where in a case. */
export type RoleHeld = {
  readonly role: CaseRole
  readonly person: PersonId
  readonly at: number
}

/** What somebody declared about their ties. With a tie they act only after both waivers. */
export type Declared = {
  readonly person: PersonId
  readonly at: number
  readonly ties: readonly Tie[]
  readonly waivedByAffected: number | null
  readonly waivedByWatch: number | null
}

/** The roles that a person has in force: given, and declared free of ties or waived by both. */
export function rolesOf(life: Life, person: PersonId): CaseRole[] {
  return isCleared(life, person) ? rolesHeld(life, person) : []
}

/** Says whether somebody declared, and what they declared does not stand in the way. */
export function isCleared(life: Life, person: PersonId): boolean {
  const said = life.declared.find((one) => one.person === person)
  if (!said) return false
  return said.ties.length === 0 || (said.waivedByAffected !== null && said.waivedByWatch !== null)
}

/** The roles that somebody was given, in force or not. */
export function rolesHeld(life: Life, person: PersonId): CaseRole[] {
  return life.roles.filter((held) => held.person === person).map(({ role }) => role)
}

/** Whoever holds a role. */
export function holdersOf(life: Life, role: CaseRole): PersonId[] {
  return life.roles.filter((held) => held.role === role).map(({ person }) => person)
}

/** What somebody has done that keeps them from a role; null is nothing. */
export function barOf(life: Life, person: PersonId, role: CaseRole): Hand | null {
  return (barredBy[role] ?? []).find((hand) => life.hands[hand]?.includes(person)) ?? null
}

/** Says whether two roles may be in one hand: nobody judges what they do themselves. */
export function goTogether(one: CaseRole, other: CaseRole): boolean {
  const bars = (role: CaseRole, by: CaseRole) =>
    (barredBy[role] ?? []).some((hand) => hand === handOf[by])
  return !bars(one, other) && !bars(other, one)
}

/** Whoever leads: named, and free of ties. One who was named and has not said so leads nobody yet. */
export function leadersOf(life: Life): PersonId[] {
  return holdersOf(life, "lead").filter((person) => isCleared(life, person))
}

/** Says whether somebody declared a tie that was not waived by both. */
export function isTied(life: Life, person: PersonId): boolean {
  return life.declared.some((one) => one.person === person) && !isCleared(life, person)
}

/** Remembers that somebody acted in a role: from then on it bars them from others. */
export function handsWith(life: Life, person: PersonId, as: readonly ActorKind[]): Life["hands"] {
  const heardAppeal = life.hands.appealed?.includes(person)
  const done = as.flatMap((actor): Hand[] => {
    const hand = handOf[actor as CaseRole] // widened: duty has none of its own
    return hand ? [hand] : heardAppeal ? [] : ["acted"]
  })
  return done.reduce<Life["hands"]>(
    (known, hand) => ({ ...known, [hand]: [...new Set([...(known[hand] ?? []), person])] }),
    life.hands,
  )
}

/** The keyholder behind an act that only keyholders do. */
export function personOf(by: { readonly person: PersonId | null }): PersonId {
  return by.person as PersonId // no outside person has such a role
}
