import type pg from "pg"
import { Refusal } from "#core/refusal.ts"
import type { Runtime } from "#server/runtime.ts"
import { answerDue } from "#server/timers/loop.ts"

/** Gives a database that holds nothing real a clock that can be pushed. A database with an organisation keeps its own clock. */
export async function makePushable(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ pushable: boolean; used: boolean }>(
    "select to_regclass('demo_clock') is not null as pushable, exists (select 1 from organisation) as used",
  )
  if (rows[0]?.pushable) return
  if (rows[0]?.used)
    throw new Error(
      "This database holds a real organisation: its clock is not pushed. Give the demonstration a database of its own.",
    )
  await owner.query(`
    create table demo_clock (one boolean primary key default true check (one), ahead interval not null default '0');
    comment on table demo_clock is 'Only a demonstration has this table: how far its clock was pushed.';
    insert into demo_clock default values;
    grant select, update on demo_clock to tocsin_serve, tocsin_engine;
    create policy demo_looks on outbox for select to current_user using (true);
    create function demo_busy() returns boolean language sql security definer set search_path = public, pg_temp
      as $$ select exists (select 1 from outbox where state = 'leased' or (state = 'queued' and due_at <= tocsin_now())
                           or (state = 'handed' and channel in ('voice', 'sms') and handed_at > tocsin_now() - interval '1 second')) $$;
    create function demo_code() returns text language sql security definer set search_path = public, pg_temp
      as $$ select company_code from organisation limit 1 $$;
    create or replace function tocsin_now() returns timestamptz language sql volatile
      as $$ select clock_timestamp() + (select ahead from demo_clock) $$`)
}

/**
 * Pushes the clock, stopping at every instant at which something falls due, so that nothing is skipped or late.
 * `between` is what the world does at each of them: messages leave and arrive.
 */
export async function push(
  runtime: Runtime,
  ms: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const target = (await ahead(runtime)) + ms
  for (;;) {
    await between()
    while ((await answerDue(runtime)) > 0);
    await between()
    const next = await untilNextDue(runtime)
    const here = await ahead(runtime)
    if (next === null || here + next > target) break
    // What stays due although the world had its turn (nobody sends here) is stepped over, not waited for.
    await setAhead(runtime, Math.min(target, here + Math.max(1000, Math.ceil(next))))
    if (here >= target) break
  }
  await setAhead(runtime, target)
  while ((await answerDue(runtime)) > 0);
  await between()
}

async function ahead(runtime: Runtime): Promise<number> {
  const { rows } = await runtime.pool.query<{ ms: number }>(
    "select extract(epoch from ahead)::float8 * 1000 as ms from demo_clock",
  )
  const row = rows[0]
  if (!row) throw new Refusal("not-found")
  return row.ms
}

async function setAhead(runtime: Runtime, ms: number): Promise<void> {
  await runtime.pool.query("update demo_clock set ahead = $1 * interval '1 millisecond'", [ms])
}

async function untilNextDue(runtime: Runtime): Promise<number | null> {
  const client = await runtime.pool.connect()
  try {
    await client.query("begin; set local role tocsin_engine")
    const { rows } = await client.query<{ ms: number | null }>(
      "select extract(epoch from least((select min(due_at) from timer), (select min(due_at) from outbox where state = 'queued')) - tocsin_now())::float8 * 1000 as ms",
    )
    return rows[0]?.ms ?? null
  } finally {
    await client.query("commit")
    client.release()
  }
}
