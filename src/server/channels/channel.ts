import type { Channel } from "#core/channel.ts"

export type { Channel }

/** What the outbox hands to a channel: never anything of the case. */
export type Message = {
  /** The row of the outbox. Providers are given it too, so that a second try is known as one. */
  readonly id: string
  readonly channel: Channel
  readonly address: string
  readonly text: string
  readonly subject?: string
  /** What a person types back to say that they heard: six symbols that mean nothing elsewhere. */
  readonly ref: string | null
  readonly lang: "en" | "zh"
  readonly urgent: boolean
}

/** Why a message was not taken. `unknown`: it may have been, so it is sent again. */
export const whys = [
  "not-configured",
  "bad-address",
  "gone",
  "refused",
  "too-many",
  "busy",
  "unreachable",
  "timeout",
  "unknown",
] as const
export type Why = (typeof whys)[number]

/** What became of one try. Being taken by a provider is not arriving. */
export type Outcome =
  | { readonly kind: "handed" | "delivered"; readonly providerId: string }
  | { readonly kind: "failed-temp"; readonly why: Why; readonly retryAfterMs?: number }
  | { readonly kind: "failed-perm"; readonly why: Why }

/** Puts one message on one channel. It answers with an outcome and does not throw for what a provider does. */
export type Sender = (message: Message, signal: AbortSignal) => Promise<Outcome>

/** Every channel behind one door, with the connections that must be closed. */
export type Senders = {
  readonly send: Sender
  close(): Promise<void>
}

/** It may work later: the outbox tries again. */
export const later = (why: Why, retryAfterMs?: number): Outcome =>
  retryAfterMs === undefined
    ? { kind: "failed-temp", why }
    : { kind: "failed-temp", why, retryAfterMs }

/** It will not work: the person's next channel is used at once. */
export const never = (why: Why): Outcome => ({ kind: "failed-perm", why })
