import type { World } from "../world.ts"
import type { Book } from "./book.ts"

/** What the rows say in the end: nothing acknowledged is missing, every ladder went up one by one, every page is there once. */
export async function audit(w: World, { figures, acknowledged, opened }: Book): Promise<void> {
  const kept = await w.sql<{ id: string; pages: number; opened: boolean }>(
    `select c.id, (select count(*)::int from outbox o join alert a on a.id = o.alert_id where a.case_id = c.id) as pages,
       exists (select 1 from key_grant g where g.case_id = c.id and g.opened_at is not null) as opened from case_file c`,
  )
  const whole = new Map(kept.map((c) => [c.id, c]))
  figures.acknowledged = acknowledged.size
  figures.lost = [...acknowledged].filter((id) => !whole.get(id)?.pages).length
  figures.openings = opened.size
  figures.openingsLost = [...opened].filter((id) => !whole.get(id)?.opened).length
  const steps = await w.sql<{ case_id: string; kind: string; n: number; loop: number | null }>(
    "select case_id, kind, (facts->>'tier')::int as n, (facts->>'loop')::int as loop from event where kind in ('alert.climbed', 'alert.looped') order by id",
  )
  for (const [, own] of Map.groupBy(steps, (s) => s.case_id)) {
    const places = own.map((s) => (s.kind === "alert.climbed" ? s.n : 3 + (s.loop ?? 0)))
    figures.stepsDoubled += places.length - new Set(places).size
    figures.stepsLost += places.filter((place, i) => place !== i).length
  }
  const doubled = await w.sql<{ n: number }>(
    `select count(*)::int as n from (select 1 from outbox where alert_id is not null
       group by alert_id, epoch, tier, loop, person_id, channel, address having count(*) > 1) d`,
  )
  figures.stepsDoubled += doubled[0]?.n ?? 0
}
