import { randomInt, randomUUID } from "node:crypto"
import type { Alert } from "#core/ladder.ts"
import type { Ring } from "#core/decision.ts"
import type { Level } from "#core/level.ts"
import { after } from "#core/time.ts"
import type { Tx } from "#server/runtime.ts"

/** How long one channel of a person is given before the next one of theirs is used: fifteen seconds with the sending. */
export const nextChannelAfter = 14_000
/** A person who typed the code back on a phone is not called again for this long. */
export const heardPause = 180_000

type Address = {
  /** Null for the open desk, which is no address of its own. */
  id: string | null
  person_id: string
  channel: string
  address: string
  language: string
  heard_at: Date | null
}
/** One page before it is queued. */
export type Page = {
  readonly id: string
  readonly person: string
  readonly channel: string
  readonly address: string
  readonly addressId: string | null
  readonly lang: string
  readonly due: Date
  readonly tier: number
  readonly ref: string
  readonly text: string
}

/** The pages of one step: every channel at once in danger, else one after another until one is proved delivered. */
export async function pagesFor(
  tx: Tx,
  alert: Alert,
  level: Level,
  rings: readonly Ring[],
): Promise<Page[]> {
  if (!rings.length) return []
  const addresses = await addressesOf(tx, alert, rings)
  return rings.flatMap((ring) =>
    rowsFor(
      { now: tx.now, level, alert },
      ring,
      addresses.filter((a) => a.person_id === ring.person),
    ),
  )
}

/** Pages as the columns of one statement, in the order in which `alerts/save.ts` names them. */
export function pageColumns(pages: readonly Page[]): unknown[][] {
  const keys = [
    "id",
    "person",
    "channel",
    "address",
    "addressId",
    "text",
    "lang",
    "ref",
    "tier",
    "due",
  ] as const
  return keys.map((key) => pages.map((page) => page[key]))
}

function rowsFor(
  { now, level, alert }: { now: Date; level: Level; alert: Alert },
  ring: Ring,
  addresses: readonly Address[],
): Page[] {
  const desk = addresses.filter((a) => a.channel === "desk").length
  return addresses.map((a, i) => {
    // The open desk rings beside the first channel, never instead of it.
    const turn = level === "e1" ? now : after(now, Math.max(0, i - desk) * nextChannelAfter)
    const quietUntil =
      a.heard_at && (a.channel === "voice" || a.channel === "sms")
        ? after(a.heard_at, heardPause)
        : turn
    return {
      id: randomUUID(),
      person: ring.person,
      channel: a.channel,
      address: a.address,
      addressId: a.id,
      lang: a.language,
      due: quietUntil > turn ? quietUntil : turn,
      // The step that rang, not the person's own tier: each step rings everybody again.
      tier: alert.tier,
      ref: newRef(a.channel),
      text: ring.text,
    }
  })
}

async function addressesOf(tx: Tx, alert: Alert, rings: readonly Ring[]): Promise<Address[]> {
  const { rows } = await tx.client.query<Address>({
    name: "addresses",
    text: `select a.id, a.person_id, a.channel, a.address, p.language,
                  (select max(o.heard_at) from outbox o where o.alert_id = $2 and o.person_id = a.person_id) as heard_at, a.position
           from channel_address a join person p on p.id = a.person_id
           where a.person_id = any($1::uuid[]) and a.dead_at is null
           union all
           select distinct on (s.person_id) null::uuid, s.person_id, 'desk', 'desk', p.language, null::timestamptz, -1
           from desk_session s join person p on p.id = s.person_id
           where s.person_id = any($1::uuid[]) and s.seen_at > tocsin_now() - interval '5 minutes' and s.expires_at > tocsin_now()
           order by 2, 7`,
    values: [rings.map((r) => r.person), alert.id],
  })
  return rows
}

const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Six symbols that mean nothing outside this one page: what a person types back to say that they heard. A telephone has digits only. */
export function newRef(channel = ""): string {
  const most = channel === "voice" ? 10 : symbols.length
  return Array.from({ length: 6 }, () => symbols[randomInt(most)]).join("")
}
