import type { PersonView } from "#wire/person.ts"

const names = new Map<string, string>()

/** Keeps the names of people seen on this screen, so that a manager can be told by name. */
export function remember(people: readonly Pick<PersonView, "id" | "name">[]): void {
  for (const { id, name } of people) names.set(id, name)
}

/** A person's name, if this browser has seen it. */
export function nameKnown(id: string): string | null {
  return names.get(id) ?? null
}
