import * as v from "valibot"
import { later, never, type Outcome, type Sender } from "./channel.ts"
import { post, retryAfter, type Answer } from "./post.ts"
import { isSigned, signed, type SignatureHeaders } from "./signature.ts"

/** A provider of texts and calls, reached by a small program beside it that speaks this one format. */
export type Gateway = {
  readonly url: string
  readonly secret: string
  /** Where the provider tells us what became of a message. */
  readonly callbackUrl: string
}

/** Sends texts and calls through one gateway. */
export function gatewaySender({ url, secret, callbackUrl }: Gateway): Sender {
  return async (message, signal) => {
    const body = Buffer.from(
      JSON.stringify({
        v: 1,
        id: message.id,
        kind: message.channel,
        to: message.address,
        text: message.text,
        code: message.ref,
        lang: message.lang,
        callback: callbackUrl,
      }),
    )
    const headers = {
      "content-type": "application/json",
      "idempotency-key": message.id,
      ...signed(secret, body, Date.now()),
    }
    const answer = await post({ url: new URL(url), headers, body, signal, reach: "any" })
    return "outcome" in answer ? answer.outcome : outcomeOf(answer, message.id)
  }
}

/** What a provider says about a message; `heard` carries what the person typed, and nothing is heard without it. */
export type Callback = {
  readonly id: string
  readonly state: "delivered" | "failed" | "heard"
  readonly code?: string
}

/** Reads what a provider posts back, or says why it is not believed. */
export function readCallback(
  secret: string,
  headers: SignatureHeaders,
  rawBody: string,
  now: number,
): Callback | { readonly refused: "bad-signature" | "malformed" | "no-code" } {
  if (!isSigned(secret, headers, rawBody, now)) return { refused: "bad-signature" }
  const read = v.safeParse(callback, rawBody)
  if (!read.success) return { refused: "malformed" }
  const { id, state, code } = read.output
  if (state !== "heard") return { id, state }
  // A voice mailbox answers and a preview opens links, but neither types a code.
  return code && /^[0-9A-HJKMNP-TV-Z]{6}$/i.test(code)
    ? { id, state, code: code.toUpperCase() }
    : { refused: "no-code" }
}

const callback = v.pipe(
  v.string(),
  v.maxLength(4096),
  v.parseJson(),
  v.object({
    id: v.pipe(v.string(), v.uuid()),
    state: v.picklist(["delivered", "failed", "heard"]),
    code: v.optional(v.nullable(v.string())),
  }),
)
const taken = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ providerId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
)
const refusal = v.pipe(v.string(), v.parseJson(), v.object({ why: v.literal("bad-address") }))

function outcomeOf(answer: Answer, id: string): Outcome {
  const { status, body, headers } = answer
  if (status >= 200 && status < 300) {
    const said = v.safeParse(taken, body)
    // Taken, though without a name for it: whether it arrives shows in the callback, or the bell goes on.
    return { kind: "handed", providerId: said.success ? said.output.providerId : id }
  }
  const wait = retryAfter(headers, Date.now())
  if (status === 429) return later("too-many", wait)
  if (status >= 500 || status === 408 || status === 409 || status === 425)
    return later("busy", wait)
  return never(v.is(refusal, body) ? "bad-address" : "refused")
}
