import { randomUUID } from "node:crypto"
import { Hono } from "hono"
import { idOf, type OrgId, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { after, day } from "#core/time.ts"
import { setUp, type SetUp } from "#wire/person.ts"
import { hasCalendar } from "#server/calendar.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { beginSession } from "#server/http/session.ts"
import { atomically, type Runtime, type Tx } from "#server/runtime.ts"
import { newToken, sha256 } from "#server/secret.ts"
import { changeTimers } from "#server/timers/change.ts"
import { addPerson } from "./add.ts"
import { newCompanyCode } from "./company-code.ts"
import { linkToken, newLink } from "./invite.ts"
import { meFor } from "./me.ts"

const lasts = day

/** The first screen of a new system: the organisation and its first administrator, made once. */
export const settingUp = new Hono<Env>().post("/set-up", async (c) => {
  const hash = sha256(linkToken(c))
  const wanted = parse(setUp, await readJson(c))
  if (!hasCalendar(wanted.country)) throw new Refusal("no-calendar", "country")
  const org = idOf<OrgId>(randomUUID())
  const me = await atomically(c.var.runtime, org, async (tx) => {
    await mustBeFirst(tx, hash)
    const admin = await begin(tx, wanted)
    // From now on the same link leads this same person on, until two ways in are proved.
    await tx.sql
      .updateTable("invitation")
      .set({ orgId: org, personId: admin, purpose: "key" })
      .where("tokenHash", "=", hash)
      .execute()
    await record(tx, null, [{ kind: "organisation.changed", facts: { person: admin } }])
    await changeTimers(tx, org, 0, [
      { set: "expire", due: tx.now },
      { set: "look-ahead", due: tx.now },
    ])
    await beginSession(c, tx, admin)
    return meFor(tx, admin)
  })
  return c.json(me, 201)
})

/** A link for whoever starts the system: to set it up, or to lead its administrator on until two ways in are proved. Null when neither is needed. */
export async function makeSetUpLink(runtime: Runtime): Promise<string | null> {
  const { rows } = await runtime.pool.query<{ any: boolean; only: string | null }>(
    "select any_organisation() as any, organisation_for('') as only",
  )
  const { any, only } = rows[0] ?? { any: true, only: null }
  if (!any) return atomically(runtime, idOf<OrgId>(randomUUID()), replaceLink)
  return only ? atomically(runtime, idOf<OrgId>(only), leadOn) : null
}

async function mustBeFirst({ sql, client, now }: Tx, hash: Buffer): Promise<void> {
  // Two links opened at once: the second waits here and then finds the organisation.
  await client.query("select pg_advisory_xact_lock(7203003)")
  const { rows } = await client.query<{ any: boolean }>("select any_organisation() as any")
  if (rows[0]?.any) throw new Refusal("link-used")
  const link = await sql
    .selectFrom("invitation")
    .select("expiresAt")
    .where("tokenHash", "=", hash)
    .where("orgId", "is", null)
    .where("purpose", "=", "set-up")
    .forUpdate()
    .executeTakeFirst()
  if (!link || link.expiresAt <= now) throw new Refusal("link-expired")
}

async function begin(tx: Tx, wanted: SetUp): Promise<PersonId> {
  const { organisation, country, zone, languages, contact, name, email, language } = wanted
  await tx.sql
    .insertInto("organisation")
    .values({
      id: tx.org,
      host: null,
      name: organisation,
      country,
      zone,
      languages: [...languages],
      contact,
      companyCode: newCompanyCode(),
      madeAt: tx.now,
    })
    .execute()
  return addPerson(tx, { name, email, language, admin: true })
}

async function replaceLink({ sql, now }: Tx): Promise<string> {
  const { token, hash } = newToken()
  await sql.deleteFrom("invitation").where("orgId", "is", null).execute()
  const expiresAt = after(now, lasts)
  await sql
    .insertInto("invitation")
    .values({
      tokenHash: hash,
      orgId: null,
      personId: null,
      purpose: "set-up",
      expiresAt,
      usedAt: null,
    })
    .execute()
  return token
}

/** The administrator who came first has not finished: another link leads them on. */
async function leadOn(tx: Tx): Promise<string | null> {
  const { rows } = await tx.client.query<{ id: string; finished: boolean }>(
    `select p.id, (select count(*) from way_in w where w.person_id = p.id and w.verified_at is not null) >= 2 as finished
     from person p where p.admin and p.left_at is null order by p.joined_at`,
  )
  const first = rows[0]
  if (!first || rows.some((admin) => admin.finished)) return null
  return (await newLink(tx, idOf<PersonId>(first.id), lasts)).token
}
