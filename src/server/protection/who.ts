import type { Context, MiddlewareHandler } from "hono"
import { Refusal } from "#core/refusal.ts"
import type { Answerer } from "#wire/protection.ts"
import type { Env } from "#server/http/env.ts"
import { atomically, type Tx } from "#server/runtime.ts"

/** Only for people of HR. Stands after `signedIn`. */
export const hrOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!(await placeOf(c)).asks) throw new Refusal("not-found")
  await next()
}

/** Only for those who answer: officers with a key, and whoever was asked; nobody of HR. Stands after `signedIn`. */
export const answererOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!(await placeOf(c)).answers) throw new Refusal("not-found")
  await next()
}

/** Only for people of HR and those who answer. */
export const eitherOnly: MiddlewareHandler<Env> = async (c, next) => {
  const { asks, answers } = await placeOf(c)
  if (!asks && !answers) throw new Refusal("not-found")
  await next()
}

/** Whom a check can be sealed to. Whoever is of HR never answers what HR asks. */
export async function answerersNow({ client }: Tx): Promise<Answerer[]> {
  const { rows } = await client.query<Answerer>({
    name: "answerers",
    text: `select distinct on (p.id) p.id as person, p.name, p.title, p.outside, k.recipient,
             case when p.protection then 'officer' when p.outside then 'outside' else 'board' end as role
           from person p join keyholder k on k.person_id = p.id and k.retired_at is null
             left join path_slot s on s.person_id = p.id and s.recipient = k.recipient
               and exists (select 1 from path_version v where v.id = s.version_id and v.state = 'in-force')
           where p.left_at is null and not p.hr
             and (p.protection or ((p.outside or p.board) and s.slot is not null))
           order by p.id`,
  })
  return rows
}

async function placeOf(c: Context<Env>): Promise<{ asks: boolean; answers: boolean }> {
  const { runtime, org, me } = c.var
  return atomically(runtime, org, async ({ client }) => {
    const { rows } = await client.query<{ asks: boolean; answers: boolean }>({
      name: "place in checks",
      text: `select p.hr as asks,
               not p.hr and exists (select 1 from keyholder k where k.person_id = p.id and k.retired_at is null)
                 and (p.protection or exists (select 1 from protection_copy c where c.person_id = p.id)) as answers
             from person p where p.id = $1`,
      values: [me.id],
    })
    return rows[0] ?? { asks: false, answers: false }
  })
}
