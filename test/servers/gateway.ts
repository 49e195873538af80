import { createHmac } from "node:crypto"
import { startHttp, type Asked, type Reply } from "./http.ts"

/** A text or a call as the provider was asked for it. */
export type Ordered = {
  readonly v: number
  readonly id: string
  readonly kind: "sms" | "voice"
  readonly to: string
  readonly text: string
  readonly code: string | null
  readonly lang: string
  readonly callback: string
}

/** A provider of texts and calls on this machine. */
export type GatewayServer = AsyncDisposable & {
  readonly url: string
  readonly orders: readonly Ordered[]
  behave(reply?: Reply): void
  /** Says what became of an order, by its callback address, signed. Returns the status that came back. */
  report(
    order: Ordered,
    said: { state: "delivered" | "failed" | "heard"; code?: string },
  ): Promise<number>
  close(): Promise<void>
}

/** Starts a provider that checks our signature by its own reckoning and takes each id once. */
export async function startGateway(secret: string): Promise<GatewayServer> {
  const orders: Ordered[] = []
  let fixed: Reply | undefined
  const http = await startHttp((asked): Reply => {
    if (fixed) return fixed
    if (!isOurs(asked, secret)) return { status: 401 }
    const order = JSON.parse(asked.body.toString("utf8")) as Ordered // our own format, asserted on by tests
    if (asked.headers["idempotency-key"] !== order.id) return { status: 400 }
    if (!orders.some(({ id }) => id === order.id)) orders.push(order)
    return { status: 202, body: JSON.stringify({ providerId: `p-${order.id}` }) }
  })
  return {
    url: `${http.origin}/send`,
    orders,
    behave: (reply) => (fixed = reply),
    async report(order, said) {
      const body = JSON.stringify({ id: order.id, ...said })
      const headers = { "content-type": "application/json", ...signedHeaders(secret, body) }
      return (await fetch(order.callback, { method: "POST", headers, body })).status
    },
    close: http.close,
    [Symbol.asyncDispose]: http.close,
  }
}

/** The two headers that a provider puts on its callback. */
export function signedHeaders(
  secret: string,
  body: string,
  at = Date.now(),
): Record<string, string> {
  const time = String(Math.floor(at / 1000))
  const mac = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")
  return { "x-tocsin-time": time, "x-tocsin-signature": `v1=${mac}` }
}

/** Whether a request carries our signature over exactly these bytes, made within five minutes. */
export function isOurs({ headers, body }: Asked, secret: string): boolean {
  const time = String(headers["x-tocsin-time"])
  const mac = createHmac("sha256", secret)
    .update(`${time}.${body.toString("utf8")}`)
    .digest("hex")
  return (
    headers["x-tocsin-signature"] === `v1=${mac}` &&
    Math.abs(Date.now() / 1000 - Number(time)) < 300
  )
}
