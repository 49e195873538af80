import * as v from "valibot"
import webPush from "web-push"
import { later, never, type Message, type Outcome, type Sender } from "./channel.ts"
import { post, retryAfter, type Answer } from "./post.ts"

/** The keys by which push services know that a push is ours, and whom they may write to about it. */
export type Vapid = {
  readonly publicKey: string
  readonly privateKey: string
  /** An https address or a mailto. */
  readonly subject: string
}

/** Sends to browsers through whatever push service each has chosen, so that the service cannot read it. */
export function pushSender(vapid: Vapid, { allowLocal }: { allowLocal: boolean }): Sender {
  return async (message, signal) => {
    const read = v.safeParse(subscription, message.address)
    if (!read.success) return never("bad-address")
    const { endpoint, keys } = read.output
    const url = new URL(endpoint)
    let body: Buffer
    try {
      body = webPush.encrypt(keys.p256dh, keys.auth, payload(message), "aes128gcm").cipherText
    } catch {
      return never("bad-address") // the key that the browser gave is not one
    }
    const { Authorization } = webPush.getVapidHeaders(
      url.origin,
      vapid.subject,
      vapid.publicKey,
      vapid.privateKey,
      "aes128gcm",
    )
    const headers = {
      authorization: Authorization,
      "content-type": "application/octet-stream",
      "content-encoding": "aes128gcm",
      ttl: message.urgent ? "900" : "86400",
      urgency: "high",
      // A second try of the same row takes the first one's place instead of ringing twice.
      topic: message.id.replaceAll("-", ""),
    }
    const reach = allowLocal ? "local" : "public"
    const answer = await post({ url, headers, body, signal, reach })
    return "outcome" in answer ? answer.outcome : outcomeOf(answer, message.id)
  }
}

const subscription = v.pipe(
  v.string(),
  v.maxLength(4000),
  v.parseJson(),
  v.object({
    endpoint: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
    keys: v.object({ p256dh: v.string(), auth: v.string() }),
  }),
)

/** Pushes are all of one size, so a push service learns nothing from a length. */
const size = 1024

function payload({ id, subject, text, ref, lang }: Message): Buffer {
  const json = Buffer.from(JSON.stringify({ v: 1, id, title: subject ?? "", text, ref, lang }))
  return Buffer.concat([json, Buffer.alloc(Math.max(0, size - json.length), " ")])
}

function outcomeOf({ status, headers }: Answer, id: string): Outcome {
  if (status >= 200 && status < 300) {
    return { kind: "handed", providerId: headers.location ?? id }
  }
  if (status === 404 || status === 410) return never("gone")
  const wait = retryAfter(headers, Date.now())
  if (status === 429) return later("too-many", wait)
  if (status >= 500 || status === 408) return later("busy", wait)
  return never("refused")
}
