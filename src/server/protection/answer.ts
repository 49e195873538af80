import { Hono } from "hono"
import { type Asked, endShows, mayEnd, mustFollow } from "#core/protection.ts"
import { Refusal } from "#core/refusal.ts"
import { instantOf } from "#core/time.ts"
import { checkAnswered } from "#wire/protection.ts"
import { calendarAt, placeOf } from "#server/calendar.ts"
import { recordUnheard } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { dateOf } from "./ask.ts"
import { dutyIn } from "./duties.ts"
import { wordOf, type WordRow } from "./show.ts"
import { answererOnly } from "./who.ts"

/** Somebody who was asked says the word, or says of a freeze that it may end. What it comes to, nobody is told. */
export const answering = new Hono<Env>()
  .put("/protection/duties/:id/answer", signedIn, answererOnly, async (c) => {
    const id = dutyIn(c)
    const { answer } = parse(checkAnswered, await readJson(c))
    const { runtime, org, me } = c.var
    await atomically(runtime, org, async (tx) => {
      const { check, mine } = await lock(tx, id, me.id)
      mustFollow(mine.said, answer, { now: tx.now, release: check.release_at })
      if (mine.said === answer) return
      const { sql, now } = tx
      await sql
        .updateTable("protectionCopy")
        .set({ said: answer, saidAt: now })
        .where("checkId", "=", id)
        .where("personId", "=", me.id)
        .execute()
      await sql
        .updateTable("protectionCheck")
        .set((row) => ({ decidedAt: row.fn.coalesce("decidedAt", row.val(now)) }))
        .where("id", "=", id)
        .execute()
      await recordUnheard(tx, null, [
        { kind: "check.answered", facts: { check: id, by: me.id, answer } },
      ])
    })
    return c.body(null, 204)
  })
  .post("/protection/duties/:id/ending", signedIn, answererOnly, async (c) => {
    const id = dutyIn(c)
    const { runtime, org, me } = c.var
    await atomically(runtime, org, (tx) => sayMayEnd(tx, id, me.id))
    return c.body(null, 204)
  })

async function sayMayEnd(tx: Tx, id: string, me: string): Promise<void> {
  const { check } = await lock(tx, id, me)
  const { sql, now } = tx
  if (wordOf(check, now) !== "freeze") throw new Refusal("not-now", "not-frozen")
  await sql
    .updateTable("protectionCopy")
    .set({ mayEndAt: now })
    .where("checkId", "=", id)
    .where("personId", "=", me)
    .where("mayEndAt", "is", null)
    .execute()
  await recordUnheard(tx, null, [{ kind: "check.ending", facts: { check: id, by: me } }])
  if (check.end_shows_at !== null || !mayEnd(await askedStill(tx, id))) return
  const calendar = calendarAt(await placeOf(tx), now)
  const shows = endShows(calendar, instantOf(now), instantOf(check.review_at))
  await sql
    .updateTable("protectionCheck")
    .set({ endAgreedAt: now, endShowsAt: dateOf(shows) })
    .where("id", "=", id)
    .execute()
}

type Locked = { check: WordRow & { review_at: Date }; mine: Asked }

/** A check of which this person has a copy, held against everybody else; without a copy it is not there. */
async function lock(tx: Tx, id: string, me: string): Promise<Locked> {
  const { rows } = await tx.client.query<
    WordRow & { review_at: Date; mine: Asked["said"]; ends: boolean; at: Date }
  >({
    name: "lock check",
    text: `select c.audited, c.release_at, c.review_at, c.frozen_until, c.end_shows_at, c.answer, m.said as mine,
             m.may_end_at is not null as ends, array(select said from protection_copy where check_id = c.id) as said
           from protection_check c join protection_copy m on m.check_id = c.id and m.person_id = $2
           where c.id = $1 for update of c, m`,
    values: [id, me],
  })
  const [row] = rows
  if (!row) throw new Refusal("not-found")
  return { check: row, mine: { said: row.mine, mayEnd: row.ends } }
}

/** Those who were asked and still work here with a key: whoever left decides nothing any more. */
async function askedStill({ client }: Tx, id: string): Promise<Asked[]> {
  const { rows } = await client.query<Asked>({
    name: "asked still",
    text: `select m.said, m.may_end_at is not null as "mayEnd"
           from protection_copy m join person p on p.id = m.person_id and p.left_at is null
             join keyholder k on k.person_id = p.id and k.retired_at is null
           where m.check_id = $1`,
    values: [id],
  })
  return rows
}
