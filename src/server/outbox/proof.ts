import { idOf, type OrgId, type PersonId } from "#core/ids.ts"
import { record } from "#server/events.ts"
import { asEngine, type Runtime, type Tx } from "#server/runtime.ts"
import { same } from "#server/secret.ts"
import { heardPause } from "./page.ts"
import { climbIfUnreached, othersRest } from "./settle.ts"

type Row = {
  id: string
  org_id: string
  alert_id: string | null
  person_id: string | null
  epoch: number | null
  tier: number | null
  loop: number | null
  channel: string
  ref: string | null
  address_id: string | null
}

/** A provider, a mail server or a phone says what became of a row. What is already further on stays. */
export async function provePage(
  runtime: Runtime,
  id: string,
  said: {
    state: "delivered" | "failed" | "heard"
    code?: string | undefined
    /** Whose row it must be, when a person's own browser says it. */
    person?: PersonId
  },
): Promise<boolean> {
  return asEngine(runtime, async (tx) => {
    const { rows } = await tx.client.query<Row>({
      name: "page",
      text: `select ${columns} from outbox where id = $1 for update`,
      values: [id],
    })
    const row = rows[0]
    if (!row || (said.person && row.person_id !== said.person)) return false
    if (
      said.state === "heard" &&
      !(row.ref && said.code && same(Buffer.from(row.ref), Buffer.from(said.code.toUpperCase())))
    )
      return false
    const changed = await forward(tx, row, said.state)
    if (!changed || !row.alert_id) return true
    tx.become(idOf<OrgId>(row.org_id))
    await recordOf(tx, row, said.state)
    if (said.state === "failed") {
      await climbIfUnreached(tx, row.alert_id)
      tx.ring("outbox")
    }
    return true
  })
}

const columns = "id, org_id, alert_id, person_id, epoch, tier, loop, channel, ref, address_id"

async function recordOf(tx: Tx, row: Row, state: "delivered" | "failed" | "heard"): Promise<void> {
  const { rows } = await tx.client.query<{ case_id: string }>({
    name: "case of alert",
    text: "select case_id from alert where id = $1",
    values: [row.alert_id],
  })
  const proved = {
    kind: `page.${state}`,
    facts: { person: row.person_id, channel: row.channel },
  } as const
  tx.holdsIf(record(tx, rows[0]?.case_id ?? null, [proved]))
}

/** Somebody typed the code of a page: they heard. Calls to them pause; the ladder does not. */
export async function heardBy(tx: Tx, person: PersonId, ref: string): Promise<boolean> {
  const { rows } = await tx.client.query<Row>(
    `select ${columns} from outbox where person_id = $1 and ref = $2 and alert_id is not null and made_at > $3::timestamptz - interval '15 minutes' for update`,
    [person, ref.toUpperCase(), tx.now],
  )
  const row = rows[0]
  if (!row) return false
  await forward(tx, row, "heard")
  await recordOf(tx, row, "heard")
  return true
}

async function forward(
  tx: Tx,
  row: Row,
  state: "delivered" | "failed" | "heard",
): Promise<boolean> {
  const from = {
    delivered: ["leased", "handed", "queued", "failed"],
    heard: ["leased", "handed", "queued", "failed", "delivered"],
    failed: ["leased", "handed"],
  }[state]
  const { rowCount } = await tx.client.query({
    name: `page ${state}`,
    text: `update outbox set state = $2, ${state}_at = tocsin_now() where id = $1 and state = any($3::text[])`,
    values: [row.id, state, from],
  })
  if (!rowCount) return false
  if (state === "delivered") await othersRest(tx, row)
  if (state === "heard") {
    await tx.client.query(
      `update outbox set due_at = greatest(due_at, tocsin_now() + $3 * interval '1 millisecond')
       where alert_id = $1 and person_id = $2 and state = 'queued' and channel in ('voice', 'sms')`,
      [row.alert_id, row.person_id, heardPause],
    )
  }
  if (state === "failed") {
    await tx.client.query(
      `update outbox set due_at = tocsin_now() where id = (select id from outbox where alert_id = $1 and person_id = $2 and epoch = $3 and tier = $4 and loop = $5
         and state = 'queued' and tries = 0 order by due_at limit 1)`,
      [row.alert_id, row.person_id, row.epoch, row.tier, row.loop],
    )
  }
  return true
}
