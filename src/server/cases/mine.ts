import type { Context } from "hono"
import { idOf, type CaseId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { opaqueId } from "#wire/form.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { unopaque } from "#server/secret.ts"
import { lockCase, type CaseRow } from "./say.ts"
import { noteTry } from "./tries.ts"

/** A case that has been put into this person's hands, locked. */
export type InHand = { readonly found: CaseRow; readonly caseId: CaseId; readonly opened: boolean }

/** Runs an act on a case of mine. Not mine, not rung to me yet, and not there are one answer. */
export async function onMyCase<T>(
  c: Context<Env>,
  act: (tx: Tx, mine: InHand) => Promise<T>,
  { opened = false } = {},
): Promise<T> {
  const caseId = named(c)
  return atomically(c.var.runtime, c.var.org, async (tx) => {
    const held = await mustHold(tx, caseId, c.var.me.id)
    if (opened && !held.opened) throw new Refusal("not-now", "opening")
    return act(tx, { found: await lockCase(tx, caseId), caseId, opened: held.opened })
  })
}

/** Reads a case of mine without locking it. Whoever must not see it and asks is noted, unless their open page asked by itself. */
export async function readMyCase<T>(
  c: Context<Env>,
  read: (tx: Tx, caseId: CaseId, mine: { readonly opened: boolean }) => Promise<T>,
  { opened = false } = {},
): Promise<T> {
  const caseId = named(c)
  const { id: me } = c.var.me
  const done = await atomically(c.var.runtime, c.var.org, async (tx) => {
    const held = await holding(tx, caseId, me)
    if (!held) {
      if (!c.req.header("x-tocsin-again")) await noteTry(tx, caseId, me)
      return null // and not an error yet: what was noted stays
    }
    if (opened && !held.opened) throw new Refusal("not-now", "opening")
    return { answer: await read(tx, caseId, held) }
  })
  if (!done) throw new Refusal("not-found")
  return done.answer
}

/** The case of mine that the address names, inside a transaction that is already open. */
export async function myCase(tx: Tx, c: Context<Env>): Promise<CaseId> {
  const caseId = named(c)
  await mustHold(tx, caseId, c.var.me.id)
  return caseId
}

function named(c: Context<Env>): CaseId {
  const shown = parse(opaqueId, c.req.param("id"))
  return idOf<CaseId>(unopaque(c.var.runtime.secret, c.var.me.id, shown))
}

type Holding = { readonly opened: boolean }
async function mustHold(tx: Tx, caseId: CaseId, me: string): Promise<Holding> {
  const held = await holding(tx, caseId, me)
  if (!held) throw new Refusal("not-found")
  return held
}

async function holding(tx: Tx, caseId: CaseId, me: string): Promise<Holding | null> {
  const { rows } = await tx.client.query<{ opened: boolean | null }>({
    name: "holding",
    text: `select bool_or(opened_at is not null) as opened from grant_in_hand
           where case_id = $1 and person_id = $2 having count(*) > 0`,
    values: [caseId, me],
  })
  return rows[0] ? { opened: Boolean(rows[0].opened) } : null
}
