import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"

/** The escalation path at the desk: under `/desk/api`. */
export const paths = new Hono<Env>()
