import type { Channel } from "#core/channel.ts"
import { never, type Sender, type Senders } from "./channel.ts"
import { gatewaySender, type Gateway } from "./gateway.ts"
import type { Vapid } from "./push.ts"
import { rotating } from "./rotate.ts"
import { webhookSender } from "./webhook.ts"

/** What the operator has set up. What is absent is not sent by, and the next channel is used. */
export type Sending = {
  readonly smtpUrl?: string | undefined
  readonly mailFrom: string
  readonly mailSecret: string
  readonly vapid?: Vapid | undefined
  /** One gateway, or several in the order in which they take over from each other. */
  readonly gateway?: Gateway | readonly Gateway[] | undefined
  /** Whether pushes and robots may be on this machine: for a demonstration and for tests. */
  readonly allowLocal: boolean
}

/** Opens every channel that is set up. */
export function openSenders(config: Sending): Senders {
  const { smtpUrl, mailFrom, mailSecret, vapid, gateway, allowLocal } = config
  // What a channel needs is loaded with its first message.
  const mail = smtpUrl
    ? once(async () =>
        (await import("./email.ts")).emailSender({ smtpUrl, from: mailFrom, secret: mailSecret }),
      )
    : undefined
  const push = vapid
    ? once(async () => (await import("./push.ts")).pushSender(vapid, { allowLocal }))
    : undefined
  const gateways = gateway === undefined ? [] : [gateway].flat()
  const phone = (): Sender => (gateways.length ? rotating(gateways.map(gatewaySender)) : absent)
  const byChannel: Readonly<Record<Channel, Sender>> = {
    push: push ? async (message, signal) => (await push())(message, signal) : absent,
    voice: phone(),
    sms: phone(),
    email: mail ? async (message, signal) => (await mail()).send(message, signal) : absent,
    webhook: webhookSender({ allowLocal }),
    desk: openDesk,
  }
  return {
    send: (message, signal) =>
      byChannel[message.channel](message, AbortSignal.any([signal, AbortSignal.timeout(limit)])),
    async close() {
      await (await mail?.begun())?.close()
    },
  }
}

/** Less than the outbox's own patience, so that an answer of ours is what it writes down. */
const limit = 10_000

const absent: Sender = async () => never("not-configured")

/** The bell on an open screen is rung by the row itself; the screen proves it. */
const openDesk: Sender = async ({ id }) => ({ kind: "handed", providerId: id })

/** Makes something when it is first asked for, and only once. */
function once<T>(
  make: () => Promise<T>,
): (() => Promise<T>) & { begun: () => Promise<T> | undefined } {
  let made: Promise<T> | undefined
  return Object.assign(() => (made ??= make()), { begun: () => made })
}
