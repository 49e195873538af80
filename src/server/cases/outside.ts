import { Hono, type Context } from "hono"
import { partyIn, saidToParty } from "#core/mailbox.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import { mailboxOpening, partyNumber } from "#wire/party.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { claimUploads } from "#server/uploads/claim.ts"
import { onMyCase } from "./mine.ts"
import type { readSaid } from "./objects.ts"
import { closeParty, openParty, tellWritten } from "./parties.ts"
import { remind } from "./remind.ts"
import { say } from "./say.ts"

/** What the team does with the mailboxes of people outside, beside the reporter's. */
export const outside = new Hono<Env>()
  .post("/cases/:id/mailboxes", async (c) => {
    const wanted = parse(mailboxOpening, await readJson(c, 1_600_000))
    const me = c.var.me.id
    await onMyCase(c, (tx, { found }) => openParty(tx, found, wanted, me), { opened: true })
    return c.json({ number: wanted.number }, 201)
  })
  .post("/cases/:id/mailboxes/:number/closure", async (c) => {
    const number = parse(partyNumber, Number(c.req.param("number")))
    const person = c.var.me.id
    await onMyCase(c, (tx, { found }) => closeParty(tx, found, { number, by: "team", person }), {
      opened: true,
    })
    return c.body(null, 204)
  })

/** Says something to somebody outside. It keeps no promise to the reporter. */
export async function sayOutside(
  c: Context<Env>,
  said: Awaited<ReturnType<typeof readSaid>>,
): Promise<Response> {
  const number = partyIn(said.room)
  invariant(number !== null, "the room is somebody's mailbox")
  const { kind, seq, room, uploads } = said
  if (!saidToParty.some((one) => one === kind)) throw new Refusal("not-yours", "kind")
  const person = c.var.me.id
  await onMyCase(
    c,
    async (tx, { found, caseId }) => {
      await say(tx, found, said, person)
      await claimUploads(tx, uploads, { caseId, room })
      await tellWritten(tx, caseId, { number, kind, seq, person })
      await remind(tx, caseId, said.room)
    },
    { opened: true },
  )
  return c.json({ seq }, 201)
}
