import { Hono } from "hono"
import * as v from "valibot"
import { Refusal } from "#core/refusal.ts"
import { uuid } from "#wire/form.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"

const asked = v.strictObject({ case: uuid })

/** My own address of a case that a sealed paper names. One that I do not hold and one that never was are one answer. */
export const linking = new Hono<Env>().post("/cases/mine", async (c) => {
  const { runtime, org, me } = c.var
  const { case: caseId } = parse(asked, await readJson(c))
  return c.json(
    await atomically(runtime, org, async (tx) => {
      const { rows } = await tx.client.query({
        name: "mine by id",
        text: "select 1 from grant_in_hand where case_id = $1 and person_id = $2 limit 1",
        values: [caseId, me.id],
      })
      if (!rows[0]) throw new Refusal("not-found")
      return { id: opaque(tx.runtime.secret, me.id, caseId) }
    }),
  )
})
