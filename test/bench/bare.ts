import { randomUUID } from "node:crypto"
import pg from "pg"
import { unpack, type Unpacked } from "#server/reports/unpack.ts"
import { atOnce, type Sealed } from "./load.ts"

/** What a case is apart from its sealed bytes: rows as the product wrote them for another one. */
type Rows = {
  readonly ladder: unknown
  readonly deadlines: number
  readonly timers: string[]
  readonly pages: { person: string; address: string }[]
  readonly events: { kind: string; facts: unknown }[]
  readonly version: string
  readonly holders: { slot: number; tier: number; person: string }[]
}

/** The floor: the same bytes into the same tables by `pg` alone, a transaction each, with no check and no row security. */
export type Bare = {
  /** Submissions a second. */
  run(many: readonly Sealed[], lanes: number): Promise<number>
  close(): Promise<void>
}

const tables = [
  ...["case_file", "mailbox", "manifest", "sealed_object", "key_grant"],
  ...["alert", "deadline", "timer", "outbox", "event"],
]

/** Makes tables of the same columns and indexes beside the product's, and takes one case that it wrote as the pattern. */
export async function openBare(url: string, org: string): Promise<Bare> {
  const owner = new pg.Client(url)
  await owner.connect()
  for (const table of tables) {
    await owner.query(
      `create table if not exists bare_${table} (like ${table} including defaults including indexes including storage including identity)`,
    )
  }
  const rows = await pattern(owner)
  await owner.end()
  const clients: pg.Client[] = []
  return {
    async run(many, lanes) {
      const unpacked = await Promise.all(many.map((one) => unpack(Buffer.from(one.body))))
      while (clients.length < lanes) {
        const client = new pg.Client(url)
        await client.connect()
        clients.push(client)
      }
      const { seconds } = await atOnce(unpacked, lanes, (one, lane) =>
        commit(clients[lane] as pg.Client, { org, one, rows }),
      )
      await clients[0]?.query(`truncate ${tables.map((table) => `bare_${table}`).join(", ")}`)
      return many.length / seconds
    },
    async close() {
      for (const client of clients) await client.end()
    },
  }
}

async function pattern(owner: pg.Client): Promise<Rows> {
  const { rows } = await owner.query<Rows>(
    `with a as (select * from alert order by raised_at limit 1)
     select a.ladder, (select count(*)::int from deadline where alert_id = a.id) as deadlines,
       (select array_agg(kind) from timer where subject = a.id) as timers,
       (select json_agg(json_build_object('person', person_id, 'address', address)) from outbox where alert_id = a.id) as pages,
       (select json_agg(json_build_object('kind', kind, 'facts', facts)) from event where case_id = a.case_id and at <= a.raised_at) as events,
       (select id from path_version where state = 'in-force') as version,
       (select json_agg(json_build_object('slot', slot, 'tier', tier, 'person', person_id) order by slot) from path_slot) as holders
     from a`,
  )
  const row = rows[0]
  if (!row) throw new Error("There is no case to take as the pattern.")
  return row
}

async function commit(
  client: pg.Client,
  { org, one, rows }: { org: string; one: Unpacked; rows: Rows },
): Promise<void> {
  const [caseId, alert, now] = [one.manifest.caseId, randomUUID(), new Date()]
  const say = (name: string, text: string, values: unknown[]) =>
    client.query({ name, text, values })
  await client.query("begin")
  await say("bare take", take, sealedRows(org, one, rows, now))
  await say(
    "bare alert",
    `insert into bare_alert (id, org_id, case_id, kind, level, state, tier, ladder, raised_at, stepped_at)
     values ($1, $2, $3, 'report', 'e2', 'ringing', 0, $4, $5, $5)`,
    [alert, org, caseId, JSON.stringify(rows.ladder), now],
  )
  await say(
    "bare deadlines",
    `insert into bare_deadline (alert_id, org_id, case_id, kind, due_at, basis)
     select $1, $2, $3, k, $4, 'policy' from unnest($5::text[]) k`,
    [alert, org, caseId, now, owed.slice(0, rows.deadlines)],
  )
  await say(
    "bare timers",
    "insert into bare_timer (subject, kind, org_id, epoch, due_at) select $1, k, $2, 1, $3 from unnest($4::text[]) k",
    [alert, org, now, rows.timers],
  )
  await say(
    "bare pages",
    `insert into bare_outbox (id, org_id, person_id, channel, address, text_kind, lang, ref, urgent, alert_id, epoch, tier, loop, due_at, made_at)
     select id, $1, person, 'sms', address, 'ring', 'en', 'ABCDEF', true, $2, 1, 0, 0, $3, $3 from unnest($4::uuid[], $5::uuid[], $6::text[]) r(id, person, address)`,
    [
      org,
      alert,
      now,
      rows.pages.map(() => randomUUID()),
      rows.pages.map((page) => page.person),
      rows.pages.map((page) => page.address),
    ],
  )
  await say(
    "bare events",
    "insert into bare_event (org_id, case_id, kind, at, facts) select $1, $2, kind, $3, facts::jsonb from unnest($4::text[], $5::text[]) e(kind, facts)",
    [
      org,
      caseId,
      now,
      rows.events.map((event) => event.kind),
      rows.events.map((event) => JSON.stringify(event.facts)),
    ],
  )
  await client.query("commit")
}

const owed = ["opening", "first-contact", "protection", "plan", "outcome"]

const take = `with c as (
    insert into bare_case_file (id, org_id, version_id, level, kind, received_at, receipt_hash)
    values ($1, $2, $3, 'e2', 'report', $4, $5) returning id),
  m as (insert into bare_mailbox (id, org_id, case_id, party, locator, vk, sig_vk, sealed_grant, made_at)
    select gen_random_uuid(), $2, id, 'reporter', $5, $5, $5, $6, $4 from c),
  f as (insert into bare_manifest (case_id, org_id, number, epoch, text, signature, sha256, at)
    select id, $2, 1, 1, $7, $8, $5, $4 from c),
  o as (insert into bare_sealed_object (case_id, org_id, room, seq, epoch, kind, sealed_bytes, sha256, at)
    select id, $2, 'mailbox', 1, 1, 'report', $9, $5, $4 from c)
  insert into bare_key_grant (case_id, org_id, epoch, slot, tier, person_id, sealed_grant, ack_hash, received_at)
    select c.id, $2, 1, g.slot, g.tier, g.person, g.sealed, g.ack, $4
    from c, unnest($10::int[], $11::int[], $12::uuid[], $13::bytea[], $14::bytea[]) g(slot, tier, person, sealed, ack)`

function sealedRows(org: string, one: Unpacked, rows: Rows, now: Date): unknown[] {
  const granted = rows.holders.filter((holder) => one.grants.has(holder.slot))
  return [
    one.manifest.caseId,
    org,
    rows.version,
    now,
    Buffer.from(one.manifest.report, "hex"),
    one.reporterGrant,
    one.manifestBytes,
    one.signature,
    one.report,
    granted.map((g) => g.slot),
    granted.map((g) => g.tier),
    granted.map((g) => g.person),
    granted.map((g) => one.grants.get(g.slot)),
    one.manifest.slots.map((g) => Buffer.from(g.ack, "hex")),
  ]
}
