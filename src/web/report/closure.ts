import { fold } from "#core/directory.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { closure, type Closeness } from "#core/recusal.ts"
import type { Named } from "./ask/answer.ts"
import type { Receiver } from "./who.ts"

/** Somebody of the directory. */
export type Person = {
  id: PersonId
  name: string
  title: string
  unit: string
  manager: PersonId | null
  hr: boolean
  executive: boolean
}

/** Why somebody gets no key, and because of whom; `tapped` is whom she left out herself. */
export type Reason = { kind: Closeness | "tapped"; of: string }

/** A line of a shard as the page uses it. */
export function personOf([id, name, title, unit, manager, flags]: [
  string,
  string,
  string,
  string,
  string | null,
  string,
]): Person {
  const hr = flags.includes("h")
  const executive = flags.includes("e")
  return {
    id: idOf<PersonId>(id),
    name,
    title,
    unit,
    manager: manager ? idOf<PersonId>(manager) : null,
    hr,
    executive,
  }
}

/** Whom the answers leave out: those named, those tapped away, and on the path those who work close to them. */
export function leftOutBy(said: {
  did: readonly Named[]
  mustNot: readonly Named[]
  tapped: ReadonlySet<string>
  people: readonly Person[]
  receivers: readonly Receiver[]
}): Map<string, Reason> {
  const onPath = new Set(said.receivers.map((one) => one.person))
  const close = closure(
    said.people,
    idsOf(said.did, said.receivers),
    idsOf(said.mustNot, said.receivers),
  )
  const out = new Map<string, Reason>()
  for (const { person, why, of } of close) {
    if (why === "named" || why === "must-not-see" || onPath.has(person))
      out.set(person, { kind: why, of })
  }
  for (const id of said.tapped) if (!out.has(id)) out.set(id, { kind: "tapped", of: id })
  return out
}

/** Somebody chosen from the list, or typed exactly as a person on the path is called. */
function idsOf(named: readonly Named[], receivers: readonly Receiver[]): PersonId[] {
  return named.flatMap((one) => {
    if (one.id) return [idOf<PersonId>(one.id)]
    const typed = fold(one.name).trim()
    return receivers
      .filter((slot) => [slot.name, slot.title].some((name) => fold(name).trim() === typed))
      .map((slot) => idOf<PersonId>(slot.person))
  })
}
