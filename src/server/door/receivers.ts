import { Hono } from "hono"
import { compress } from "hono/compress"
import * as v from "valibot"
import { reportLevels, type ReportLevel } from "#core/level.ts"
import { Refusal } from "#core/refusal.ts"
import { onCall } from "#core/roster.ts"
import { instantOf } from "#core/time.ts"
import type { Receivers } from "#wire/door.ts"
import { tiers, type Tiers } from "#wire/path.ts"
import type { Place } from "#server/calendar.ts"
import type { Env } from "#server/http/env.ts"
import { dueFor } from "#server/law.ts"
import { firstNameOf } from "#server/people/first-name.ts"
import { atomically, type Tx } from "#server/runtime.ts"

/** Whom a report is sealed to, in which order they are rung, and what is promised if it is sent now: the same for everybody, so its compressed length tells nothing. */
export const receivers = new Hono<Env>().get("/receivers", compress(), async (c) => {
  const { runtime, org } = c.var
  return c.json(await atomically(runtime, org, receiversNow))
})

async function receiversNow(tx: Tx): Promise<Receivers> {
  const { client, org, now } = tx
  const { rows } = await client.query<{
    id: string
    tiers: unknown
    country: string
    zone: string
    slots: Slot[] | null
  }>({
    name: "receivers",
    text: `select v.id, v.tiers, o.country, o.zone,
        (select json_agg(json_build_object('slot', s.slot, 'tier', s.tier, 'person', p.id, 'name', p.name,
             'title', p.title, 'outside', p.outside, 'board', p.board, 'recipient', s.recipient,
             'vk', encode(s.vk, 'hex')) order by s.slot)
           from path_slot s join person p on p.id = s.person_id
             -- A key that was retired since the path was signed opens nothing any more: nobody is sealed to it.
             join keyholder k on k.person_id = p.id and k.retired_at is null and k.recipient = s.recipient
           where s.version_id = v.id and p.left_at is null) as slots
      from path_version v join organisation o on o.id = v.org_id
      where v.state = 'in-force' and v.org_id = $1`,
    values: [org],
  })
  const [row] = rows
  if (!row) throw new Refusal("door-closed")
  const path = v.parse(tiers, row.tiers) // it was read by this schema when it was saved
  const ringing = path.map((tier) => new Set<string>(onCallNow(tier, now)))
  return {
    pathId: row.id,
    slots: (row.slots ?? []).map((slot) => ({
      ...slot,
      firstName: firstNameOf(slot.name),
      onCall: ringing[slot.tier - 1]?.has(slot.person) ?? false,
    })),
    tiers: path.map(({ name, kind }) => ({ name, kind })),
    due: dueNow(row, now),
    now: now.getTime(),
  }
}

type Slot = Omit<Receivers["slots"][number], "firstName" | "onCall">

function onCallNow({ schedule }: Tiers[number], now: Date): readonly string[] {
  return onCall(schedule, instantOf(now))
}

function dueNow(place: Place, now: Date): Receivers["due"] {
  const ofLevel = (level: ReportLevel) => {
    const promised = dueFor(place, level, now)
    return [level, Object.fromEntries(promised.map(({ kind, due }) => [kind, due.getTime()]))]
  }
  // Each level promises each kind once.
  return Object.fromEntries(reportLevels.map(ofLevel)) as Receivers["due"]
}
