import { idOf, type OrgId } from "#core/ids.ts"
import { minute } from "#core/time.ts"
import type { Outcome } from "#server/channels/channel.ts"
import { record } from "#server/events.ts"
import { asEngine, type Runtime, type Tx } from "#server/runtime.ts"
import type { Leased } from "./message.ts"

/** What a provider said about one row. */
export type Result = { readonly row: Leased; readonly outcome: Outcome; readonly ms: number }

/** Milliseconds until a failed send is tried again, by how often it was tried. */
const pauses = [2000, 4000, 8000, 15_000]
const tryPause = (tries: number) => pauses[Math.min(tries, pauses.length) - 1] ?? 15_000
/** After so many tries a page gives up on this channel; other messages go on trying. */
const mostTries = 8
/** A reminder is in no hurry: it is tried again for two hours, and then its address is not kept here any longer. */
const reminderPause = 15 * minute

/** Writes down what the providers said. A failure brings the person's next channel forward, and the ladder if none is left. */
export async function settle(runtime: Runtime, results: readonly Result[]): Promise<void> {
  for (const [org, own] of Map.groupBy(results, (r) => r.row.org_id)) {
    await asEngine(runtime, async (tx) => {
      await writeOutcomes(tx, own)
      const failed = own.filter((r) => r.outcome.kind.startsWith("failed") && r.row.alert_id)
      const proved = own.filter((r) => r.outcome.kind === "delivered" && r.row.alert_id)
      for (const { row } of failed) await nextChannelNow(tx, row)
      for (const { row } of proved) await othersRest(tx, row)
      const dead = own.filter((r) => r.outcome.kind === "failed-perm")
      if (!dead.length && !failed.length) return
      tx.become(idOf<OrgId>(org))
      for (const { row, outcome } of dead) await noteDead(tx, row, outcome)
      for (const alert of new Set(failed.map((r) => r.row.alert_id)))
        await climbIfUnreached(tx, alert)
    })
    for (const r of own) {
      if (!r.outcome.kind.startsWith("failed")) continue
      const why = "why" in r.outcome ? r.outcome.why : ""
      runtime.log({
        what: "send-failed",
        channel: r.row.channel,
        outcome: r.outcome.kind,
        why,
        row: r.row.id,
        tries: r.row.tries,
      })
    }
  }
}

async function writeOutcomes(tx: Tx, results: readonly Result[]): Promise<void> {
  const rows = results.map(({ row, outcome }) => {
    const reminder = row.text_kind === "reminder"
    const mayGiveUp = row.alert_id !== null || reminder
    const gaveUp = outcome.kind === "failed-temp" && mayGiveUp && row.tries >= mostTries
    const pause = reminder ? reminderPause : tryPause(row.tries)
    const retry = outcome.kind === "failed-temp" && !gaveUp
    return {
      id: row.id,
      state: retry ? "queued" : outcome.kind.startsWith("failed") ? "failed" : outcome.kind,
      wait: retry ? ("retryAfterMs" in outcome && outcome.retryAfterMs) || pause : 0,
      provider: "providerId" in outcome ? outcome.providerId.slice(0, 200) : null,
      why: "why" in outcome ? outcome.why : null,
    }
  })
  await tx.client.query({
    name: "settle",
    // A notice that came in before the provider's answer stays: states only go forward. What a case's opening
    // put off for ever is not tried again. Links, codes and the address of a reminder are kept no longer than it
    // takes to hand them over.
    text: `update outbox o set state = case when o.state in ('delivered', 'heard') then o.state
               when r.state = 'queued' and o.due_at = 'infinity' then 'cancelled' else r.state end,
             due_at = case when r.wait > 0 then tocsin_now() + r.wait * interval '1 millisecond' else o.due_at end,
             facts = case when r.state = 'queued' then o.facts else o.facts - 'link' end,
             address = case when r.state = 'queued' or o.text_kind <> 'reminder' then o.address else '' end,
             ref = case when r.state = 'queued' or o.text_kind <> 'test' then o.ref end,
             leased_until = null, provider_id = coalesce(r.provider, o.provider_id), why = r.why,
             handed_at = case when r.state in ('handed', 'delivered') then coalesce(o.handed_at, tocsin_now()) else o.handed_at end,
             delivered_at = case when r.state = 'delivered' then coalesce(o.delivered_at, tocsin_now()) else o.delivered_at end,
             failed_at = case when r.state = 'failed' then tocsin_now() else o.failed_at end
           from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[]) r(id, state, wait, provider, why)
           where o.id = r.id and o.state <> 'cancelled'`,
    values: [
      rows.map((r) => r.id),
      rows.map((r) => r.state),
      rows.map((r) => r.wait),
      rows.map((r) => r.provider),
      rows.map((r) => r.why),
    ],
  })
}

/** This channel did not take it: the same person's next one is used now, not in its turn. */
async function nextChannelNow(tx: Tx, row: Leased): Promise<void> {
  await tx.client.query({
    name: "next channel",
    text: `update outbox set due_at = tocsin_now() where id = (
             select id from outbox where alert_id = $1 and person_id = $2 and epoch = $3 and tier = $4 and loop = $5
               and state = 'queued' and tries = 0 and due_at > tocsin_now() order by due_at limit 1)`,
    values: [row.alert_id, row.person_id, row.epoch, row.tier, row.loop],
  })
}

/** Proved to have arrived: the person's other channels of this step stay silent. */
export async function othersRest(
  tx: Tx,
  row: Pick<Leased, "id" | "alert_id" | "person_id" | "epoch" | "tier" | "loop">,
): Promise<void> {
  await tx.client.query({
    name: "others rest",
    text: `update outbox set state = 'cancelled' where alert_id = $1 and person_id = $2 and epoch = $3 and tier = $4 and loop = $5
             and state = 'queued' and tries = 0 and id <> $6`,
    values: [row.alert_id, row.person_id, row.epoch, row.tier, row.loop, row.id],
  })
}

/** The address is gone for good: it is not used again until its owner tests it, and they are shown as not ready. */
async function noteDead(tx: Tx, row: Leased, outcome: Outcome): Promise<void> {
  const why = "why" in outcome ? outcome.why : ""
  if (row.address_id && (why === "gone" || why === "bad-address")) {
    await tx.client.query(
      "update channel_address set dead_at = tocsin_now() where id = $1 and dead_at is null",
      [row.address_id],
    )
    tx.ring("roster")
  }
  if (!row.alert_id) return
  const { rows } = await tx.client.query<{ case_id: string }>(
    "select case_id from alert where id = $1",
    [row.alert_id],
  )
  if (rows[0])
    await record(tx, rows[0].case_id, [
      { kind: "page.failed", facts: { person: row.person_id, channel: row.channel, why } },
    ])
}

/** Every page of this step has failed for good: the next tier is rung now, not when its turn would come. */
export async function climbIfUnreached(tx: Tx, alert: string | null): Promise<void> {
  const { rowCount } = await tx.client.query({
    name: "climb if unreached",
    text: `update timer t set due_at = tocsin_now() from alert a
           where t.subject = $1 and t.kind = 'step' and a.id = t.subject and a.state = 'ringing' and a.loop = 0 and t.due_at > tocsin_now()
             and not exists (select 1 from outbox o where o.alert_id = a.id and o.epoch = a.epoch and o.tier = a.tier and o.loop = a.loop and o.state <> 'failed')`,
    values: [alert],
  })
  if (rowCount) tx.ring("timer")
}
