import { Hono, type Context } from "hono"
import * as v from "valibot"
import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import type { ActKind } from "#core/life/act.ts"
import { acts, type Asked, mustOpen, signsFirst } from "#core/life/decide.ts"
import type { Life } from "#core/life/life.ts"
import type { Actor } from "#core/life/rule.ts"
import { callIn } from "#core/part.ts"
import { Refusal } from "#core/refusal.ts"
import { actFacts, actHead } from "#wire/act.ts"
import { each } from "#server/alerts/each.ts"
import type { Env } from "#server/http/env.ts"
import { Malformed, parse } from "#server/http/problems.ts"
import type { Tx } from "#server/runtime.ts"
import { claimUploads } from "#server/uploads/claim.ts"
import { actorOf } from "./actor.ts"
import { takeOff } from "./conflict.ts"
import { mustFit } from "./fit.ts"
import { doAct, lifeOf, momentFor } from "./life.ts"
import { lifeWithout, withheldFrom } from "./own-failure.ts"
import { onMyCase } from "./mine.ts"
import { headerJson, readSaid } from "./objects.ts"
import { remind } from "./remind.ts"
import { say, type CaseRow } from "./say.ts"

/** What somebody wants to do: the act, its words in the clear, and the sealed paper that comes with it. */
export type Doing = {
  readonly [K in ActKind]: { readonly kind: K; readonly facts: Asked<K>["facts"] }
}[ActKind] & { readonly paper: Awaited<ReturnType<typeof readSaid>> | null }

/** Every act of the team in a case: the table in core says who may, when, and what follows. */
export const doing = new Hono<Env>().post("/cases/:id/acts", async (c) => {
  const asked = await readDoing(c)
  const me = c.var.me.id
  const waits = await onMyCase(
    c,
    async (tx, { found, caseId }) => {
      const life = lifeOf(found)
      const by = await actorOf(tx, life, caseId, me)
      // A failure to act of one's own is not there for oneself.
      const seen = asked.kind.startsWith("failure.")
        ? lifeWithout(life, await withheldFrom(tx, caseId, me))
        : life
      const waiting = await perform(tx, found, { doing: asked, by, life: seen })
      if (asked.kind === "role.given") await putInHand(tx, caseId, asked.facts.person)
      if (asked.kind === "conflict.checked")
        await takeOff(tx, caseId, { people: asked.facts.aside, by: me })
      return waiting
    },
    { opened: true },
  )
  // Signed once: the other signature is still to come.
  return c.json({ waits }, waits ? 202 : 201)
})

/** Reads an act from a request: its head, its facts by their own schema, and its paper if one comes with it. */
export async function readDoing(c: Context<Env>): Promise<Doing> {
  const { kind, facts } = parse(actHead, headerJson(c, "x-tocsin-act"))
  const read = v.safeParse(actFacts[kind], facts)
  if (!read.success)
    throw new Malformed([...new Set(read.issues.map((one) => v.getDotPath(one) ?? "facts"))])
  const paper = c.req.header("x-tocsin-object") ? await readSaid(c) : null
  return { kind, facts: read.output, paper } as Doing // the schema of this very kind has just read them
}

/** Does an act in a locked case: the paper is kept, the life changes, and what is due with it; or nothing is. Files that came under a code are that code's to send. */
export async function perform(
  tx: Tx,
  found: CaseRow,
  { doing, by, life, locator }: { doing: Doing; by: Actor; life: Life; locator?: Buffer },
): Promise<boolean> {
  const { kind, facts, paper } = doing
  const rule = acts[kind]
  // Who it is comes with these, by a way of its own.
  if (kind === "no-rehire.entered" || kind === "no-rehire.erased")
    throw new Refusal("not-now", "identity")
  const asked = { kind, facts, by }
  const moment = await momentFor(tx, found, life)
  mustOpen(life, asked, moment)
  const first = signsFirst(life, asked, moment)
  const second = !first && life.signing?.act === kind
  // What the second signer makes true is told then: only where the first one's words are already told does the second bring none.
  const lacks = rule.mayLack || (second && !rule.firstPaper)
  if (rule.paper && !lacks && !paper) throw new Refusal("not-now", "paper")
  if (paper) {
    const wanted = first ? (rule.firstPaper ?? rule.paper) : rule.paper
    await mustFit(tx, found, { wanted, room: paper.room, asked, life })
  }
  if (paper) {
    await say(tx, found, paper, by.person)
    const to = { caseId: idOf<CaseId>(found.id), room: paper.room }
    await claimUploads(tx, paper.uploads, { ...to, ...(locator ? { locator } : {}) })
    if (by.person) await remind(tx, to.caseId, paper.room)
  }
  const decision = await doAct(tx, found, asked, paper?.seq ?? null)
  return decision.waits
}

/**
 * A part in a case is for somebody who can read it: whoever holds no key of it, or is nobody here, is refused alike.
 * Whoever was not rung so far is rung now and given the case: a part in what one cannot see is none.
 */
async function putInHand(tx: Tx, caseId: CaseId, person: PersonId): Promise<void> {
  const { rows } = await tx.client.query<{ inHand: boolean }>({
    name: "holds a key",
    text: `select bool_or(released_at is not null) as "inHand" from ringable_grant
           where case_id = $1 and person_id = $2 having count(*) > 0`,
    values: [caseId, person],
  })
  if (!rows[0]) throw new Refusal("not-now", "person")
  if (!rows[0].inHand) await each(tx, caseId, (f) => callIn(f.alert, person), { only: "report" })
}
