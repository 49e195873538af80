import { idOf, type CaseId } from "#core/ids.ts"
import { type Closer, parties, type Party, partyRoom, type PartyRoom } from "#core/mailbox.ts"
import { invariant, Refusal } from "#core/refusal.ts"
import type { Tx } from "#server/runtime.ts"

/** What the code of somebody who is not the reporter opens: one mailbox of one case, and nothing else of it. */
export type Theirs = {
  readonly id: string
  readonly caseId: CaseId
  readonly number: number
  readonly party: Party
  readonly room: PartyRoom
  readonly epoch: number
  readonly grant: Buffer
  readonly takenAt: Date | null
  readonly closedAt: Date | null
  readonly closedBy: Closer | null
}

/** Their mailbox, by the code that is signed in. A code that holds none gets the answer of one that never was. */
export async function partyOf(tx: Tx, code: { locator: Buffer; vk: Buffer }): Promise<Theirs> {
  const { rows } = await tx.client.query<
    Omit<Theirs, "room" | "caseId" | "party"> & { caseId: string; party: string }
  >({
    name: "mailbox of a party",
    text: `select id, case_id as "caseId", number::int, party, epoch, sealed_grant as grant,
             taken_at as "takenAt", closed_at as "closedAt", closed_by as "closedBy"
           from mailbox where locator = $1 and vk = $2 and party <> 'reporter'`,
    values: [code.locator, code.vk],
  })
  const row = rows[0]
  if (!row) throw new Refusal("not-found")
  const party = parties.find((one) => one === row.party)
  invariant(party, "a mailbox that is not the reporter's is a party's")
  return { ...row, party, caseId: idOf<CaseId>(row.caseId), room: partyRoom(row.number) }
}

/** Whether this very change of a code was made before: its answer was lost on the way and it is sent again. */
export async function takenAlready(tx: Tx, locator: Buffer, sha256: Buffer): Promise<boolean> {
  const { rowCount } = await tx.client.query({
    name: "taken already",
    text: `select 1 from mailbox m join sealed_object o on o.case_id = m.case_id and o.room = 'party-' || m.number and o.kind = 'code'
           where m.locator = $1 and o.sha256 = $2`,
    values: [locator, sha256],
  })
  return Boolean(rowCount)
}
