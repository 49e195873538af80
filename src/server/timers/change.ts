import type { TimerChange } from "#core/decision.ts"
import type { Tx } from "#server/runtime.ts"
import type { Due } from "./due.ts"

/** Sets and cancels the timers of one subject, in the transaction of what caused them. */
export async function changeTimers(
  tx: Tx,
  subject: string,
  epoch: number,
  changes: readonly TimerChange[],
): Promise<void> {
  const last = new Map(changes.map((c) => ["set" in c ? c.set : c.cancel, c]))
  const set = [...last.values()].flatMap((c) => ("set" in c ? [c] : []))
  const cancelled = [...last.values()].flatMap((c) => ("cancel" in c ? [c.cancel] : []))
  if (cancelled.length) {
    await tx.client.query({
      name: "cancel timers",
      text: "delete from timer where subject = $1 and kind = any($2::text[])",
      values: [subject, cancelled],
    })
  }
  if (set.length) {
    await tx.client.query({
      name: "set timers",
      text: `insert into timer (subject, kind, org_id, epoch, due_at)
             select $1, kind, $2, $3, due from unnest($4::text[], $5::timestamptz[]) t(kind, due)
             on conflict (subject, kind) do update set epoch = excluded.epoch, due_at = excluded.due_at, tries = 0`,
      values: [subject, tx.org, epoch, set.map((c) => c.set), set.map((c) => c.due)],
    })
    tx.ring("timer")
  }
}

/** Claimed, taken and not answered: due again after some milliseconds, and counted. */
export async function putBack(tx: Tx, dues: readonly Due[], later: number): Promise<void> {
  await tx.client.query({
    name: "put back",
    text: `insert into timer (subject, kind, org_id, epoch, due_at, tries)
           select subject, kind, $1, epoch, tocsin_now() + $2 * interval '1 millisecond', tries + 1
           from unnest($3::uuid[], $4::text[], $5::int[], $6::int[]) t(subject, kind, epoch, tries) on conflict do nothing`,
    values: [
      tx.org,
      later,
      dues.map((d) => d.subject),
      dues.map((d) => d.kind),
      dues.map((d) => d.epoch),
      dues.map((d) => d.tries),
    ],
  })
}

/** Claimed and not even taken, since its transaction failed: the same timer, due again after some milliseconds, and counted. */
export async function putOff(tx: Tx, dues: readonly Due[], later: number): Promise<void> {
  await tx.client.query({
    name: "put off",
    text: `update timer t set due_at = tocsin_now() + $1 * interval '1 millisecond', tries = t.tries + 1
           from unnest($2::uuid[], $3::text[]) d(subject, kind)
           where t.subject = d.subject and t.kind = d.kind and t.due_at <= tocsin_now()`,
    values: [later, dues.map((d) => d.subject), dues.map((d) => d.kind)],
  })
}
