import type { Context, MiddlewareHandler } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"
import { idOf, type OrgId, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { after, hour, minute } from "#core/time.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { newToken, sha256 } from "#server/secret.ts"
import type { Env, Responder } from "./env.ts"

const cookie = "tocsin_desk"
/** A session ends after this long without a request, and in any case after twelve hours. */
const idle = 2 * hour
const longest = 12 * hour
/** A code is asked for again after this long. */
const codeLasts = 15 * minute

/** Only for people signed in at the desk; a request that writes must say so in a header no form can send. */
export const signedIn: MiddlewareHandler<Env> = async (c, next) => {
  if (!["GET", "HEAD"].includes(c.req.method) && c.req.header("x-tocsin") !== "desk") {
    throw new Refusal("sign-in")
  }
  const token = getCookie(c, cookie)
  if (!token) throw new Refusal("sign-in")
  c.set("me", await atomically(c.var.runtime, c.var.org, (tx) => responder(tx, sha256(token))))
  await next()
}

/** Only for administrators. Stands after `signedIn`. */
export const adminOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.me.admin) throw new Refusal("not-found")
  await next()
}

/** Only for people who hold a key. Stands after `signedIn`. */
export const keyholderOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.me.keyholder) throw new Refusal("not-found")
  await next()
}

/** Only for recruiters. Stands after `signedIn`. */
export const recruiterOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.me.recruiter) throw new Refusal("not-found")
  await next()
}

/** Only for the central desk. Stands after `signedIn`. */
export const centralDeskOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.me.centralDesk) throw new Refusal("not-found")
  await next()
}

/** Only for members of the board. Stands after `signedIn`. */
export const boardOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.me.board) throw new Refusal("not-found")
  await next()
}

/** Signs a person in: the cookie goes to their browser, only its hash stays. */
export async function beginSession(c: Context<Env>, tx: Tx, personId: PersonId): Promise<void> {
  const { token, hash } = newToken()
  await tx.sql
    .insertInto("deskSession")
    .values({
      tokenHash: hash,
      orgId: tx.org,
      personId,
      madeAt: tx.now,
      seenAt: tx.now,
      expiresAt: after(tx.now, longest),
    })
    .execute()
  setCookie(c, cookie, token, {
    path: "/desk",
    httpOnly: true,
    sameSite: "Strict",
    secure: new URL(origin(c)).protocol === "https:",
    maxAge: longest / 1000,
  })
}

/** Signs out: the session is gone on the server, not only in the browser. */
export async function endSession(c: Context<Env>, tx: Tx): Promise<void> {
  const token = getCookie(c, cookie)
  if (token) await tx.sql.deleteFrom("deskSession").where("tokenHash", "=", sha256(token)).execute()
  deleteCookie(c, cookie, { path: "/desk" })
}

/** Only for a code that has proved itself within the last fifteen minutes. */
export const withCode: MiddlewareHandler<Env> = async (c, next) => {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(c.req.header("authorization") ?? "")?.[1]
  if (!token) throw new Refusal("sign-in")
  const code = await atomically(c.var.runtime, c.var.org, async ({ sql, now }) =>
    sql
      .selectFrom("reporterSession")
      .select(["locator", "vk"])
      .where("tokenHash", "=", sha256(token))
      .where("expiresAt", ">", now)
      .executeTakeFirst(),
  )
  if (!code) throw new Refusal("sign-in")
  c.set("code", code)
  await next()
}

/** Lets a code in for fifteen minutes, whether or not anything is held under it. */
export async function beginCodeSession(
  tx: Tx,
  locator: Buffer,
  vk: Buffer,
): Promise<{ token: string; expiresAt: Date }> {
  const { token, hash } = newToken()
  const expiresAt = after(tx.now, codeLasts)
  await tx.sql
    .insertInto("reporterSession")
    .values({ tokenHash: hash, orgId: tx.org, locator, vk, expiresAt })
    .execute()
  return { token, expiresAt }
}

/** The address people reach this door at: as configured, else as the request names it. */
export function origin(c: Context<Env>): string {
  const { publicUrl } = c.var.runtime.config
  return publicUrl ?? `http://${c.req.header("host") ?? "localhost"}`
}

/** The host name passkeys are bound to. */
export function rpId(c: Context<Env>): string {
  return new URL(origin(c)).hostname
}

async function responder(tx: Tx, tokenHash: Buffer): Promise<Responder> {
  const { rows } = await tx.client.query<{
    id: string
    admin: boolean
    protection: boolean
    board: boolean
    central_desk: boolean
    recruiter: boolean
    hr_ops: boolean
    language: "en" | "zh"
    keyholder: boolean
    stale: boolean
  }>({
    name: "responder",
    text: `select p.id, p.admin, p.protection, p.board, p.central_desk, p.recruiter, p.hr_ops, p.language,
                  exists (select 1 from keyholder k where k.person_id = p.id and k.retired_at is null) as keyholder,
                  s.seen_at < $2::timestamptz - interval '1 minute' as stale
           from desk_session s join person p on p.id = s.person_id and p.left_at is null
           where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3`,
    values: [tokenHash, tx.now, after(tx.now, -idle)],
  })
  const row = rows[0]
  if (!row) throw new Refusal("sign-in")
  if (row.stale) {
    await tx.sql
      .updateTable("deskSession")
      .set({ seenAt: tx.now })
      .where("tokenHash", "=", tokenHash)
      .execute()
  }
  const {
    id,
    admin,
    protection,
    board,
    central_desk: centralDesk,
    hr_ops: hrOps,
    recruiter,
    language,
    keyholder,
  } = row
  return {
    ...{ id: idOf<PersonId>(id), admin, protection, board, centralDesk, recruiter, hrOps },
    ...{ language, keyholder },
  }
}

const hosts = new Map<string, { org: OrgId; until: number }>()

/** The host name chooses the organisation; an only one answers to every name. */
export const withOrganisation: MiddlewareHandler<Env> = async (c, next) => {
  const host = (c.req.header("host") ?? "").replace(/:\d+$/, "").toLowerCase()
  const org = await organisationFor(c, host)
  if (org) c.set("org", org)
  await next()
}

async function organisationFor(c: Context<Env>, host: string): Promise<OrgId | undefined> {
  const { runtime } = c.var
  const key = `${runtime.secret.key.toString("hex", 0, 8)} ${host}`
  const known = hosts.get(key)
  if (known && known.until > performance.now()) return known.org
  const { rows } = await runtime.pool.query<{ org: string | null }>(
    "select organisation_for($1) as org",
    [host],
  )
  const org = rows[0]?.org
  if (!org) return undefined
  if (hosts.size > 1000) hosts.clear()
  hosts.set(key, { org: idOf<OrgId>(org), until: performance.now() + minute })
  return idOf<OrgId>(org)
}

/** Refuses every route of a door before there is an organisation behind it. */
export const needsOrganisation: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.var.org) throw new Refusal("door-closed")
  await next()
}
