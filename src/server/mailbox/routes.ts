import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"
import { withCode } from "#server/http/session.ts"
import { acting } from "./act.ts"
import { affectedActs } from "./affected.ts"
import { partyBox } from "./party.ts"
import { reminding } from "./reminder.ts"
import { showing } from "./show.ts"

/** What a reporter, or somebody else with a mailbox, reads and does once there is a case. Everything here needs their code. */
export const mailbox = new Hono<Env>()
  .use("/case", withCode)
  .use("/case/*", withCode)
  .use("/mailbox", withCode)
  .use("/mailbox/*", withCode)
  .route("/", showing)
  .route("/", acting)
  .route("/", reminding)
  .route("/", partyBox)
  .route("/", affectedActs)
