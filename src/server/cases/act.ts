import { Hono } from "hono"
import { handOver, hasten, keep } from "#core/alert.ts"
import type { CaseId, PersonId } from "#core/ids.ts"
import { still } from "#core/ladder.ts"
import { partyIn } from "#core/mailbox.ts"
import type { OwedKind } from "#core/owed.ts"
import { Refusal } from "#core/refusal.ts"
import { handover, levelChange } from "#wire/case.ts"
import { keysChange, readsIn, type ObjectKind } from "#wire/report.ts"
import { each } from "#server/alerts/each.ts"
import { changeLevel } from "#server/alerts/level.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import type { Tx } from "#server/runtime.ts"
import { claimUploads } from "#server/uploads/claim.ts"
import { setAside } from "./aside.ts"
import { changeKeys } from "./keys.ts"
import { onMyCase } from "./mine.ts"
import { readSaid } from "./objects.ts"
import { sayOutside } from "./outside.ts"
import { readBy } from "./reads.ts"
import { remind } from "./remind.ts"
import { say } from "./say.ts"

/** What is said in which room, and which promise it keeps. */
const rooms = {
  message: { room: "mailbox", keeps: "first-contact" },
  call: { room: "mailbox", keeps: "first-contact" },
  list: { room: "mailbox", keeps: null },
  note: { room: "desk", keeps: null },
  handover: { room: "desk", keeps: null },
} as const satisfies Partial<
  Record<ObjectKind, { room: "mailbox" | "desk"; keeps: OwedKind | null }>
>

/** What a responder does in a case they have opened. */
export const acting = new Hono<Env>()
  .post("/cases/:id/objects", async (c) => {
    const said = await readSaid(c)
    if (partyIn(said.room) !== null) return sayOutside(c, said)
    const rule = isOwn(said.kind) ? rooms[said.kind] : undefined
    if (!rule || (rule.room !== said.room && said.kind !== "list"))
      throw new Refusal("not-yours", "kind")
    const me = c.var.me.id
    await onMyCase(
      c,
      async (tx, { found, caseId }) => {
        await say(tx, found, said, me)
        await claimUploads(tx, said.uploads, { caseId, room: said.room })
        const kind =
          said.room === "desk"
            ? "note.written"
            : said.kind === "call"
              ? "call.logged"
              : "message.sent"
        await record(tx, caseId, [{ kind, facts: { person: me, kind: said.kind, seq: said.seq } }])
        const { keeps } = rule
        await remind(tx, caseId, said.room)
        if (keeps)
          await each(tx, caseId, (f) => keep(f.alert, keeps, me, f.moment), {
            by: { person: me, seq: said.seq },
          })
      },
      { opened: true },
    )
    return c.json({ seq: said.seq }, 201)
  })
  .post("/cases/:id/reads", async (c) => {
    const { room = "mailbox", seqs } = parse(readsIn, await readJson(c))
    await onMyCase(c, (tx, { caseId }) => readBy(tx, caseId, { room, seqs }, "team"), {
      opened: true,
    })
    return c.body(null, 204)
  })
  .post("/cases/:id/handover", async (c) => {
    const { to } = parse(handover, await readJson(c))
    const me = c.var.me.id
    await onMyCase(
      c,
      async (tx, { caseId }) => {
        await mustHold(tx, caseId, to)
        await each(tx, caseId, (f) =>
          f.alert.ownerId === me ? handOver(f.alert, me, to, f.moment) : still(f.alert, [], []),
        )
      },
      { opened: true },
    )
    return c.body(null, 204)
  })
  .post("/cases/:id/recusal", async (c) => {
    const me = c.var.me.id
    await onMyCase(c, async (tx, { caseId }) => {
      await setAside(tx, caseId, me, { why: "person.recused" })
    })
    return c.body(null, 204)
  })
  .put("/cases/:id/level", async (c) => {
    const { level } = parse(levelChange, await readJson(c))
    const me = c.var.me.id
    const done = await onMyCase(
      c,
      async (tx, { found, caseId }) => {
        if (level === found.level) throw new Refusal("already-done", "level")
        const rises = level < found.level
        if (!rises && !(await seconded(tx, caseId, me, level))) {
          await record(tx, caseId, [
            { kind: "level.lowering-asked", facts: { person: me, to: level } },
          ])
          return false
        }
        await changeLevel(tx, found, level)
        await each(tx, caseId, (f) => hasten(f.alert, f.moment), { only: "report" })
        await record(tx, caseId, [
          {
            kind: rises ? "level.raised" : "level.lowered",
            facts: { from: found.level, to: level, person: me },
          },
        ])
        return true
      },
      { opened: true },
    )
    if (!done) throw new Refusal("needs-second-person", "level")
    return c.body(null, 204)
  })
  .post("/cases/:id/keys", async (c) => {
    const change = parse(keysChange, await readJson(c, 4_000_000))
    const me = c.var.me.id
    await onMyCase(
      c,
      async (tx, { found }) => {
        const key = await tx.sql
          .selectFrom("keyholder")
          .select("vk")
          .where("personId", "=", me)
          .where("retiredAt", "is", null)
          .executeTakeFirst()
        if (!key) throw new Refusal("wrong-key")
        await changeKeys(tx, found, change, { person: me, vk: key.vk.toString("hex") })
      },
      { opened: true },
    )
    return c.body(null, 204)
  })

/** What an act of the case's life brings with it comes in with that act, not alone. */
function isOwn(kind: ObjectKind): kind is keyof typeof rooms {
  return kind in rooms
}

async function mustHold(tx: Tx, caseId: CaseId, person: PersonId): Promise<void> {
  const { rowCount } = await tx.client.query(
    `select 1 from standing_grant g join person p on p.id = g.person_id and p.left_at is null
     where g.case_id = $1 and g.person_id = $2`,
    [caseId, person],
  )
  if (!rowCount) throw new Refusal("not-found", "to")
}

/** Whether another keyholder who opened the case has asked for this lower level since it was last changed. */
async function seconded(tx: Tx, caseId: CaseId, me: PersonId, level: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `select 1 from event e where e.case_id = $1 and e.kind = 'level.lowering-asked' and e.facts->>'to' = $2 and e.facts->>'person' <> $3
       and not exists (select 1 from event x where x.case_id = $1 and x.kind in ('level.raised', 'level.lowered') and x.id > e.id)`,
    [caseId, level, me],
  )
  return Boolean(rowCount)
}
