import { Hono } from "hono"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { after, day } from "#core/time.ts"
import { fingerprint } from "#crypto/keys.ts"
import { uuid, type Lang } from "#wire/form.ts"
import type { PeoplePage, PersonView, Ready } from "#wire/person.ts"
import type { Env, Responder } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"

/** A channel counts as tested for this long after its code was typed back. */
export const testLasts = 30 * day
const pageSize = 100

const asked = v.object({
  after: v.optional(uuid),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ""),
  keyholders: v.optional(v.picklist(["0", "1"]), "0"),
})

/** The people here, by name, a hundred at a time. */
export const listing = new Hono<Env>().get("/people", signedIn, async (c) => {
  const { runtime, org, me } = c.var
  if (!me.admin && !me.keyholder) throw new Refusal("not-found")
  const wanted = parse(asked, c.req.query())
  const page = await atomically(runtime, org, async (tx): Promise<PeoplePage> => {
    const filter = { q: wanted.q, keyholders: wanted.keyholders === "1" }
    const rows = await people(tx, { ...filter, after: wanted.after ?? null })
    const shown = rows.slice(0, pageSize).map((row) => viewOf(tx, me, row))
    const next = rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null
    return { people: shown, next, total: await countOf(tx, filter), hrOps: await hrOpsOf(tx) }
  })
  return c.json(page)
})

/** One person as the list shows them. */
export async function personView(tx: Tx, viewer: Responder, id: string): Promise<PersonView> {
  const [row] = await people(tx, { only: id })
  if (!row) throw new Refusal("not-found")
  return viewOf(tx, viewer, row)
}

type Row = Omit<PersonView, "keyholder" | "fingerprint" | "ready" | "channels" | "inPath"> & {
  manager: string | null
  language: Lang
  recipient: string | null
  vk: Buffer | null
  confirmed: boolean
  proved: number
  invited: boolean
  channels: { id: string; channel: string; dead: boolean; tested: string | null }[] | null
  in_path: boolean
}
type Filter = { q: string; keyholders: boolean }

const filtered = `p.left_at is null
  and ($1 = '' or position(lower($1) in lower(p.name || ' ' || p.email || ' ' || p.unit)) > 0)
  and (not $2 or exists (select 1 from keyholder k where k.person_id = p.id and k.retired_at is null))`

async function people(
  { client, now }: Tx,
  {
    q = "",
    keyholders = false,
    after: from = null,
    only = null,
  }: Partial<Filter> & {
    after?: string | null
    only?: string | null
  },
): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    name: "people",
    text: `select p.id, p.name, p.email, p.manager_id as manager, p.unit, p.country, p.language, p.title,
        p.hr, p.executive, p.outside, p.board, p.admin, p.protection,
        p.central_desk as "centralDesk", p.recruiter, p.hr_ops as "hrOps",
        k.recipient, k.vk, k.confirmed_at is not null as confirmed,
        (select count(*)::int from way_in w where w.person_id = p.id and w.verified_at is not null) as proved,
        exists (select 1 from invitation i where i.person_id = p.id and i.used_at is null and i.expires_at > $3) as invited,
        (select json_agg(json_build_object('id', a.id, 'channel', a.channel, 'dead', a.dead_at is not null, 'tested', a.tested_at)
           order by a.position, a.made_at) from channel_address a where a.person_id = p.id) as channels,
        exists (select 1 from path_slot s join path_version v on v.id = s.version_id
           where s.person_id = p.id and v.state = 'in-force') as in_path
      from person p left join keyholder k on k.person_id = p.id and k.retired_at is null
      where ${filtered} and ($4::uuid is null or p.id = $4)
        and ($5::uuid is null or (lower(p.name), p.id) > (select lower(o.name), o.id from person o where o.id = $5))
      order by lower(p.name), p.id limit ${pageSize + 1}`,
    values: [q, keyholders, now, only, from],
  })
  return rows
}

async function countOf({ client }: Tx, { q, keyholders }: Filter): Promise<number> {
  const { rows } = await client.query<{ total: number }>({
    name: "count people",
    text: `select count(*)::int as total from person p where ${filtered}`,
    values: [q, keyholders],
  })
  return rows[0]?.total ?? 0
}

/** How many people with a key carry out measures for HR: without one, what is ordered is told by word of mouth. */
async function hrOpsOf({ client }: Tx): Promise<number> {
  const { rows } = await client.query<{ n: number }>({
    name: "count hr operations",
    text: `select count(*)::int as n from person p where p.hr_ops and p.left_at is null
             and exists (select 1 from keyholder k where k.person_id = p.id and k.retired_at is null)`,
  })
  return rows[0]?.n ?? 0
}

function viewOf({ now, runtime }: Tx, viewer: Responder, row: Row): PersonView {
  const { recipient, vk, confirmed, proved, invited, channels, in_path: inPath, ...person } = row
  const since = after(now, -testLasts)
  const alive = (channels ?? []).filter((channel) => !channel.dead)
  const shown = alive.map(({ id, channel, tested }) => ({
    id: opaque(runtime.secret, viewer.id, id),
    channel,
    tested: tested !== null && new Date(tested) > since,
  }))
  const tested = shown.some((channel) => channel.tested)
  const facts = { key: recipient !== null, invited, proved, channels: shown.length, tested }
  return {
    ...person,
    keyholder: recipient !== null,
    fingerprint: recipient && vk ? fingerprint(recipient, vk.toString("hex")) : null,
    ready: readiness({ ...facts, confirmed }),
    channels: shown,
    inPath,
  }
}

/** What still keeps a person from being rung and opening what they are given; the first thing first. */
function readiness(facts: {
  readonly key: boolean
  readonly invited: boolean
  readonly proved: number
  readonly channels: number
  readonly tested: boolean
  readonly confirmed: boolean
}): Ready {
  if (!facts.key) return facts.invited ? "invited" : "no-key"
  if (facts.proved < 2) return "one-way"
  if (!facts.channels) return "no-channel"
  if (!facts.tested) return "untested"
  return facts.confirmed ? "ready" : "unconfirmed"
}
