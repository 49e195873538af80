import { Hono } from "hono"
import type { PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { fingerprint } from "#crypto/keys.ts"
import type { Lang } from "#wire/form.ts"
import { ownEdit, type ChannelView, type Me, type WayView } from "#wire/session.ts"
import { answersFor } from "#server/annual/choose.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"

/** Who is signed in, and the one thing that they change of themselves. */
export const self = new Hono<Env>()
  .get("/me", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    return c.json(await atomically(runtime, org, (tx) => meFor(tx, me.id)))
  })
  .patch("/me", signedIn, async (c) => {
    const { runtime, org, me } = c.var
    const { language } = parse(ownEdit, await readJson(c))
    await atomically(runtime, org, async (tx) => {
      const { id } = me
      await tx.sql.updateTable("person").set({ language }).where("id", "=", id).execute()
      await record(tx, null, [{ kind: "organisation.changed", facts: { by: id, person: id } }])
    })
    return c.body(null, 204)
  })

/** What a person's own browser may know of them. The sealed seed is added only by the sign-in that needs it. */
export async function meFor(tx: Tx, id: PersonId): Promise<Me> {
  const person = await tx.sql
    .selectFrom("person as p")
    .innerJoin("organisation as o", "o.id", "p.orgId")
    .select(["p.name", "p.email", "p.language", "p.admin", "p.protection", "p.board"])
    .select(["p.centralDesk", "p.recruiter", "p.hrOps"])
    .select(["o.name as orgName", "o.zone", "o.country", "o.languages"])
    .where("p.id", "=", id)
    .where("p.leftAt", "is", null)
    .executeTakeFirst()
  if (!person) throw new Refusal("sign-in")
  const { orgName, zone, country, languages, ...own } = person
  const key = await keyOf(tx, id, own.recruiter)
  return {
    ...own,
    id,
    language: own.language as Lang, // the table's check is the same list
    org: { id: tx.org, name: orgName, zone, country, languages },
    key,
    ways: await waysOf(tx, id),
    sealedSeed: null,
    channels: await channelsOf(tx, id),
    checks: await checksOf(tx, id),
    reports: key !== null && (await answersFor(tx, id)),
    now: tx.now.getTime(),
  }
}

/** Whether somebody asks before a dismissal, or is one of those who answer. */
async function checksOf({ client }: Tx, id: PersonId): Promise<Me["checks"]> {
  const { rows } = await client.query<Me["checks"]>({
    name: "my checks",
    text: `select p.hr as asks, not p.hr and exists (select 1 from keyholder k where k.person_id = p.id and k.retired_at is null)
             and (p.protection or exists (select 1 from protection_copy c where c.person_id = p.id)) as answers
           from person p where p.id = $1`,
    values: [id],
  })
  return rows[0] ?? { asks: false, answers: false }
}

async function keyOf({ sql }: Tx, id: PersonId, recruiter: boolean): Promise<Me["key"]> {
  const key = await sql
    .selectFrom("keyholder")
    .select(["recipient", "vk", "confirmedAt"])
    .where("personId", "=", id)
    .where("retiredAt", recruiter ? "is not" : "is", null)
    .executeTakeFirst()
  if (!key) return null
  const vk = key.vk.toString("hex")
  const { recipient } = key
  return { recipient, vk, fingerprint: fingerprint(recipient, vk), confirmed: !!key.confirmedAt }
}

/** A person's ways in, by the ids that only they see. */
export async function waysOf({ sql, runtime }: Tx, id: PersonId): Promise<WayView[]> {
  const ways = await sql
    .selectFrom("wayIn")
    .select(["id", "kind", "label", "verifiedAt", "madeAt"])
    .where("personId", "=", id)
    .orderBy("madeAt")
    .orderBy("id")
    .execute()
  return ways.map((way) => ({
    id: opaque(runtime.secret, id, way.id),
    kind: way.kind === "words" ? "words" : "passkey",
    label: way.label,
    verified: way.verifiedAt !== null,
    madeAt: way.madeAt.getTime(),
  }))
}

/** A person's own channels, in the order in which they are tried. */
export async function channelsOf({ sql, runtime }: Tx, id: PersonId): Promise<ChannelView[]> {
  const rows = await sql
    .selectFrom("channelAddress")
    .select(["id", "channel", "address", "position", "testedAt", "testSentAt", "deadAt"])
    .where("personId", "=", id)
    .orderBy("position")
    .orderBy("madeAt")
    .execute()
  return rows.map((row) => ({
    id: opaque(runtime.secret, id, row.id),
    channel: row.channel as ChannelView["channel"], // the table's check is the same list
    address: row.address,
    position: row.position,
    testedAt: row.testedAt?.getTime() ?? null,
    testSentAt: row.testSentAt?.getTime() ?? null,
    dead: row.deadAt !== null,
  }))
}
