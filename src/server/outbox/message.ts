import type { Channel, Message } from "#server/channels/channel.ts"
import { textFor, type TextKind } from "#server/channels/texts.ts"

/** A row of the outbox on its way out. */
export type Leased = {
  readonly id: string
  readonly org_id: string
  readonly person_id: string | null
  readonly channel: Channel
  readonly address: string
  readonly address_id: string | null
  readonly text_kind: TextKind
  readonly lang: "en" | "zh"
  readonly facts: Readonly<Record<string, string | number>>
  readonly ref: string | null
  readonly urgent: boolean
  readonly alert_id: string | null
  readonly epoch: number | null
  readonly tier: number | null
  readonly loop: number | null
  readonly tries: number
}

/** What the row says, in fixed neutral words: nothing of a case is in it, because nothing of a case reaches here. */
export function messageOf(row: Leased): Message {
  const { text, subject } = textFor(row.text_kind, row.channel, row.lang, {
    ref: row.ref ?? "",
    ...row.facts,
  })
  const { id, channel, address, ref, lang, urgent } = row
  return { id, channel, address, text, subject, ref, lang, urgent }
}
