import { plain, sameName, type Subject } from "./directory.ts"

/** Why somebody is protected. Whoever is said to have done it is not, by that alone. */
export type ProtectedAs = "reporter" | "witness" | "supporter"

/** Somebody whom a case protects, as it names them. */
export type ProtectedPerson = {
  /** The case, by my own id for it. */
  readonly id: string
  readonly as: ProtectedAs
  readonly person: string | null
  /** The name, or words that hold it. */
  readonly said: string
}

/** Somebody protected who is, or may be, the person a check concerns. */
export type Match = ProtectedPerson & { readonly sure: boolean }

/** Who of them is the person: by id, else by exactly this name; a name within other words may be. One line for each case and reason. */
export function matchesOf(subject: Subject, people: readonly ProtectedPerson[]): Match[] {
  const found = people.flatMap((one): Match[] => {
    if (one.person && subject.person)
      return one.person === subject.person ? [{ ...one, sure: true }] : []
    if (sameName(one.said, subject.name)) return [{ ...one, sure: true }]
    return holds(one.said, subject.name) ? [{ ...one, sure: false }] : []
  })
  const seen = new Map<string, Match>()
  for (const one of found.toSorted((a, b) => Number(b.sure) - Number(a.sure))) {
    const key = `${one.id} ${one.as}`
    if (!seen.has(key)) seen.set(key, one)
  }
  return [...seen.values()]
}

/** Says whether a whole name stands within longer words. */
function holds(said: string, name: string): boolean {
  const [words, wanted] = [plain(said), plain(name)]
  if ([...wanted].length < 2) return false
  const at = words.indexOf(wanted)
  if (at < 0) return false
  // A Chinese name has no spaces around it; any other is looked for as whole words.
  if (/\p{Script=Han}/u.test(wanted)) return true
  return !isLetter(words[at - 1]) && !isLetter(words[at + wanted.length])
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /\p{L}/u.test(sign)
