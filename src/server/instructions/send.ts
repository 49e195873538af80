import type { PersonId } from "#core/ids.ts"
import { whyNotInstructed } from "#core/life/measure.ts"
import { Refusal } from "#core/refusal.ts"
import { day } from "#core/time.ts"
import { sealedInstructionLength } from "#crypto/pad.ts"
import type { InstructionHead } from "#wire/instruction.ts"
import { actorOf } from "#server/cases/actor.ts"
import { lifeOf } from "#server/cases/life.ts"
import type { InHand } from "#server/cases/mine.ts"
import { record } from "#server/events.ts"
import { queueMessage } from "#server/outbox/queue.ts"
import type { Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"

/** The longest that something may wait to be done. */
const longest = 92 * day

type Sending = {
  readonly head: InstructionHead & { readonly to: PersonId }
  readonly bytes: Buffer
  readonly me: PersonId
}

/** Whoever ordered a measure has it carried out: HR operations gets a sealed text, and is rung like anybody. */
export async function send(
  tx: Tx,
  { found, caseId }: InHand,
  { head, bytes, me }: Sending,
): Promise<void> {
  mustBeSealed(bytes)
  const life = lifeOf(found)
  const by = await actorOf(tx, life, caseId, me)
  const why = whyNotInstructed(life, by, head.measure)
  if (why === "role") throw new Refusal("not-yours", "role")
  if (why) throw new Refusal("not-now", why)
  const now = tx.now.getTime()
  if (head.due <= now || head.due > now + longest) throw new Refusal("not-now", "due")
  await mustReceive(tx, caseId, head.to)
  const { rowCount } = await tx.client.query(
    `insert into instruction (id, org_id, case_id, measure, epoch, to_person, by_person, by_vk, sealed_bytes, sha256, due_at, sent_at)
     select $1, $2, $3, $4, $5, $6, $7, k.vk, $8, $9, $10, $11 from keyholder k where k.person_id = $7 on conflict (id) do nothing`,
    [
      ...[head.id, tx.org, caseId, head.measure, found.epoch, head.to, me],
      ...[bytes, sha256(bytes), new Date(head.due), tx.now],
    ],
  )
  if (!rowCount) throw new Refusal("already-done")
  await record(tx, caseId, [
    { kind: "instruction.sent", facts: { n: head.measure, to: head.to, person: me } },
  ])
  const urgent = found.level === "e1" || found.level === "e2"
  await queueMessage(tx, { personId: head.to, textKind: "ring", urgent })
  tx.ring(`person:${head.to}`)
}

/** Every instruction and every answer is of one length: whoever keeps them learns nothing from it. */
export function mustBeSealed(bytes: Buffer): void {
  const isAge = bytes.subarray(0, 21).equals(Buffer.from("age-encryption.org/v1"))
  if (!isAge || bytes.length !== sealedInstructionLength) throw new Refusal("bad-seal")
}

/** They work for HR operations, hold a key of their own, and nobody took this case from them. Ties are the browser's to find: the server cannot know them. */
async function mustReceive(tx: Tx, caseId: string, person: PersonId): Promise<void> {
  const { rows } = await tx.client.query(
    `select from person p join keyholder k on k.person_id = p.id and k.retired_at is null
     where p.id = $1 and p.hr_ops and p.left_at is null
       and not exists (select 1 from key_grant g where g.case_id = $2 and g.person_id = p.id and g.revoked_at is not null)`,
    [person, caseId],
  )
  if (rows.length === 0) throw new Refusal("not-now", "receiver")
}
