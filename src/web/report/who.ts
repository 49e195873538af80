import { computed, signal } from "./signal.ts"
import type { DirectoryIndex, DirectoryShard, Receivers } from "#wire/door.ts"
import { Declined, fetched } from "./api.ts"
import { leftOutBy, personOf, type Person, type Reason } from "./closure.ts"
import { answers } from "./memory.ts"

/** Who is sealed to: the people of the path in force. */
export const receivers = signal<Receivers | null>(null)
/** The whole list of people, once the company code brought it. Searched here and nowhere else. */
export const people = signal<readonly Person[] | null>(null)
/** Whom she tapped away herself. */
export const tappedOut = signal<ReadonlySet<string>>(new Set())

export type Receiver = Receivers["slots"][number]

/** Fetch the people of the path; a path that changed since is noticed by its id. */
export async function loadReceivers(again = false): Promise<void> {
  if (receivers.value && !again) return
  receivers.value = await fetched<Receivers>("/api/receivers")
}

/** Fetch the whole directory with the company code: every shard, as everybody does. */
export async function loadPeople(code: string): Promise<"here" | "wrong-code" | "failed"> {
  const headers = { "x-company-code": code.trim() }
  try {
    const index = await fetched<DirectoryIndex>("/api/directory", { headers })
    const shards = await Promise.all(
      Array.from({ length: index.shards }, (_, n) =>
        fetched<DirectoryShard>(`/api/directory/${n}`, { headers }),
      ),
    )
    people.value = shards.flatMap((shard) => shard.people.map(personOf))
    return "here"
  } catch (why) {
    return why instanceof Declined && why.problem.problem === "company-code"
      ? "wrong-code"
      : "failed"
  }
}

/** Everybody on the path once, in the order they would be rung. */
export const onPath = computed<readonly Receiver[]>(() => {
  const slots = receivers.value?.slots ?? []
  const ordered = slots.toSorted((a, b) => a.tier - b.tier || Number(b.onCall) - Number(a.onCall))
  return ordered.filter(
    (slot, at) => ordered.findIndex((other) => other.person === slot.person) === at,
  )
})

/** Who gets no key, and why: whom she named or tapped away, and who works close to the person named. */
export const leftOut = computed<ReadonlyMap<string, Reason>>(() =>
  leftOutBy({
    did: answers.value["i12"]?.named ?? [],
    mustNot: answers.value["i13"]?.named ?? [],
    tapped: tappedOut.value,
    people: people.value ?? [],
    receivers: onPath.value,
  }),
)

/** The people who would get a key now. */
export const willReceive = computed(() =>
  onPath.value.filter((one) => !leftOut.value.has(one.person)),
)

/** Who is rung first: on call at the lowest tier that still has somebody. */
export const firstRung = computed<Receiver | undefined>(
  () => willReceive.value.find((one) => one.onCall) ?? willReceive.value[0],
)

/** Tap somebody away, or back. */
export function tap(person: string, out: boolean): void {
  const next = new Set(tappedOut.value)
  if (out) next.add(person)
  else next.delete(person)
  tappedOut.value = next
}
