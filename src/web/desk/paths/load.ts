import { targets } from "#content/level.json?targets"
import { checkPath, stopping, type Keyholder, type PathFault } from "#core/path.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { get } from "#web/lib/api.ts"
import { serverNow } from "#web/lib/clock.ts"
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

/** How many faults keep some tiers from being signed. */
export function stopsIn(tiers: Tiers, screen: Pick<PathScreen, "people">): number {
  return faultsIn(tiers, screen).filter(({ code }) => stopping[code]).length
}
