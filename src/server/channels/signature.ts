import { createHmac } from "node:crypto"
import { same } from "#server/secret.ts"

/** The two headers by which either end knows that a body comes from the other, and when it was said. */
export function signed(secret: string, body: string | Buffer, now: number): Record<string, string> {
  const time = String(Math.floor(now / 1000))
  return {
    "x-tocsin-time": time,
    "x-tocsin-signature": `v1=${macOf(secret, time, body).toString("hex")}`,
  }
}

/** What stands in those headers, as it came. */
export type SignatureHeaders = {
  readonly time: string | undefined
  readonly signature: string | undefined
}

/** Whether a body was signed with this secret within the last five minutes. */
export function isSigned(
  secret: string,
  { time, signature }: SignatureHeaders,
  body: string | Buffer,
  now: number,
): boolean {
  if (!secret || !time || !/^\d{1,12}$/.test(time)) return false
  const given = /^v1=([0-9a-f]{64})$/.exec(signature ?? "")?.[1]
  if (!given || Math.abs(now - Number(time) * 1000) > window) return false
  return same(Buffer.from(given, "hex"), macOf(secret, time, body))
}

const window = 5 * 60_000

function macOf(secret: string, time: string, body: string | Buffer): Buffer {
  return createHmac("sha256", secret).update(`${time}.`).update(body).digest()
}
