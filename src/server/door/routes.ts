import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"

/** The reporter's door before anything is written: under `/api`. */
export const door = new Hono<Env>()
