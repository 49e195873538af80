import { Hono, type Context } from "hono"
import { type PartyRoom, saidByParty } from "#core/mailbox.ts"
import { Refusal } from "#core/refusal.ts"
import { codeChange } from "#wire/party.ts"
import { reads } from "#wire/report.ts"
import { outsider } from "#server/cases/actor.ts"
import { perform, readDoing } from "#server/cases/acts.ts"
import { lifeOf } from "#server/cases/life.ts"
import { bytesOf, mustBeSealed, place, readSaid } from "#server/cases/objects.ts"
import { closeParty, locatorOf, tellWritten } from "#server/cases/parties.ts"
import { readBy } from "#server/cases/reads.ts"
import { visited } from "#server/cases/remind.ts"
import { lockCase, say } from "#server/cases/say.ts"
import { record } from "#server/events.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"
import { claimUploads } from "#server/uploads/claim.ts"
import { sendPart } from "#server/uploads/take.ts"
import { heardHow } from "./check-in.ts"
import { payback } from "./payback.ts"
import { partyOf, takenAlready, type Theirs } from "./party-mine.ts"
import { partyCase } from "./party-show.ts"
import { tellOwner } from "./tell-owner.ts"

/** Everything that somebody who is not the reporter reads and does behind their code. No other address knows them. */
export const partyBox = new Hono<Env>()
  .get("/mailbox", async (c) =>
    c.json(
      await asParty(c, (tx, theirs) => {
        visited(tx, theirs.id)
        return partyCase(tx, theirs)
      }),
    ),
  )
  .get("/mailbox/objects/:seq", async (c) => {
    const seq = parse(place.seq, c.req.param("seq"))
    const bytes = await asParty(c, (tx, { caseId, room }) => bytesOf(tx, caseId, room, seq))
    return c.body(new Uint8Array(bytes), 200, { "content-type": "application/octet-stream" })
  })
  .get("/mailbox/parts/:sha256", (c) =>
    sendPart(c, async (tx) => {
      const { caseId, number } = await partyOf(tx, c.var.code)
      return { caseId, of: number }
    }),
  )
  .post("/mailbox/objects", async (c) => {
    const said = await readSaid(c)
    if (said.room !== "mailbox" || !saidByParty.some((kind) => kind === said.kind))
      throw new Refusal("not-yours", "kind")
    await asParty(c, async (tx, theirs) => {
      const { caseId, number, room } = theirs
      await say(tx, await lockCase(tx, caseId), { ...said, room }, null)
      await claimUploads(tx, said.uploads, { caseId, room, locator: c.var.code.locator })
      await tellWritten(tx, caseId, { number, kind: said.kind, seq: said.seq, person: null })
      await tellOwner(tx, caseId)
    })
    return c.json({ seq: said.seq }, 201)
  })
  .post("/mailbox/reads", async (c) => {
    const { seqs } = parse(reads, await readJson(c))
    await asParty(c, (tx, { caseId, room }) => readBy(tx, caseId, { room, seqs }, "outside"))
    return c.body(null, 204)
  })
  .post("/mailbox/acts", async (c) => {
    const doing = await readDoing(c)
    // To them their own mailbox is the mailbox; what they send reaches no other room.
    const inOwn = (room: PartyRoom) =>
      doing.paper?.room === "mailbox" ? { ...doing, paper: { ...doing.paper, room } } : doing
    await asParty(c, async (tx, { caseId, party, number, room, closedAt }) => {
      if (doing.paper && doing.paper.room !== "mailbox") throw new Refusal("not-yours", "room")
      if (closedAt) throw new Refusal("not-now", "mailbox")
      const found = await lockCase(tx, caseId)
      const life = lifeOf(found)
      const { locator } = c.var.code
      const by = outsider(life, party, number)
      await perform(tx, found, { doing: inOwn(room), by, life, locator })
      const told = { mailbox: number, by: party }
      if (doing.kind === "check-in.answered")
        await heardHow(tx, found, { flags: doing.facts.flags, told })
      await tellOwner(tx, caseId)
    })
    return c.body(null, 204)
  })
  .post("/mailbox/retaliation", async (c) => {
    await asParty(c, async (tx, { caseId, party, number, closedAt }) => {
      if (closedAt) throw new Refusal("not-now", "mailbox")
      // The same way as for the reporter, for those who are asked how it goes; to anybody else it is not there.
      if (party !== "affected" && party !== "witness") throw new Refusal("not-found")
      await payback(tx, caseId, { mailbox: number, by: party })
      await tellOwner(tx, caseId)
    })
    return c.body(null, 204)
  })
  .put("/mailbox/code", async (c) => {
    await changeCode(c)
    return c.body(null, 204)
  })
  .post("/mailbox/closure", async (c) => {
    await asParty(c, async (tx, { caseId, number }) => {
      const found = await lockCase(tx, caseId)
      await closeParty(tx, found, { number, by: "party", person: null })
      await tellOwner(tx, caseId)
    })
    return c.body(null, 204)
  })

/**
 * Puts a code of their own in the place of the one they were given: from this moment the old one opens nothing. Whoever comes
 * second with the same old code finds nothing; the very same change sent again is answered as done.
 */
async function changeCode(c: Context<Env>): Promise<void> {
  const change = parse(codeChange, await readJson(c, 128 * 1024))
  const bytes = Buffer.from(change.sealed, "base64url")
  const grant = Buffer.from(change.grant, "base64url")
  mustBeSealed(bytes)
  mustBeSealed(grant)
  const locator = locatorOf(change)
  const { runtime, org, code } = c.var
  await atomically(runtime, org, async (tx) => {
    if (await takenAlready(tx, locator, sha256(bytes))) return
    const found = await lockCase(tx, (await partyOf(tx, code)).caseId)
    // Asked again now that nobody else changes it: whoever came first has taken it.
    const { id, caseId, room, number } = await partyOf(tx, code)
    const { seq, epoch } = change
    await say(tx, found, { room, seq, epoch, kind: "code", bytes }, null)
    const { rowCount } = await tx.client.query({
      name: "change code",
      text: `update mailbox set locator = $4, vk = $5, sig_vk = $6, sealed_grant = $7, taken_at = $8
             where id = $1 and locator = $2 and vk = $3
               and not exists (select 1 from mailbox o where o.locator = $4) and not exists (select 1 from draft d where d.locator = $4)`,
      values: [
        ...[id, code.locator, code.vk, locator, Buffer.from(change.auth, "hex")],
        ...[Buffer.from(change.sig, "hex"), grant, tx.now],
      ],
    })
    if (!rowCount) throw new Refusal("not-found")
    await forgetSessions(tx, code.locator)
    await record(tx, caseId, [{ kind: "mailbox.taken", facts: { n: number } }])
  })
}

async function forgetSessions(tx: Tx, locator: Buffer): Promise<void> {
  await tx.sql.deleteFrom("reporterSession").where("locator", "=", locator).execute()
}

function asParty<T>(c: Context<Env>, act: (tx: Tx, theirs: Theirs) => Promise<T>): Promise<T> {
  const { runtime, org, code } = c.var
  return atomically(runtime, org, async (tx) => act(tx, await partyOf(tx, code)))
}
