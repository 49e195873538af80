import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import { identity } from "#wire/rehire.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { needsOrganisation } from "#server/http/session.ts"
import { atomically } from "#server/runtime.ts"
import { askAbout } from "./check.ts"
import { asksWith } from "./tokens.ts"

/** One person is a few lines; more than that is a list, and lists are not taken. */
export const mostOfOne = 4096

/** A system of HR asks about one person. The token is in a header and the person in the body: no address holds either. */
export const recruiterHook = new Hono<Env>().post(
  "/recruiter-checks",
  needsOrganisation,
  async (c) => {
    const { runtime, org } = c.var
    const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(c.req.header("authorization") ?? "")?.[1]
    if (!token) throw new Refusal("sign-in")
    const asking = await asksWith(runtime, org, token)
    const who = parse(identity, await readJson(c, mostOfOne))
    return c.json(await atomically(runtime, org, (tx) => askAbout(tx, who, asking)), 202)
  },
)
