import type pg from "pg"
import { invariant } from "#core/refusal.ts"

/** What the tables say happened, with the owner's rights. */
export function rowsOf(owner: pg.Pool) {
  return {
    sql: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
      (await owner.query<T>(text, values)).rows,
    /** Who has been rung, in order, each step's people together, since the world began. */
    async rung(): Promise<string[]> {
      const { rows } = await owner.query<{ name: string }>(
        "select p.name from outbox o join person p on p.id = o.person_id where o.alert_id is not null and o.state <> 'cancelled' order by o.made_at, o.tier, p.name",
      )
      return rows.map((r) => r.name)
    },
    /** Every row of every table, as text. */
    async dump(): Promise<string> {
      const { rows: tables } = await owner.query<{ name: string }>(
        "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
      )
      invariant(tables.length > 15, "every table is looked at")
      const lines: string[] = []
      for (const { name } of tables) {
        const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${name} t`)
        lines.push(...rows.map(({ row }) => row))
      }
      return lines.join("\n")
    },
    async events(kind?: string): Promise<string[]> {
      const { rows } = await owner.query<{ kind: string }>(
        "select kind from event where case_id is not null and ($1::text is null or kind = $1) order by id",
        [kind ?? null],
      )
      return rows.map((r) => r.kind)
    },
    /** As when every case so far is over: nothing rings, no timer is set, nobody holds a key. */
    async hush(): Promise<void> {
      await owner.query("update alert set state = 'closed'")
      await owner.query("delete from timer")
      await owner.query("update key_grant set revoked_at = tocsin_now() where revoked_at is null")
    },
  }
}
