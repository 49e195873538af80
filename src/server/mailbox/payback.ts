import { neglect } from "#core/alert.ts"
import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import { paidBack } from "#core/life/decide.ts"
import type { Party } from "#core/mailbox.ts"
import { Refusal } from "#core/refusal.ts"
import { openAlertsOf } from "#server/alerts/find.ts"
import { raiseAlert } from "#server/alerts/raise.ts"
import { save } from "#server/alerts/save.ts"
import { lifeOf, momentFor, saveLife } from "#server/cases/life.ts"
import { lockCase } from "#server/cases/say.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"

/** Somebody outside who tells us: whose mailbox it is, and what they are. */
export type Teller = { readonly mailbox: number; readonly by: "reporter" | Party }

/** "Something changed": a second bell beside the first, for the protection officer, whoever of those outside says so. */
export async function payback(tx: Tx, caseId: CaseId, { mailbox, by }: Teller): Promise<void> {
  const found = await lockCase(tx, caseId)
  await record(tx, caseId, [{ kind: "retaliation.raised", facts: { by } }])
  const life = lifeOf(found)
  await saveLife(tx, caseId, paidBack(life, mailbox, await momentFor(tx, found, life)))
  const open = (await openAlertsOf(tx, caseId)).find((f) => f.alert.kind === "retaliation")
  if (open) return save(tx, open.level, neglect(open.alert, open.moment))
  const { rows } = await tx.client.query<{
    tiers: Parameters<typeof raiseAlert>[1]["tiers"]
    country: string
    zone: string
  }>(
    "select v.tiers, o.country, o.zone from path_version v join organisation o on o.id = v.org_id where v.id = $1",
    [found.version_id],
  )
  const path = rows[0]
  if (!path) throw new Refusal("not-found")
  const { rows: held } = await tx.client.query<{
    tier: number
    person_id: string
    protection: boolean
  }>(`select tier, person_id, protection from ringable_grant where case_id = $1`, [caseId])
  await raiseAlert(tx, {
    caseId,
    kind: "retaliation",
    level: "r",
    tiers: path.tiers,
    holdings: held.map((h) => ({ tier: h.tier, personId: idOf<PersonId>(h.person_id) })),
    protection: held.filter((h) => h.protection).map((h) => idOf<PersonId>(h.person_id)),
    org: path,
  })
}
