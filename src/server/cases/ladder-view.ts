import { idOf, type PersonId } from "#core/ids.ts"
import type { RingingCase } from "#wire/case.ts"
import { reachOf, type Ladder, type Rungs } from "#server/alerts/ladder.ts"
import type { Tx } from "#server/runtime.ts"

/** The ladder of one ringing alert as the desk draws it: who was rung at each tier and by what, and who is next. */
export async function ladderView(tx: Tx, alertId: string): Promise<RingingCase["ladder"]> {
  const { rows } = await tx.client.query<Climb>({
    name: "ladder view",
    text: `select a.ladder, a.tier, t.due_at as step_at,
             (select json_agg(json_build_object('t', g.tier, 'p', g.person_id, 'n', g.name) order by g.slot) from ringable_grant g
                where g.case_id = a.case_id) as held,
             (select json_agg(json_build_object('p', o.person_id, 'c', o.channel, 's', o.state, 'at', o.made_at) order by o.made_at) from
                (select * from outbox where alert_id = a.id order by made_at desc limit 200) o) as sent
           from alert a left join timer t on t.subject = a.id and t.kind = 'step' where a.id = $1`,
    values: [alertId],
  })
  const [climb] = rows
  if (!climb) return []
  const held = (climb.held ?? []).map(({ t, p }) => ({ tier: t, personId: idOf<PersonId>(p) }))
  const reach = reachOf(climb.ladder, held, tx.now)
  return climb.ladder.tiers.map((rung, i) => {
    const { onCall, holders } = reach[i] ?? { onCall: [], holders: [] }
    return rungOf(climb, rung, i, onCall.length ? onCall : holders)
  })
}

/** Where an alert stands on its ladder. `sent` are its pages, oldest first. */
type Climb = {
  ladder: Ladder
  tier: number
  step_at: Date | null
  held: { t: number; p: string; n: string }[] | null
  sent: { p: string; c: string; s: string; at: string }[] | null
}

function rungOf(
  climb: Climb,
  { tier, name }: Rungs,
  i: number,
  people: readonly PersonId[],
): RingingCase["ladder"][number] {
  const sent = climb.sent ?? []
  const rang = sent.find((page) => people.some((p) => p === page.p))
  const soon = i === climb.tier + 1
  const next = soon ? (climb.step_at?.getTime() ?? null) : null
  const ahead = soon ? "soon" : "owed"
  const state = i <= climb.tier ? "ring" : ahead
  return {
    ...{ tier, name, at: rang ? Date.parse(rang.at) : next, state: people.length ? state : "gap" },
    people: people.map((p) => ({
      name: climb.held?.find((h) => h.p === p)?.n ?? "",
      channels: newestOf(sent.filter((page) => page.p === p)),
    })),
  }
}

/** What became of the newest page on each channel. */
function newestOf(pages: NonNullable<Climb["sent"]>): { channel: string; state: string }[] {
  return [...new Map(pages.map(({ c, s }) => [c, s]))].map(([channel, state]) => ({
    channel,
    state,
  }))
}
