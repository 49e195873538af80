import { randomBytes } from "node:crypto"
import { publish } from "#core/board.ts"
import { nextQuarter, quarterBegins, quarterFrom, quarterOf, type Quarter } from "#core/quarter.ts"
import { instantOf } from "#core/time.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { tallyOf } from "./tally.ts"

/** Once an hour: is a quarter over that was not counted yet? Then it is now, by a timer of its own, whoever looks or not. */
export async function planCounting(tx: Tx): Promise<void> {
  const next = await nextToCount(tx)
  if (next && isOver(tx, next)) await changeTimers(tx, tx.org, 0, [{ set: "board", due: tx.now }])
}

/** Counts every quarter that is over, each once and for ever. Nobody asked for it and nobody is looked at: all see the same. */
export async function countQuarters(tx: Tx): Promise<void> {
  for (let next = await nextToCount(tx); next && isOver(tx, next); next = await nextToCount(tx)) {
    const { quarter, since, from, to } = next
    const figures = publish(await tallyOf(tx, from, to), drawn)
    await tx.sql
      .insertInto("boardQuarter")
      .values({
        ...{ orgId: tx.org, quarter, since, countsFrom: from, endsAt: to },
        figures: figures && JSON.stringify(figures),
      })
      .execute()
  }
}

type Next = {
  readonly quarter: Quarter
  /** The first quarter counted with it: itself, unless those before had too little to show. */
  readonly since: Quarter
  readonly from: Date
  readonly to: Date
}

async function nextToCount({ sql, org }: Tx): Promise<Next | null> {
  const place = await sql
    .selectFrom("organisation")
    .select(["zone", "madeAt"])
    .where("id", "=", org)
    .executeTakeFirst()
  if (!place) return null
  const last = await sql
    .selectFrom("boardQuarter")
    .selectAll()
    .orderBy("quarter", "desc")
    .limit(1)
    .executeTakeFirst()
  const quarter = last
    ? nextQuarter(quarterFrom(last.quarter))
    : quarterOf(instantOf(place.madeAt), place.zone)
  const to = beginning(nextQuarter(quarter), place.zone)
  if (!last) return { quarter, since: quarter, from: beginning(quarter, place.zone), to }
  return last.figures === null
    ? { quarter, since: quarterFrom(last.since), from: last.countsFrom, to }
    : { quarter, since: quarter, from: last.endsAt, to }
}

const isOver = ({ now }: Tx, { to }: Next): boolean => to <= now

function beginning(quarter: Quarter, zone: string): Date {
  return new Date(quarterBegins(quarter, zone).epochMilliseconds)
}

/** Chance that nobody can foretell or ask for again. */
function drawn(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48
}
