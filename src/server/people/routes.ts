import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"
import { needsOrganisation } from "#server/http/session.ts"
import { adding } from "./add.ts"
import { challenges } from "./challenge.ts"
import { channelTests } from "./channel-test.ts"
import { channels } from "./channels.ts"
import { editing } from "./edit.ts"
import { importing } from "./import.ts"
import { inviting, joining, looking } from "./invite.ts"
import { leaving } from "./leave.ts"
import { listing } from "./list.ts"
import { keyConfirming, keyMaking } from "./make-key.ts"
import { self } from "./me.ts"
import { organisation } from "./organisation.ts"
import { ways } from "./prove-way.ts"
import { settingUp } from "./set-up.ts"
import { sessions } from "./sign-in.ts"

/** Who works here, how they come in, what key they hold and how they are rung: under `/desk/api`. */
export const people = new Hono<Env>()
  // Before there is an organisation, its first link works and nothing else.
  .route("/", looking)
  .route("/", settingUp)
  .route("/", joining)
  .use("*", needsOrganisation)
  .route("/", challenges)
  .route("/", sessions)
  .route("/", self)
  .route("/", keyMaking)
  .route("/", keyConfirming)
  .route("/", ways)
  .route("/", listing)
  .route("/", adding)
  .route("/", importing)
  .route("/", editing)
  .route("/", leaving)
  .route("/", inviting)
  .route("/", organisation)
  .route("/", channels)
  .route("/", channelTests)
