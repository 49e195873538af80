import { stopping, type PathFault } from "#core/path.ts"
import type { PersonId } from "#core/ids.ts"
import { say } from "#web/desk/set-up/say.ts"
import { serverNow } from "#web/lib/clock.ts"
import { when } from "#web/lib/times.ts"
import { fill } from "#web/lib/words.ts"

/** The names of people, by id. */
export type Names = ReadonlyMap<string, string>

/** The sentence about one thing that is wrong; after the last tier no other is rung. */
export function faultWords(fault: PathFault, names: Names, last = false): string {
  const { fault: words, onePersonLast } = say().paths
  const text = fault.code === "one-person" && last ? onePersonLast : words[fault.code]
  return fill(text, blanksOf(fault, names))
}

/** Whether a fault keeps the path from being signed. */
export function stops({ code }: PathFault): boolean {
  return stopping[code]
}

/** The faults of one tier, those that stop first. */
export function faultsOf(faults: readonly PathFault[], tier: number): PathFault[] {
  return faults
    .filter((fault) => "tier" in fault && fault.tier === tier)
    .toSorted((one, other) => Number(stops(other)) - Number(stops(one)))
}

/** The faults of the path as a whole. */
export function wholeFaults(faults: readonly PathFault[]): PathFault[] {
  return faults.filter((fault) => !("tier" in fault))
}

/** A person's name; whoever left has none. */
export function nameOf(names: Names, person: PersonId): string {
  return names.get(person) ?? "?"
}

function blanksOf(fault: PathFault, names: Names): Record<string, string | number> {
  const at = (time: Temporal.Instant) => when(time.epochMilliseconds, serverNow())
  switch (fault.code) {
    case "too-few-reachable":
      return { reachable: fault.reachable, needed: fault.needed }
    case "too-many":
      return { people: fault.people, most: fault.most }
    case "one-line":
      return { needed: fault.needed }
    case "wait-too-long":
      return { level: fault.level, minutes: fault.minutes, most: fault.most }
    case "hole":
      return { from: at(fault.from), to: at(fault.to) }
    case "alone-twice":
      return { name: nameOf(names, fault.person), time: at(fault.from) }
    default:
      return "person" in fault ? { name: nameOf(names, fault.person) } : {}
  }
}
