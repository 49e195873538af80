import type { Tiers } from "#wire/path.ts"
import type { PathScreen } from "#wire/path.ts"

/** What has to be true before anybody can report, in the order in which it is done. */
export const stepNames = [
  "key",
  "channel",
  "people",
  "holders",
  "outside",
  "tested",
  "path",
  "signed",
  "door",
] as const
export type StepName = (typeof stepNames)[number]

/** One thing that is done or left to do, and the figures to say it with. */
export type Step = {
  readonly name: StepName
  readonly done: boolean
  /** A count: people known, keys finished, faults left. */
  readonly n: number
  /** People the sentence names. */
  readonly names: readonly string[]
}

/** How things stand, as the server tells it. */
export type Standing = {
  readonly twoWays: boolean
  readonly ownTested: boolean
  readonly known: number
  readonly path: Pick<PathScreen, "inForce" | "draft" | "people">
  /** What keeps the written tiers from being signed. */
  readonly stops: (tiers: Tiers) => number
}

const enough = 3

/** The list of what is left; never kept anywhere, so it cannot be wrong. */
export function stepsOf({ twoWays, ownTested, known, path, stops }: Standing): Step[] {
  const { inForce, draft, people } = path
  const holders = people.filter(({ key }) => key)
  const untested = holders.filter(({ tested }) => !tested)
  const outside = holders.filter((one) => one.outside || one.board)
  const written = draft ?? inForce
  const left = written ? stops(written.tiers) : 0
  const step = (name: StepName, done: boolean, n = 0, names: readonly string[] = []): Step => ({
    name,
    done,
    n,
    names,
  })
  return [
    step("key", twoWays),
    step("channel", ownTested),
    step("people", known >= enough, known),
    step("holders", holders.length >= enough, holders.length),
    step("outside", outside.length > 0),
    step(
      "tested",
      holders.length > 0 && untested.length === 0,
      untested.length,
      untested.map(({ name }) => name),
    ),
    step("path", written !== null && left === 0, left),
    step("signed", inForce !== null, draft?.state === "proposed" ? 1 : 0),
    step("door", inForce !== null),
  ]
}
