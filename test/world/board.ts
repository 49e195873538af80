import type pg from "pg"

/** What became of the promises of some cases: how long after the report each was kept, if it was. */
export type Seeded = {
  readonly cases: number
  /** How many of them, and when the first came in; the others a minute after each other. */
  readonly at: Date
  /** Minutes to each promise; null is never. */
  readonly opening?: number | null
  readonly contact?: number | null
  readonly protection?: number | null
  readonly outcome?: number | null
  /** What followed from a failure to act, for each of the cases. */
  readonly failure?: { readonly outcome: string | null; readonly decided: Date | null }
  /** Missed by the team as well: `duty:findings`. */
  readonly missed?: string
}

/** Cases that are over, straight into the tables: what a board sees of them is all that is asked here. */
export async function seedCases(
  { owner, org }: { readonly owner: Pick<pg.Pool, "query">; readonly org: string },
  wanted: Seeded,
): Promise<string[]> {
  const { cases, at, failure, missed } = wanted
  const { opening = 10, contact = 40, protection = 600, outcome = 20_000 } = wanted
  const { rows } = await owner.query<{ id: string }>(
    `with fresh as materialized (select gen_random_uuid() as id, gen_random_uuid() as alert, $2::timestamptz + n * interval '1 minute' as at
       from generate_series(0, $3::int - 1) n),
     made as (insert into case_file (id, org_id, version_id, state, level, kind, received_at, receipt_hash, life)
       select id, $1, (select id from path_version where state = 'in-force'), 'CLOSED', 'e2', 'report', at, sha256(id::text::bytea), $4 from fresh returning id),
     rung as (insert into alert (id, org_id, case_id, kind, level, state, tier, ladder, raised_at, stepped_at)
       select alert, $1, id, 'report', 'e2', 'closed', 0, '{}', at, at from fresh),
     owed as (insert into deadline (alert_id, org_id, case_id, kind, due_at, basis, met_at, missed_at)
       select alert, $1, id, k.kind, at + k.due * interval '1 minute', 'product', at + k.took * interval '1 minute',
         case when coalesce(k.took, 1e9) > k.due then at + k.due * interval '1 minute' end
       from fresh cross join unnest($5::text[], $6::float8[], $7::float8[]) k(kind, due, took))
     select id from made`,
    [
      ...[org, at, cases],
      JSON.stringify(failure ? lifeWith(at, failure) : {}),
      ["opening", "first-contact", "protection", "outcome", ...(missed ? [missed] : [])],
      [30, 60, 1440, 30_240, ...(missed ? [2880] : [])],
      [opening, contact, protection, outcome, ...(missed ? [null] : [])],
    ],
  )
  return rows.map(({ id }) => id)
}

function lifeWith(at: Date, { outcome, decided }: NonNullable<Seeded["failure"]>) {
  const decidedAt = decided?.getTime() ?? null
  return {
    failures: [
      { n: 1, kind: "promise-missed", of: "opening", role: "responder", person: null },
    ].map((one) => ({ ...one, at: at.getTime(), answered: null, outcome, decidedAt })),
  }
}
