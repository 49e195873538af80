import { Hono } from "hono"
import { invariant, Refusal } from "#core/refusal.ts"
import type { Life } from "#core/life/life.ts"
import { day } from "#core/time.ts"
import { noRehireAsked, noRehireErased, type NoRehireEntry } from "#wire/rehire.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { enterNoRehire } from "#server/rehire/enter.ts"
import { overturnNoRehire } from "#server/rehire/erase.ts"
import type { Tx } from "#server/runtime.ts"
import { actorOf } from "./actor.ts"
import { doAct, lifeOf } from "./life.ts"
import { onMyCase } from "./mine.ts"

/** The case enters that somebody is not taken on again, or takes it back. Who it is comes in the body and is kept nowhere here. */
export const rehiring = new Hono<Env>()
  .post("/cases/:id/no-rehire", async (c) => {
    const asked = parse(noRehireAsked, await readJson(c))
    const me = c.var.me.id
    await onMyCase(
      c,
      async (tx, { found, caseId }) => {
        const life = lifeOf(found)
        const by = await actorOf(tx, life, caseId, me)
        await doAct(tx, found, { kind: "no-rehire.entered", facts: { n: asked.n }, by }, null)
        await enterNoRehire(tx, await entryFrom(tx, life, asked))
      },
      { opened: true },
    )
    return c.body(null, 201)
  })
  .post("/cases/:id/no-rehire/erasures", async (c) => {
    const { n, reference } = parse(noRehireErased, await readJson(c))
    const me = c.var.me.id
    await onMyCase(
      c,
      async (tx, { found, caseId }) => {
        const life = lifeOf(found)
        const by = await actorOf(tx, life, caseId, me)
        await doAct(tx, found, { kind: "no-rehire.erased", facts: { n }, by }, null)
        if (!(await overturnNoRehire(tx, reference))) throw new Refusal("not-found", "reference")
      },
      { opened: true },
    )
    return c.body(null, 204)
  })

/** What the case itself knows: who decided, when it was decided and told, and until when it could be appealed. */
async function entryFrom(
  tx: Tx,
  life: Life,
  { n, ...asked }: ReturnType<typeof parse<typeof noRehireAsked>>,
): Promise<NoRehireEntry> {
  const person = life.respondents.find((one) => one.n === n)
  const [one, other] = life.hands.decided ?? []
  const { sanction, told } = person ?? {}
  const until = life.appeal.until
  invariant(sanction && told && until, "the table lets nothing else come here")
  // The panel has two people; both have to have had a hand in the decision.
  if (!one || !other) throw new Refusal("needs-second-person", "panel-of-two")
  const { name } = await tx.sql
    .selectFrom("organisation")
    .select("name")
    .where("id", "=", tx.org)
    .executeTakeFirstOrThrow()
  return {
    ...asked,
    standing: "respondent",
    legalEntity: name,
    findingLevel: 6,
    decidedBy: [one, other],
    decidedAt: new Date(sanction.at),
    toldAt: new Date(told),
    contestUntil: new Date(Math.max(until, told + day)),
    appealState: life.appeal.result === null ? "none" : "upheld",
  }
}
