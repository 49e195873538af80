import { plus } from "./calendar.ts"
import { holds, type Answers, type Condition } from "./condition.ts"
import type { Amount } from "./level.ts"

export const windowKinds = ["open_until", "opens_after"] as const
export const windowAnchors = ["event_end", "message_sent", "report_received"] as const
export type WindowAnchor = (typeof windowAnchors)[number]

/** One medical or evidence time limit of `content/evidence_windows.json`. */
export type WindowItem = {
  readonly id: string
  readonly group: string
  readonly kind: (typeof windowKinds)[number]
  readonly anchor: WindowAnchor
  readonly default: Amount
  readonly windows: readonly (Amount & { readonly place: string })[]
  /** Best before this, though useful until the end. */
  readonly best?: Amount | undefined
  /** For what opens later: when it is over. */
  readonly closes?: Amount | undefined
  /** Applications that keep things for another time. */
  readonly variants?: readonly (Amount & { readonly app: string })[] | undefined
  /** Shown after everything else. */
  readonly last_resort?: boolean | undefined
}

export const windowStates = ["open", "opens-later", "passed"] as const
export type WindowState = (typeof windowStates)[number]

/** One time limit for one person. `text` is which of the item's two texts is true now. */
export type Window = {
  readonly id: string
  readonly group: string
  readonly state: WindowState
  readonly until: Temporal.Instant | null
  readonly best: Temporal.Instant | null
  readonly opens: Temporal.Instant | null
  readonly text: "before" | "after"
  /** The place whose own window this is; null for the general one. */
  readonly place: string | null
}

/** Where and when: `event` is the place it happened (`US-WA`), `country` the one she is in, and each anchor is the latest instant it can be. */
export type Circumstances = {
  readonly place: { readonly event?: string | null | undefined; readonly country: string | null }
  readonly zone: string
  readonly anchors: { readonly [A in WindowAnchor]?: Temporal.Instant | null | undefined }
  readonly now: Temporal.Instant
  readonly app?: string | undefined
}

/**
 * The time limits that matter for these answers: first what ends soonest, then what opens later, then what has
 * passed and what still helps. An item whose beginning nobody knows is left out. Give it the answers in force.
 */
export function windowsFor(
  content: { readonly items: readonly WindowItem[]; readonly show_when: Condition },
  circumstances: Circumstances,
  answers: Answers,
): Window[] {
  if (!holds(content.show_when, answers)) return []
  const windows = content.items.flatMap((item) => windowOf(item, circumstances))
  return windows.toSorted((a, b) => byUse(a, b)).map(({ window }) => window)
}

type Placed = { window: Window; lastResort: boolean }

function windowOf(item: WindowItem, { place, zone, anchors, now, app }: Circumstances): Placed[] {
  const anchor = anchors[item.anchor]
  if (!anchor) return []
  const end = (span: Amount) => plus({ zone, weekend: [], holidays: null }, anchor, span)
  const own = windowAt(item, place)
  const edge = end(item.variants?.find((v) => v.app === app) ?? own ?? item.default)
  const base = { id: item.id, group: item.group, place: own?.place ?? null }
  const lastResort = item.last_resort === true
  if (item.kind === "open_until") {
    const open = isBefore(now, edge)
    const best = item.best ? end(item.best) : null
    const state = open ? "open" : "passed"
    return [
      {
        window: { ...base, state, until: edge, best, opens: null, text: open ? "before" : "after" },
        lastResort,
      },
    ]
  }
  const until = item.closes ? end(item.closes) : null
  // Once it is over there is nothing true left to say about it.
  if (until && !isBefore(now, until)) return []
  const later = isBefore(now, edge)
  const state = later ? "opens-later" : "open"
  return [
    {
      window: { ...base, state, until, best: null, opens: edge, text: later ? "before" : "after" },
      lastResort,
    },
  ]
}

/** The place of the event wins, then its country, then the country she is in. */
function windowAt(
  { windows }: WindowItem,
  { event, country }: Circumstances["place"],
): WindowItem["windows"][number] | undefined {
  const places = [event, event?.split("-")[0], country]
  return places.flatMap((place) => windows.find((w) => w.place === place) ?? [])[0]
}

function byUse(a: Placed, b: Placed): number {
  const [one, two] = [a.window, b.window]
  if (one.state !== two.state)
    return windowStates.indexOf(one.state) - windowStates.indexOf(two.state)
  if (a.lastResort !== b.lastResort) return a.lastResort ? 1 : -1
  if (one.state === "passed") return 0 // the order of the content
  return endOf(one) - endOf(two)
}

function endOf({ state, until, opens }: Window): number {
  const at = state === "opens-later" ? opens : until
  return at?.epochMilliseconds ?? Infinity
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}
