import type { Tx } from "#server/runtime.ts"

/** The names of these people by their ids, also of those who have left. */
export async function namesOf(tx: Tx, ids: Iterable<string>): Promise<Map<string, string>> {
  const { rows } = await tx.client.query<{ id: string; name: string }>({
    name: "names",
    text: "select id, name from person where id = any($1::uuid[])",
    values: [[...new Set(ids)]],
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
