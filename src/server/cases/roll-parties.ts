import type { PersonId } from "#core/ids.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import type { PartiesRolled } from "#wire/party.ts"
import type { Tx } from "#server/runtime.ts"
import { mustBeSealed } from "./objects.ts"
import { closeParty, keepPaper } from "./parties.ts"
import type { CaseRow } from "./say.ts"

/**
 * New keys of a case bring new keys to every mailbox that is open, or its end, in the same transaction: whoever was put aside
 * opens nothing of what comes after, in none of them.
 */
export async function rollParties(
  tx: Tx,
  found: CaseRow,
  rolled: PartiesRolled | undefined,
  by: PersonId | null,
): Promise<void> {
  const { rows } = await tx.client.query<{ number: number; epoch: number }>({
    name: "open parties",
    text: `select number::int, epoch from mailbox where case_id = $1 and party <> 'reporter' and closed_at is null for update`,
    values: [found.id],
  })
  const { paper, grants, ended } = rolled ?? { grants: [], ended: [] }
  const named = [...grants.map(({ number }) => number), ...ended]
  const everybody = rows.every(({ number }) => named.includes(number))
  if (named.length !== rows.length || new Set(named).size !== named.length || !everybody)
    throw new Refusal("path-changed", "mailboxes")
  if (named.length === 0 && !paper) return
  invariant(by, "the reporter begins no epoch")
  if (Boolean(paper) !== grants.length > 0) throw new Refusal("bad-seal", "mailboxes")
  if (paper) await keepPaper(tx, found, paper, by)
  for (const { number, epoch, sealed } of grants) {
    const before = rows.find((row) => row.number === number)
    if (before?.epoch !== epoch - 1) throw new Refusal("bad-order", `mailbox ${number}`)
    const grant = Buffer.from(sealed, "base64url")
    mustBeSealed(grant)
    await tx.client.query({
      name: "roll party",
      text: "update mailbox set sealed_grant = $3, epoch = $4 where case_id = $1 and number = $2",
      values: [found.id, number, grant, epoch],
    })
  }
  for (const number of ended) await closeParty(tx, found, { number, by: "keys", person: by })
}
