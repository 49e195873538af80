import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { tiers, type PathView, type Tiers } from "#wire/path.ts"
import { lockOrganisation } from "#server/people/organisation.ts"
import type { Tx } from "#server/runtime.ts"

/** A version of the path as it is kept. */
export type Version = {
  readonly id: string
  readonly number: number
  readonly state: PathView["state"]
  readonly tiers: Tiers
  readonly editedBy: string | null
  readonly proposedBy: string | null
  readonly signedBy: string | null
  readonly inForceAt: Date | null
}

/** The version that rings people now, and the one being written, if any. */
export async function versions(
  { sql }: Tx,
  lock = false,
): Promise<{ inForce: Version | null; draft: Version | null }> {
  const asked = sql
    .selectFrom("pathVersion")
    .select(["id", "number", "state", "tiers", "editedBy", "proposedBy", "signedBy", "inForceAt"])
    .where("state", "in", ["draft", "proposed", "in-force"])
    .orderBy("number")
  const rows = await (lock ? asked.forUpdate() : asked).execute()
  const found = rows.map((row) => ({
    ...row,
    state: row.state as Version["state"], // the table's check is the same list
    tiers: v.parse(tiers, row.tiers), // it was read by this schema when it was saved
  }))
  return {
    inForce: found.find((version) => version.state === "in-force") ?? null,
    draft: found.find((version) => version.state !== "in-force") ?? null,
  }
}

/** One change of the path at a time: whoever comes second sees what the first one did. */
export async function lockPath(tx: Tx): ReturnType<typeof versions> {
  // The organisation's row stands for the path too: a path nobody wrote yet has no row to lock.
  await lockOrganisation(tx)
  return versions(tx, true)
}

/** The version somebody proposed, or nothing to sign. */
export function mustBeProposed(draft: Version | null): Version {
  if (draft?.state !== "proposed") throw new Refusal("not-now")
  return draft
}

/** A version as screens show it. */
export function viewOf(version: Version): PathView {
  return { ...version, inForceAt: version.inForceAt?.getTime() ?? null }
}
