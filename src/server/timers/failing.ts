import { idOf, type OrgId, type PersonId } from "#core/ids.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import { atomically, type Runtime, type Tx } from "#server/runtime.ts"

/** Failures in a row after which a timer is no passing trouble any more. */
const tooOften = 3

/**
 * Rings whoever runs the system once a timer of the organisation keeps failing, at most once an hour. The message says
 * that a part of the system does not work and nothing else; the log has the place.
 */
export async function tellOperators(runtime: Runtime, org: OrgId): Promise<void> {
  await atomically(runtime, org, async (tx) => {
    if (!(await isFailing(tx))) return
    // Two nodes that notice at once: the row's lock lets one of them tell.
    const { rowCount } = await tx.client.query({
      name: "tell operators",
      text: `update organisation set operators_rung_at = tocsin_now()
             where id = $1 and (operators_rung_at is null or operators_rung_at <= tocsin_now() - interval '1 hour')`,
      values: [org],
    })
    if (!rowCount) return
    const { rows } = await tx.client.query<{ id: string }>(
      "select id from person where admin and left_at is null order by id",
    )
    for (const { id } of rows)
      await queueMessage(tx, { personId: idOf<PersonId>(id), textKind: "operator", urgent: true })
    tx.ring("roster") // the desks look again, and an administrator's strip says it
  })
}

/** Whether a timer of the organisation keeps failing; one that was set anew, for later, is not. */
export async function isFailing({ client, org }: Tx): Promise<boolean> {
  const { rows } = await client.query<{ failing: boolean }>({
    name: "failing timer",
    text: `select exists (select 1 from timer where org_id = $1 and tries >= ${tooOften}
             and due_at <= tocsin_now() + interval '10 seconds') as failing`,
    values: [org],
  })
  return rows[0]?.failing ?? false
}
