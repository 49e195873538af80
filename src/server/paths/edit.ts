import { randomUUID } from "node:crypto"
import { Hono } from "hono"
import { invariant, Refusal } from "#core/refusal.ts"
import { pathDraft, type PathView } from "#wire/path.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { adminOnly, signedIn } from "#server/http/session.ts"
import { atomically } from "#server/runtime.ts"
import { lockPath, versions, viewOf } from "./find.ts"

const most = 512 * 1024

/** An administrator writes the next path. Nobody is rung by it before another keyholder signs. */
export const drafting = new Hono<Env>().put("/path/draft", signedIn, adminOnly, async (c) => {
  const { runtime, org, me } = c.var
  const { tiers, basedOn } = parse(pathDraft, await readJson(c, most))
  const view = await atomically(runtime, org, async (tx): Promise<PathView> => {
    const { inForce, draft } = await lockPath(tx)
    if (draft?.state === "proposed") throw new Refusal("not-now")
    if (basedOn !== ((draft ?? inForce)?.id ?? null)) throw new Refusal("path-changed")
    // Each saving is named anew: a second tab that began from the one before is told so.
    const id = randomUUID()
    const written = { id, tiers: JSON.stringify(tiers), editedBy: me.id, editedAt: tx.now }
    if (draft) {
      await tx.sql.updateTable("pathVersion").set(written).where("id", "=", draft.id).execute()
    } else {
      const { last } = await tx.sql
        .selectFrom("pathVersion")
        .select(({ fn }) => fn.max("number").as("last"))
        .executeTakeFirstOrThrow()
      const number = (last ?? 0) + 1
      await tx.sql
        .insertInto("pathVersion")
        .values({ ...written, ...unsigned, orgId: org, number, state: "draft" })
        .execute()
    }
    const saved = (await versions(tx)).draft
    invariant(saved, "the draft just saved is there")
    return viewOf(saved)
  })
  return c.json(view)
})

const unsigned = {
  proposedBy: null,
  proposedAt: null,
  signedBy: null,
  inForceAt: null,
  supersededAt: null,
} as const
