import { Hono } from "hono"
import { Refusal } from "#core/refusal.ts"
import { reminderWanted, type ReminderView, type ReminderWanted } from "#wire/report.ts"
import { endReminder, forgetReminders, queueReminder, visited } from "#server/cases/remind.ts"
import { bareAddress } from "#server/channels/return-address.ts"
import { textFor, type Lang } from "#server/channels/texts.ts"
import { readJson } from "#server/http/bodies.ts"
import type { Env } from "#server/http/env.ts"
import { parse } from "#server/http/problems.ts"
import { atomically, type Tx } from "#server/runtime.ts"
import { mailboxOf } from "./mine.ts"
import { isWorkAddress } from "./work-address.ts"

/** She asks to be reminded by e-mail, changes it, or takes the address back. Nobody at the desk learns of it. */
export const reminding = new Hono<Env>()
  .put("/case/reminder", async (c) => {
    const { runtime, org, code } = c.var
    const wanted = parse(reminderWanted, await readJson(c))
    await atomically(runtime, org, async (tx) =>
      askReminder(tx, (await mailboxOf(tx, code)).id, wanted),
    )
    return c.body(null, 204)
  })
  .delete("/case/reminder", async (c) => {
    const { runtime, org, code } = c.var
    await atomically(runtime, org, async (tx) => endReminder(tx, (await mailboxOf(tx, code)).id))
    return c.body(null, 204)
  })

/** What her page shows: what it would be, and what she asked for. */
export async function reminderOf(tx: Tx, mailbox: string): Promise<ReminderView> {
  const { smtpUrl, mailFrom } = tx.runtime.config
  const { rows } = await tx.client.query<ReminderWanted & { state: string | null }>({
    name: "reminder",
    text: `select address, lang, zone, hour,
             (select o.state from outbox o where o.address_id = $1 and o.text_kind = 'reminder' order by o.made_at desc limit 1) as state
           from reminder where mailbox_id = $1`,
    values: [mailbox],
  })
  const told = {
    from: smtpUrl ? bareAddress(mailFrom) : null,
    words: { en: words("en"), zh: words("zh") },
  }
  if (!rows[0]) return { ...told, asked: null }
  const { state, ...asked } = rows[0]
  return { ...told, asked: { ...asked, failed: state === "failed" } }
}

const words = (lang: Lang) => textFor("reminder", "email", lang, {})

/** So many first messages in a day: enough for slips of the hand, too few to flood somebody else's letterbox. */
const firstsADay = 5

/** Keeps what she asked for. To an address that is new a first message goes at once, so that a slip shows itself. */
export async function askReminder(tx: Tx, mailbox: string, wanted: ReminderWanted): Promise<void> {
  if (!tx.runtime.config.smtpUrl) throw new Refusal("not-now", "address")
  if (await isWorkAddress(tx, wanted.address)) throw new Refusal("work-address", "address")
  const before = await tx.sql
    .selectFrom("reminder")
    .select("address")
    .where("mailboxId", "=", mailbox)
    .forUpdate()
    .executeTakeFirst()
  const fresh = before?.address !== wanted.address
  if (fresh && (await firstsOf(tx, mailbox)) >= firstsADay) throw new Refusal("not-now", "address")
  visited(tx, mailbox)
  const row = { ...wanted, askedAt: tx.now, sentAt: null }
  await tx.sql
    .insertInto("reminder")
    .values({ mailboxId: mailbox, orgId: tx.org, ...row })
    .onConflict((known) => known.column("mailboxId").doUpdateSet(row))
    .execute()
  if (!fresh) return
  await forgetReminders(tx, mailbox)
  const { address, lang } = wanted
  await queueReminder(tx, { mailbox, address, lang, due: tx.now })
  tx.ring("outbox")
}

async function firstsOf(tx: Tx, mailbox: string): Promise<number> {
  const { rows } = await tx.client.query<{ n: number }>(
    `select count(*)::int as n from outbox where address_id = $1 and text_kind = 'reminder' and made_at > $2::timestamptz - interval '1 day'`,
    [mailbox, tx.now],
  )
  return rows[0]?.n ?? 0
}
