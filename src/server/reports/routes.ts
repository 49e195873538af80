import { Hono } from "hono"
import type { Env } from "#server/http/env.ts"
import { codes } from "./code.ts"
import { drafts } from "./draft.ts"
import { submitting } from "./submit.ts"
import { uploading } from "./uploading.ts"

/** What a reporter does before there is a case. */
export const reports = new Hono<Env>()
  .route("/", codes)
  .route("/", submitting)
  .route("/", drafts)
  .route("/", uploading)
