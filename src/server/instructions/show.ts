import type { CaseId, PersonId } from "#core/ids.ts"
import { after, day } from "#core/time.ts"
import type {
  CaseInstruction,
  CaseInstructions,
  InstructionReceiver,
  InstructionState,
  InstructionsScreen,
} from "#wire/instruction.ts"
import type { Tx } from "#server/runtime.ts"
import { opaque } from "#server/secret.ts"

/** What this person of HR operations is asked to do, by when it is due. Order and ids say nothing of what belongs together. */
export async function instructionsFor(tx: Tx, me: PersonId): Promise<InstructionsScreen> {
  const { rows } = await tx.client.query<{
    id: string
    name: string
    vk: Buffer
    state: InstructionState
    due_at: Date
    sealed_bytes: Buffer
  }>({
    name: "my instructions",
    text: `select i.id, p.name, i.by_vk as vk, i.state, i.due_at, i.sealed_bytes
           from instruction i join person p on p.id = i.by_person
           where i.to_person = $1 and (i.answered_at is null or i.answered_at > $2)
           order by i.answered_at is not null, i.due_at, i.id limit 500`,
    values: [me, after(tx.now, -30 * day)],
  })
  const instructions = rows.map(({ id, name, vk, state, due_at, sealed_bytes }) => ({
    id: opaque(tx.runtime.secret, me, id),
    from: name,
    vk: vk.toString("hex"),
    state,
    dueAt: due_at.getTime(),
    sealed: sealed_bytes.toString("base64url"),
  }))
  return { instructions, now: tx.now.getTime() }
}

/** What was asked of HR operations in a case and what they answered, and who could be asked. */
export async function instructionsOf(tx: Tx, caseId: CaseId): Promise<CaseInstructions> {
  const { rows } = await tx.client.query<
    Pick<CaseInstruction, "id" | "measure" | "epoch" | "to" | "by" | "state"> & {
      vk: Buffer | null
      due_at: Date
      sent_at: Date
      opened_at: Date | null
      answered_at: Date | null
      sha256: Buffer
      sealed_answer: Buffer | null
    }
  >({
    name: "instructions of a case",
    text: `select i.id, i.measure, i.epoch, t.name as "to", i.answer_vk as vk, b.name as "by", i.state, i.due_at, i.sent_at, i.opened_at,
                  i.answered_at, i.sha256, i.sealed_answer
           from instruction i join person t on t.id = i.to_person 
             join person b on b.id = i.by_person
           where i.case_id = $1 order by i.sent_at, i.id`,
    values: [caseId],
  })
  const instructions = rows.map((row) => ({
    ...{ id: row.id, measure: row.measure, epoch: row.epoch, to: row.to, by: row.by },
    state: row.state,
    vk: row.vk?.toString("hex") ?? null,
    dueAt: row.due_at.getTime(),
    sentAt: row.sent_at.getTime(),
    openedAt: row.opened_at?.getTime() ?? null,
    answeredAt: row.answered_at?.getTime() ?? null,
    sha256: row.sha256.toString("hex"),
    answer: row.sealed_answer?.toString("base64url") ?? null,
  }))
  return { instructions, receivers: await receiversOf(tx, caseId) }
}

/** Everybody of HR operations with a key, from whom nobody took this case, with the managers above them. */
async function receiversOf(tx: Tx, caseId: CaseId): Promise<InstructionReceiver[]> {
  const { rows } = await tx.client.query<Omit<InstructionReceiver, "vk"> & { vk: Buffer }>({
    name: "instruction receivers",
    text: `select p.id, p.name, p.title, k.recipient, k.vk,
             exists (select 1 from standing_grant g where g.case_id = $1 and g.person_id = p.id) as holds,
             array(with recursive line as (
               select p.manager_id as id union select m.manager_id from person m join line l on m.id = l.id)
               select id from line where id is not null) as above
           from person p join keyholder k on k.person_id = p.id and k.retired_at is null
           where p.hr_ops and p.left_at is null
             and not exists (select 1 from key_grant g where g.case_id = $1 and g.person_id = p.id and g.revoked_at is not null)
           order by p.name limit 300`,
    values: [caseId],
  })
  return rows.map(({ vk, ...one }) => ({ ...one, vk: vk.toString("hex") }))
}
