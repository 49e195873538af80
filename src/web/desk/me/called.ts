import { say } from "#web/desk/set-up/say.ts"
import type { ChannelView } from "#wire/session.ts"

/** What a channel is called: its kind, and for a browser whether it is this one; `own` is this browser's address. */
export function kindOf({ channel, address }: ChannelView, own: string | null): string {
  const { me: words } = say()
  if (channel !== "push") return words.kinds[channel]
  return own !== null && address === own ? words.thisBrowser : words.otherBrowser
}

/** The kind of a channel with its address, where a person can read that. */
export function called(channel: ChannelView, own: string | null): string {
  return `${kindOf(channel, own)} ${shownAddress(channel)}`.trim()
}

/** The address as a screen may show it: nothing for a browser, and without the secret that stands behind a `#`. */
export function shownAddress({ channel, address }: ChannelView): string {
  if (channel === "push") return ""
  return channel === "webhook" ? (address ?? "").replace(/#.*$/, "") : (address ?? "")
}
