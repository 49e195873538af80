import type { Context } from "hono"
import { idOf, type CaseId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { opaqueId } from "#wire/form.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { unopaque } from "#server/secret.ts"
import { lockCase, type CaseRow } from "./say.ts"

/** A case that has been put into this person's hands, locked. */
export type InHand = { readonly found: CaseRow; readonly caseId: CaseId; readonly opened: boolean }

/** Runs an act on a case of mine. Not mine, not rung to me yet, and not there are one answer. */
export async function onMyCase<T>(
  c: Context<Env>,
  act: (tx: Tx, mine: InHand) => Promise<T>,
  { opened = false } = {},
): Promise<T> {
  const { runtime, org, me } = c.var
  const shown = parse(opaqueId, c.req.param("id"))
  const caseId = idOf<CaseId>(unopaque(runtime.secret, me.id, shown))
  return atomically(runtime, org, async (tx) => {
    const held = await holding(tx, caseId, me.id)
    if (!held) throw new Refusal("not-found")
    if (opened && !held.opened) throw new Refusal("not-now", "opening")
    return act(tx, { found: await lockCase(tx, caseId), caseId, opened: held.opened })
  })
}

/** Reads a case of mine without locking it. */
export async function readMyCase<T>(
  c: Context<Env>,
  read: (tx: Tx, caseId: CaseId) => Promise<T>,
): Promise<T> {
  const { runtime, org, me } = c.var
  const shown = parse(opaqueId, c.req.param("id"))
  const caseId = idOf<CaseId>(unopaque(runtime.secret, me.id, shown))
  return atomically(runtime, org, async (tx) => {
    if (!(await holding(tx, caseId, me.id))) throw new Refusal("not-found")
    return read(tx, caseId)
  })
}

async function holding(
  tx: Tx,
  caseId: CaseId,
  me: string,
): Promise<{ opened: boolean } | undefined> {
  const { rows } = await tx.client.query<{ opened: boolean | null }>({
    name: "holding",
    text: `select bool_or(opened_at is not null) as opened from key_grant
           where case_id = $1 and person_id = $2 and released_at is not null and revoked_at is null having count(*) > 0`,
    values: [caseId, me],
  })
  return rows[0] && { opened: Boolean(rows[0].opened) }
}
