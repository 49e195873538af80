import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import { idOf, type PersonId } from "#core/ids.ts"
import { floorKinds } from "#core/life/word.ts"
import type { Precedents } from "#wire/case.ts"
import type { Env } from "#server/http/env.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { actorOf } from "./actor.ts"
import { readLife } from "./life-view.ts"
import { myCase } from "./mine.ts"

/** With fewer decisions than this a count would point at a case. */
const fewest = 5

/** What was decided on the same kind of breach before, for whoever decides a case: counts, never a case. */
export const precedents = new Hono<Env>().get("/cases/:id/precedents", async (c) => {
  const { runtime, org, me } = c.var
  return c.json(
    await atomically(runtime, org, async (tx) => {
      const caseId = await myCase(tx, c)
      const { is } = await actorOf(tx, await readLife(tx, caseId), caseId, idOf<PersonId>(me.id))
      if (!is.includes("panel") && !is.includes("appeal")) throw new Refusal("not-yours", "role")
      return counted(tx, caseId)
    }),
  )
})

/** Only what is over and was decided before this year: a fresh decision among few would be known by its date. */
async function counted(tx: Tx, caseId: string): Promise<Precedents> {
  const { rows } = await tx.client.query<{ floor: string; level: string; count: number }>({
    name: "precedents",
    text: `select r->'sanction'->>'floor' as floor, r->'sanction'->>'level' as level, count(*)::int as count
           from case_file c, jsonb_array_elements(c.life->'respondents') r
           where c.state in ('MONITORING', 'CLOSED') and c.id <> $1 and r->'sanction'->>'floor' is not null
             and (r->'sanction'->>'at')::float8 < extract(epoch from date_trunc('year', $2::timestamptz)) * 1000
           group by 1, 2 order by 1, 2`,
    values: [caseId, tx.now],
  })
  const floors = floorKinds.flatMap((floor) => {
    const levels = rows
      .filter((row) => row.floor === floor)
      .map(({ level, count }) => ({ level, count }))
    const all = levels.reduce((sum, { count }) => sum + count, 0)
    return all < fewest ? [] : [{ floor, levels }]
  })
  return { floors }
}
