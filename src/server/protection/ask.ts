import { randomInt } from "node:crypto"
import { idOf, type PersonId } from "#core/ids.ts"
import { auditOneIn, isAudited, mostChecksADay, timesOf } from "#core/protection.ts"
import { Refusal } from "#core/refusal.ts"
import { after, day, instantOf } from "#core/time.ts"
import { sealedCheckSize } from "#crypto/check.ts"
import { isToOne } from "#crypto/read-header.ts"
import { recipientHash } from "#crypto/keys.ts"
import type { Answerer, CheckMade, CheckView } from "#wire/protection.ts"
import { calendarAt, placeOf } from "#server/calendar.ts"
import { recordUnheard } from "#server/events.ts"
import { Malformed } from "#server/http/problems.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import type { Tx } from "#server/runtime.ts"
import { same, sha256 } from "#server/secret.ts"
import { changeTimers } from "#server/timers/change.ts"
import { checkOf } from "./show.ts"
import { answerersNow } from "./who.ts"

/** Somebody of HR, by screen or through their system. */
export type Asking = { readonly by: PersonId; readonly bySystem: boolean }

/** HR asks before it does something to somebody. The same bytes twice are one check. */
export async function askCheck(tx: Tx, asking: Asking, made: CheckMade): Promise<CheckView> {
  const copies = opened(made)
  const digest = sha256(
    JSON.stringify([
      made.kind,
      copies.map((one) => [one.person, one.to, sha256(one.bytes).toString("hex")]),
    ]),
  )
  await oneAtATime(tx, asking.by)
  const known = await digestOf(tx, asking.by, made.id)
  if (known) {
    if (!same(known, digest)) throw new Refusal("already-done", "id")
    return checkOf(tx, asking.by, made.id)
  }
  await mustNotBeMany(tx, asking.by)
  mustBeAsked(await answerersNow(tx), copies, asking.by)
  await write(tx, asking, { made, digest, copies })
  for (const { person } of copies)
    await queueMessage(tx, { personId: idOf<PersonId>(person), textKind: "ring" })
  const facts = { check: made.id, by: asking.by, what: made.kind, copies: copies.length }
  await recordUnheard(tx, null, [{ kind: "check.asked", facts }])
  for (const { person } of copies) tx.ring(`person:${person}`)
  return checkOf(tx, asking.by, made.id)
}

type Copy = { readonly person: string; readonly to: string; readonly bytes: Buffer }

/** The copies as bytes. All are of one length and sealed to one key each: more cannot be seen from outside. */
function opened({ copies }: CheckMade): Copy[] {
  const seen = new Set<string>()
  return copies.map(({ person, to, sealed }, at) => {
    if (seen.has(person)) throw new Malformed([`copies.${at}.person`])
    seen.add(person)
    const bytes = Buffer.from(sealed, "base64url")
    const sound = bytes.length === sealedCheckSize && isToOne(bytes)
    if (!sound) throw new Refusal("bad-seal", `copies.${at}.sealed`)
    return { person, to, bytes }
  })
}

/** Two requests of one person wait for each other, so that neither is counted without the other. */
async function oneAtATime({ client }: Tx, by: PersonId): Promise<void> {
  await client.query("select 1 from person where id = $1 for no key update", [by])
}

async function digestOf({ sql }: Tx, by: PersonId, id: string): Promise<Buffer | null> {
  const known = await sql
    .selectFrom("protectionCheck")
    .select("digest")
    .where("id", "=", id)
    .where("byPerson", "=", by)
    .executeTakeFirst()
  return known?.digest ?? null
}

async function mustNotBeMany({ client, now }: Tx, by: PersonId): Promise<void> {
  const { rows } = await client.query<{ n: number }>({
    name: "checks of a day",
    text: "select count(*)::int as n from protection_check where by_person = $1 and made_at > $2",
    values: [by, after(now, -day)],
  })
  if ((rows[0]?.n ?? 0) >= mostChecksADay) throw new Refusal("daily-limit")
}

/** Each copy is for somebody who answers now, sealed to the key that they have now. */
function mustBeAsked(answerers: readonly Answerer[], copies: readonly Copy[], by: PersonId): void {
  const known = new Map(answerers.map((one) => [one.person, recipientHash(one.recipient)]))
  for (const [at, { person, to }] of copies.entries()) {
    const key = person === by ? undefined : known.get(person)
    if (!key) throw new Refusal("path-changed", `copies.${at}.person`)
    if (key !== to) throw new Refusal("path-changed", `copies.${at}.to`)
  }
}

type Sent = { readonly made: CheckMade; readonly digest: Buffer; readonly copies: readonly Copy[] }

async function write(tx: Tx, { by, bySystem }: Asking, sent: Sent): Promise<void> {
  const { sql, org, now } = tx
  const { made, digest, copies } = sent
  const { remind, release, review, frozenUntil } = timesOf(
    calendarAt(await placeOf(tx), now),
    instantOf(now),
  )
  const written = await sql
    .insertInto("protectionCheck")
    .values({
      ...{ id: made.id, orgId: org, byPerson: by, bySystem, kind: made.kind, digest },
      audited: isAudited(randomInt(auditOneIn)),
      madeAt: now,
      releaseAt: dateOf(release),
      reviewAt: dateOf(review),
      frozenUntil: dateOf(frozenUntil),
      ...{ decidedAt: null, releasedAt: null, answer: null, endAgreedAt: null, endShowsAt: null },
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  if (!written.numInsertedOrUpdatedRows) throw new Refusal("already-done", "id")
  for (const { person, bytes } of copies)
    await sql
      .insertInto("protectionCopy")
      .values({
        ...{ checkId: made.id, orgId: org, personId: person, sealedBytes: bytes },
        ...{ openedAt: null, said: null, saidAt: null, mayEndAt: null },
      })
      .execute()
  await changeTimers(tx, made.id, 0, [{ set: "protection", due: dateOf(remind) }])
}

/** An instant of the calendar, as the database has it. */
export function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}
