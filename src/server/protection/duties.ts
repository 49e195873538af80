import { Hono, type Context } from "hono"
import type { CheckAnswer, CheckKind } from "#core/protection.ts"
import { Refusal } from "#core/refusal.ts"
import { opaqueId } from "#wire/form.ts"
import type { CheckDuties, CheckDuty } from "#wire/protection.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { signedIn } from "#server/http/session.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { opaque, unopaque } from "#server/secret.ts"
import { wordOf, type WordRow } from "./show.ts"
import { answererOnly } from "./who.ts"

/** What those who answer were asked: only what was sealed to them exists for them. */
export const duties = new Hono<Env>()
  .get("/protection/duties", signedIn, answererOnly, async (c) => {
    const { runtime, org, me } = c.var
    const list = await atomically(runtime, org, async (tx): Promise<CheckDuties> => ({
      duties: await dutiesOf(tx, me.id),
      now: tx.now.getTime(),
    }))
    return c.json(list)
  })
  .get("/protection/duties/:id/copy", signedIn, answererOnly, async (c) => {
    const id = dutyIn(c)
    const { runtime, org, me } = c.var
    const bytes = await atomically(runtime, org, ({ client, now }) =>
      copyOf(client, { id, now, me: me.id }),
    )
    return c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" })
  })

/** The check that the address names, by this person's own id for it. */
export function dutyIn(c: Context<Env>): string {
  return unopaque(c.var.runtime.secret, c.var.me.id, parse(opaqueId, c.req.param("id")))
}

type Row = WordRow & {
  id: string
  kind: CheckKind
  made_at: Date
  review_at: Date
  by_system: boolean
  name: string
  vk: Buffer | null
  mine: CheckAnswer | null
  may_end_at: Date | null
  also: string[]
}

async function dutiesOf(tx: Tx, me: string): Promise<CheckDuty[]> {
  const { rows } = await tx.client.query<Row>({
    name: "check duties",
    text: `select c.id, c.kind, c.made_at, c.release_at, c.review_at, c.frozen_until, c.end_shows_at, c.audited, c.answer, c.by_system,
             p.name, k.vk, m.said as mine, m.may_end_at,
             array(select said from protection_copy where check_id = c.id) as said,
             array(select person_id from protection_copy where check_id = c.id order by person_id) as also
           from protection_copy m join protection_check c on c.id = m.check_id
             join person p on p.id = c.by_person
             left join keyholder k on k.person_id = p.id and k.retired_at is null
           where m.person_id = $1
           order by c.release_at > $2 and m.said is null desc,
             case when c.release_at > $2 and m.said is null then c.made_at end, c.made_at desc, c.id limit 300`,
    values: [me, tx.now],
  })
  return rows.map((row) => viewOf(tx, me, row))
}

function viewOf({ runtime, now }: Tx, me: string, row: Row): CheckDuty {
  return {
    id: opaque(runtime.secret, me, row.id),
    check: row.id,
    kind: row.kind,
    askedAt: row.made_at.getTime(),
    answerAt: row.release_at.getTime(),
    reviewAt: row.review_at.getTime(),
    by: { name: row.name, vk: row.vk?.toString("hex") ?? null, system: row.by_system },
    also: row.also,
    said: row.mine,
    saidMayEnd: row.may_end_at !== null,
    word: wordOf(row, now),
  }
}

async function copyOf(
  client: Tx["client"],
  { id, me, now }: { readonly id: string; readonly me: string; readonly now: Date },
): Promise<Buffer> {
  const { rows } = await client.query<{ sealed_bytes: Buffer }>({
    name: "check copy",
    text: `update protection_copy set opened_at = coalesce(opened_at, $3)
           where check_id = $1 and person_id = $2 returning sealed_bytes`,
    values: [id, me, now],
  })
  const [row] = rows
  if (!row) throw new Refusal("not-found")
  return row.sealed_bytes
}
