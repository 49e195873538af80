import { missed } from "#core/life/decide.ts"
import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import { isOwedOutside, type OwedKind } from "#core/owed.ts"
import { after } from "#core/time.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { lifeOf, momentFor, saveLife } from "./life.ts"
import { tryLockCase } from "./say.ts"

/** Promises of a case were missed: it is noted in its life, once for each, for somebody outside the line to decide about. */
export async function recordFailures(tx: Tx, caseId: CaseId): Promise<void> {
  const found = await tryLockCase(tx, caseId)
  // Somebody is at it now: in a second, then.
  if (!found) return changeTimers(tx, caseId, 0, [{ set: "failure", due: after(tx.now, 1000) }])
  const life = lifeOf(found)
  const known = new Set(life.failures.map(({ of }) => of))
  const { rows } = await tx.client.query<{ kind: OwedKind; owner: string | null }>({
    name: "missed promises",
    text: `select d.kind, coalesce(a.owner_id, a.lapsed_owners[array_upper(a.lapsed_owners, 1)]) as owner
           from deadline d join alert a on a.id = d.alert_id
           where d.case_id = $1 and a.kind = 'report' and d.missed_at is not null order by d.missed_at`,
    values: [caseId],
  })
  const anew = rows.filter(({ kind }) => isOwedOutside(kind) && !known.has(kind))
  const [first] = anew
  if (!first) return
  const owner = first.owner ? idOf<PersonId>(first.owner) : null
  const kinds = anew.map(({ kind }) => kind)
  await saveLife(tx, caseId, missed(life, kinds, owner, await momentFor(tx, found, life)))
}
