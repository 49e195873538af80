import type { BenchWorld } from "./place.ts"

/** Puts alerts into the database that have rung their first tier and are owed the next: each is due at its own instant. */
export async function ringMany(
  it: BenchWorld,
  { count, withinMs, afterMs }: { count: number; withinMs: number; afterMs: number },
): Promise<void> {
  const client = await it.owner.connect()
  try {
    await client.query(
      "create table if not exists bench_due (case_id uuid primary key, alert_id uuid not null, due_at timestamptz not null)",
    )
    await client.query("begin")
    await client.query(
      `create temp table fresh on commit drop as
       select gen_random_uuid() as case_id, gen_random_uuid() as alert_id,
              clock_timestamp() + ($2 + n * $3::float8 / $1) * interval '1 millisecond' as due_at
       from generate_series(0, $1::int - 1) n`,
      [count, afterMs, withinMs],
    )
    for (const text of seeds) await client.query(text, text.includes("$1") ? [it.org] : [])
    await client.query("insert into bench_due select case_id, alert_id, due_at from fresh")
    await client.query("commit")
  } finally {
    client.release()
  }
}

const inForce = "(select id from path_version where state = 'in-force')"
const ladder = `(select json_build_object('tiers', (select json_agg(json_build_object('tier', n, 'name', t->>'name', 'kind', t->>'kind',
  'waits', t->'waits', 'schedule', t->'schedule') order by n) from json_array_elements(v.tiers::json) with ordinality x(t, n)))
  from path_version v where v.state = 'in-force')`

const seeds = [
  `insert into case_file (id, org_id, version_id, level, kind, received_at, receipt_hash)
   select case_id, $1, ${inForce}, 'e2', 'report', due_at - interval '30 minutes', sha256(case_id::text::bytea) from fresh`,
  `insert into key_grant (case_id, org_id, epoch, slot, tier, person_id, sealed_grant, ack_hash, received_at, released_at)
   select f.case_id, $1, 1, s.slot, s.tier, s.person_id, decode(repeat('5a', 1800), 'hex'), sha256(f.case_id::text::bytea), f.due_at - interval '30 minutes',
          case when s.tier = 1 then f.due_at - interval '30 minutes' end
   from fresh f cross join path_slot s`,
  `insert into alert (id, org_id, case_id, kind, level, state, tier, ladder, raised_at, stepped_at)
   select alert_id, $1, case_id, 'report', 'e2', 'ringing', 0, ${ladder}, due_at - interval '30 minutes', due_at - interval '30 minutes' from fresh`,
  `insert into deadline (alert_id, org_id, case_id, kind, due_at, basis)
   select alert_id, $1, case_id, k, due_at + interval '1 hour', 'bench' from fresh cross join unnest(array['opening', 'first-contact', 'protection', 'plan', 'outcome']) k`,
  `insert into timer (subject, kind, org_id, epoch, due_at) select alert_id, 'step', $1, 1, due_at from fresh`,
]
