import { randomUUID } from "node:crypto"
import type { CaseId } from "#core/ids.ts"
import { partyIn, type RoomName } from "#core/mailbox.ts"
import { nextReminder } from "#core/reminder.ts"
import type { Tx } from "#server/runtime.ts"

/** Something waits in a mailbox. If its person asked for it, one reminder is queued for their hour, until they come back. */
export async function remind(tx: Tx, caseId: CaseId, room: RoomName): Promise<void> {
  if (room === "desk") return
  if (!tx.runtime.config.smtpUrl) return
  const { rows } = await tx.client.query<Waiting>({
    name: "who asked to be reminded",
    // The first message shows how one looks: it leaves as it is queued and does not count.
    text: `select r.mailbox_id as mailbox, r.address, r.lang, r.zone, r.hour,
             (select max(o.due_at) from outbox o where o.address_id = r.mailbox_id and o.text_kind = 'reminder'
                and o.due_at > o.made_at and isfinite(o.due_at)) as last
           from reminder r join mailbox m on m.id = r.mailbox_id where m.case_id = $1 and m.number = $2 and r.sent_at is null for update of r`,
    values: [caseId, partyIn(room) ?? 1],
  })
  for (const { last, zone, hour, ...reminder } of rows) {
    const due = nextReminder(tx.now, { zone, hour }, last)
    await queueReminder(tx, { ...reminder, due })
    await tx.client.query({
      name: "reminded",
      text: "update reminder set sent_at = $2 where mailbox_id = $1",
      values: [reminder.mailbox, due],
    })
  }
}

/** They are here: what was to remind them is not sent, and the next answer may remind them again. */
export function visited(tx: Tx, mailbox: string): void {
  tx.holdsIf(
    tx.client.query({
      name: "visited",
      text: `with r as (update reminder set sent_at = null where mailbox_id = $1 and sent_at is not null returning mailbox_id)
             delete from outbox o using r where o.address_id = r.mailbox_id and o.text_kind = 'reminder' and o.state = 'queued'`,
      values: [mailbox],
    }),
  )
}

/** Puts one reminder into the outbox: to no person of ours, never urgent. */
export async function queueReminder(
  tx: Tx,
  { mailbox, address, lang, due }: Omit<Waiting, "zone" | "hour" | "last"> & { due: Date },
): Promise<void> {
  await tx.client.query({
    name: "queue reminder",
    text: `insert into outbox (id, org_id, channel, address, address_id, text_kind, lang, due_at, made_at)
           values ($1, $2, 'email', $3, $4, 'reminder', $5, $6, $7)`,
    values: [randomUUID(), tx.org, address, mailbox, lang, due, tx.now],
  })
}

/** The address is taken back, or the mailbox ends. */
export async function endReminder(tx: Tx, mailbox: string): Promise<void> {
  await tx.sql.deleteFrom("reminder").where("mailboxId", "=", mailbox).execute()
  await forgetReminders(tx, mailbox)
}

/** What is queued is taken back; from what is on its way this moment the address is taken, and it is not tried again. */
export async function forgetReminders(tx: Tx, mailbox: string): Promise<void> {
  const hers = "address_id = $1 and text_kind = 'reminder'"
  // Locked first: whoever is leasing one of them has then finished, and the next statement sees it.
  await tx.client.query(
    `select 1 from outbox where ${hers} and state in ('queued', 'leased') for update`,
    [mailbox],
  )
  await tx.client.query(
    `with gone as (delete from outbox where ${hers} and state = 'queued')
     update outbox set address = '', due_at = 'infinity' where ${hers} and state = 'leased'`,
    [mailbox],
  )
}

type Waiting = {
  mailbox: string
  address: string
  lang: string
  zone: string
  hour: number
  last: Date | null
}
