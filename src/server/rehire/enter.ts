import { randomUUID } from "node:crypto"
import { isBirthday, type Identity } from "#core/identity.ts"
import { Refusal } from "#core/refusal.ts"
import { fiveYearsAfter } from "#core/rehire.ts"
import type { NoRehireEntry } from "#wire/rehire.ts"
import { placeOf } from "#server/calendar.ts"
import { Malformed } from "#server/http/problems.ts"
import type { Tx } from "#server/runtime.ts"
import { mustHaveDesk, todayIn } from "./desk.ts"
import { hashOf, rehireKey } from "./key.ts"
import { lookAgain } from "./look.ts"

/**
 * A decision says that a respondent is not taken on again. Whoever calls has made sure that the finding is final and the
 * person has been told. Names and dates are hashed here and go no further; what is given back is not for an event.
 */
export async function enterNoRehire(tx: Tx, entry: NoRehireEntry): Promise<{ id: string }> {
  mustBeRespondent(entry.standing)
  await mustBeDue(tx, entry)
  await mustHaveDesk(tx)
  const key = await rehireKey(tx)
  const personHashes = hashesOf(entry.forms, (form) => hashOf(key, tx.org, form))
  const id = randomUUID()
  const { legalEntity, basisClause, findingLevel, decidedAt, toldAt, contestUntil, appealState } =
    entry
  const [decidedBy, decidedWith] = entry.decidedBy
  const written = await tx.sql
    .insertInto("noRehire")
    .values({
      ...{ id, orgId: tx.org, keyId: key.id, personHashes, legalEntity, basisClause, findingLevel },
      ...{ decidedBy, decidedWith, decidedAt, toldAt, contestUntil, appealState },
      referenceHash: Buffer.from(entry.referenceHash, "hex"),
      reviewAt: fiveYearsAfter(decidedAt),
    })
    .onConflict((known) => known.columns(["orgId", "referenceHash"]).doNothing())
    .executeTakeFirst()
  if (!written.numInsertedOrUpdatedRows) throw new Refusal("already-done", "referenceHash")
  await lookAgain(tx, id)
  return { id }
}

/** Never against the person harmed, whoever reported or a witness, however it was asked for. */
function mustBeRespondent(standing: string): void {
  if (standing !== "respondent") throw new Refusal("not-now", "standing")
}

/** What only the clock and the organisation's own rows can say of an entry. */
async function mustBeDue(tx: Tx, entry: NoRehireEntry): Promise<void> {
  const today = todayIn(await placeOf(tx), tx.now)
  const wrong = entry.forms.flatMap(({ born }, at) =>
    isBirthday(born, today) ? [] : [`forms.${at}.born`],
  )
  const { decidedAt, toldAt, contestUntil, legalEntity, decidedBy } = entry
  if (decidedAt > tx.now) wrong.push("decidedAt")
  if (toldAt < decidedAt || toldAt > tx.now) wrong.push("toldAt")
  if (contestUntil <= toldAt) wrong.push("contestUntil")
  const { name } = await tx.sql
    .selectFrom("organisation")
    .select("name")
    .where("id", "=", tx.org)
    .executeTakeFirstOrThrow()
  if (legalEntity !== name) wrong.push("legalEntity")
  const deciders = await tx.sql
    .selectFrom("person")
    .select("id")
    .where("id", "in", decidedBy)
    .execute()
  if (deciders.length !== 2) wrong.push("decidedBy")
  if (wrong.length) throw new Malformed(wrong)
}

/** In an order that does not tell which spelling came first. */
function hashesOf(forms: readonly Identity[], hash: (form: Identity) => Buffer): Buffer[] {
  const known = new Set(forms.map((form) => hash(form).toString("hex")))
  return [...known].toSorted().map((hex) => Buffer.from(hex, "hex"))
}
