import type { PersonId } from "#core/ids.ts"
import { checksADay, stateOfCheck, type CheckAnswer } from "#core/rehire.ts"
import type { RecruiterChecks } from "#wire/rehire.ts"
import { placeOf } from "#server/calendar.ts"
import type { Tx } from "#server/runtime.ts"
import { opaque, unopaque } from "#server/secret.ts"
import { countToday } from "./check.ts"

const pageSize = 50

type Row = {
  readonly id: string
  readonly at: Date
  readonly due_at: Date
  readonly through: string | null
  readonly open: boolean
  readonly answer: CheckAnswer | null
}

/** A recruiter's own checks, newest first: when, and what the central desk had to say. Not about whom; nor is the list read here. */
export async function checksOf(
  tx: Tx,
  recruiter: PersonId,
  from: string | null,
): Promise<RecruiterChecks> {
  const { secret } = tx.runtime
  const { rows } = await tx.client.query<Row>({
    name: "own checks",
    text: `select c.id, c.at, c.due_at, t.label as through, c.answer,
        c.answer is null and (c.looked_at is null or c.entry_id is not null) as open
      from recruiter_check c left join recruiter_token t on t.id = c.token_id
      where c.person_id = $1 and ($2::uuid is null
        or (c.at, c.id) < (select b.at, b.id from recruiter_check b where b.id = $2 and b.person_id = $1))
      order by c.at desc, c.id desc limit ${pageSize + 1}`,
    values: [recruiter, from && unopaque(secret, recruiter, from)],
  })
  const checks = rows.slice(0, pageSize).map((row) => ({
    id: opaque(secret, recruiter, row.id),
    at: row.at.getTime(),
    by: row.due_at.getTime(),
    through: row.through,
    state: stateOfCheck({ dueAt: row.due_at, open: row.open, answer: row.answer }, tx.now),
  }))
  return {
    desk: await deskOf(tx),
    aDay: checksADay,
    today: await countToday(tx, recruiter, await placeOf(tx)),
    checks,
    next: rows.length > pageSize ? (checks.at(-1)?.id ?? null) : null,
  }
}

async function deskOf({ sql }: Tx): Promise<RecruiterChecks["desk"]> {
  return sql
    .selectFrom("person")
    .select(["name", "email"])
    .where("centralDesk", "=", true)
    .where("leftAt", "is", null)
    .orderBy("name")
    .execute()
}
