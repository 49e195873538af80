import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads"
import { actKinds } from "#core/life/act.ts"
import { moves } from "#core/life/move.ts"
import { states } from "#core/life/state.ts"
import { limitless } from "./life/laws.ts"
import { type Seen, grow, walk } from "./life/walk.ts"

/** What the proof of a life found: figures, and what every act, state and move was seen how often. */
export type LifeFigures = {
  sequences: number
  accepted: number
  refused: number
  acts: number
  statesReached: number
  movesMade: number
  largestBytes: number
}

/** Random lives in two threads, each act held to the laws of the domain; a law that breaks is thrown with the shortest way to it. */
export async function proveLives(seed: number, sequences: number): Promise<LifeFigures> {
  const half = Math.ceil(sequences / 2)
  const [one, other] = await Promise.all([
    inThread({ seed, sequences: half }),
    inThread({ seed: seed + half, sequences: sequences - half }),
  ])
  const seen = together(one, other)
  tell(seen)
  complete(seen)
  return figuresOf(seen)
}

/** Says what a walk has not seen although there is a way: an act nobody could do, a state or a move nobody came to. */
export function complete(seen: Seen): void {
  const acts = actKinds.filter((kind) => !seen.taken.has(kind))
  const reached = states.filter((state) => state !== "DRAFT" && !seen.states.has(state))
  const made = moves.filter(({ from, to }) => from !== "DRAFT" && !seen.moves.has(`${from} ${to}`))
  const owing = [...seen.owing].filter((state) => !limitless.includes(state))
  const missing = [...acts, ...reached, ...made.map(({ from, to }) => `${from} → ${to}`), ...owing]
  if (missing.length > 0)
    throw new Error(`life: never seen, or nothing owed: ${missing.join(", ")}`)
}

export function figuresOf(seen: Seen): LifeFigures {
  const sum = (of: Map<string, number>) => [...of.values()].reduce((all, one) => all + one, 0)
  return {
    sequences: seen.sequences,
    accepted: sum(seen.taken),
    refused: sum(seen.refused),
    acts: actKinds.filter((kind) => seen.taken.has(kind)).length,
    statesReached: seen.states.size,
    movesMade: seen.moves.size,
    largestBytes: seen.largest,
  }
}

/** A line for each act: how often it was accepted and refused. */
function tell(seen: Seen): void {
  for (const kind of [...actKinds].toSorted())
    process.stderr.write(
      `  ${kind.padEnd(26)} ${pad(seen.taken.get(kind))} accepted ${pad(seen.refused.get(kind))} refused\n`,
    )
  for (const state of states)
    process.stderr.write(`  ${state.padEnd(26)} ${pad(seen.states.get(state))} acts\n`)
  for (const [move, times] of [...seen.moves].toSorted())
    process.stderr.write(`  ${move.padEnd(34)} ${pad(times)}\n`)
}

const pad = (n = 0) => String(n).padStart(9)

function together(one: Seen, other: Seen): Seen {
  const add = (a: Map<string, number>, b: Map<string, number>) =>
    new Map([...a.keys(), ...b.keys()].map((key) => [key, (a.get(key) ?? 0) + (b.get(key) ?? 0)]))
  return {
    sequences: one.sequences + other.sequences,
    taken: add(one.taken, other.taken),
    refused: add(one.refused, other.refused),
    states: add(one.states, other.states),
    moves: add(one.moves, other.moves),
    owing: new Set([...one.owing, ...other.owing]),
    largest: Math.max(one.largest, other.largest),
  }
}

type Share = { readonly seed: number; readonly sequences: number }

function inThread(share: Share): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share })
    worker.once("message", resolve)
    worker.once("error", reject)
  })
}

/** Cases of five hundred accepted acts, as large as a life becomes. */
function growMany({ seed, sequences }: Share, seen: Seen): Seen {
  const cases = Math.max(1, Math.ceil(sequences / 10_000))
  for (let n = 0; n < cases; n += 1) grow(seed + n, 500, seen)
  return seen
}

if (!isMainThread && parentPort) {
  const share = workerData as Share // what inThread has just given it
  parentPort.postMessage(growMany(share, walk(share.seed, share.sequences)))
}
