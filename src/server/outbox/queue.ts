import { randomUUID } from "node:crypto"
import type { PersonId } from "#core/ids.ts"
import type { Tx } from "#server/runtime.ts"
import { newRef } from "./page.ts"

/** What is said outside an alert. */
export type Message = {
  readonly personId: PersonId
  readonly textKind: "ring" | "test" | "invite" | "gap" | "operator" | "announce"
  readonly facts?: Readonly<Record<string, string | number>>
  readonly urgent?: boolean
  /** Only this one of the person's addresses; else the first that works. */
  readonly only?: string
  /** The code that the text carries, for a channel test. */
  readonly ref?: string
}

/** Queues one message to a person. Without any channel it goes to their e-mail address. */
export async function queueMessage(tx: Tx, message: Message): Promise<void> {
  const { personId, textKind, facts = {}, urgent = false, only } = message
  await tx.client.query(
    `insert into outbox (id, org_id, person_id, channel, address, address_id, text_kind, lang, facts, ref, urgent, due_at, made_at)
     select $1, $2, p.id, coalesce(a.channel, 'email'), coalesce(a.address, p.email), a.id, $3, p.language, $4, $5, $6, $7, $7
     from person p left join lateral (
       select * from channel_address a where a.person_id = p.id and a.dead_at is null and ($8::uuid is null or a.id = $8)
       order by a.position limit 1) a on true
     where p.id = $9 and ($8::uuid is null or a.id is not null)`,
    [
      randomUUID(),
      tx.org,
      textKind,
      JSON.stringify(facts),
      message.ref ?? newRef(),
      urgent,
      tx.now,
      only ?? null,
      personId,
    ],
  )
  tx.ring("outbox")
}
