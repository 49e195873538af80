import { Hono } from "hono"
import { open } from "#core/alert.ts"
import { Refusal } from "#core/refusal.ts"
import { checkOpening } from "#crypto/opening.ts"
import { opening as proofOfOpening } from "#wire/case.ts"
import { openAlertsOf } from "#server/alerts/find.ts"
import { save } from "#server/alerts/save.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { claim } from "./life.ts"
import { onMyCase } from "./mine.ts"

/** A responder proves that their browser opened the grant: the preimage is only inside it, the signature is theirs. */
export const opening = new Hono<Env>().post("/cases/:id/opening", async (c) => {
  const proof = parse(proofOfOpening, await readJson(c))
  const me = c.var.me.id
  await onMyCase(c, async (tx, { found, caseId }) => {
    const { rows } = await tx.client.query<{ ack_hash: Buffer; vk: Buffer }>(
      `select g.ack_hash, k.vk from grant_in_hand g join keyholder k on k.person_id = g.person_id
       where g.case_id = $1 and g.epoch = $2 and g.slot = $3 and g.person_id = $4`,
      [caseId, proof.epoch, proof.slot, me],
    )
    const grant = rows[0]
    if (!grant) throw new Refusal("not-found")
    const asked = {
      caseId,
      epoch: proof.epoch,
      slot: proof.slot,
      vk: grant.vk.toString("hex"),
      ackHash: grant.ack_hash.toString("hex"),
    }
    const signature = Buffer.from(proof.signature, "base64url").toString("utf8")
    if (!checkOpening(asked, { ack: proof.ack, signature })) throw new Refusal("bad-signature")
    await tx.client.query(
      "update key_grant set opened_at = coalesce(opened_at, $4) where case_id = $1 and epoch = $2 and slot = $3",
      [caseId, proof.epoch, proof.slot, tx.now],
    )
    for (const { alert, level, moment } of await openAlertsOf(tx, caseId)) {
      await save(tx, level, open(alert, me, moment), { person: me, seq: null })
    }
    await claim(tx, found)
  })
  return c.body(null, 204)
})
