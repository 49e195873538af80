import { effect } from "@preact/signals"
import { get, Refused } from "#web/lib/api.ts"
import { unlocked } from "#web/lib/vault.ts"
import { fill } from "#web/lib/words.ts"
import type { Case } from "#web/desk/case/case.ts"
import type { FoundConflict, Linked } from "#web/desk/case/form.ts"
import { closedAct } from "#web/desk/case/life.ts"
import { roomKey } from "#web/desk/case/papers.ts"
import { doIn } from "#web/desk/case/say.ts"
import { me } from "#web/desk/session.ts"
import { loadDirectory, type Someone } from "#web/desk/protection/directory.ts"
import type { DirectoryIndex } from "#wire/door.ts"
import { conflictsHere, foundIn, toTakeOff } from "./circle.ts"
import { conflictWords } from "./words.ts"

/** The directory stays in memory until the desk is locked; whether it moved is asked each time. */
let kept: { readonly version: number; readonly people: readonly Someone[] } | null = null
effect(() => {
  if (!unlocked.value) kept = null
})

/** Everybody of the directory, as it stands now. */
export async function directoryNow(signal: AbortSignal): Promise<readonly Someone[]> {
  const { version } = await get<DirectoryIndex>("/directory", { signal })
  if (kept?.version !== version) {
    const people = await loadDirectory(signal, "/directory")
    kept = { version, people }
  }
  return kept.people
}

/**
 * Computes anew who is too close to a case, as everybody's browser does whenever it is opened: a manager or a unit may
 * have changed since. Whoever is now in it loses the case at once. Says whether somebody did.
 */
export async function recheck(one: Case, signal: AbortSignal): Promise<boolean> {
  if (!mayCheck(one)) return false
  const people = await directoryNow(signal)
  if (toTakeOff(one, conflictsHere(one, people), myId()).length === 0) return false
  try {
    await check(one, people)
    return true
  } catch (why) {
    if (!(why instanceof Refused)) throw why
    return false // somebody else's browser did it in the same moment: the case is shown, and the next look tries anew
  }
}

/** Says whether this browser can check: the list of keys holds, the desk room is open, and the case is in work. */
export function mayCheck(one: Case): boolean {
  const { papers } = one
  if (!papers?.sound || !roomKey(papers, "desk")) return false
  return closedAct(one, "conflict.checked", { aside: [] }) === null
}

/** Keeps what the desk learned and who is too close by it, sealed; the server is told only whose keys end. */
export async function check(
  one: Case,
  people: readonly Someone[],
  linked: readonly Linked[] = [],
): Promise<void> {
  const aside = toTakeOff(one, conflictsHere(one, people, linked), myId())
  const known = new Set(foundIn(one).map(({ person, why }) => `${person} ${why}`))
  const conflicts = namedConflicts(one, people, linked).filter(
    ({ person, why }) => !known.has(`${person} ${why}`),
  )
  const say = conflictWords()
  const text = [
    ...linked
      .filter(({ person }) => !conflicts.some((found) => found.person === person))
      .map(({ name, as }) => `${name}: ${say.as[as]}`),
    ...conflicts.map(lineOf),
  ].join("\n")
  const paper = { room: "desk", text, form: { linked, conflicts } } as const
  await doIn(one.id, { kind: "conflict.checked", facts: { aside }, paper })
}

/** Whose browser this is. */
export const myId = (): string => me.value?.id ?? ""

/** Who has a key, or could be given one, and must not see this case, by name. */
export function namedConflicts(
  one: Case,
  people: readonly Someone[],
  linked: readonly Linked[] = [],
): FoundConflict[] {
  const nameOf = (id: string) =>
    people.find((known) => known.id === id)?.name ??
    one.screen.keys.find((key) => key.person === id)?.name ??
    one.screen.people.find((known) => known.id === id)?.name ??
    ""
  return conflictsHere(one, people, linked).map(({ person, why, of }) => ({
    ...{ person, name: nameOf(person), why, of: nameOf(of) },
  }))
}

/** Why somebody must not see it. */
export function whyOf({ why, of }: FoundConflict): string {
  return fill(conflictWords().why[why], { of })
}

/** The same as one line, with their name. */
export function lineOf(found: FoundConflict): string {
  return `${found.name}: ${whyOf(found)}`
}
