import { Hono } from "hono"
import type { Figures } from "#core/board.ts"
import { quarterFrom } from "#core/quarter.ts"
import type { BoardScreen } from "#wire/board.ts"
import type { Env } from "#server/http/env.ts"
import { boardOnly, signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"

/** Three years: what a plot holds and a memory compares. */
const mostQuarters = 12

/** What the board sees, under `/desk/api`: rows that were written once. Who asks changes nothing, so nobody is looked up. */
export const board = new Hono<Env>().get("/board", signedIn, boardOnly, async (c) => {
  const { runtime, org } = c.var
  return c.json(await atomically(runtime, org, screen))
})

async function screen({ sql }: Tx): Promise<BoardScreen> {
  const rows = await sql
    .selectFrom("boardQuarter")
    .select(["quarter", "since", "figures"])
    .orderBy("quarter", "desc")
    .limit(mostQuarters)
    .execute()
  return {
    quarters: rows.toReversed().map(({ quarter, since, figures }) => ({
      quarter: quarterFrom(quarter),
      since: quarterFrom(since),
      figures: figures as Figures | null, // only count.ts writes them
    })),
  }
}
