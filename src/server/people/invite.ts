import { Hono, type Context } from "hono"
import { idOf, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { after, day } from "#core/time.ts"
import { hex } from "#crypto/bytes.ts"
import { prfSalt } from "#crypto/keys.ts"
import { invite, inviteToken, type Invited, type InviteView } from "#wire/person.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, beginSession, origin, rpId, signedIn } from "#server/http/session.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { newToken, sha256 } from "#server/secret.ts"
import { challengeFor } from "./challenge.ts"
import { retireKey } from "./make-key.ts"
import { meFor } from "./me.ts"

const lasts = 7 * day

/** A link that lets one person make their key, shown once or sent to their address. */
export const inviting = new Hono<Env>().post("/invitations", signedIn, adminOnly, async (c) => {
  const { runtime, org, me } = c.var
  const { person, send } = parse(invite, await readJson(c))
  const invited = await atomically(runtime, org, async (tx): Promise<Invited> => {
    await mustBeHere(tx, person)
    const { token, expiresAt } = await newLink(tx, person, lasts)
    const link = `${origin(c)}/desk/join#${token}`
    const sent = send && (await sendTo(tx, person, link))
    await record(tx, null, [{ kind: "person.invited", facts: { by: me.id, person } }])
    return { link, expiresAt: expiresAt.getTime(), sent }
  })
  return c.json(invited, 201)
})

/** Somebody opens a link: whom it is for, before anything is made. */
export const looking = new Hono<Env>().post("/invitations/look", async (c) => {
  const { token } = parse(inviteToken, await readJson(c))
  const here = { rpId: rpId(c), prfSalt: hex(prfSalt(rpId(c))) }
  if (!c.var.org) {
    // Nobody set this system up yet; whether the link is good is said when it is used.
    const view: InviteView = {
      purpose: "set-up",
      name: null,
      email: null,
      org: null,
      ...here,
      nonce: "",
      recruiter: false,
    }
    return c.json(view)
  }
  const whom = await atomically(c.var.runtime, c.var.org, (tx) => invited(tx, sha256(token)))
  const { nonce } = await challengeFor(c)
  const { name, email, orgName: own, recruiter } = whom
  const view: InviteView = { purpose: "key", name, email, org: own, ...here, nonce, recruiter }
  return c.json(view)
})

/** Somebody comes in by a link. A key they had finished before is retired, and every keyholder hears of it. */
export const joining = new Hono<Env>().post("/joining", async (c) => {
  const hash = sha256(linkToken(c))
  if (!c.var.org) throw new Refusal("link-expired")
  const me = await atomically(c.var.runtime, c.var.org, async (tx) => {
    const { personId } = await invited(tx, hash)
    await retireKey(tx, personId, "invited")
    await beginSession(c, tx, personId)
    return meFor(tx, personId)
  })
  return c.json(me, 201)
})

/** A link goes only where one person alone reads it: never into a group, never over the telephone. */
async function sendTo(tx: Tx, personId: PersonId, link: string): Promise<boolean> {
  const own = await tx.sql
    .selectFrom("channelAddress")
    .select(["id", "channel"])
    .where("personId", "=", personId)
    .where("deadAt", "is", null)
    .orderBy("position")
    .execute()
  const personal = own.find(({ channel }) => ["email", "sms", "push"].includes(channel))
  if (own.length && !personal) return false
  const only = personal ? { only: personal.id } : {} // without any channel it goes to their e-mail address
  await queueMessage(tx, { personId, textKind: "invite", facts: { link }, ...only })
  return true
}

/** A fresh link for one person; links they were given before are good no more. */
export async function newLink(
  { sql, org, now }: Tx,
  personId: PersonId,
  lasting: number,
): Promise<{ token: string; expiresAt: Date }> {
  const { token, hash } = newToken()
  const expiresAt = after(now, lasting)
  await sql.deleteFrom("invitation").where("personId", "=", personId).execute()
  await sql
    .insertInto("invitation")
    .values({ tokenHash: hash, orgId: org, personId, purpose: "key", expiresAt, usedAt: null })
    .execute()
  return { token, expiresAt }
}

/** The token of a link: it travels in a header, so that no log of addresses holds it. */
export function linkToken(c: Context<Env>): string {
  return parse(inviteToken, { token: c.req.header("x-tocsin-token") ?? "" }).token
}

async function invited({ sql, now }: Tx, hash: Buffer) {
  const row = await sql
    .selectFrom("invitation as i")
    .innerJoin("person as p", "p.id", "i.personId")
    .innerJoin("organisation as o", "o.id", "p.orgId")
    .select([
      "i.usedAt",
      "i.expiresAt",
      "p.id",
      "p.name",
      "p.email",
      "p.recruiter",
      "o.name as orgName",
    ])
    .where("i.tokenHash", "=", hash)
    .where("i.purpose", "=", "key")
    .where("p.leftAt", "is", null)
    .executeTakeFirst()
  if (row?.usedAt) throw new Refusal("link-used")
  if (!row || row.expiresAt <= now) throw new Refusal("link-expired")
  return { ...row, personId: idOf<PersonId>(row.id) }
}

async function mustBeHere({ sql }: Tx, id: PersonId): Promise<void> {
  const person = await sql
    .selectFrom("person")
    .select("id")
    .where("id", "=", id)
    .where("leftAt", "is", null)
    .executeTakeFirst()
  if (!person) throw new Refusal("not-found")
}
