import type { HttpBindings } from "@hono/node-server"
import type { Context } from "hono"
import { Refusal } from "#core/refusal.ts"
import type { Env } from "./env.ts"
import { Malformed } from "./problems.ts"

/** The bytes of a body, never more than `most`; a body that does not say its length is read and counted. */
export async function readBytes(c: Context<Env>, most: number): Promise<Buffer> {
  const said = c.req.header("content-length")
  if (said !== undefined && Number(said) > most) throw new Refusal("too-large")
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming // absent when a test calls the app directly
  const bytes = incoming ? await collect(incoming, most) : Buffer.from(await c.req.arrayBuffer())
  if (bytes.length > most) throw new Refusal("too-large")
  return bytes
}

/** Reads node's own stream: a web stream around it would cost a millisecond for each report. */
async function collect(incoming: HttpBindings["incoming"], most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > most) throw new Refusal("too-large")
      chunks.push(chunk)
    }
  } catch (error) {
    // The sender went away in the middle: a body without its form, and no fault of ours.
    if (incoming.errored === error) throw new Malformed(["body"])
    throw error
  }
  return Buffer.concat(chunks, length)
}

/** A JSON body. One that carries what unlocks a key is refused before anything looks at it. */
export async function readJson(c: Context<Env>, most = 64 * 1024): Promise<unknown> {
  const bytes = await readBytes(c, most)
  const body = parseJson(bytes.toString("utf8"))
  if (holdsUnlockSecret(body)) throw new Refusal("unlock-secret")
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) throw new Malformed(["body"])
    throw error
  }
}

/** Whether anything in it is the result of a passkey's PRF, which must never leave the browser. */
function holdsUnlockSecret(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null || depth > 12) return false
  return Object.entries(value).some(
    ([name, inner]) =>
      name === "prf" ||
      name === "hmacGetSecret" ||
      name === "prfResults" ||
      holdsUnlockSecret(inner, depth + 1),
  )
}
