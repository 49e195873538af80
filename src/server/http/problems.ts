import type { Context } from "hono"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import * as v from "valibot"
import { Refusal, type RefusalCode } from "#core/refusal.ts"
import type { Problem } from "#wire/problem.ts"
import type { LogLine } from "#server/runtime.ts"
import { placesOf } from "#server/stack.ts"

/** The one table from refusal to status. */
const statuses = {
  "not-found": 404,
  "sign-in": 401,
  "wrong-code": 401,
  "wrong-key": 400,
  "already-opened": 409,
  "already-done": 409,
  "not-now": 409,
  "not-yours": 403,
  "needs-second-person": 409,
  "needs-two-ways": 409,
  "path-changed": 409,
  "path-unsafe": 409,
  "door-closed": 409,
  "company-code": 403,
  "same-receipt": 409,
  "bad-seal": 400,
  "bad-signature": 400,
  "bad-order": 409,
  "unknown-version": 400,
  "too-large": 413,
  "too-many-parts": 413,
  quota: 507,
  "disk-full": 507,
  "work-needed": 429,
  "link-used": 410,
  "link-expired": 410,
  "unlock-secret": 400,
  "channel-untested": 409,
  "last-admin": 409,
  "no-calendar": 409,
  "work-address": 409,
  "daily-limit": 429,
} as const satisfies Record<RefusalCode, ContentfulStatusCode>

/** A body did not have its form: the fields by name, their values never. */
export class Malformed extends Error {
  readonly fields: readonly string[]
  constructor(fields: readonly string[]) {
    super("malformed")
    this.fields = fields
  }
}

/** Reads something from outside by its schema, or refuses it naming the fields. */
export function parse<S extends v.GenericSchema>(schema: S, from: unknown): v.InferOutput<S> {
  const read = v.safeParse(schema, from)
  if (read.success) return read.output
  throw new Malformed([...new Set(read.issues.map((i) => v.getDotPath(i) ?? "body"))].slice(0, 20))
}

/** Turns whatever a route threw into the answer a person can act on. A fault of ours gets a number and a log line. */
export function answerProblem(c: Context, error: unknown, log: (line: LogLine) => void): Response {
  c.header("cache-control", "no-store")
  if (error instanceof Malformed) {
    return c.json({ problem: "malformed", fields: [...error.fields] } satisfies Problem, 400)
  }
  if (error instanceof Refusal) {
    const fields = error.field ? { fields: [error.field] } : {}
    return c.json({ problem: error.code, ...fields } satisfies Problem, statuses[error.code])
  }
  if (isFull(error)) return c.json({ problem: "disk-full" } satisfies Problem, 507)
  const id = crypto.randomUUID().slice(0, 8)
  log({ what: "bug", id, route: c.req.routePath, stack: placesOf(error) })
  return c.json({ problem: "bug", id } satisfies Problem, 500)
}

/** The disk under the files or under PostgreSQL has no room left. */
function isFull(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  return ["ENOSPC", "EDQUOT", "53100"].includes(code)
}
