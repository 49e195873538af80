import { erasesAt, withoutPeople } from "#core/life/retention.ts"
import type { CaseId } from "#core/ids.ts"
import { after, day, hour } from "#core/time.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { lifeOf, momentFor } from "./life.ts"
import { tryLockCase } from "./say.ts"

/** The time of a closed case is over: every key to it is destroyed, and everything that was sealed with them. */
export async function eraseDue(tx: Tx, caseId: CaseId): Promise<void> {
  const found = await tryLockCase(tx, caseId)
  if (!found) return changeTimers(tx, caseId, 0, [{ set: "erase", due: after(tx.now, hour) }])
  const life = lifeOf(found)
  const { plus, now } = await momentFor(tx, found, life)
  const at = erasesAt(life, plus)
  if (at === null) return
  // The rule is asked again on the day itself, whatever the timer says.
  if (at > now) return changeTimers(tx, caseId, 0, [{ set: "erase", due: new Date(at) }])
  await destroy(tx, caseId)
  await tx.client.query("update case_file set life = $2, erased_at = $3 where id = $1", [
    caseId,
    JSON.stringify(withoutPeople(life)),
    tx.now,
  ])
  await record(tx, caseId, [
    { kind: "case.erased", facts: { days: Math.round((now - (life.closed ?? now)) / day) } },
  ])
}

/** The keys first. Files go with the next clearing, within the hour, unless another case names the same bytes. */
async function destroy(tx: Tx, caseId: CaseId): Promise<void> {
  for (const text of [
    "delete from key_grant where case_id = $1",
    "delete from mailbox where case_id = $1",
    "delete from sealed_object where case_id = $1",
    "delete from instruction where case_id = $1",
    "delete from manifest where case_id = $1",
  ])
    await tx.client.query(text, [caseId])
  await tx.client.query("update upload set expires_at = $2 where case_id = $1", [caseId, tx.now])
}
