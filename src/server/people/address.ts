import * as v from "valibot"
import { email } from "#wire/form.ts"
import type { channelMade } from "#wire/session.ts"

type Channel = v.InferOutput<typeof channelMade>["channel"]

const phone = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/))
const web = v.pipe(v.string(), v.url(), v.startsWith("https://"), v.maxLength(2000))
const subscription = v.object({
  endpoint: web,
  keys: v.object({
    p256dh: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{80,100}=*$/)),
    auth: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,30}=*$/)),
  }),
})
const forms = {
  email,
  sms: phone,
  voice: phone,
  webhook: web,
  push: v.pipe(v.string(), v.parseJson(), subscription),
} as const satisfies Record<Channel, v.GenericSchema<string, unknown>>

/** Whether a channel could be reached at this address: a number with its country, an https address, a subscription. */
export function isAddress(channel: Channel, address: string): boolean {
  return v.is(forms[channel], address.trim())
}
