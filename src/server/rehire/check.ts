import { randomBytes, randomUUID } from "node:crypto"
import { notBefore } from "#core/calendar.ts"
import { isBirthday, type Identity } from "#core/identity.ts"
import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { checksADay, unusualChecks } from "#core/rehire.ts"
import { instantOf } from "#core/time.ts"
import type { Asked } from "#wire/rehire.ts"
import { calendarAt, placeOf, type Place } from "#server/calendar.ts"
import { Malformed } from "#server/http/problems.ts"
import type { Tx } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"
import { dayBeganIn, mustHaveDesk, ringCentralDesk, todayIn } from "./desk.ts"
import { hashOf, rehireKey, type RehireKey } from "./key.ts"
import { lookSoon } from "./look.ts"

/** Who asks, and through which system of HR if not at the desk. */
export type Asking = { readonly recruiter: PersonId; readonly token: string | null }

/**
 * A recruiter asks about somebody. It is written down and answered, and that is all: the list is not looked at here, so
 * neither the answer nor its time can say whether somebody is on it.
 */
export async function askAbout(
  tx: Tx,
  who: Identity,
  { recruiter, token }: Asking,
): Promise<Asked> {
  const place = await placeOf(tx)
  if (!isBirthday(who.born, todayIn(place, tx.now))) throw new Malformed(["born"])
  await mustHaveDesk(tx)
  const today = await countToday(tx, recruiter, place)
  if (today >= checksADay) throw new Refusal("daily-limit")
  const key = await rehireKey(tx)
  const id = randomUUID()
  const dueAt = secondDayEnds(place, tx.now)
  await tx.sql
    .insertInto("recruiterCheck")
    .values({
      ...{ id, orgId: tx.org, personId: recruiter, tokenId: token, at: tx.now, dueAt },
      ...{ keyId: key.id, personHashes: hashesOf(tx, key, who) },
    })
    .execute()
  await lookSoon(tx, id)
  if (today + 1 === unusualChecks || today + 1 === checksADay) await ringCentralDesk(tx)
  const shown = opaque(tx.runtime.secret, recruiter, id)
  return { id: shown, at: tx.now.getTime(), by: dueAt.getTime() }
}

/** How many somebody has asked about since their day began. Their row is locked: two at once are counted one after the other. */
export async function countToday(
  { sql, now }: Tx,
  recruiter: PersonId,
  place: Place,
): Promise<number> {
  await sql.selectFrom("person").select("id").where("id", "=", recruiter).forUpdate().execute()
  const { n } = await sql
    .selectFrom("recruiterCheck")
    .select(({ fn }) => fn.countAll<string>().as("n"))
    .where("personId", "=", recruiter)
    .where("at", ">=", dayBeganIn(place, now))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Always two, the second by chance where no number was typed: the row does not tell whether one was. */
function hashesOf({ org }: Tx, key: RehireKey, who: Identity): Buffer[] {
  const { number, ...named } = who
  const numbered = hashOf(key, org, { ...named, number: number ?? randomBytes(8).toString("hex") })
  return [hashOf(key, org, named), number === undefined ? randomBytes(32) : numbered]
}

/** Two whole working days after this one: what is owed is owed before this instant. */
function secondDayEnds(place: Place, from: Date): Date {
  const two = { amount: 2, unit: "working_days" } as const
  return new Date(notBefore(calendarAt(place, from), instantOf(from), two).epochMilliseconds)
}
