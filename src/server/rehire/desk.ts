import { idOf, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { instantOf } from "#core/time.ts"
import type { Place } from "#server/calendar.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import type { Tx } from "#server/runtime.ts"

/** Who answers for the central desk: named for it, and with a key, without which nobody signs in. */
export async function centralDesk({ sql }: Tx): Promise<PersonId[]> {
  const people = await sql
    .selectFrom("person as p")
    .innerJoin("keyholder as k", "k.personId", "p.id")
    .select("p.id")
    .where("p.centralDesk", "=", true)
    .where("p.leftAt", "is", null)
    .where("k.retiredAt", "is", null)
    .orderBy("p.id")
    .execute()
  return people.map(({ id }) => idOf<PersonId>(id))
}

/** Without two people nobody could answer, and then nobody is asked. */
export async function mustHaveDesk(tx: Tx): Promise<void> {
  if ((await centralDesk(tx)).length < 2) throw new Refusal("not-now", "centralDesk")
}

/** Tells everybody of the central desk to look, in the words in which everything is told. */
export async function ringCentralDesk(tx: Tx): Promise<void> {
  for (const personId of await centralDesk(tx))
    await queueMessage(tx, { personId, textKind: "ring" })
}

/** Tells whoever asked that there is something to read: a call is asked for. Once for each check. */
export async function tellRecruiters(tx: Tx, checks: readonly string[]): Promise<void> {
  if (!checks.length) return
  const told = await tx.sql
    .updateTable("recruiterCheck")
    .set({ toldAt: tx.now })
    .where("id", "in", checks)
    .where("toldAt", "is", null)
    .returning("personId")
    .execute()
  for (const id of new Set(told.map((check) => check.personId)))
    await queueMessage(tx, { personId: idOf<PersonId>(id), textKind: "ring" })
}

/** The calendar day where the organisation is, `YYYY-MM-DD`. */
export function todayIn({ zone }: Pick<Place, "zone">, now: Date): string {
  return instantOf(now).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** When that day began. */
export function dayBeganIn({ zone }: Pick<Place, "zone">, now: Date): Date {
  return new Date(instantOf(now).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds)
}
