import { randomUUID } from "node:crypto"
import type { Channel, Message } from "#server/channels/channel.ts"
import { textFor } from "#server/channels/texts.ts"

/** A page that rings somebody, as the outbox hands it to a channel. */
export const ringing = (
  channel: Channel,
  address: string,
  more: Partial<Message> = {},
): Message => ({
  ...{ id: randomUUID(), channel, address, ref: "7F3K2Q", lang: "en", urgent: true },
  ...textFor("ring", channel, more.lang ?? "en", { ref: "7F3K2Q" }),
  ...more,
})

/** No provider on this machine takes longer to answer, unless the test wants it mute. */
export const soon = (): AbortSignal => AbortSignal.timeout(5000)
