import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"
import { needsOrganisation } from "#server/http/session.ts"
import { drafting } from "./edit.ts"
import { publishing } from "./publish.ts"
import { showing } from "./show.ts"

/** Who is rung, and the two people it takes to change that: under `/desk/api`. */
export const paths = new Hono<Env>()
  .use("*", needsOrganisation)
  .route("/", showing)
  .route("/", drafting)
  .route("/", publishing)
