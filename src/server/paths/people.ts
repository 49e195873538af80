import { after } from "#core/time.ts"
import { poolOf } from "#core/roster.ts"
import type { PathScreen } from "#wire/path.ts"
import { testLasts } from "#server/people/list.ts"
import type { Tx } from "#server/runtime.ts"
import type { Version } from "./find.ts"

export type Standing = PathScreen["people"][number]

/** Who may stand on the path: whoever has a key or is on their way to one, whoever was chosen for it, whoever stands on a version shown, and the managers above them, who make a line. */
export async function standing(
  { client, now }: Tx,
  shown: readonly (Pick<Version, "tiers"> | null)[],
): Promise<Standing[]> {
  const chosen = shown.flatMap((version) => version?.tiers.flatMap((t) => poolOf(t.schedule)) ?? [])
  const { rows } = await client.query<Standing>({
    name: "standing",
    text: `with recursive wanted as (
        select p.id, p.manager_id from person p
          left join keyholder k on k.person_id = p.id and k.retired_at is null
        where p.left_at is null and (k.person_id is not null or p.id = any($1::uuid[])
          or p.outside or p.board or p.hr or p.executive or p.admin or p.protection
          or exists (select 1 from invitation i where i.person_id = p.id and i.used_at is null))
        union select m.id, m.manager_id from wanted w join person m on m.id = w.manager_id and m.left_at is null)
      select p.id, p.name, p.title, p.unit, p.manager_id as manager, p.hr, p.executive, p.outside, p.board,
        k.person_id is not null and
          (select count(*) from way_in w where w.person_id = p.id and w.verified_at is not null) >= 2 as key,
        coalesce(a.tested, false) as tested, coalesce(a.channels, '{}') as channels
      from wanted join person p on p.id = wanted.id
        left join keyholder k on k.person_id = p.id and k.retired_at is null
        left join lateral (
          select bool_or(a.tested_at > $2) as tested, array_agg(a.channel order by a.position) as channels
          from channel_address a where a.person_id = p.id and a.dead_at is null) a on true
      order by lower(p.name), p.id`,
    values: [[...new Set(chosen)], after(now, -testLasts)],
  })
  return rows
}
