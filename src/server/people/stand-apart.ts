import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { Person } from "#server/db/tables.ts"
import type { Tx } from "#server/runtime.ts"

type Flags = Partial<
  Record<"recruiter" | "centralDesk" | "admin" | "protection" | "board", boolean>
>

/** A recruiter asks and learns nothing else: whoever holds a key, answers, administers or sits on the board is none. */
export async function mustStandApart(tx: Tx, id: PersonId, change: Flags): Promise<void> {
  const person = await tx.sql
    .selectFrom("person")
    .select(["recruiter", "centralDesk", "admin", "protection", "board"])
    .where("id", "=", id)
    .where("leftAt", "is", null)
    .executeTakeFirst()
  if (!person) throw new Refusal("not-found")
  const then: Pick<Person, keyof Flags> = { ...person, ...present(change) }
  if (!then.recruiter) return
  if (then.centralDesk || then.admin || then.protection || then.board)
    throw new Refusal("not-now", "recruiter")
  if (!person.recruiter) await mustHoldNoKey(tx, id)
}

/** Two people answer for the central desk. Whether there is anything to answer makes no difference here. */
export async function mustLeaveTwo({ client }: Tx, id: PersonId): Promise<void> {
  const { rows } = await client.query<{ is: boolean; others: number }>(
    `select exists (select 1 from person where id = $1 and central_desk) as is,
       (select count(*)::int from person where id <> $1 and central_desk and left_at is null) as others`,
    [id],
  )
  if (rows[0]?.is && rows[0].others === 1) throw new Refusal("not-now", "centralDesk")
}

/** Whoever becomes a recruiter has no key: what is sealed to it would be closed to them from then on. */
async function mustHoldNoKey({ sql }: Tx, id: PersonId): Promise<void> {
  const inForce = await sql
    .selectFrom("keyholder")
    .select("personId")
    .where("personId", "=", id)
    .where("retiredAt", "is", null)
    .executeTakeFirst()
  if (inForce) throw new Refusal("not-now", "recruiter")
}

/** Only what is really changed: a field left out stays as it is. */
function present(change: Flags): { [Flag in keyof Flags]?: boolean } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
