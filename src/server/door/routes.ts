import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"
import { needsOrganisation } from "#server/http/session.ts"
import { directory } from "./directory.ts"
import { opening } from "./door.ts"
import { receivers } from "./receivers.ts"

/** The reporter's door before anything is written: under `/api`. */
export const door = new Hono<Env>()
  .use("*", needsOrganisation)
  .route("/", opening)
  .route("/", receivers)
  .route("/", directory)
