import type { Amount, Level, LevelRules } from "./level.ts"
import type { PersonId } from "./ids.ts"
import type { TierKind } from "./receivers.ts"
import { isChief, type Colleague } from "./recusal.ts"
import {
  holesBetween,
  onCall,
  poolOf,
  shiftsBetween,
  type Shift,
  type TierSchedule,
} from "./roster.ts"

/** Levels whose waits a path may shorten; `e1` climbs by its own minutes. */
export const waitLevels = ["e2", "e3", "e4", "r"] as const satisfies readonly Level[]
export type WaitLevel = (typeof waitLevels)[number]

/** One group of people, called together. What is not shortened waits the level's opening time, in minutes. */
export type Tier = {
  readonly name: string
  readonly kind: TierKind
  readonly waits: { readonly [L in WaitLevel]?: number | undefined }
  readonly schedule: TierSchedule
}

/** Who is called, in what order. After the last tier all of them ring for ever: that step cannot be taken out. */
export type Path = { readonly tiers: readonly Tier[] }

/** Somebody who can stand on a path. */
export type Keyholder = Colleague & {
  readonly outside: boolean
  readonly board: boolean
  readonly key: boolean
  /** A call or message on one of the channels was answered lately. */
  readonly tested: boolean
  readonly channels: readonly string[]
}

/** What is wrong with a path, and the facts to say it with. `tier` counts from 0. */
export type PathFault =
  | { code: "no-tiers" }
  | { code: "empty-tier"; tier: number }
  | {
      code: "unknown-person" | "no-key" | "untested" | "one-person"
      tier: number
      person: PersonId
    }
  | { code: "not-outside" | "not-board" | "one-way"; tier: number; person: PersonId }
  | { code: "too-few-reachable"; reachable: number; needed: number }
  | { code: "too-many"; people: number; most: number }
  | { code: "one-line"; lines: number; needed: number }
  | { code: "last-inside" | "last-unreachable"; tier: number }
  | { code: "alone-twice"; tier: number; person: PersonId; from: Temporal.Instant }
  | { code: "wait-too-long"; tier: number; level: WaitLevel; minutes: number; most: number }
  | { code: "hole"; tier: number; from: Temporal.Instant; to: Temporal.Instant }
export type FaultCode = PathFault["code"]

/** Which faults keep a path from being signed; the others are warnings. */
export const stopping = {
  "no-tiers": true,
  "empty-tier": true,
  "unknown-person": true,
  "no-key": true,
  untested: false,
  "one-person": false,
  "not-outside": true,
  "not-board": true,
  "one-way": true,
  "too-few-reachable": true,
  "too-many": true,
  "one-line": true,
  "last-inside": true,
  "last-unreachable": true,
  "alone-twice": true,
  "wait-too-long": true,
  hole: true,
} as const satisfies Record<FaultCode, boolean>

/**
 * People on one path at most. A reporter's browser fetches the key of each of them before it seals, 2.2 to 2.35 kB a
 * person, and the roster is at most 60 kB: `test/budgets.test.ts` measures it.
 */
export const mostOnPath = 25

/** How far ahead rosters are looked at. */
export const lookAheadDays = 35

/** Everything wrong with a path, tier by tier and then as a whole. */
export function checkPath(
  path: Path,
  people: readonly Keyholder[],
  { now, targets }: { now: Temporal.Instant; targets: LevelRules["targets"] },
): PathFault[] {
  if (!path.tiers.length) return [{ code: "no-tiers" }]
  const byId = new Map(people.map((one) => [one.id, one]))
  const until = now.add({ hours: 24 * lookAheadDays })
  return [
    ...path.tiers.flatMap((tier, i) => [
      ...peopleFaults(tier, i, byId),
      ...waitFaults(tier, i, targets),
      ...holesBetween(tier.schedule, now, until)
        .filter(() => poolOf(tier.schedule).length > 0)
        .map((gap): PathFault => ({ code: "hole", tier: i, from: gap.start, to: gap.end })),
      ...aloneTwice(path, i, now, until),
    ]),
    ...lastFaults(path, byId),
    ...reachFaults(path, byId),
  ]
}

/** Says whether a call to this person can be counted on: they have a key, and a channel they have answered. */
export function isReachable(one: Keyholder): boolean {
  return one.key && one.tested && one.channels.length > 0
}

/**
 * The reporting line somebody belongs to: the topmost manager below the chief executive. The chief executive
 * is a line alone, and so is everybody who reports to nobody; the board is one line, and so is each outside
 * office. A manager whom the directory does not know counts as the top: two people below are one line.
 */
export function lineOf(byId: ReadonlyMap<PersonId, Keyholder>, person: Keyholder): string {
  if (person.board) return "board"
  if (person.outside) return `outside ${person.unit || person.id}`
  const passed = new Set<PersonId>()
  let top: Keyholder = person
  while (top.manager && !passed.has(top.id)) {
    passed.add(top.id)
    const manager = byId.get(top.manager)
    if (!manager) return top.manager
    if (isChief(manager)) return top.id
    top = manager
  }
  // In a circle the smallest name stands for all of it, so that everybody in it is one line.
  return top.manager ? ([...passed].toSorted()[0] ?? top.id) : top.id
}

function peopleFaults(
  { schedule, kind }: Tier,
  tier: number,
  byId: ReadonlyMap<PersonId, Keyholder>,
): PathFault[] {
  const pool = poolOf(schedule)
  const [only] = pool
  if (!only) return [{ code: "empty-tier", tier }]
  const each = pool.flatMap((person): PathFault[] => {
    const one = byId.get(person)
    if (!one) return [{ code: "unknown-person", tier, person }]
    const codes = [
      one.key ? null : "no-key",
      one.key && !isReachable(one) ? "untested" : null,
      kind === "outside" && !one.outside ? "not-outside" : null,
      kind === "board" && !one.board ? "not-board" : null,
    ] as const
    return codes.flatMap((code) => (code ? [{ code, tier, person }] : []))
  })
  return pool.length === 1 ? [...each, { code: "one-person", tier, person: only }] : each
}

function waitFaults({ waits }: Tier, tier: number, targets: LevelRules["targets"]): PathFault[] {
  return waitLevels.flatMap((level): PathFault[] => {
    const minutes = waits[level]
    const most = minutesOf(targets[level].open)
    return minutes !== undefined && minutes > most
      ? [{ code: "wait-too-long", tier, level, minutes, most }]
      : []
  })
}

/** A working day lasts at least this long: a shorter wait is shorter on every day. */
function minutesOf({ amount, unit }: Amount): number {
  return unit === "minutes" ? amount : unit === "hours" ? amount * 60 : amount * 24 * 60
}

/** Nobody may be the only one at two tiers that follow each other: the second would ring the same silence. */
function aloneTwice(
  { tiers }: Path,
  at: number,
  now: Temporal.Instant,
  until: Temporal.Instant,
): PathFault[] {
  const [here, next] = [tiers[at]?.schedule, tiers[at + 1]?.schedule]
  if (!here || !next) return []
  const alone = ({ people }: Pick<Shift, "people">) => (people.length === 1 ? people[0] : undefined)
  const starts = [here, next].flatMap((s) =>
    shiftsBetween(s, now, until).map((shift) => shift.start),
  )
  const from = starts
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
    .find((start) => {
      const one = alone({ people: onCall(here, start) })
      return one !== undefined && one === alone({ people: onCall(next, start) })
    })
  const person = from && onCall(here, from)[0]
  return from && person ? [{ code: "alone-twice", tier: at, person, from }] : []
}

/** The last tier is outside the company or the board, somebody there can be reached, and each by voice or in two ways. */
function lastFaults({ tiers }: Path, byId: ReadonlyMap<PersonId, Keyholder>): PathFault[] {
  const tier = tiers.length - 1
  const last = tiers[tier]
  if (!last) return []
  const people = poolOf(last.schedule).flatMap((person) => byId.get(person) ?? [])
  const oneWay = people.filter(
    ({ channels }) => !channels.includes("voice") && new Set(channels).size < 2,
  )
  return [
    ...(last.kind === "inside" ? [{ code: "last-inside", tier } as const] : []),
    ...(people.length && !people.some(isReachable)
      ? [{ code: "last-unreachable", tier } as const]
      : []),
    ...oneWay.map(({ id }): PathFault => ({ code: "one-way", tier, person: id })),
  ]
}

const [enoughPeople, enoughLines] = [3, 2]

/**
 * At least three people who can be reached, in at least two reporting lines: no one manager can silence a path. And
 * not so many that a reporter on a slow phone waits for their keys.
 */
function reachFaults({ tiers }: Path, byId: ReadonlyMap<PersonId, Keyholder>): PathFault[] {
  const pool = new Set(tiers.flatMap((tier) => poolOf(tier.schedule)))
  const reached = [...pool].flatMap((person) => byId.get(person) ?? []).filter(isReachable)
  const lines = new Set(reached.map((one) => lineOf(byId, one))).size
  return [
    ...(pool.size > mostOnPath
      ? [{ code: "too-many", people: pool.size, most: mostOnPath } as const]
      : []),
    ...(reached.length < enoughPeople
      ? [{ code: "too-few-reachable", reachable: reached.length, needed: enoughPeople } as const]
      : []),
    ...(reached.length && lines < enoughLines
      ? [{ code: "one-line", lines, needed: enoughLines } as const]
      : []),
  ]
}
