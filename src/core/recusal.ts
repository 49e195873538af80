import type { PersonId } from "./ids.ts"

/** Somebody of the directory, as far as closeness at work goes. */
export type Colleague = {
  readonly id: PersonId
  readonly manager: PersonId | null
  /** Empty when it is not known: then nobody is close by it. */
  readonly unit: string
  readonly hr: boolean
  readonly executive: boolean
}

/** Why somebody gets no key, the plainest first. */
export const closeness = [
  "named",
  "must-not-see",
  "manager-of",
  "reports-to",
  "hr-of-unit",
  "leads-unit",
  "fellow-executive",
] as const
export type Closeness = (typeof closeness)[number]

/** Somebody who gets no key, and because of whom. */
export type Excluded = { readonly person: PersonId; readonly why: Closeness; readonly of: PersonId }

/**
 * Everybody who must get no key: those named, those who must not see it, and whoever is close to one of
 * them at work. The reporter's browser computes it, and every keyholder's browser again.
 *
 * Close are: the managers above, up to and without the chief executive unless that is the direct manager;
 * direct reports; HR and the head of the same unit; and, when the person is an executive, reports to the
 * chief executive, or leads HR, all executives.
 */
export function closure(
  directory: readonly Colleague[],
  named: readonly PersonId[],
  mustNotSee: readonly PersonId[] = [],
): Excluded[] {
  const byId = new Map(directory.map((one) => [one.id, one]))
  const out = new Map<PersonId, Excluded>()
  const put = (person: PersonId, why: Closeness, of: PersonId) => {
    if (!out.has(person)) out.set(person, { person, why, of })
  }
  for (const id of named) put(id, "named", id)
  for (const id of mustNotSee) put(id, "must-not-see", id)
  for (const id of [...out.keys()]) {
    for (const manager of managersAbove(byId, id)) put(manager, "manager-of", id)
    const person = byId.get(id)
    for (const [other, why] of person ? closeTo(directory, byId, person) : []) put(other, why, id)
  }
  return [...out.values()]
}

/** The managers above somebody, nearest first: everyone up to and without the chief executive, but always the direct one. */
export function managersAbove(
  byId: ReadonlyMap<PersonId, Colleague>,
  person: PersonId,
): PersonId[] {
  const above: PersonId[] = []
  let next = byId.get(person)?.manager ?? null
  while (next && next !== person && !above.includes(next)) {
    const manager = byId.get(next)
    if (above.length && manager && isChief(manager)) break
    above.push(next)
    next = manager?.manager ?? null
  }
  return above
}

/** Who stands at the top of everything: an executive with nobody above. */
export function isChief(person: Pick<Colleague, "manager" | "executive">): boolean {
  return person.executive && person.manager === null
}

function closeTo(
  directory: readonly Colleague[],
  byId: ReadonlyMap<PersonId, Colleague>,
  person: Colleague,
): [PersonId, Closeness][] {
  const sameUnit = (other: Colleague) => person.unit !== "" && other.unit === person.unit
  const heads = headsOf(directory, byId, person.unit)
  const high = isHigh(byId, person)
  return directory.flatMap((other): [PersonId, Closeness][] => {
    if (other.id === person.id) return []
    if (other.manager === person.id) return [[other.id, "reports-to"]]
    if (other.hr && sameUnit(other)) return [[other.id, "hr-of-unit"]]
    if (heads.has(other.id)) return [[other.id, "leads-unit"]]
    return high && other.executive ? [[other.id, "fellow-executive"]] : []
  })
}

/** Who leads a unit: manages somebody in it and is managed from outside it. */
function headsOf(
  directory: readonly Colleague[],
  byId: ReadonlyMap<PersonId, Colleague>,
  unit: string,
): Set<PersonId> {
  if (unit === "") return new Set()
  const managers = directory.flatMap((one) => {
    const manager = one.unit === unit && one.manager ? byId.get(one.manager) : undefined
    return manager && manager.unit === unit ? [manager] : []
  })
  const led = managers.filter((m) => !m.manager || byId.get(m.manager)?.unit !== unit)
  return new Set(led.map((m) => m.id))
}

/** Whom no executive may judge: an executive, whoever reports to the chief executive, and the head of HR. */
function isHigh(byId: ReadonlyMap<PersonId, Colleague>, person: Colleague): boolean {
  const manager = person.manager ? byId.get(person.manager) : undefined
  const headOfHr = person.hr && !manager?.hr
  return person.executive || headOfHr || Boolean(manager && isChief(manager))
}
