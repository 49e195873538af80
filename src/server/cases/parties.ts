import { randomBytes } from "node:crypto"
import type { LifeDecision } from "#core/life/decide.ts"
import type { Life } from "#core/life/life.ts"
import { boxEnded, boxMoved, boxOpened } from "#core/life/mailboxes.ts"
import type { LifeMoment } from "#core/life/rule.ts"
import { type Closer, lastParty, type Party } from "#core/mailbox.ts"
import { idOf, type CaseId, type PersonId } from "#core/ids.ts"
import { Refusal } from "#core/refusal.ts"
import type { MailboxOpening, PartyView } from "#wire/party.ts"
import { record } from "#server/events.ts"
import type { Tx } from "#server/runtime.ts"
import { sha256 } from "#server/secret.ts"
import { endReminder } from "./remind.ts"
import { momentFor, saveBoxes } from "./life.ts"
import { readLife } from "./life-view.ts"
import { mustBeSealed } from "./objects.ts"
import { say, type CaseRow } from "./say.ts"

/**
 * Opens a mailbox for somebody outside, next in the order of the case: its row, and the desk's own paper about its keys. In the
 * place of one whose code is lost it carries on what runs for the same person; the lost code opens nothing any more.
 */
export async function openParty(
  tx: Tx,
  found: CaseRow,
  wanted: MailboxOpening,
  by: PersonId,
): Promise<void> {
  const { rows } = await tx.client.query<{ last: number }>({
    name: "last party",
    text: "select max(number)::int as last from mailbox where case_id = $1",
    values: [found.id],
  })
  const last = rows[0]?.last ?? 1
  if (last === lastParty) throw new Refusal("quota", "mailboxes")
  if (wanted.number !== last + 1) throw new Refusal("bad-order", "number")
  await keepPaper(tx, found, wanted.paper, by)
  const grant = Buffer.from(wanted.grant, "base64url")
  mustBeSealed(grant)
  const { rowCount } = await tx.client.query({
    name: "open party",
    text: `insert into mailbox (id, org_id, case_id, number, party, locator, vk, sig_vk, sealed_grant, made_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    values: [
      ...[wanted.id, tx.org, found.id, wanted.number, wanted.party],
      ...[locatorOf(wanted), Buffer.from(wanted.auth, "hex"), Buffer.from(wanted.sig, "hex")],
      ...[grant, tx.now],
    ],
  })
  if (!rowCount) throw new Refusal("already-done", "locator")
  const { number: n, party, instead } = wanted
  const facts = { person: by, n, party, ...(instead ? { instead } : {}) }
  await record(tx, found.id, [{ kind: "mailbox.opened", facts }])
  if (instead) await takePlace(tx, found, { from: instead, to: n, party, by })
  else await live(tx, found, (life, moment) => boxOpened(life, { n, party }, moment))
}

type Place = {
  readonly from: number
  readonly to: number
  readonly party: Party
  readonly by: PersonId
}
/** The mailbox of before ends if it had not; whoever finds its code reads nothing with it. */
async function takePlace(tx: Tx, found: CaseRow, { from, to, party, by }: Place): Promise<void> {
  const { rows } = await tx.client.query<{ locator: Buffer; open: boolean }>({
    name: "place of before",
    text: `select locator, closed_at is null as open from mailbox where case_id = $1 and number = $2 and party = $3`,
    values: [found.id, from, party],
  })
  const [before] = rows
  if (!before) throw new Refusal("not-found", "instead")
  const { mailboxes } = await readLife(tx, found.id)
  if (mailboxes.some(({ instead }) => instead === from))
    throw new Refusal("already-done", "instead")
  if (before.open) await endRow(tx, found.id, { number: from, by: "team", person: by })
  await live(tx, found, (life, moment) => boxMoved(life, { from, to, party }, moment))
  await tx.client.query({
    name: "forget code",
    text: "update mailbox set locator = $3, vk = $4 where case_id = $1 and number = $2",
    values: [found.id, from, randomBytes(32), randomBytes(32)],
  })
  await tx.sql.deleteFrom("reporterSession").where("locator", "=", before.locator).execute()
}

/** The life of a case as it is in this transaction goes on with what happened to a mailbox. */
async function live(
  tx: Tx,
  found: Pick<CaseRow, "id" | "level">,
  next: (life: Life, moment: LifeMoment) => LifeDecision,
): Promise<void> {
  const life = await readLife(tx, found.id)
  const decision = next(life, await momentFor(tx, found, life))
  await saveBoxes(tx, idOf<CaseId>(found.id), decision)
}

/** The locator is the hash of the key that signs in, never whatever somebody says it is. */
export function locatorOf(code: { readonly locator: string; readonly auth: string }): Buffer {
  const locator = sha256(Buffer.from(code.auth, "hex"))
  if (locator.toString("hex") !== code.locator) throw new Refusal("bad-seal", "locator")
  return locator
}

/** Keeps the desk's own paper about the keys of mailboxes. */
export async function keepPaper(
  tx: Tx,
  found: CaseRow,
  paper: MailboxOpening["paper"],
  by: PersonId,
): Promise<void> {
  const bytes = Buffer.from(paper.sealed, "base64url")
  mustBeSealed(bytes)
  const { seq, epoch } = paper
  await say(tx, found, { room: "desk", kind: "party", seq, epoch, bytes }, by)
}

/** Ends a mailbox: from now on nothing is said in it, and new keys leave it behind. What was said can still be read by both. */
export async function closeParty(
  tx: Tx,
  found: Pick<CaseRow, "id" | "level">,
  ending: Ending,
): Promise<void> {
  await endRow(tx, found.id, ending)
  await live(tx, found, (life) => boxEnded(life, ending.number))
}

type Ending = { readonly number: number; readonly by: Closer; readonly person: PersonId | null }
async function endRow(tx: Tx, caseId: string, { number, by, person }: Ending): Promise<void> {
  const { rows } = await tx.client.query<{ id: string }>({
    name: "close party",
    text: `update mailbox set closed_at = $3, closed_by = $4
           where case_id = $1 and number = $2 and party <> 'reporter' and closed_at is null returning id`,
    values: [caseId, number, tx.now, by],
  })
  if (!rows[0]) throw new Refusal("not-now", "mailbox")
  await endReminder(tx, rows[0].id)
  const facts = { person, n: number, by }
  await record(tx, idOf<CaseId>(caseId), [{ kind: "mailbox.closed", facts }])
}

type Row = {
  id: string
  number: number
  party: Party
  seq: number
  epoch: number
  sig_vk: Buffer
  sha256: Buffer | null
  unread: number
  made_at: Date
  taken_at: Date | null
  closed_at: Date | null
  closed_by: Closer | null
}

/** The mailboxes of a case beside the reporter's, as the desk lists them. */
export async function partiesOf(tx: Tx, caseId: CaseId): Promise<PartyView[]> {
  const { rows } = await tx.client.query<Row>({
    name: "parties",
    text: `select m.id, m.number::int, m.party, m.seq, m.epoch, m.sig_vk, o.sha256, m.made_at, m.taken_at, m.closed_at, m.closed_by,
             (select count(*)::int from sealed_object u where u.case_id = m.case_id and u.room = 'party-' || m.number
                and u.kind <> 'code' and u.by_person is null and u.read_at is null) as unread
           from mailbox m left join sealed_object o on o.case_id = m.case_id and o.room = 'party-' || m.number and o.seq = m.seq
           where m.case_id = $1 and m.party <> 'reporter' order by m.number`,
    values: [caseId],
  })
  return rows.map((row) => ({
    ...{ id: row.id, number: row.number, party: row.party, epoch: row.epoch, unread: row.unread },
    sigVk: row.sig_vk.toString("hex"),
    last: { seq: row.seq, sha256: row.sha256?.toString("hex") ?? null },
    madeAt: row.made_at.getTime(),
    takenAt: row.taken_at?.getTime() ?? null,
    closedAt: row.closed_at?.getTime() ?? null,
    closedBy: row.closed_by,
  }))
}

/** What was said in somebody's mailbox is told on the timeline of the team. */
export async function tellWritten(
  tx: Tx,
  caseId: string,
  said: { number: number; kind: string; seq: number; person: PersonId | null },
): Promise<void> {
  const { number: n, kind, seq, person } = said
  const facts = { person, n, kind, seq }
  await record(tx, idOf<CaseId>(caseId), [{ kind: "mailbox.written", facts }])
}
