import { randomInt } from "node:crypto"
import { hashesKept, reviewAhead, lapsedBefore, reviewGrace, ringsAgain } from "#core/rehire.ts"
import { after, day } from "#core/time.ts"
import type { Tx } from "#server/runtime.ts"
import { changeTimers } from "#server/timers/change.ts"
import { ringCentralDesk, tellRecruiters } from "./desk.ts"

/**
 * Looks whether somebody who was asked about is on the list, and rings the central desk about what waits for it. It runs
 * by its timer and never within a recruiter's request: how long that takes cannot tell what is found here.
 */
export async function lookAtChecks(tx: Tx): Promise<void> {
  await dropLapsed(tx)
  await findHits(tx)
  const waiting = [...(await waitingHits(tx)), ...(await waitingEntries(tx))]
  if (waiting.length) await ringCentralDesk(tx)
}

/**
 * Has the list looked at within a minute or two: when, is left to chance, and each check has a timer of its own. So
 * nobody who asks twice in a row can hold the second time against what was found for the first.
 */
export async function lookSoon(tx: Tx, subject: string): Promise<void> {
  const due = after(tx.now, randomInt(30_000, 90_000))
  await changeTimers(tx, subject, 0, [{ set: "recruiter-check", due }])
}

/** The list holds somebody more: whoever was asked about and is still waited for is looked for again. */
export async function lookAgain(tx: Tx, subject: string): Promise<void> {
  await tx.sql
    .updateTable("recruiterCheck")
    .set({ lookedAt: null })
    .where("dueAt", ">", tx.now)
    .where("entryId", "is", null)
    .where("answer", "is", null)
    .execute()
  await lookSoon(tx, subject)
}

/** Whom a check was about goes when its time is over, and what it met. */
export async function forgetChecked({ sql, now }: Tx): Promise<void> {
  await sql
    .updateTable("recruiterCheck")
    .set({ personHashes: null, entryId: null, byNumber: false })
    .where("at", "<", after(now, -hashesKept))
    .where("personHashes", "is not", null)
    .execute()
}

/** What met an entry that has lost its review since then met none. */
async function dropLapsed({ client, now }: Tx): Promise<void> {
  await client.query({
    name: "drop lapsed",
    text: `update recruiter_check c set entry_id = null, by_number = false from no_rehire e
      where e.id = c.entry_id and c.answer is null and e.review_at <= $1`,
    values: [lapsedBefore(now)],
  })
}

/** The same statement for everybody who was asked about. An entry without its review counts as none. */
async function findHits({ client, now }: Tx): Promise<void> {
  await client.query({
    name: "find hits",
    text: `with fresh as (
        select id, person_hashes from recruiter_check where looked_at is null and person_hashes is not null
        for update skip locked),
      met as (
        select distinct on (f.id) f.id, e.id as entry_id, f.person_hashes[2] = any(e.person_hashes) as by_number
        from fresh f join no_rehire e on e.person_hashes && f.person_hashes
        where e.erased_at is null and e.review_at > $2
        order by f.id, by_number desc, e.decided_at)
      update recruiter_check c set looked_at = $1, entry_id = m.entry_id, by_number = coalesce(m.by_number, false)
      from fresh f left join met m on m.id = f.id where c.id = f.id`,
    values: [now, lapsedBefore(now)],
  })
}

/** Hits that nobody answered yet and about which it is time to ring. */
async function waitingHits(tx: Tx): Promise<string[]> {
  const { sql, now } = tx
  const hits = await sql
    .selectFrom("recruiterCheck as c")
    .innerJoin("noRehire as e", "e.id", "c.entryId")
    .select(["c.id", "c.rungAt", "c.dueAt"])
    .where("c.answer", "is", null)
    .where("e.reviewAt", ">", lapsedBefore(now))
    .execute()
  // From its time on whoever asked reads that they should call, and is told to look.
  await tellRecruiters(
    tx,
    hits.filter(({ dueAt }) => dueAt <= now).map(({ id }) => id),
  )
  const ids = hits.filter((hit) => ringsAgain(hit, now)).map(({ id }) => id)
  if (ids.length)
    await sql.updateTable("recruiterCheck").set({ rungAt: now }).where("id", "in", ids).execute()
  return ids
}

/** Entries that are contested or due for review, and about which it is time to ring. */
async function waitingEntries({ sql, now }: Tx): Promise<string[]> {
  const entries = await sql
    .selectFrom("noRehire")
    .select(["id", "contestedAt", "contestOutcome", "reviewAt", "rungAt"])
    .where("erasedAt", "is", null)
    .where((is) =>
      is.or([
        is.and([is("contestedAt", "is not", null), is("contestOutcome", "is", null)]),
        is("reviewAt", "<=", after(now, reviewAhead)),
      ]),
    )
    .execute()
  const ids = entries.filter((entry) => entryRings(entry, now)).map(({ id }) => id)
  if (ids.length)
    await sql.updateTable("noRehire").set({ rungAt: now }).where("id", "in", ids).execute()
  return ids
}

type Waiting = {
  readonly contestedAt: Date | null
  readonly contestOutcome: string | null
  readonly reviewAt: Date
  readonly rungAt: Date | null
}

/** A contest every two days; a review every month while there is time, every week from its day on, and once it stops. */
function entryRings(
  { contestedAt, contestOutcome, reviewAt, rungAt }: Waiting,
  now: Date,
): boolean {
  if (rungAt === null) return true
  const contested = contestedAt !== null && contestOutcome === null
  const stops = after(reviewAt, reviewGrace)
  if (rungAt < stops && stops <= now) return true
  const pause = contested ? 2 * day : now < reviewAt ? 30 * day : 7 * day
  return now >= after(rungAt, pause)
}
