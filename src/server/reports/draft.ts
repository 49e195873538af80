import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import { after, day } from "#core/time.ts"
import { draftSave, type DraftView } from "#wire/report.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { withCode } from "#server/http/session.ts"
import { atomically } from "#server/runtime.ts"

/** A draft is gone this long after its last edit; the page says so. */
export const draftLasts = 30 * day

/** A report not sent yet, sealed to its own code. It rings nobody and nobody here can open it. */
export const drafts = new Hono<Env>()
  .use("/draft", withCode)
  .put("/draft", async (c) => {
    const { runtime, org, code } = c.var
    const { sealed } = parse(draftSave, await readJson(c, 2_800_000))
    const sealedDraft = Buffer.from(sealed, "base64url")
    await atomically(runtime, org, ({ sql, now }) =>
      sql
        .insertInto("draft")
        .values({ orgId: org, locator: code.locator, vk: code.vk, sealedDraft, savedAt: now })
        .onConflict((on) =>
          on.columns(["orgId", "locator"]).doUpdateSet({ sealedDraft, savedAt: now }),
        )
        .execute(),
    )
    return c.body(null, 204)
  })
  .get("/draft", async (c) => {
    const { runtime, org, code } = c.var
    const draft = await atomically(runtime, org, ({ sql, now }) =>
      sql
        .selectFrom("draft")
        .select(["sealedDraft", "savedAt"])
        .where("locator", "=", code.locator)
        .where("vk", "=", code.vk)
        .where("savedAt", ">", after(now, -draftLasts))
        .executeTakeFirst(),
    )
    if (!draft) throw new Refusal("not-found")
    return c.json({
      sealed: draft.sealedDraft.toString("base64url"),
      savedAt: draft.savedAt.getTime(),
      expiresAt: after(draft.savedAt, draftLasts).getTime(),
    } satisfies DraftView)
  })
  .delete("/draft", async (c) => {
    const { runtime, org, code } = c.var
    await atomically(runtime, org, ({ sql }) =>
      sql
        .deleteFrom("draft")
        .where("locator", "=", code.locator)
        .where("vk", "=", code.vk)
        .execute(),
    )
    return c.body(null, 204)
  })
