import { Hono, type Context } from "hono"
import { deny } from "#core/alert.ts"
import type { CaseId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import { allowance, contactAnswer, exclusion, keysChange, levelRaise, reads } from "#wire/report.ts"
import { openAlertsOf } from "#server/alerts/find.ts"
import { save } from "#server/alerts/save.ts"
import { readDoing, perform } from "#server/cases/acts.ts"
import { outsider } from "#server/cases/actor.ts"
import { changeKeys } from "#server/cases/keys.ts"
import { lifeOf } from "#server/cases/life.ts"
import { readSaid } from "#server/cases/objects.ts"
import { readBy } from "#server/cases/reads.ts"
import { visited } from "#server/cases/remind.ts"
import { lockCase, say } from "#server/cases/say.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { claimUploads } from "#server/uploads/claim.ts"
import { exclude } from "./exclude.ts"
import { heardHow } from "./check-in.ts"
import { mailboxOf, type Mine } from "./mine.ts"
import { payback } from "./payback.ts"
import { tellOwner } from "./tell-owner.ts"
import { letThemRead, nobodyCame, raiseLevel } from "./urge.ts"

/** What the reporter does on their page. Each is one act, one transaction. */
export const acting = new Hono<Env>()
  .post("/case/objects", async (c) => {
    const said = await readSaid(c)
    if (said.room !== "mailbox" || !["addition", "message", "list"].includes(said.kind))
      throw new Refusal("not-yours", "kind")
    await asReporter(c, async (tx, mine) => {
      await say(tx, await lockCase(tx, mine.caseId), said, null)
      await claimUploads(tx, said.uploads, {
        ...{ caseId: mine.caseId, room: "mailbox", locator: c.var.code.locator },
      })
      await record(tx, mine.caseId, [
        { kind: "message.sent", facts: { by: "reporter", kind: said.kind, seq: said.seq } },
      ])
      await tellOwner(tx, mine.caseId)
    })
    return c.json({ seq: said.seq }, 201)
  })
  .post("/case/reads", async (c) => {
    const { seqs } = parse(reads, await readJson(c))
    await asReporter(c, (tx, { id, caseId }) => {
      visited(tx, id)
      return readBy(tx, caseId, { room: "mailbox", seqs }, "outside")
    })
    return c.body(null, 204)
  })
  .post("/case/neglect", async (c) => {
    await asReporter(c, (tx, { caseId }) => nobodyCame(tx, caseId, "reporter"))
    return c.body(null, 204)
  })
  .post("/case/allowances", async (c) => {
    const yes = parse(allowance, await readJson(c))
    await asReporter(c, (tx, { caseId }) => letThemRead(tx, caseId, yes, "reporter"))
    return c.body(null, 204)
  })
  .post("/case/retaliation", async (c) => {
    await asReporter(c, (tx, { caseId }) => payback(tx, caseId, reporter))
    return c.body(null, 204)
  })
  .put("/case/level", async (c) => {
    const { level } = parse(levelRaise, await readJson(c))
    await asReporter(c, (tx, { caseId }) => raiseLevel(tx, caseId, level, "reporter"))
    return c.body(null, 204)
  })
  .post("/case/exclusions", async (c) => {
    const { person } = parse(exclusion, await readJson(c))
    await asReporter(c, (tx, { caseId }) => exclude(tx, caseId, person, "reporter"))
    return c.body(null, 204)
  })
  .post("/case/contact-answers", async (c) => {
    const { seq, reached } = parse(contactAnswer, await readJson(c))
    await asReporter(c, (tx, { caseId }) => contactAnswered(tx, caseId, seq, reached))
    return c.body(null, 204)
  })
  .post("/case/acts", async (c) => {
    const wanted = await readDoing(c)
    await asReporter(c, async (tx, mine) => {
      const found = await lockCase(tx, mine.caseId)
      const life = lifeOf(found)
      await perform(tx, found, { doing: wanted, by: outsider(life, "reporter", 1), life })
      if (wanted.kind === "check-in.answered")
        await heardHow(tx, found, { flags: wanted.facts.flags, told: reporter })
      await tellOwner(tx, mine.caseId)
    })
    return c.body(null, 204)
  })
  .post("/case/keys", async (c) => {
    const change = parse(keysChange, await readJson(c, 4_000_000))
    await asReporter(c, async (tx, mine) =>
      changeKeys(tx, await lockCase(tx, mine.caseId), change, { person: null, vk: mine.sigVk }),
    )
    return c.body(null, 204)
  })

/** Who tells it here. */
const reporter = { mailbox: 1, by: "reporter" } as const

async function asReporter(
  c: Context<Env>,
  act: (tx: Tx, mine: Mine) => Promise<void>,
): Promise<void> {
  const { runtime, org, code } = c.var
  await atomically(runtime, org, async (tx) => act(tx, await mailboxOf(tx, code)))
}

async function contactAnswered(
  tx: Tx,
  caseId: CaseId,
  seq: number,
  reached: boolean,
): Promise<void> {
  await lockCase(tx, caseId)
  const { rows } = await tx.client.query<{ kind: string }>(
    "select kind from sealed_object where case_id = $1 and room = 'mailbox' and seq = $2 and kind in ('call', 'message') and by_person is not null",
    [caseId, seq],
  )
  if (!rows[0]) throw new Refusal("not-found", "seq")
  await record(tx, caseId, [
    { kind: reached ? "call.confirmed" : "call.denied", facts: { seq, by: "reporter" } },
  ])
  if (reached) return
  const { rows: restored } = await tx.client.query<{ alert_id: string }>(
    "update deadline set met_at = null, met_by = null, met_seq = null where case_id = $1 and kind = 'first-contact' and met_seq = $2 returning alert_id",
    [caseId, seq],
  )
  const ids = new Set(restored.map((r) => r.alert_id))
  for (const found of await openAlertsOf(tx, caseId)) {
    if (ids.has(found.alert.id)) await save(tx, found.level, deny(found.alert, found.moment))
  }
}
