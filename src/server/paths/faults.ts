import { idOf, type PersonId } from "#core/ids.ts"
import { checkPath, stopping, type FaultCode, type Keyholder, type Path } from "#core/path.ts"
import { tryAll } from "#core/rehearsal.ts"
import { instantOf } from "#core/time.ts"
import { calendarAt, placeOf } from "#server/calendar.ts"
import { targets } from "#server/law.ts"
import type { Tx } from "#server/runtime.ts"
import type { Version } from "./find.ts"
import { standing, type Standing } from "./people.ts"

/** What keeps a path from being signed, each kind once. The editor shows where, by the same rules. */
export async function faultsOf(
  tx: Tx,
  version: Pick<Version, "tiers">,
): Promise<(FaultCode | "silent")[]> {
  const people = (await standing(tx, [version])).map(keyholderOf)
  const path: Path = { tiers: version.tiers }
  const now = instantOf(tx.now)
  const faults = checkPath(path, people, { now, targets })
  const codes = [...new Set(faults.map(({ code }) => code))].filter((code) => stopping[code])
  if (codes.length) return codes
  const calendar = calendarAt(await placeOf(tx), tx.now)
  const { silent } = tryAll(path, people, { from: now, calendar, targets })
  return silent.length ? ["silent"] : []
}

function keyholderOf(person: Standing): Keyholder {
  const { id, manager, ...rest } = person
  return { ...rest, id: idOf<PersonId>(id), manager: manager ? idOf<PersonId>(manager) : null }
}
