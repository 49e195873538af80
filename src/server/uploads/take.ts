import type { Context } from "hono"
import type { HttpBindings } from "@hono/node-server"
import { Readable } from "node:stream"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { hex32, uuid } from "#wire/form.ts"
import { maxPartBytes, uploadStart } from "#wire/report.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { keepPart, readPart } from "./parts.ts"
import { hasPart, notePart, type PartsOf, startUpload, uploadOf, type Uploader } from "./start.ts"

const number = v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number))

/** Answers the beginning of an upload for whoever `whose` says is asking. */
export async function beginUpload(
  c: Context<Env>,
  whose: (tx: Tx) => Promise<Uploader>,
): Promise<Response> {
  const wanted = parse(uploadStart, await readJson(c))
  const { runtime, org } = c.var
  return c.json(
    await atomically(runtime, org, async (tx) => startUpload(tx, await whose(tx), wanted)),
  )
}

/** Takes one sealed part: to the disk first, then the row. */
export async function takePart(
  c: Context<Env>,
  whose: (tx: Tx) => Promise<Uploader>,
): Promise<Response> {
  const { runtime, org } = c.var
  const id = parse(uuid, c.req.param("upload"))
  const n = parse(number, c.req.param("n"))
  const sha256 = parse(hex32, c.req.header("x-part-sha256"))
  if (Number(c.req.header("content-length") ?? 0) > maxPartBytes) throw new Refusal("too-large")
  await atomically(runtime, org, async (tx) => {
    const upload = await uploadOf(tx, await whose(tx), id)
    if (!upload || n >= upload.parts) throw new Refusal("not-found")
  })
  const bytes = await keepPart(runtime, bodyOf(c), sha256)
  await atomically(runtime, org, (tx) => notePart(tx, id, { number: n, sha256, bytes }))
  return c.body(null, 204)
}

/** Sends a sealed part of what `which` says is open to whoever asks. */
export async function sendPart(
  c: Context<Env>,
  which: (tx: Tx) => Promise<PartsOf>,
): Promise<Response> {
  const { runtime, org } = c.var
  const sha256 = parse(hex32, c.req.param("sha256"))
  const held = await atomically(runtime, org, async (tx) =>
    hasPart(tx, await which(tx), Buffer.from(sha256, "hex")),
  )
  if (!held) throw new Refusal("not-found")
  const { bytes, stream } = await readPart(runtime, sha256)
  c.header("content-type", "application/octet-stream")
  c.header("content-length", String(bytes))
  return c.body(Readable.toWeb(stream) as ReadableStream) // node's type and the web's are one at run time
}

/** The request's own stream where there is one, so that a part is never held whole in memory. */
function bodyOf(c: Context<Env>): Readable {
  const incoming = (c.env as HttpBindings | undefined)?.incoming // absent when a test calls the app directly
  if (incoming) return incoming
  const body = c.req.raw.body
  return body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : Readable.from([]) // as above
}
