import { lookup as resolveName } from "node:dns"
import { request as plainRequest, type IncomingMessage, type RequestOptions } from "node:http"
import { request as secureRequest } from "node:https"
import { isIP, type LookupFunction } from "node:net"
import { isLoopback, isPublic } from "./public-address.ts"
import { later, never, type Outcome } from "./channel.ts"

/** One POST to somebody else's server. */
export type Post = {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly signal: AbortSignal
  /**
   * `public`: an address that a person typed in, so nothing of our own network is behind it.
   * `local`: the same, and this machine, for a demonstration. `any`: the operator's own setting.
   */
  readonly reach: "public" | "local" | "any"
}

/** What the server said. */
export type Answer = {
  readonly status: number
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

const longestAnswer = 65_536

/** Posts, follows no redirect, and says what happened where there was no answer. */
export async function post(asked: Post): Promise<Answer | { readonly outcome: Outcome }> {
  if (!allowed(asked)) return { outcome: never("bad-address") }
  if (asked.signal.aborted) return { outcome: later("timeout") }
  let sent = false
  try {
    return await exchange(asked, () => (sent = true))
  } catch (error) {
    // A resolver that is astray today says nothing about the address itself.
    if (error instanceof NotPublic) return { outcome: never("refused") }
    if (asked.signal.aborted) return { outcome: later(sent ? "unknown" : "timeout") }
    // Once the words have left, a lost connection may still mean that they arrived.
    return { outcome: later(sent ? "unknown" : "unreachable") }
  }
}

/** How long a provider asks us to wait, within what a ringing bell can bear. */
export function retryAfter(headers: IncomingMessage["headers"], now: number): number | undefined {
  const text = headers["retry-after"]
  if (!text) return undefined
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 1000), longestWait) : undefined
}

/** Then the ladder has come round to this person again anyway. */
const longestWait = 15 * 60_000

class NotPublic extends Error {}

function allowed({ url, reach }: Post): boolean {
  if (url.username || url.password) return false
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const literal = isIP(host) !== 0
  if (reach === "any") return url.protocol === "https:" || url.protocol === "http:"
  if (reach === "local" && (host === "localhost" || (literal && isLoopback(host))))
    return url.protocol === "https:" || url.protocol === "http:"
  return url.protocol === "https:" && (!literal || isPublic(host))
}

async function exchange(asked: Post, onSent: () => void): Promise<Answer> {
  const { url, headers, body, signal } = asked
  const request = url.protocol === "https:" ? secureRequest : plainRequest
  const options: RequestOptions = {
    method: "POST",
    headers: { ...headers, "content-length": String(body.length) },
    signal,
    lookup: lookupFor(asked),
  }
  const answer = await new Promise<IncomingMessage>((done, fail) => {
    const sending = request(url, options, done)
    sending.once("error", fail)
    sending.once("finish", onSent)
    sending.end(body)
  })
  const text = await read(answer)
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: text }
}

async function read(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    // no encoding is set, so chunks are buffers
    size += chunk.length
    if (size > longestAnswer) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/** The address that is connected to is the one that was checked, so a name cannot change its mind in between. */
function lookupFor({ reach, url }: Post): LookupFunction {
  const mine = reach === "local" && url.hostname === "localhost"
  return (name, options, done) => {
    resolveName(name, { ...options, all: true }, (error, found) => {
      const good =
        reach === "any"
          ? found
          : found?.filter(({ address }) => isPublic(address) || (mine && isLoopback(address)))
      const first = good?.[0]
      if (error) done(error, "", 0)
      else if (!first) done(new NotPublic(), "", 0)
      else if (options.all) done(null, good)
      else done(null, first.address, first.family)
    })
  }
}
