import { Hono, type Context } from "hono"
import type { CaseId } from "#core/ids.ts"
import type { RoomName } from "#core/mailbox.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import type { CaseScreen } from "#wire/case.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { owedFor } from "#server/reports/promised.ts"
import type { Tx } from "#server/runtime.ts"
import type { Uploader } from "#server/uploads/start.ts"
import { beginUpload, sendPart, takePart } from "#server/uploads/take.ts"
import { lifeFor } from "./life-view.ts"
import { myCase, readMyCase } from "./mine.ts"
import { bytesOf, bytesOfRow, manifestsOf, objectsOf, place, signersOf } from "./objects.ts"
import { partiesOf } from "./parties.ts"
import { lifeWithout, shownWithout, withheldFrom } from "./own-failure.ts"
import { firstThings, rowsFor, rowsOfMine, type Raw } from "./rows.ts"
import { timelineOf } from "./timeline.ts"

/** One case, as a holder of its key sees it: sealed bytes to be opened in their browser, and everything in the clear. */
export const showing = new Hono<Env>()
  .get("/cases/:id", async (c) =>
    c.json(await readMyCase(c, (tx, caseId) => screen(tx, caseId, c.var.me.id))),
  )
  .get("/cases/:id/objects/:room/:row{\\d+-\\d+}", async (c) => {
    const room = parse(place.room, c.req.param("room"))
    const row = parse(place.row, c.req.param("row"))
    const bytes = await readMyCase(c, async (tx, caseId) => {
      await mustBeShown(tx, { caseId, me: c.var.me.id, room }, row)
      return bytesOfRow(tx, caseId, room, row)
    })
    return c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" })
  })
  .get("/cases/:id/objects/:room/:seq", async (c) => {
    const room = parse(place.room, c.req.param("room"))
    const seq = parse(place.seq, c.req.param("seq"))
    const bytes = await readMyCase(c, async (tx, caseId) => {
      await mustBeShown(tx, { caseId, me: c.var.me.id, room }, { from: seq, to: seq })
      return bytesOf(tx, caseId, room, seq)
    })
    return c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" })
  })
  .get("/cases/:id/parts/:sha256", (c) =>
    sendPart(c, async (tx) => ({ caseId: await myCase(tx, c), of: "all" })),
  )
  .post("/cases/:id/uploads", (c) => beginUpload(c, (tx) => uploader(tx, c)))
  .put("/cases/:id/uploads/:upload/parts/:n", (c) => takePart(c, (tx) => uploader(tx, c)))

type Place = { readonly caseId: CaseId; readonly me: string; readonly room: RoomName }
/** What is withheld from somebody is to them as what is not there. */
async function mustBeShown(
  tx: Tx,
  { caseId, me, room }: Place,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  if (room !== "desk") return
  const { seqs } = await withheldFrom(tx, caseId, me)
  if ([...seqs].some((seq) => seq >= from && seq <= to)) throw new Refusal("not-found")
}

async function uploader(tx: Tx, c: Context<Env>): Promise<Uploader> {
  return { locator: null, caseId: await myCase(tx, c), person: c.var.me.id }
}

async function screen(tx: Tx, caseId: CaseId, me: string): Promise<CaseScreen> {
  const { rows } = await tx.client.query<Raw>({
    name: "rows of one",
    text: `with g as (select case_id, bool_or(opened_at is not null) as opened from grant_in_hand
             where person_id = $1 and case_id = $2 group by case_id) ${rowsOfMine}`,
    values: [me, caseId],
  })
  const [row] = await rowsFor(tx, me, rows.toSorted(firstThings).slice(0, 1))
  invariant(row, "a case in hand has an alert")
  const { rows: heads } = await tx.client.query<{
    epoch: number
    mailbox_seq: number
    desk_seq: number
    mailbox: string | null
    desk: string | null
  }>({
    name: "case heads",
    text: `select c.epoch, c.mailbox_seq, c.desk_seq,
             (select encode(sha256, 'hex') from sealed_object where case_id = c.id and room = 'mailbox' and seq = c.mailbox_seq) as mailbox,
             (select encode(sha256, 'hex') from sealed_object where case_id = c.id and room = 'desk' and seq = c.desk_seq) as desk
           from case_file c where c.id = $1`,
    values: [caseId],
  })
  const head = heads[0]
  invariant(head, "a case is there")
  const held = await withheldFrom(tx, caseId, me)
  const { life, ...mine } = await lifeFor(tx, caseId, me, row.openedByMe)
  return {
    row,
    caseId,
    epoch: head.epoch,
    last: {
      mailbox: { seq: head.mailbox_seq, sha256: head.mailbox },
      desk: { seq: head.desk_seq, sha256: head.desk },
    },
    grant: await grantsOf(tx, caseId, me),
    ...shownWithout(
      {
        owed: await owedFor(tx, caseId),
        objects: await objectsOf(tx, caseId, "all"),
        timeline: await timelineOf(tx, caseId, "team"),
      },
      held,
    ),
    parties: await partiesOf(tx, caseId),
    manifests: await manifestsOf(tx, caseId),
    keys: await keysOf(tx, caseId, me),
    signers: await signersOf(tx, caseId),
    people: await peopleOf(tx, caseId),
    ...{ ...mine, life: life && lifeWithout(life, held) },
    now: tx.now.getTime(),
  }
}

async function grantsOf(tx: Tx, caseId: CaseId, me: string): Promise<CaseScreen["grant"]> {
  const { rows } = await tx.client.query<{
    epoch: number
    slot: number
    sealed_grant: Buffer
    opened: boolean
  }>({
    name: "my grants",
    text: `select epoch, slot, sealed_grant, opened_at is not null as opened from grant_in_hand
           where case_id = $1 and person_id = $2 order by epoch desc, slot`,
    values: [caseId, me],
  })
  return rows.map(({ sealed_grant, ...g }) => ({
    ...g,
    sealed: sealed_grant.toString("base64url"),
  }))
}

async function keysOf(tx: Tx, caseId: CaseId, me: string): Promise<CaseScreen["keys"]> {
  const { rows } = await tx.client.query<{
    slot: number
    epoch: number
    tier: number
    person: string
    name: string
    recipient: string
    vk: Buffer
    released: boolean
    opened_at: Date | null
    mine: boolean
    apart: boolean
  }>({
    name: "desk keys",
    text: `select g.slot, g.epoch, g.tier, p.id as person, p.name, coalesce(s.recipient, k.recipient, '') as recipient, coalesce(s.vk, k.vk) as vk,
                  g.released_at is not null as released, g.opened_at, g.person_id = $2 as mine, p.outside or p.board as apart
           from standing_grant g join person p on p.id = g.person_id join case_file c on c.id = g.case_id
             left join path_slot s on s.version_id = c.version_id and s.slot = g.slot
             left join keyholder k on k.person_id = p.id
           where g.case_id = $1 order by g.epoch, g.slot`,
    values: [caseId, me],
  })
  return rows.map(({ opened_at, vk, ...k }) => ({
    ...k,
    vk: vk.toString("hex"),
    openedAt: opened_at?.getTime() ?? null,
  }))
}

/** Keyholders who could be added to the case or take it over. */
async function peopleOf(tx: Tx, caseId: CaseId): Promise<CaseScreen["people"]> {
  const { rows } = await tx.client.query<{
    id: string
    name: string
    title: string
    recipient: string
    vk: Buffer
    holds: boolean
  }>({
    name: "could be added",
    text: `select p.id, p.name, p.title, k.recipient, k.vk,
                  exists (select 1 from standing_grant g where g.case_id = $1 and g.person_id = p.id) as holds
           from keyholder k join person p on p.id = k.person_id and p.left_at is null where k.retired_at is null
             and not exists (select 1 from key_grant g where g.case_id = $1 and g.person_id = p.id and g.revoked_at is not null)
           order by p.name limit 300`,
    values: [caseId],
  })
  return rows.map(({ vk, ...p }) => ({ ...p, vk: vk.toString("hex") }))
}
