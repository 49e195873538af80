import { excludedAmong } from "#crypto/epoch.ts"
import type { Told } from "#web/desk/case/form.ts"
import { conflictsOf } from "#core/conflict.ts"
import type { Colleague } from "#core/recusal.ts"
import { answersOf, type Case } from "#web/desk/case/case.ts"
import { circleOf } from "#web/desk/case/conflict/circle.ts"
import { roomKey } from "#web/desk/case/papers.ts"
import type { InstructionReceiver } from "#wire/instruction.ts"

/**
 * Says whether somebody must not be told of this case: a conflict line of the signed list is theirs, the reporter named
 * them since, they work under somebody who was named, or the directory says that they are too close. Only this browser
 * can know; the server holds none of it.
 */
export function isTied(
  one: Case,
  { id, name, above }: InstructionReceiver,
  directory: readonly Colleague[],
): boolean {
  const { papers } = one
  const mailbox = papers && roomKey(papers, "mailbox")
  if (!papers || !mailbox) return true
  const said = one.said.flatMap(({ form }) => form.exclude ?? [])
  const named = namedPeople(one)
  const ids = new Set([...said, ...named.flatMap(({ id }) => id ?? [])])
  if (conflictsOf(directory, circleOf(one)).some(({ person }) => person === id)) return true
  if (ids.has(id) || above.some((manager) => ids.has(manager))) return true
  if (named.some((other) => flat(other.name) === flat(name))) return true
  return excludedAmong(papers.newest, mailbox, [id]).length > 0
}

/** The names of everybody whom the report speaks of. */
export function namesTold(one: Case): string[] {
  return namedPeople(one)
    .map(({ name }) => name)
    .filter((name) => name.trim() !== "")
}

type Named = NonNullable<Told["named"]>[number]
function namedPeople(one: Case): readonly Named[] {
  return Object.values(answersOf(one)).flatMap(({ named }) => named ?? [])
}

function flat(name: string): string {
  return name.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim()
}
