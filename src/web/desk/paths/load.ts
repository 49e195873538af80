import { targets } from "#content/level.json?targets"
import type { Calendar } from "#core/calendar.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { checkPath, stopping, type Keyholder, type PathFault } from "#core/path.ts"
import { tryAll, type SilentRun } from "#core/rehearsal.ts"
import { get } from "#web/lib/api.ts"
import { serverNow } from "#web/lib/clock.ts"
import { zone } from "#web/lib/times.ts"
import type { PathScreen, Tiers } from "#wire/path.ts"

/** The path as the server tells it, once this browser can count in zones. */
export async function loadPath(signal?: AbortSignal): Promise<PathScreen> {
  if (!("Temporal" in globalThis)) await import("temporal-polyfill/global")
  return get<PathScreen>("/path", signal ? { signal } : {})
}

/** Those who may stand on a path, as the core knows them. */
export function keyholdersOf({ people }: Pick<PathScreen, "people">): Keyholder[] {
  return people.map((one) => ({
    ...one,
    id: idOf<PersonId>(one.id),
    manager: one.manager === null ? null : idOf<PersonId>(one.manager),
  }))
}

/** Everything wrong with some tiers, by the same rules by which the server refuses. */
export function faultsIn(tiers: Tiers, screen: Pick<PathScreen, "people">): PathFault[] {
  const now = Temporal.Instant.fromEpochMilliseconds(serverNow())
  return checkPath({ tiers }, keyholdersOf(screen), { now, targets })
}

/** Some tiers tried with each person on them as the one named, on each of the next 35 nights. */
export type Nights = { readonly runs: number; readonly silent: readonly SilentRun[] }

/** Tries them, as the server does before a path may be signed. */
export function nightsOf(tiers: Tiers, screen: Pick<PathScreen, "people">): Nights {
  const from = Temporal.Instant.fromEpochMilliseconds(serverNow())
  return tryAll({ tiers }, keyholdersOf(screen), { from, calendar: weekDaysOnly(), targets })
}

/** How many things keep some tiers from being signed. */
export function stopsIn(tiers: Tiers, screen: Pick<PathScreen, "people">): number {
  const faults = faultsIn(tiers, screen).filter(({ code }) => stopping[code]).length
  return faults || (nightsOf(tiers, screen).silent.length ? 1 : 0)
}

/** Days as this browser can count them: it knows no public holidays, so a replay of e4 says so. */
export function weekDaysOnly(): Calendar {
  return { zone: zone.value, weekend: [6, 7], holidays: new Set() }
}
