import { randomBytes } from "node:crypto"
import type { Context } from "hono"
import type { Problem } from "#wire/problem.ts"
import type { Env } from "#server/http/env.ts"
import { mac, same, sha256, type Secret } from "#server/secret.ts"

/** This many submissions are worked on at once by one node; the others queue, in the order they came. */
const lanes = 12
/** Above this many in the queue a submission is asked for a little work first. It is never refused. */
const crowded = 256

const queue: (() => void)[] = []
let underWay = 0

/** Lets submissions in a few at a time. A flood is slowed by the queue and by work, and nobody is turned away for good. */
export async function admit(c: Context<Env>, act: () => Promise<Response>): Promise<Response> {
  const { secret } = c.var.runtime
  if (queue.length > crowded && !worked(secret, c.req.header("x-tocsin-work"))) {
    const bits = Math.min(20, 12 + Math.floor(Math.log2(queue.length / crowded)) * 2)
    return c.json(
      { problem: "work-needed", work: { salt: newSalt(secret, bits), bits } } satisfies Problem,
      429,
    )
  }
  if (underWay >= lanes) await new Promise<void>((go) => queue.push(go))
  underWay += 1
  try {
    return await act()
  } finally {
    underWay -= 1
    queue.shift()?.()
  }
}

/** A salt that says by itself how much work it asks and until when it holds, so that any node can check the answer. */
function newSalt(secret: Secret, bits: number): string {
  const said = `${bits}.${Math.floor(Date.now() / 1000) + 600}.${randomBytes(9).toString("base64url")}`
  return `${said}.${mac(secret, "work", said).subarray(0, 12).toString("base64url")}`
}

function worked(secret: Secret, answer: string | undefined): boolean {
  const cut = answer?.lastIndexOf(".") ?? -1
  if (!answer || cut < 0 || answer.length > 200) return false
  const salt = answer.slice(0, cut)
  const [bits = "", until = "", random = "", tag = ""] = salt.split(".")
  const said = `${bits}.${until}.${random}`
  const ours = same(Buffer.from(tag, "base64url"), mac(secret, "work", said).subarray(0, 12))
  if (!ours || Number(until) * 1000 < Date.now()) return false
  return leadingZeros(sha256(`${salt}${answer.slice(cut + 1)}`)) >= Number(bits)
}

function leadingZeros(hash: Buffer): number {
  const first = hash.findIndex((byte) => byte !== 0)
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] ?? 0) - 24
}
