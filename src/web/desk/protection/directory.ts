import { fold, type Listed } from "#core/directory.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { closure, type Colleague } from "#core/recusal.ts"
import { get } from "#web/lib/api.ts"
import type { DirectoryIndex, DirectoryShard } from "#wire/door.ts"

/** Somebody of the directory. */
export type Someone = Colleague & Listed & { readonly title: string }

/** Whom a check concerns: somebody of the directory, else only a name. */
export type Subject = { readonly person: PersonId | null; readonly name: string }

/** The whole directory: whom somebody looks for in it is told to nobody. */
export async function loadDirectory(
  signal: AbortSignal,
  at: "/directory" | "/protection/directory" = "/protection/directory",
): Promise<Someone[]> {
  const { version, shards } = await get<DirectoryIndex>(at, { signal })
  const parts: DirectoryShard[] = []
  for (let n = 0; n < shards; n += 1)
    parts.push(await get<DirectoryShard>(`${at}/${n}`, { signal }))
  // Somebody joined or left in between: parts of one version belong together.
  if (parts.some((part) => part.version !== version)) return loadDirectory(signal, at)
  return parts.flatMap(({ people }) => people.map(someone))
}

/** Everybody who must not be asked about a person: that person and whoever is close to them at work. */
export function tooClose(people: readonly Someone[], subject: Subject): Set<string> {
  const named = people.filter((one) => isSame(one, subject)).map(({ id }) => id)
  const ids = subject.person && !named.includes(subject.person) ? [...named, subject.person] : named
  return new Set(closure(people, ids).map(({ person }) => person))
}

function isSame({ id, name }: Someone, subject: Subject): boolean {
  return subject.person ? id === subject.person : sameName(name, subject.name)
}

/** Says whether two names are one name, however they are spaced and accented. */
export function sameName(one: string, other: string): boolean {
  return plain(one) !== "" && plain(one) === plain(other)
}

/** A name as it is compared. */
export function plain(name: string): string {
  return fold(name.normalize("NFKC")).replaceAll(/\s+/g, " ").trim()
}

function someone([
  id,
  name,
  title,
  unit,
  manager,
  flags,
]: DirectoryShard["people"][number]): Someone {
  return {
    id: idOf<PersonId>(id),
    name,
    title,
    unit,
    manager: manager ? idOf<PersonId>(manager) : null,
    hr: flags.includes("h"),
    executive: flags.includes("e"),
  }
}
